import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { salesforce } from '../../connectors/salesforce/index.ts'
import { engagementOrigin } from '../../connectors/salesforce/hosts.ts'
import type { Activity } from '../../src/connector/activities.ts'
import type { ConnectedSystem } from '../../src/connector/contract.ts'
import type { Cursor, RecordRef } from '../../src/connector/records.ts'
import { connect, failureOf, startWorld, type Connected, type World } from './harness.ts'
import { actSalesforce, createRow, salesforceApp } from './salesforce-subject.ts'
import { scriptedVendor, type Reply, type Seen } from './scripted.ts'

const unit = '0Uv5A000000PAzxSAG'
const other = '0Uv5A000000PAzyAAA'
const day = (text: string) => new Date(`${text}T10:00:00Z`)

async function read(system: ConnectedSystem, from: Cursor | null = null): Promise<{ activities: Activity[]; next: Cursor | null; pages: number }> {
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
  const act = (type: number, at: string, more: Record<string, unknown> = {}) => actSalesforce(world, 'engagement', { type, at: day(at).toISOString(), ...more })
  beforeAll(async () => {
    world = await startWorld({ contacts: 3 })
    await world.control('POST', '/_sandbox/switches', { salesforce: { businessUnits: [unit, other], engagementPageSize: 2 } })
    const app = await salesforceApp(world, ['pardot_api'])
    connected = await connect(world, salesforce, app, 'LeadSource', { activities: true })
    ada = await createRow(world, 'Contact', { Email: 'ada@example.test' })
    lead = await createRow(world, 'Lead', { Email: 'lea@example.test' })
  })
  afterAll(() => world.close())

  it('asks for the scope only where a unit was named', () => {
    const url = (activities: boolean) => salesforce.auth.type === 'oauth2' ? new URL(salesforce.auth.authorizeUrl(connected.app, { state: 's', codeChallenge: null, activities }, world.urls)).searchParams.get('scope') : null
    expect([url(false), url(true)]).toEqual(['api refresh_token id', 'api refresh_token id pardot_api'])
  })

  it('has nothing to read where no unit was named', () => {
    expect('activities' in connected.open()).toBe(false)
  })

  it('reads clicks, forms and noes of people, and nothing of opens, sent mail, views, bounces and visitors', async () => {
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
    const [adas, leas] = [{ email: 'ada@example.test', ref: ada }, { email: 'lea@example.test', ref: lead }]
    const expected: Activity[] = [
      { kind: 'click', at: day('2024-02-01'), ...adas, message: '77', link: 'https://example.test/offre' }, { kind: 'click', at: day('2024-02-02'), ...adas, ...plain }, { kind: 'form', at: day('2024-02-03'), ...leas, ...plain },
      { kind: 'form', at: day('2024-02-04'), ...adas, ...plain }, { kind: 'complaint', at: day('2024-02-05'), email: 'stranger@example.test', ref: null, ...plain }, { kind: 'unsubscribe', at: day('2024-02-07'), ...leas, ...plain },
      { kind: 'unsubscribe', at: day('2024-02-09'), ...leas, ...plain },
    ]
    expect((await read(system())).activities).toEqual(expected)
    expect((await read(system([unit, other]))).activities).toEqual([...expected.slice(0, -1), { kind: 'click', at: day('2024-02-08'), ...adas, ...plain }, ...expected.slice(-1)])
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
    const adasClick: Activity = { kind: 'click', at: day('2024-02-01'), email: 'ada@example.test', ref: ada, message: null, link: null }
    const keys = (list: readonly Activity[]) => [...new Set(list.map((one) => `${one.kind} ${one.at.toISOString()} ${one.email}`))].toSorted()
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
    expect(keys((await read(system(), later.next)).activities)).toEqual(keys([...again.filter(({ kind }) => kind !== 'click'), { ...adasClick, at: day('2021-05-05') }, { ...adasClick, at: day('2021-05-06') }]))
  })

  it('takes its calls from the budget, in the lane of the reader, without touching the limit of the org', async () => {
    const [calls, observed] = [connected.budget.taken.length, connected.budget.observed.length]
    await read(connected.open({ lane: 'read' }, { activityUnits: [unit] }))
    expect(new Set(connected.budget.taken.slice(calls).map(({ lane, bucket }) => `${lane} ${bucket}`))).toEqual(new Set(['read calls']))
    expect(connected.budget.observed.length).toBe(observed)
  })

  it('renews a token that has ended', async () => {
    await world.control('POST', '/_sandbox/tokens', { system: 'salesforce', action: 'expire-access' })
    expect((await read(system())).activities.length).toBeGreaterThan(0)
  })

  it('says what is wrong: the scope, the unit', async () => {
    const wrong = await failureOf(read(system(['0Uv5A000000NOPEAAA'])))
    expect({ kind: wrong.kind, message: wrong.message }).toEqual({ kind: 'forbidden', message: 'Account Engagement refuses business unit 0Uv5A000000NOPEAAA (400, code 181): compare its id, and give the user that connected the right to see prospects and visitors.' })
    const bare = await connect(world, salesforce, await salesforceApp(world), 'LeadSource')
    const scopeless = await failureOf(read(bare.open({}, { activityUnits: [unit] })))
    expect({ kind: scopeless.kind, message: scopeless.message, details: scopeless.details }).toEqual({
      kind: 'forbidden', message: "Account Engagement was not opened to us: add the scope pardot_api to the app in Salesforce, then allow it on the connection's page.", details: { missing: 'pardot_api' },
    })
    const lines = async (from: Connected, units: readonly string[]) => (await from.open({}, { activityUnits: units }).check()).lines.filter(({ name }) => /Engagement|pardot/u.test(name.en)).map(({ name, state, prevents }) => ({ name: name.en, state, prevents: prevents !== null }))
    expect(await lines(connected, [unit])).toEqual([{ name: 'Scope pardot_api', state: 'works', prevents: false }, { name: `Account Engagement, unit ${unit}`, state: 'works', prevents: false }])
    expect(await lines(bare, [unit])).toEqual([{ name: 'Scope pardot_api', state: 'missing', prevents: true }])
    expect(await lines(connected, ['0Uv5A000000NOPEAAA'])).toEqual([{ name: 'Scope pardot_api', state: 'works', prevents: false }, { name: 'Account Engagement, unit 0Uv5A000000NOPEAAA', state: 'hidden', prevents: true }])
    expect(await lines(bare, [])).toEqual([{ name: 'Acts from Account Engagement', state: 'off', prevents: true }])
  })
})

describe('Account Engagement: answers nobody has promised', () => {
  let close = (): void => undefined
  afterEach(() => close())
  const open = async (reply: (seen: Seen, call: number) => Reply) => {
    let call = 0
    const vendor = await scriptedVendor(salesforce, (seen) => reply(seen, (call += 1)), [], { activityUnits: [unit] })
    close = vendor.close
    return vendor
  }
  const row = (more: Record<string, unknown>) => ({ id: 1, type: 1, createdAt: '2024-01-01T12:00:00+02:00', updatedAt: '2024-01-01T12:00:00+02:00', prospectId: 5, prospect: { email: 'ada@example.test', salesforceId: null, optedOut: false }, ...more })
  const clicksOnly = (values: (seen: Seen) => unknown[]) => (seen: Seen): Reply => ({ json: { values: seen.query.get('type') === '1' || seen.query.has('nextPageToken') ? values(seen) : [] } })

  it('does not take another kind than it asked for: an open of a server without filters is no click', async () => {
    const { system } = await open(clicksOnly(() => [row({ type: 11 }), row({ type: '1' }), row({ type: 6 })]))
    expect((await read(system)).activities.map(({ kind, at }) => ({ kind, at }))).toEqual([{ kind: 'click', at: day('2024-01-01') }])
  })

  it.each([
    ['no offset', { createdAt: '2024-01-01 10:00:00', updatedAt: null }], ['a colonless offset', { createdAt: '2024-01-01T12:00:00+0200' }], ['text as id', { prospectId: '5', listEmailId: '7' }],
  ])('bears %s', async (_what, more) => {
    const { system } = await open(clicksOnly(() => [row(more)]))
    expect((await read(system)).activities.map(({ at }) => at)).toEqual([day('2024-01-01')])
  })

  it('does not pass over activities whose prospect it is not shown', async () => {
    const { system } = await open(clicksOnly(() => [row({ prospect: undefined })]))
    expect((await failureOf(read(system))).kind).toBe('unexpected-response')
    const visitor = await open(clicksOnly(() => [row({ prospect: null, prospectId: null })]))
    expect((await read(visitor.system)).activities).toEqual([])
  })

  it('reads the other units and kinds where one cannot be read, and then says so, without moving past it', async () => {
    const vendor = await scriptedVendor(salesforce, (seen) => {
      if (seen.headers['pardot-business-unit-id'] === unit) return { status: 400, json: { code: 181, message: 'x' } }
      const type = Number(seen.query.get('type'))
      return { json: { values: type === 1 ? [row({ prospect: null })] : type === 4 ? [row({ type: null })] : type === 14 ? [row({ type })] : [] } }
    }, [], { activityUnits: [unit, other] })
    close = vendor.close
    const seen: Activity[] = []
    let next: Cursor | null = null
    const reading = async () => {
      for await (const page of vendor.system.activities?.(null) ?? []) {
        seen.push(...page.activities)
        next = page.next
      }
    }
    expect(await failureOf(reading())).toMatchObject({ kind: 'forbidden', message: expect.stringContaining(unit) as unknown })
    expect(seen.map(({ kind }) => kind)).toEqual(['complaint'])
    expect(Object.entries(next ?? {}).filter(([, at]) => at !== null)).toEqual([[`${other} 14`, '2024-01-01T10:00:00.000Z']])
    expect(vendor.seen.filter(({ headers }) => headers['pardot-business-unit-id'] === unit).length).toBe(1)
  })

  it('has no position where nothing was seen: our clock may be ahead of theirs', async () => {
    const { system, seen } = await open(() => ({ json: { values: [] } }))
    const { next } = await read(system)
    await read(system, next)
    expect(seen.filter(({ query }) => query.has('updatedAtAfterOrEqualTo'))).toEqual([])
  })

  it('takes an act that is dated later than it was noted for one of that moment', async () => {
    const { system } = await open(clicksOnly(() => [row({ createdAt: '2031-01-01T00:00:00Z' })]))
    expect((await read(system)).activities.map(({ at }) => at)).toEqual([day('2024-01-01')])
  })

  it('stops at a page that comes again and again', async () => {
    const { system, seen } = await open(clicksOnly(() => [row({})]))
    expect((await read(system)).activities.length).toBe(1)
    const first = seen.length
    const endless = await open((call) => ({ json: { values: call.query.get('type') === '1' || call.query.has('nextPageToken') ? [row({})] : [], ...(call.query.get('type') === '1' || call.query.has('nextPageToken') ? { nextPageToken: 'same' } : {}) } }))
    expect((await failureOf(read(endless.system))).kind).toBe('unexpected-response')
    expect(endless.seen.length).toBe(first + 1)
  })

  it('keeps its position until the end where a server does not keep the order', async () => {
    const values = [row({ updatedAt: '2024-05-01T00:00:00Z' }), row({ updatedAt: '2024-01-01T00:00:00Z' })]
    const { system } = await open((seen) => ({ json: seen.query.has('nextPageToken') ? { values: [row({ updatedAt: '2024-03-01T00:00:00Z' })] } : seen.query.get('type') === '1' ? { values, nextPageToken: 't' } : { values: [] } }))
    const positions: unknown[] = []
    for await (const page of system.activities?.(null) ?? []) positions.push(page.next[`${unit} 1`])
    expect(positions.slice(0, 2)).toEqual([null, '2024-05-01T00:00:00.000Z'])
  })

  it('begins a new query before the vendor ends a long one, at the last stamp', async () => {
    let given = 0
    const { system, seen } = await open((call) => {
      if (call.query.get('type') !== '1' && !call.query.has('nextPageToken')) return { json: { values: [] } }
      given += 1
      if (given > 52) return { json: { values: [] } }
      const at = new Date(Date.parse('2024-01-01T00:00:00Z') + given * 60_000).toISOString()
      return { json: { values: Array.from({ length: 1_000 }, () => row({ createdAt: at, updatedAt: at })), nextPageToken: `t${given}` } }
    })
    await read(system)
    const starts = seen.filter(({ query }) => query.get('type') === '1').map(({ query }) => query.get('updatedAtAfterOrEqualTo'))
    expect(starts).toEqual([null, '2024-01-01T00:50:00Z'])
    expect(seen.filter(({ query }) => query.has('nextPageToken')).every(({ query }) => [...query.keys()].toSorted().join() === 'fields,nextPageToken')).toBe(true)
  })

  it.each<[string, Reply, string, number | undefined]>([
    ['the day is used up', { status: 400, json: { code: 122, message: 'x' } }, 'rate-limited', 3_600_000], ['too many at once', { status: 400, json: { code: 66, message: 'x' } }, 'rate-limited', 60_000],
    ['a token it does not take', { status: 400, json: { code: 184, message: 'x' } }, 'forbidden', undefined], ['an outage', { status: 503, json: {} }, 'unavailable', undefined], ['another host', { status: 302, json: {} }, 'unexpected-response', undefined],
    ['a page of HTML', { status: 200, json: '<html>' }, 'unexpected-response', undefined],
  ])('names %s', async (_what, reply, kind, retryAfterMs) => {
    const { system } = await open(() => reply)
    const failure = await failureOf(read(system))
    expect({ kind: failure.kind, retryAfterMs: failure.details.retryAfterMs }).toEqual({ kind, retryAfterMs })
  })

  it('sends the token to the host that goes with the org, and nowhere else', () => {
    expect(['https://acme.my.salesforce.com', 'https://eu12.salesforce.com', 'https://acme--uat.sandbox.my.salesforce.com', 'https://acme-dev-ed.develop.my.salesforce.com', 'https://cs88.salesforce.com', 'http://127.0.0.1:4711'].map((url) => engagementOrigin(url, undefined))).toEqual([
      'https://pi.pardot.com', 'https://pi.pardot.com', 'https://pi.demo.pardot.com', 'https://pi.demo.pardot.com', 'https://pi.demo.pardot.com', 'http://127.0.0.1:4711',
    ])
    expect(engagementOrigin('https://acme.my.salesforce.com', 'https://pi.demo.pardot.com')).toBe('https://pi.demo.pardot.com')
  })
})
