import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { Reply, SalesforceClient } from './client.ts'
import { connectSalesforce, control, list, pick } from './client.ts'

// docs/reference/salesforce.md#bulk-query, #rotation-session.
describe('Salesforce query jobs', () => {
  let sandbox: Sandbox
  let client: SalesforceClient
  beforeAll(async () => {
    sandbox = await startSandbox({ contacts: 60, seed: 5, limitsX: 0 })
    client = await connectSalesforce(sandbox)
    await control(sandbox, 'POST', 'switches', { salesforce: { bulkDelayMs: 60_000 } })
  })
  afterAll(() => sandbox.close())

  const create = (query: string, operation = 'queryAll'): Promise<Reply> =>
    client.call('POST', '/jobs/query', { operation, query })
  const jobOf = async (query: string): Promise<string> => String(pick((await create(query)).body, 'id'))
  const stateOf = async (id: string): Promise<unknown> =>
    pick((await client.call('GET', `/jobs/query/${id}`)).body, 'state')
  const advance = (advanceMs: number): Promise<unknown> => control(sandbox, 'POST', 'clock', { advanceMs })
  const codeOf = ({ status, body }: Reply): unknown[] => [status, pick(body, 0, 'errorCode')]

  it('run for a while, give no results before, and cannot be deleted meanwhile', async () => {
    const id = await jobOf('SELECT Id FROM Contact')
    expect([
      await stateOf(id),
      codeOf(await client.call('GET', `/jobs/query/${id}/results`)),
      codeOf(await client.call('DELETE', `/jobs/query/${id}`)),
    ]).toEqual(['UploadComplete', [400, 'INVALIDJOBSTATE'], [400, 'INVALIDJOBSTATE']])
    await advance(31_000)
    expect(await stateOf(id)).toBe('InProgress')
    await advance(31_000)
    expect(await stateOf(id)).toBe('JobComplete')
    expect([
      (await client.call('DELETE', `/jobs/query/${id}`)).status,
      codeOf(await client.call('GET', `/jobs/query/${id}`)),
    ]).toEqual([204, [404, 'NOT_FOUND']])
  })

  it('give pages with a header each, all values quoted, and the word null at the end', async () => {
    await control(sandbox, 'POST', 'switches', { salesforce: { bulkPageSize: 20 } })
    const total = list((await client.query('SELECT Id FROM Lead', true)).body, 'records').length
    const id = await jobOf('SELECT Id, FirstName, IsConverted, SystemModstamp FROM Lead ORDER BY SystemModstamp, Id')
    await advance(61_000)
    const lines: string[] = []
    let locator = ''
    do {
      const page = await client.call(
        'GET',
        `/jobs/query/${id}/results?maxRecords=7${locator === '' ? '' : `&locator=${locator}`}`,
      )
      const [header, ...rows] = String(page.body).trimEnd().split('\n')
      expect([header, page.headers['sforce-numberofrecords'], page.headers['content-encoding']]).toEqual([
        '"Id","FirstName","IsConverted","SystemModstamp"',
        String(rows.length),
        'gzip',
      ])
      expect(rows.length).toBeLessThanOrEqual(7)
      lines.push(...rows)
      locator = page.headers['sforce-locator'] ?? ''
    } while (locator !== 'null')
    expect([lines.length, new Set(lines).size]).toEqual([total, total])
    for (const line of lines) expect(line).toMatch(/^"00Q\w{15}","[^"]*","(true|false)","[-\d]+T[:.\d]+Z"$/)
    expect(codeOf(await client.call('GET', `/jobs/query/${id}/results?locator=nonsense`))).toEqual([
      400,
      'INVALID_QUERY_LOCATOR',
    ])
  })

  it('keep the rows of their begin', async () => {
    const id = await jobOf('SELECT Id FROM Contact')
    await client.call('POST', '/sobjects/Contact', { LastName: 'Later' })
    await advance(61_000)
    const { body } = await client.call('GET', `/jobs/query/${id}`)
    expect(pick(body, 'numberRecordsProcessed')).toBe(
      list((await client.query('SELECT Id FROM Contact', true)).body, 'records').length - 1,
    )
  })

  it.each([
    ['SELECT count() FROM Contact', 'API_ERROR'],
    ['SELECT Id FROM Contact LIMIT 5 OFFSET 5', 'API_ERROR'],
    ['SELECT Id, (SELECT Id FROM CampaignMembers) FROM Contact', 'API_ERROR'],
    ['SELECT Nothing FROM Contact', 'INVALID_FIELD'],
    ['SELECT Id FROM Nothing', 'INVALID_TYPE'],
    ['SELECT', 'MALFORMED_QUERY'],
  ])('refuse %s', async (query, code) => {
    expect(codeOf(await create(query))).toEqual([400, code])
  })

  it('answer to their own API version only, for seven days', async () => {
    const id = await jobOf('SELECT Id FROM Contact')
    const other = `${sandbox.urls.salesforceInstance}/services/data/v65.0/jobs/query/${id}`
    expect((await fetch(other, { headers: { authorization: `Bearer ${client.tokens.access}` } })).status).toBe(409)
    await advance(8 * 86_400_000)
    await control(sandbox, 'POST', 'switches', { salesforce: { accessTokenMinutes: 1_000_000 } })
    const fresh = await client.token({ grant_type: 'refresh_token', refresh_token: client.tokens.refresh })
    const after = await fetch(other.replace('v65.0', 'v66.0'), {
      headers: { authorization: `Bearer ${String(pick(fresh.body, 'access_token'))}` },
    })
    expect(after.status).toBe(404)
  })
})
