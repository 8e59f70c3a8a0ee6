import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { HubSpotClient, SalesforceClient } from './client.ts'
import { connectHubSpot, connectSalesforce, control, list, pick } from './client.ts'

const C = '/crm/objects/2026-03/contacts'

// docs/reference/hubspot.md#limits, #faults; docs/reference/salesforce.md#limits, #daily-calls.
describe('faults', () => {
  let sandbox: Sandbox
  let hubspot: HubSpotClient
  let salesforce: SalesforceClient
  beforeAll(async () => {
    sandbox = await startSandbox({ contacts: 30, seed: 5, limitsX: 0 })
    hubspot = await connectHubSpot(sandbox)
    salesforce = await connectSalesforce(sandbox)
  })
  afterEach(() => control(sandbox, 'DELETE', 'faults'))
  afterAll(() => sandbox.close())

  const fault = (body: Readonly<Record<string, unknown>>): Promise<unknown> =>
    control(sandbox, 'POST', 'faults', { system: 'hubspot', ...body })
  const title = async (id: string): Promise<unknown> =>
    pick((await hubspot.call('GET', `${C}/${id}?properties=jobtitle`)).body, 'properties', 'jobtitle')
  const setTitle = (id: string, jobtitle: string): ReturnType<HubSpotClient['call']> =>
    hubspot.call('PATCH', `${C}/${id}`, { properties: { jobtitle } })

  it('answers 429 in the vendor’s own words, a number of times', async () => {
    await fault({ kind: 'rate-limit', times: 2, retryAfterS: 1 })
    const [one, two, three] = [await hubspot.call('GET', C), await hubspot.call('GET', C), await hubspot.call('GET', C)]
    expect([
      one?.status,
      pick(one?.body, 'policyName'),
      one?.headers['retry-after'],
      two?.status,
      three?.status,
    ]).toEqual([429, 'TEN_SECONDLY_ROLLING', '1', 429, 200])
    await control(sandbox, 'POST', 'faults', { system: 'salesforce', kind: 'rate-limit' })
    const limited = await salesforce.query('SELECT Id FROM User')
    expect([limited.status, pick(limited.body, 0, 'errorCode')]).toEqual([403, 'REQUEST_LIMIT_EXCEEDED'])
  })

  it('hits only what the fault names', async () => {
    await fault({ kind: 'server-error', status: 503, method: 'PATCH', pathIncludes: '/contacts/502', times: null })
    const answer = await setTitle('502', 'x')
    expect([
      answer.status,
      answer.body,
      (await setTitle('503', 'y')).status,
      (await hubspot.call('GET', `${C}/502`)).status,
    ]).toEqual([503, '', 200, 200])
  })

  it.each([
    ['html', 502],
    ['html-200', 200],
  ])('answers %s with a page', async (kind, status) => {
    await fault({ kind })
    const answer = await hubspot.call('GET', C)
    expect([answer.status, String(answer.body).startsWith('<!doctype html>')]).toEqual([status, true])
  })

  it('cuts before doing anything, or after the write', async () => {
    await setTitle('504', 'avant')
    await fault({ kind: 'cut-before' })
    await expect(setTitle('504', 'non fait')).rejects.toThrow('fetch failed')
    expect(await title('504')).toBe('avant')
    await fault({ kind: 'cut-after' })
    await expect(setTitle('504', 'fait')).rejects.toThrow('fetch failed')
    expect(await title('504')).toBe('fait')
  })

  it('accepts and changes nothing', async () => {
    await setTitle('505', 'avant')
    await fault({ kind: 'accept-and-ignore' })
    const answer = await setTitle('505', 'après')
    expect([answer.status, pick(answer.body, 'properties', 'jobtitle'), await title('505')]).toEqual([
      200,
      'après',
      'avant',
    ])
  })

  it('applies, then reverts', async () => {
    await setTitle('506', 'avant')
    await fault({ kind: 'revert-after', delayMs: 50 })
    await setTitle('506', 'après')
    expect(await title('506')).toBe('après')
    await vi.waitFor(async () => expect(await title('506')).toBe('avant'))
  })

  it('reads back the old state', async () => {
    await setTitle('507', 'avant')
    await fault({ kind: 'stale-read', times: 1 })
    await setTitle('507', 'après')
    expect([await title('507'), await title('507')]).toEqual(['avant', 'après'])
  })

  it('does the same at Salesforce', async () => {
    const id = String(
      pick(
        (await salesforce.query('SELECT Id FROM Contact WHERE HasOptedOutOfEmail = false LIMIT 1')).body,
        'records',
        0,
        'Id',
      ),
    )
    const flag = async (): Promise<unknown> =>
      pick(
        (await salesforce.call('GET', `/sobjects/Contact/${id}?fields=HasOptedOutOfEmail`)).body,
        'HasOptedOutOfEmail',
      )
    const optOut = (): ReturnType<SalesforceClient['call']> =>
      salesforce.call('PATCH', `/sobjects/Contact/${id}`, { HasOptedOutOfEmail: true })
    await control(sandbox, 'POST', 'faults', { system: 'salesforce', kind: 'accept-and-ignore' })
    expect([(await optOut()).status, await flag()]).toEqual([204, false])
    await control(sandbox, 'POST', 'faults', { system: 'salesforce', kind: 'stale-read' })
    expect([(await optOut()).status, await flag(), await flag()]).toEqual([204, false, true])
  })

  it('keeps to its own limits with the vendor’s headers, and records what it did', async () => {
    const tight = await startSandbox({ contacts: 5, seed: 1 })
    const client = await connectHubSpot(tight)
    const answers = await Promise.all(Array.from({ length: 115 }, () => client.call('GET', `${C}?limit=1`)))
    const refused = answers.filter((answer) => answer.status === 429)
    expect([
      refused.length,
      answers[0]?.headers['x-hubspot-ratelimit-max'],
      pick(refused[0]?.body, 'errorType'),
      refused[0]?.headers['retry-after'],
    ]).toEqual([5, '110', 'RATE_LIMIT', undefined])
    const searches = await Promise.all(Array.from({ length: 6 }, () => client.call('POST', `${C}/search`, {})))
    expect([
      searches.filter((answer) => answer.status === 429).map((answer) => pick(answer.body, 'policyName')),
      searches[0]?.headers['x-hubspot-ratelimit-max'],
    ]).toEqual([['SECONDLY'], undefined])
    const effects = list((await control(tight, 'GET', 'requests?system=hubspot')).body).filter(
      (line) => pick(line, 'effect') === 'rate-limited',
    ).length
    expect(effects).toBe(6)
    await tight.close()
  })
})
