import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { HubSpotClient } from './client.ts'
import { connectHubSpot, control, list, pick } from './client.ts'

const C = '/crm/objects/2026-03/contacts'

// docs/reference/hubspot.md#contacts-api, #erasing, #merge, #write-errors, #create, #search, #batch, #gdpr-delete,
// #write-echo, #properties-api.
describe('HubSpot contacts', () => {
  let sandbox: Sandbox
  let client: HubSpotClient
  let serial = 0
  beforeAll(async () => {
    sandbox = await startSandbox({ contacts: 320, seed: 5, limitsX: 0, searchLagMs: 200 })
  })
  beforeEach(async () => (client = await connectHubSpot(sandbox)))
  afterAll(() => sandbox.close())

  const create = async (properties: Readonly<Record<string, string>> = {}): Promise<{ id: string; email: string }> => {
    const email = `nouveau${serial++}@essai.example.test`
    const answer = await client.call('POST', C, { properties: { email, ...properties } })
    expect(answer.status).toBe(201)
    return { id: String(pick(answer.body, 'id')), email }
  }

  it('lists every record once over its pages', async () => {
    const ids: unknown[] = []
    let after = ''
    do {
      const page = await client.call('GET', `${C}?limit=100${after === '' ? '' : `&after=${after}`}`)
      ids.push(...list(page.body, 'results').map((row) => pick(row, 'id')))
      const next = pick(page.body, 'paging', 'next', 'after')
      after = typeof next === 'string' ? next : ''
    } while (after !== '')
    expect([ids.length >= 320, new Set(ids).size]).toEqual([true, ids.length])
    expect((await client.call('GET', `${C}?limit=101`)).status).toBe(400)
  })

  it('shows a requested empty property as null and hides an undefined one, with both array styles', async () => {
    const { id, email } = await create()
    const wanted = { email, hs_legal_basis: null }
    for (const query of [
      'properties=email,hs_legal_basis,nothing_like_it',
      'properties=email&properties=hs_legal_basis&properties=nothing_like_it',
    ]) {
      const {
        createdate: _c,
        lastmodifieddate: _l,
        hs_object_id: _h,
        ...shown
      } = pick((await client.call('GET', `${C}/${id}?${query}`)).body, 'properties') as Record<string, unknown>
      expect(shown).toEqual(wanted)
    }
  })

  it('lowers the address and refuses a second holder with the existing id', async () => {
    const { id, email } = await create()
    const twin = await client.call('POST', C, { properties: { email: ` ${email.toUpperCase()} ` } })
    expect([twin.status, pick(twin.body, 'category'), pick(twin.body, 'message')]).toEqual([
      409,
      'CONFLICT',
      `Contact already exists. Existing ID: ${id}`,
    ])
  })

  it.each([
    ['a property that does not exist', { no_such: 'x' }, 'PROPERTY_DOESNT_EXIST'],
    ['a read-only property', { hs_email_optout: 'true' }, 'READ_ONLY_VALUE'],
    [
      'an option with a plain hyphen instead of the dash',
      { hs_legal_basis: 'Legitimate interest - prospect/lead' },
      'INVALID_OPTION',
    ],
    ['an address that is none', { email: 'pas une adresse' }, 'INVALID_EMAIL'],
  ])('refuses %s', async (_what, properties, code) => {
    const { id } = await create()
    const answer = await client.call('PATCH', `${C}/${id}`, { properties })
    expect([answer.status, pick(answer.body, 'category'), pick(answer.body, 'errors', 0, 'code')]).toEqual([
      400,
      'VALIDATION_ERROR',
      code,
    ])
  })

  it('appends to a multi-value property when the value starts with a semicolon', async () => {
    const { id } = await create({ hs_legal_basis: 'Legitimate interest – prospect/lead' })
    const answer = await client.call('PATCH', `${C}/${id}`, {
      properties: { hs_legal_basis: ';Performance of a contract' },
    })
    expect(pick(answer.body, 'properties', 'hs_legal_basis')).toBe(
      'Legitimate interest – prospect/lead;Performance of a contract',
    )
  })

  it('answers a batch read with missing ids by 207 and one error', async () => {
    const { id } = await create()
    const answer = await client.call('POST', `${C}/batch/read`, {
      inputs: [{ id }, { id: '99999999' }],
      properties: ['email'],
    })
    expect([
      answer.status,
      list(answer.body, 'results').length,
      pick(answer.body, 'numErrors'),
      pick(answer.body, 'errors', 0, 'category'),
      pick(answer.body, 'errors', 0, 'context'),
    ]).toEqual([207, 1, 1, 'OBJECT_NOT_FOUND', { ids: ['99999999'] }])
  })

  it('fails a whole batch for one bad record, unless every input carries a trace id', async () => {
    const [one, two] = [await create(), await create()]
    const inputs = [
      { id: one.id, properties: { jobtitle: 'DSI' } },
      { id: two.id, properties: { lifecyclestage: 'nonsense' } },
    ]
    const whole = await client.call('POST', `${C}/batch/update`, { inputs })
    const unchanged = await client.call('GET', `${C}/${one.id}?properties=jobtitle`)
    expect([whole.status, pick(unchanged.body, 'properties', 'jobtitle')]).toEqual([400, null])
    const traced = await client.call('POST', `${C}/batch/update`, {
      inputs: inputs.map((input, index) => ({ ...input, objectWriteTraceId: `t${index}` })),
    })
    expect([
      traced.status,
      list(traced.body, 'results').map((row) => pick(row, 'objectWriteTraceId')),
      pick(traced.body, 'errors', 0, 'context', 'objectWriteTraceId'),
    ]).toEqual([207, ['t0'], ['t1']])
  })

  it('refuses a repeated id and more than 100 inputs', async () => {
    const { id } = await create()
    const twice = await client.call('POST', `${C}/batch/update`, {
      inputs: [
        { id, properties: {} },
        { id, properties: {} },
      ],
    })
    expect([twice.status, pick(twice.body, 'message')]).toEqual([
      400,
      `Duplicate IDs found in batch input: [${id}]. IDs must be unique`,
    ])
    const many = await client.call('POST', `${C}/batch/read`, {
      inputs: Array.from({ length: 101 }, (_, index) => ({ id: String(index) })),
    })
    expect(many.status).toBe(400)
  })

  it('goes on showing the old state in search for a while', async () => {
    const { id, email } = await create()
    const body = { filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: email }] }] }
    expect(pick((await client.call('POST', `${C}/search`, body)).body, 'total')).toBe(0)
    await vi.waitFor(async () => expect(pick((await client.call('POST', `${C}/search`, body)).body, 'total')).toBe(1))
    await client.call('DELETE', `${C}/${id}`)
    await vi.waitFor(async () => expect(pick((await client.call('POST', `${C}/search`, body)).body, 'total')).toBe(0))
  })

  it.each([
    ['six groups', { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
    [
      'seven filters in a group',
      {
        filterGroups: [
          { filters: Array.from({ length: 7 }, () => ({ propertyName: 'email', operator: 'HAS_PROPERTY' })) },
        ],
      },
    ],
    ['a limit of 201', { limit: 201 }],
    ['two sorts', { sorts: ['email', 'lastname'] }],
    ['an offset past 10,000', { after: '10000' }],
    ['a body over 3,000 characters', { query: 'x'.repeat(3_000) }],
  ])('refuses a search with %s', async (_what, body) => {
    expect((await client.call('POST', `${C}/search`, body)).status).toBe(400)
  })

  it('pages a search by keyset without losing records that share a modified date', async () => {
    const ids: number[] = []
    for (let last = 0; ; ) {
      const page = await client.call('POST', `${C}/search`, {
        filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'GT', value: String(last) }] }],
        sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
        limit: 100,
      })
      const found = list(page.body, 'results').map((row) => Number(pick(row, 'id')))
      if (found.length === 0) break
      ids.push(...found)
      last = found.at(-1) ?? 0
    }
    expect([new Set(ids).size, ids]).toEqual([ids.length, ids.toSorted((a, b) => a - b)])
  })

  it('archives: 404 afterwards, listed as archived, restored by a user only within 90 days', async () => {
    const { id } = await create()
    expect((await client.call('DELETE', `${C}/${id}`)).status).toBe(204)
    expect((await client.call('GET', `${C}/${id}`)).status).toBe(404)
    expect((await client.call('GET', `${C}/${id}?archived=true`)).status).toBe(200)
    expect((await control(sandbox, 'POST', 'act', { system: 'hubspot', act: 'restore', id })).status).toBe(200)
    expect((await client.call('GET', `${C}/${id}`)).status).toBe(200)
  })

  it('erases for good, and lets the API create the person again', async () => {
    const { id, email } = await create()
    expect((await client.call('POST', `${C}/gdpr-delete`, { objectId: id })).status).toBe(204)
    expect((await client.call('GET', `${C}/${id}?archived=true`)).status).toBe(404)
    expect((await client.call('POST', C, { properties: { email } })).status).toBe(201)
  })

  it('merges into a new record; single calls follow the old ids, batches do not', async () => {
    const [one, two] = [await create({ lastname: 'Un' }), await create({ lastname: 'Deux' })]
    const merged = await client.call('POST', `${C}/merge`, { primaryObjectId: one.id, objectIdToMerge: two.id })
    const id = String(pick(merged.body, 'id'))
    const followed = await client.call(
      'GET',
      `${C}/${two.id}?properties=email,hs_additional_emails,hs_merged_object_ids,lastname`,
    )
    const {
      createdate: _c,
      lastmodifieddate: _l,
      ...shown
    } = pick(followed.body, 'properties') as Record<string, unknown>
    expect(shown).toEqual({
      email: one.email,
      hs_additional_emails: two.email,
      hs_merged_object_ids: `${one.id};${two.id}`,
      hs_object_id: id,
      lastname: 'Un',
    })
    expect(
      (await client.call('POST', `${C}/batch/update`, { inputs: [{ id: one.id, properties: { lastname: 'X' } }] }))
        .status,
    ).toBe(207)
    expect((await client.call('POST', C, { properties: { email: two.email } })).status).toBe(409)
  })

  it('keeps the history of a value with its author', async () => {
    const { id } = await create({ jobtitle: 'Acheteur' })
    await control(sandbox, 'POST', 'act', {
      system: 'hubspot',
      act: 'update-contact',
      id,
      properties: { jobtitle: 'DAF' },
    })
    const answer = await client.call('GET', `${C}/${id}?propertiesWithHistory=jobtitle`)
    expect(
      list(answer.body, 'propertiesWithHistory', 'jobtitle').map((line) => [
        pick(line, 'value'),
        pick(line, 'sourceType'),
      ]),
    ).toEqual([
      ['DAF', 'CRM_UI'],
      ['Acheteur', 'INTEGRATION'],
    ])
  })

  it('creates a property once, and answers 404 and 405 in JSON', async () => {
    const P = '/crm/properties/2026-03/contacts'
    await client.call('POST', `${P}/groups`, { name: 'essai', label: 'Essai' })
    const body = { name: 'essai_texte', label: 'Essai', type: 'string', fieldType: 'text', groupName: 'essai' }
    expect((await client.call('POST', P, body)).status).toBe(201)
    const twice = await client.call('POST', P, body)
    expect([twice.status, pick(twice.body, 'category'), pick(twice.body, 'subCategory')]).toEqual([
      409,
      'OBJECT_ALREADY_EXISTS',
      'Properties.PROPERTY_WITH_NAME_EXISTS',
    ])
    expect((await client.call('DELETE', `${P}/email`)).status).toBe(400)
    expect((await client.call('GET', '/crm/v9/nothing')).status).toBe(404)
    expect((await client.call('PUT', `${C}/search`)).status).toBe(405)
  })
})
