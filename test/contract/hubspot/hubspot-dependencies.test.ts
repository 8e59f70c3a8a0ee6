import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { actHubspot, hubspotSubject } from './hubspot-subject.ts'

// docs/reference/hubspot.md#associations-batch, #associations-scope, #deal-states, #ticket-states, #quote-states,
// #company-deals, #hidden-scope.
describe('HubSpot: what is open with a contact', () => {
  let world: World
  let connected: Connected
  const calm = {
    hiddenProperties: [],
    unscopedAssociations: 'refuse',
    associationPageSize: 500,
    silentAssociations: [],
  }
  const switches = (hubspot: Json) => world.control('POST', '/_sandbox/switches', { hubspot })
  beforeAll(async () => {
    world = await startWorld({ contacts: 0 })
    connected = await hubspotSubject.connect(world)
  })
  beforeEach(() => switches(calm))
  afterAll(() => world.close())

  let people = 0
  const contact = async () =>
    (await actHubspot<{ id: string }>(world, 'create-contact', { properties: { email: `p${people++}@example.test` } }))
      .id
  const create = async (object: string, properties: Json, on: { contacts?: string[]; companies?: string[] }) =>
    (await actHubspot<{ id: string }>(world, 'create-object', { object, properties, ...on })).id
  const deal = (dealstage: string, ...contacts: string[]) => create('deals', { dealstage }, { contacts })
  const ticket = (hs_pipeline_stage: string, ...contacts: string[]) =>
    create('tickets', { hs_pipeline_stage }, { contacts })
  const update = (object: string, id: string, properties: Json) =>
    actHubspot(world, 'update-object', { object, id, properties })
  const read = async (
    ids: readonly string[],
    { company = false, endedOn = null as string | null, scopes = connected.access.scopes } = {},
  ) => {
    const answer = await connected.open({}, { scopes }).dependencies?.(
      ids.map((id) => ({ ref: { object: 'contact', id }, relationEndedOn: endedOn })),
      { company, since: new Date(0) },
    )
    if (answer === undefined) throw new Error('no verb')
    return {
      found: ids.map((id) =>
        answer.found
          .filter(({ ref }) => ref.id === id)
          .map(({ kind, count }) => `${count} ${kind}`)
          .toSorted(),
      ),
      unread: answer.unread.map(
        ({ kind, ref, detail }) => `${kind}${ref === undefined ? '' : ' of one'}: ${detail.en}`,
      ),
    }
  }
  const day = (inDays: number) => new Date(Date.now() + inDays * 86_400_000).toISOString()
  const notSaid = 'HubSpot does not say what this contact has, or in which state it is.'

  it('tells open, won and lost deals, tickets and quotes apart, page by page', async () => {
    const [busy, past, nobody] = [await contact(), await contact(), await contact()]
    await switches({ ...calm, associationPageSize: 1 })
    for (const stage of ['qualifiedtobuy', '910001', 'closedlost']) await deal(stage, busy)
    await deal('910002', past)
    await deal('closedlost', past)
    const waiting = await ticket('1', busy)
    await ticket('4', busy, past)
    for (const hs_status of ['APPROVED', 'PENDING_APPROVAL', 'DRAFT', 'REJECTED'])
      await create('quotes', { hs_status, hs_expiration_date: day(2) }, { contacts: [busy] })
    await create('quotes', { hs_status: 'APPROVED', hs_expiration_date: day(-2) }, { contacts: [past] })
    expect(await read([busy, past, nobody])).toEqual({
      unread: [],
      found: [['1 open-ticket', '2 open-deal', '2 quote'], ['1 won-deal'], []],
    })
    await update('tickets', waiting, { hs_pipeline_stage: '4' })
    expect((await read([busy])).found).toEqual([['2 open-deal', '2 quote']])
  })

  it('leaves out what was won before the relationship ended', async () => {
    const customer = await contact()
    const won = await deal('closedwon', customer)
    await update('deals', won, { closedate: '2024-05-31T10:00:00Z' })
    const ended = async (endedOn: string) => (await read([customer], { endedOn })).found
    expect([await ended('2024-05-30'), await ended('2024-05-31')]).toEqual([[['1 won-deal']], [[]]])
  })

  it("counts the open deals of a contact's primary company where the settings say so", async () => {
    const [one, other] = [await contact(), await contact()]
    const company = await create('companies', { name: 'Acme' }, { contacts: [one, other] })
    const former = await create('companies', { name: 'Before' }, { contacts: [one] })
    await create('deals', { dealstage: 'contractsent' }, { companies: [company] })
    await create('deals', { dealstage: 'closedwon' }, { companies: [company] })
    await create('deals', { dealstage: 'contractsent' }, { companies: [former] })
    expect((await read([one, other], { company: true })).found).toEqual([['1 open-deal'], ['1 open-deal']])
    expect((await read([one, other])).found).toEqual([[], []])
  })

  it('reads the stage where HubSpot does not reckon, and knows nothing of a stage that is in no list', async () => {
    const [open, won, odd, sorting] = [await contact(), await contact(), await contact(), await contact()]
    await deal('910001', open)
    await deal('910002', won)
    await deal('910003', odd)
    await ticket('5', sorting)
    await switches({ ...calm, hiddenProperties: ['deals.hs_is_closed', 'deals.hs_is_closed_won'] })
    expect(await read([open, won, odd, sorting])).toEqual({
      found: [['1 open-deal'], ['1 won-deal'], [], []],
      unread: [`open-deal of one: ${notSaid}`, `won-deal of one: ${notSaid}`, `open-ticket of one: ${notSaid}`],
    })
  })

  it('is unknown, never none, without the scope, whatever an answer says, and for whom an answer has only an error', async () => {
    const [one, left] = [await contact(), await contact()]
    await deal('qualifiedtobuy', one)
    await ticket('1', one)
    const scopes = connected.access.scopes.filter((scope) => scope !== 'tickets' && scope !== 'crm.objects.quotes.read')
    const unscoped = (kind: string, scope: string) =>
      `${kind}: The app has no scope ${scope} in HubSpot. Add it to the app, then connect again.`
    await switches({ ...calm, unscopedAssociations: 'none', silentAssociations: [left] })
    expect(await read([one, left], { scopes })).toEqual({
      found: [['1 open-deal'], []],
      unread: [
        `open-deal of one: ${notSaid}`,
        `won-deal of one: ${notSaid}`,
        unscoped('open-ticket', 'tickets'),
        unscoped('quote', 'crm.objects.quotes.read'),
        expect.stringMatching(/^encounter of one: /u),
      ],
    })
    // The right was withdrawn at HubSpot and nobody told us.
    await switches(calm)
    const dropped = await world.control('POST', '/_sandbox/scopes', { system: 'hubspot', drop: ['tickets'] })
    expect((await read([one])).unread).toEqual([unscoped('open-ticket', 'tickets')])
    await world.control('POST', '/_sandbox/scopes', { system: 'hubspot', add: ['tickets'] })
    expect([dropped, (await read([one])).found]).toEqual([expect.anything(), [['1 open-deal', '1 open-ticket']]])
  })

  it('tells the relation of a contact by its deals where they can be read, else counts each as open', async () => {
    const [open, won, lost] = [await contact(), await contact(), await contact()]
    await deal('qualifiedtobuy', open)
    await deal('closedwon', won)
    await deal('closedlost', lost)
    const refs = [open, won, lost].map((id) => ({ object: 'contact', id }))
    const relations = async (scopes: readonly string[]) => {
      const records = await connected.open({}, { scopes }).read?.(refs)
      return [open, won, lost].map((id) => records?.find(({ ref }) => ref.id === id)?.relation)
    }
    expect([
      await relations(connected.access.scopes),
      await relations(connected.access.scopes.filter((scope) => scope !== 'crm.objects.deals.read')),
    ]).toEqual([
      ['open-deal', 'customer', 'none'],
      ['open-deal', 'open-deal', 'open-deal'],
    ])
  })
})
