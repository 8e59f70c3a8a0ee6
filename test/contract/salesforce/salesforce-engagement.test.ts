import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { salesforce } from '../../../connectors/salesforce/index.ts'
import type { Activity } from '../../../src/connector/activities.ts'
import type { ConnectedSystem } from '../../../src/connector/contract.ts'
import type { Cursor, RecordRef } from '../../../src/connector/records.ts'
import { connect, failureOf, startWorld, type Connected, type World } from '../suite/harness.ts'
import { actSalesforce, createRow, salesforceApp } from './salesforce-subject.ts'

const unit = '0Uv5A000000PAzxSAG'
const other = '0Uv5A000000PAzyAAA'
const day = (text: string) => new Date(`${text}T10:00:00Z`)

async function read(
  system: ConnectedSystem,
  from: Cursor | null = null,
): Promise<{ activities: Activity[]; next: Cursor | null; pages: number }> {
  const found: Activity[] = []
  let [next, pages]: [Cursor | null, number] = [from, 0]
  for await (const page of system.activities?.(from) ?? []) {
    found.push(...page.activities)
    next = page.next
    pages += 1
  }
  return { activities: found.toSorted((a, b) => a.at.getTime() - b.at.getTime()), next, pages }
}

describe('Account Engagement over HTTP', () => {
  let world: World
  let connected: Connected
  let ada: RecordRef
  let lead: RecordRef
  const system = (units: readonly string[] = [unit]) => connected.open({}, { activityUnits: units })
  const act = (type: number, at: string, more: Record<string, unknown> = {}) =>
    actSalesforce(world, 'engagement', { type, at: day(at).toISOString(), ...more })
  beforeAll(async () => {
    world = await startWorld({ contacts: 3 })
    await world.control('POST', '/_sandbox/switches', {
      salesforce: { businessUnits: [unit, other], engagementPageSize: 2 },
    })
    const app = await salesforceApp(world, ['pardot_api'])
    connected = await connect(world, salesforce, app, 'LeadSource', { activities: true })
    ada = await createRow(world, 'Contact', { Email: 'ada@example.test' })
    lead = await createRow(world, 'Lead', { Email: 'lea@example.test' })
  })
  afterAll(() => world.close())

  it('asks for the scope only where a unit was named', () => {
    const url = (activities: boolean) =>
      salesforce.auth.type === 'oauth2'
        ? new URL(
            salesforce.auth.authorizeUrl(
              connected.app,
              { state: 's', codeChallenge: null, activities },
              world.vendorOf(salesforce),
            ),
          ).searchParams.get('scope')
        : null
    expect([url(false), url(true)]).toEqual(['api refresh_token id', 'api refresh_token id pardot_api'])
  })

  it('has nothing to read where no unit was named', () => {
    expect('activities' in connected.open()).toBe(false)
  })

  it('reads clicks, forms and objections of people, and nothing of opens, sent mail, views, bounces and visitors', async () => {
    const mine = { id: ada.id }
    await act(1, '2024-02-01', { ...mine, details: 'https://example.test/offre', listEmailId: 77 })
    await act(1, '2024-02-02', { ...mine, details: 'Livre blanc' })
    await act(4, '2024-02-03', { id: lead.id })
    await act(25, '2024-02-04', mine)
    for (const type of [2, 6, 11, 13, 15, 16, 20, 24]) await act(type, '2024-03-01', mine)
    await act(1, '2024-03-02')
    await act(14, '2024-02-05', { email: 'stranger@example.test' })
    await act(12, '2024-02-06', mine)
    await actSalesforce(world, 'opt-out', { id: lead.id })
    await act(12, '2024-02-07', { id: lead.id })
    await act(35, '2024-02-09', { id: lead.id })
    await act(35, '2024-02-09', mine)
    await act(1, '2024-02-08', { ...mine, unit: other })
    const plain = { message: null, link: null }
    const [adas, leas] = [
      { email: 'ada@example.test', ref: ada },
      { email: 'lea@example.test', ref: lead },
    ]
    const expected: Activity[] = [
      { kind: 'click', at: day('2024-02-01'), ...adas, message: '77', link: 'https://example.test/offre' },
      { kind: 'click', at: day('2024-02-02'), ...adas, ...plain },
      { kind: 'form', at: day('2024-02-03'), ...leas, ...plain },
      { kind: 'form', at: day('2024-02-04'), ...adas, ...plain },
      { kind: 'complaint', at: day('2024-02-05'), email: 'stranger@example.test', ref: null, ...plain },
      { kind: 'unsubscribe', at: day('2024-02-07'), ...leas, ...plain },
      { kind: 'unsubscribe', at: day('2024-02-09'), ...leas, ...plain },
    ]
    expect((await read(system())).activities).toEqual(expected)
    expect((await read(system([unit, other]))).activities).toEqual([
      ...expected.slice(0, -1),
      { kind: 'click', at: day('2024-02-08'), ...adas, ...plain },
      ...expected.slice(-1),
    ])
  })

  it('goes on after any page, and gives what changed since, also what was tied to somebody later', async () => {
    const all = (await read(system())).activities
    const seen: Activity[] = []
    let from: Cursor | null = null
    // Each time the reader dies after its first page of the first kind that has something left.
    for (let turn = 0; turn < 3; turn += 1) {
      for await (const page of system().activities?.(from) ?? []) {
        seen.push(...page.activities)
        from = page.next
        if (page.activities.length > 0) break
      }
    }
    const rest = await read(system(), from)
    const adasClick: Activity = {
      kind: 'click',
      at: day('2024-02-01'),
      email: 'ada@example.test',
      ref: ada,
      message: null,
      link: null,
    }
    const keys = (list: readonly Activity[]) =>
      [...new Set(list.map((one) => `${one.kind} ${one.at.toISOString()} ${one.email}`))].toSorted()
    expect(keys([...seen, ...rest.activities])).toEqual(keys(all))

    // The last of each kind lies at the position itself.
    const { next } = await read(system())
    const again = (await read(system(), next)).activities
    expect(again.length).toBeLessThan(all.length)
    await act(1, '2021-05-05', { id: ada.id, updatedAt: world.clock.now().toISOString() })
    const later = await read(system(), next)
    expect(keys(later.activities)).toEqual(keys([...again, { ...adasClick, at: day('2021-05-05') }]))
    // Answers may come from a cache: the last five minutes are given again.
    await act(1, '2021-05-06', { id: ada.id, updatedAt: new Date(world.clock.now().getTime() - 60_000).toISOString() })
    expect(keys((await read(system(), later.next)).activities)).toEqual(
      keys([
        ...again.filter(({ kind }) => kind !== 'click'),
        { ...adasClick, at: day('2021-05-05') },
        { ...adasClick, at: day('2021-05-06') },
      ]),
    )
  })

  it('takes its calls from the budget, in the lane of the reader, without touching the limit of the org', async () => {
    const [calls, observed] = [connected.budget.taken.length, connected.budget.observed.length]
    await read(connected.open({ lane: 'read' }, { activityUnits: [unit] }))
    expect(new Set(connected.budget.taken.slice(calls).map(({ lane, bucket }) => `${lane} ${bucket}`))).toEqual(
      new Set(['read calls']),
    )
    expect(connected.budget.observed.length).toBe(observed)
  })

  it('renews a token that has ended', async () => {
    await world.control('POST', '/_sandbox/tokens', { system: 'salesforce', action: 'expire-access' })
    expect((await read(system())).activities.length).toBeGreaterThan(0)
  })

  it('says what is wrong: the scope, the unit', async () => {
    const wrong = await failureOf(read(system(['0Uv5A000000NOPEAAA'])))
    expect({ kind: wrong.kind, message: wrong.message }).toEqual({
      kind: 'forbidden',
      message:
        'Account Engagement refuses business unit 0Uv5A000000NOPEAAA (400, code 181): compare its id, and give the user that connected the right to see prospects and visitors.',
    })
    const bare = await connect(world, salesforce, await salesforceApp(world), 'LeadSource')
    const scopeless = await failureOf(read(bare.open({}, { activityUnits: [unit] })))
    expect({ kind: scopeless.kind, message: scopeless.message, details: scopeless.details }).toEqual({
      kind: 'forbidden',
      message:
        "Account Engagement was not opened to us: add the scope pardot_api to the app in Salesforce, then allow it on the connection's page.",
      details: { missing: 'pardot_api' },
    })
    const lines = async (from: Connected, units: readonly string[]) =>
      (await from.open({}, { activityUnits: units }).check()).lines
        .filter(({ name }) => /Engagement|pardot/u.test(name.en))
        .map(({ name, state, prevents }) => ({ name: name.en, state, prevents: prevents !== null }))
    expect(await lines(connected, [unit])).toEqual([
      { name: 'Scope pardot_api', state: 'works', prevents: false },
      { name: `Account Engagement, unit ${unit}`, state: 'works', prevents: false },
    ])
    expect(await lines(bare, [unit])).toEqual([{ name: 'Scope pardot_api', state: 'missing', prevents: true }])
    expect(await lines(connected, ['0Uv5A000000NOPEAAA'])).toEqual([
      { name: 'Scope pardot_api', state: 'works', prevents: false },
      { name: 'Account Engagement, unit 0Uv5A000000NOPEAAA', state: 'hidden', prevents: true },
    ])
    expect(await lines(bare, [])).toEqual([{ name: 'Activity from Account Engagement', state: 'off', prevents: true }])
  })
})
