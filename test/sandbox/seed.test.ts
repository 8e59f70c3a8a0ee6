import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { populate } from '../../sandbox/seed/people.ts'
import { threeYearsBefore } from '../../sandbox/seed/dates.ts'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { connectHubSpot, control, http, list, pick } from './client.ts'

describe('seed', () => {
  it('is the same base for the same contacts and seed, and another for another seed', async () => {
    const shot = async (seed: number): Promise<unknown> => {
      const sandbox = await startSandbox({ contacts: 120, seed })
      const { body } = await control(sandbox, 'GET', 'state')
      await sandbox.close()
      return { hubspot: pick(body, 'hubspot'), salesforce: pick(body, 'salesforce') }
    }
    const [one, two, other] = [await shot(7), await shot(7), await shot(8)]
    expect(one).toEqual(two)
    expect(one).not.toEqual(other)
  })

  it.each([50, 400, 2_000])('makes exactly %i records in each CRM', async (contacts) => {
    const sandbox = await startSandbox({ contacts, seed: 11 })
    const { body } = await control(sandbox, 'GET', 'state')
    await sandbox.close()
    expect([
      list(body, 'hubspot', 'contacts').length,
      list(body, 'salesforce', 'contacts').length + list(body, 'salesforce', 'leads').length,
    ]).toEqual([contacts, contacts])
  })

  it('uses only invented addresses', () => {
    const wrong = populate(3_000, 7)
      .people.flatMap((person) => [person.email, person.otherEmail])
      .filter((email) => !/^[a-z0-9.-]+@([a-z0-9-]+\.example\.test)$/.test(email) && !/\.example@[a-z.]+$/.test(email))
    expect(wrong).toEqual([])
  })

  it('holds every kind of case the README lists', () => {
    const { people } = populate(4_000, 7)
    const share = (test: (person: (typeof people)[number]) => boolean): number =>
      people.filter(test).length / people.length
    const silent = share((person) => ['silent', 'silent-opens', 'silent-customer', 'edge-past'].includes(person.life))
    expect([silent > 0.06, silent < 0.095]).toEqual([true, true])
    expect(
      [
        'edge-exact',
        'edge-inside',
        'edge-past',
        'silent-in-hubspot',
        'silent-in-salesforce',
        'silent-customer',
        'silent-opens',
      ].filter((life) => !people.some((person) => person.life === life)),
    ).toEqual([])
    expect(
      ['hubspot', 'salesforce', 'both', 'hubspot-secondary', 'hubspot-type'].filter(
        (kind) => !people.some((person) => person.optOut === kind),
      ),
    ).toEqual([])
    expect(
      people.some((person) => person.role) &&
        people.some((person) => person.swapped) &&
        people.some((person) => person.otherLast !== null) &&
        people.some((person) => person.alsoLead),
    ).toBe(true)
  })

  it.each([
    ['2026-11-25', '2023-11-25'],
    ['2028-02-29', '2025-02-28'],
    ['2027-03-01', '2024-03-01'],
  ])('counts three years before %s as %s', (day, expected) => {
    expect(new Date(threeYearsBefore(Date.parse(`${day}T00:00:00Z`))).toISOString().slice(0, 10)).toBe(expected)
  })
})

// docs/reference/promises.md#clock.
describe('control server', () => {
  let sandbox: Sandbox
  beforeAll(async () => (sandbox = await startSandbox({ contacts: 30, seed: 2, limitsX: 0 })))
  afterAll(() => sandbox.close())

  it('moves its clock forward only', async () => {
    const before = (await control(sandbox, 'GET', 'clock')).body
    const after = (await control(sandbox, 'POST', 'clock', { advanceMs: 86_400_000 })).body
    expect([
      pick(before, 'offsetMs'),
      pick(after, 'offsetMs'),
      Date.parse(String(pick(after, 'now'))) - Date.now() > 86_000_000,
    ]).toEqual([0, 86_400_000, true])
    expect((await control(sandbox, 'POST', 'clock', { advanceMs: -1 })).status).toBe(400)
  })

  it('records requests in order, complete, without tokens', async () => {
    const client = await connectHubSpot(sandbox)
    await client.call('POST', '/crm/objects/2026-03/contacts/batch/update', {
      inputs: [{ id: '501', properties: { jobtitle: 'DAF' } }],
    })
    const lines = list((await control(sandbox, 'GET', 'requests?system=hubspot&after=0')).body)
    expect(lines.map((line) => pick(line, 'seq'))).toEqual(lines.map((_, index) => index + 1))
    expect([pick(lines.at(-1), 'method'), pick(lines.at(-1), 'status'), pick(lines.at(-1), 'body')]).toEqual([
      'POST',
      200,
      { inputs: [{ id: '501', properties: { jobtitle: 'DAF' } }] },
    ])
    const text = JSON.stringify(lines)
    expect(
      [client.tokens.access, client.tokens.refresh, client.app.clientSecret].filter((secret) => text.includes(secret)),
    ).toEqual([])
  })

  it('refuses a switch it does not know, and a wrong type', async () => {
    expect((await control(sandbox, 'POST', 'switches', { 'hubspot.nothing': true })).status).toBe(400)
    expect((await control(sandbox, 'POST', 'switches', { 'hubspot.optOutFiresWebhook': 'yes' })).status).toBe(400)
    expect(
      pick(
        (await control(sandbox, 'POST', 'switches', { hubspot: { optOutFiresWebhook: false } })).body,
        'hubspot',
        'optOutFiresWebhook',
      ),
    ).toBe(false)
  })

  it('shows a page where a person can be found and acted on', async () => {
    const page = String((await http('GET', `${sandbox.urls.control}/_sandbox?q=example`)).body)
    expect(
      ['Bac à sable', 'Se désabonner (personne)', 'Cocher le désabonnement (utilisateur)'].filter(
        (text) => !page.includes(text),
      ),
    ).toEqual([])
  })

  it('answers at localhost and at 127.0.0.1', async () => {
    const port = new URL(sandbox.urls.control).port
    for (const host of ['localhost', '127.0.0.1'])
      expect((await http('GET', `http://${host}:${port}/_sandbox/clock`)).status).toBe(200)
  })
})
