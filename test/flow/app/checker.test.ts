import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judge } from '../../../scripts/checker.mjs'
import { approveAndHold, endRestoreWindow, planIs } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

interface Contact {
  id: string
  archived: boolean
  properties: Record<string, string>
}
interface State {
  hubspot: { contacts: Contact[]; optOuts: { email: string; portalWide: boolean; at: string; source: string }[] }
  salesforce: {
    contacts: Record<string, unknown>[]
    leads: Record<string, unknown>[]
    emailMessages: Record<string, unknown>[]
    emailMessageRelations: Record<string, unknown>[]
  }
  broker: { notices: { valid: boolean }[] }
}
interface Line {
  seq: number
  actId: string
  act: string
  at: string
  actor: string
  contactId: string | null
  connectionId: string | null
  details: Record<string, unknown>
  chain: string
}
interface Request {
  seq: number
  at: string
  virtualAt: string
  system: string
  method: string
  path: string
  status: number
  body: unknown
}
interface Material {
  before: State
  now: State
  requests: Request[]
  auditLines: Line[]
}
interface Known {
  objector: SeedPerson
  binned: Contact
}

/**
 * What the checker says about material that was changed by hand. The chain is made anew unless it is what was changed.
 */
type Plant = (material: Material, known: Known) => void

function rechain(lines: Line[]): void {
  let chain = Buffer.alloc(32)
  for (const [index, line] of lines.entries()) {
    line.seq = index + 1
    const content = [
      line.seq,
      line.actId,
      line.act,
      line.at,
      line.actor,
      line.contactId,
      line.connectionId,
      sorted(line.details),
    ]
    chain = createHash('sha256').update(chain).update(JSON.stringify(content)).digest()
    line.chain = chain.toString('hex')
  }
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

function removal(material: Material): Request {
  const found = material.requests.find((request) => request.path.includes('/batch/archive'))
  if (found === undefined) throw new Error('nothing was removed')
  return found
}

/** A request of the product that never was, received after all others. */
function ask(material: Material, request: Partial<Request>): void {
  const last = material.requests.at(-1)
  if (last === undefined) throw new Error('no requests')
  material.requests.push({ ...last, seq: last.seq + 1, status: 200, body: null, ...request })
}

function salesforceRow(state: State, id: string | undefined): Record<string, unknown> {
  return [...state.salesforce.contacts, ...state.salesforce.leads].find((row) => row['Id'] === id) ?? {}
}

function lineOf(material: Material, fits: (line: Line) => boolean): Line {
  const found = material.auditLines.find(fits)
  if (found === undefined) throw new Error('no such line')
  return found
}

const planted: readonly (readonly [what: string, rule: string, says: string, plant: Plant])[] = [
  [
    'an objection that is missing from the log',
    'I1',
    'has no objection in the audit log',
    (material) => {
      const found = lineOf(material, (line) => line.act === 'objection' && line.details['door'] === 'found')
      material.auditLines = material.auditLines.filter(
        (line) => line !== found && line.details['objectionId'] !== found.actId.slice('objection:'.length),
      )
    },
  ],
  [
    'a request that subscribes somebody',
    'I2',
    'took an opt-out or a block away',
    (material, { objector }) =>
      ask(material, {
        system: 'hubspot',
        method: 'POST',
        path: `/communication-preferences/2026-03/statuses/${encodeURIComponent(objector.email)}?channel=EMAIL`,
        body: { statusState: 'SUBSCRIBED' },
      }),
  ],
  [
    'a request that clears a Salesforce opt-out',
    'I2',
    'took an opt-out or a block away',
    (material, { objector }) =>
      ask(material, {
        system: 'salesforce',
        method: 'PATCH',
        path: '/services/data/v66.0/composite/sobjects',
        body: { records: [{ attributes: { type: 'Contact' }, id: objector.salesforceIds[0], DoNotCall: false }] },
      }),
  ],
  [
    'a request that creates a person',
    'I2',
    'created a person',
    (material) =>
      ask(material, {
        system: 'hubspot',
        method: 'POST',
        path: '/crm/objects/2026-03/contacts',
        body: { properties: { email: 'back.again@example.test' } },
      }),
  ],
  [
    'an opt-out that is gone',
    'I2',
    'opted out before is opted in',
    (material) => {
      const out = material.before.hubspot.optOuts.find((optOut) => optOut.portalWide)
      material.now.hubspot.optOuts = material.now.hubspot.optOuts.filter((optOut) => optOut.email !== out?.email)
    },
  ],
  [
    'an objector whose phone may be called',
    'I3',
    'contactable by phone, robocall, sms',
    (material, { objector }) => {
      salesforceRow(material.now, objector.salesforceIds[0])['DoNotCall'] = false
    },
  ],
  [
    'an objector without our mark',
    'I3',
    'contactable by audience, fax, phone, post, robocall, sms, social',
    (material, { objector }) => {
      const contact = material.now.hubspot.contacts.find((candidate) => candidate.id === objector.hubspotIds[0])
      if (contact !== undefined) contact.properties['lawbase_do_not_contact'] = 'email'
    },
  ],
  [
    'an opt-out of a person that did not reach the other CRM',
    'I3',
    'contactable by email',
    (material) => {
      const open = material.now.salesforce.contacts.find(
        (row) =>
          row['IsDeleted'] === false &&
          row['HasOptedOutOfEmail'] === false &&
          material.now.hubspot.contacts.some(
            (contact) => !contact.archived && contact.properties['email'] === row['Email'],
          ),
      )
      material.now.hubspot.optOuts.push({
        email: String(open?.['Email']),
        portalWide: true,
        at: '2026-11-25T00:00:00.000Z',
        source: 'Unsubscribe link',
      })
    },
  ],
  [
    'applied without a read',
    'I4',
    'without a read after the last write',
    (material, { objector }) => {
      const id = String(objector.salesforceIds[0])
      const write = material.requests.find(
        (request) =>
          request.method === 'PATCH' &&
          JSON.stringify(request.body).includes(id) &&
          JSON.stringify(request.body).includes('HasOptedOutOfEmail'),
      )
      if (write === undefined) throw new Error('nothing was written')
      material.requests = material.requests.filter(
        (request) => request.seq <= write.seq || request.system !== 'salesforce' || request.method === 'PATCH',
      )
    },
  ],
  [
    'applied and not shown',
    'I4',
    'the system does not show it',
    (material, { objector }) => {
      salesforceRow(material.now, objector.salesforceIds[0])['HasOptedOutOfFax'] = false
    },
  ],
  [
    'accepted and unknown to the broker',
    'I4',
    'the broker holds no valid notice',
    (material) => {
      for (const notice of material.now.broker.notices) notice.valid = false
    },
  ],
  [
    'a reply of somebody who was removed',
    'I5',
    'although the person acted',
    (material, { binned }) => {
      const contact = material.now.hubspot.contacts.find((candidate) => candidate.id === binned.id)
      if (contact !== undefined)
        contact.properties['hs_sales_email_last_replied'] = removal(material).virtualAt.replace(/^\d{4}/u, (year) =>
          String(Number(year) - 2),
        )
    },
  ],
  [
    'an inbound mail from a removed person in the other CRM',
    'I5',
    'although the person acted',
    (material, { binned }) => {
      material.now.salesforce.emailMessages.push({
        Id: '02sX',
        Incoming: true,
        MessageDate: '2026-01-10T08:00:00.000Z',
      })
      material.now.salesforce.emailMessageRelations.push({
        EmailMessageId: '02sX',
        RelationId: null,
        RelationType: 'FromAddress',
        RelationAddress: binned.properties['email'],
      })
    },
  ],
  [
    'a removed customer',
    'I5',
    'although a customer',
    (material, { binned }) => {
      const contact = material.now.hubspot.contacts.find((candidate) => candidate.id === binned.id)
      if (contact !== undefined) contact.properties['lifecyclestage'] = 'customer'
    },
  ],
  [
    'a removal without a hold',
    'I6',
    'was not on hold',
    (material, { binned }) => {
      material.requests = material.requests.filter(
        (request) =>
          !JSON.stringify(request.body).includes('lawbase_hold_until') ||
          request.path.includes('/batch/read') ||
          !JSON.stringify(request.body).includes(`"${binned.id}"`),
      )
    },
  ],
  [
    'a hold that nobody read back',
    'I6',
    'not read back before the removal',
    (material, { binned }) => {
      const removed = removal(material)
      const hold = material.requests.findLast(
        (request) =>
          request.seq < removed.seq &&
          request.path.includes('/batch/update') &&
          JSON.stringify(request.body).includes('lawbase_hold_until') &&
          JSON.stringify(request.body).includes(`"${binned.id}"`),
      )
      material.requests = material.requests.filter(
        (request) =>
          !(
            request.seq > (hold?.seq ?? 0) &&
            request.seq < removed.seq &&
            request.path.includes('/batch/read') &&
            JSON.stringify(request.body).includes(`"${binned.id}"`)
          ),
      )
    },
  ],
  [
    'a vendor opt-out of a silent person',
    'I6',
    "was given the system's own opt-out",
    (material, { binned }) => {
      const first = material.requests[0]
      if (first !== undefined)
        material.requests.unshift({
          ...first,
          system: 'hubspot',
          method: 'POST',
          status: 200,
          seq: first.seq - 1,
          path: `/communication-preferences/2026-03/statuses/${encodeURIComponent(binned.properties['email'] ?? '')}/unsubscribe-all`,
          body: null,
        })
    },
  ],
  [
    'a removal of somebody who had said no',
    'I6',
    'had opted out was removed as inactive',
    (material, { binned }) => {
      material.before.hubspot.optOuts.push({
        email: binned.properties['email'] ?? '',
        portalWide: true,
        at: '2026-01-01T00:00:00.000Z',
        source: 'Unsubscribe link',
      })
    },
  ],
  [
    'a removal that the log does not know',
    'I7',
    'removed without an act',
    (material, { binned }) => {
      material.auditLines = material.auditLines.filter((line) => line.details['record'] !== `contact:${binned.id}`)
    },
  ],
  [
    'an act that stands twice',
    'I7',
    'the same act stands twice',
    (material) => {
      const found = lineOf(material, (line) => line.act === 'bin')
      material.auditLines.push({ ...found, actId: `${found.actId}-again` })
    },
  ],
  [
    'an address in the log',
    'I7',
    'an address stands in the audit log',
    (material, { objector }) => {
      lineOf(material, (line) => line.act === 'objection').details['note'] = `from ${objector.email}`
    },
  ],
]

describe('the independent checker', () => {
  let scene: Scene
  let material: Material
  let known: Known
  beforeAll(async () => {
    scene = await openScene()
    const [objector] = [scene.somebody((one) => one.where === 'both' && one.source === 'broker')]
    const objection = await scene.object(objector.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied', 'broker-webhook': 'accepted' })
    await scene.run()
    const plan = await approveAndHold(scene)
    await endRestoreWindow(scene)
    await planIs(scene, plan.id, 'done')
    await scene.settle()
    const now = (await scene.control('GET', '/_sandbox/state')) as unknown as State
    material = {
      before: scene.before as unknown as State,
      now,
      requests: (await scene.control('GET', '/_sandbox/requests')) as unknown as Request[],
      auditLines: (await scene.audit()) as unknown as Line[],
    }
    const binned = now.hubspot.contacts.find((contact) => contact.archived)
    if (binned === undefined) throw new Error('nobody was binned')
    known = { objector, binned }
  })
  afterAll(() => scene.close())

  it('finds nothing after a run with objections and a removal, and counts what there is', async () => {
    const { violations, figures } = await scene.check()
    expect(violations).toEqual([])
    expect(figures).toEqual(judge(material).figures)
    // The objection of the test, and those that stood before the broker was known to have supplied the people.
    const { rowCount: told } = await scene.app.pool.query(
      `select 1 from propagations p join connections c on c.id = p.connection_id where c.connector = 'broker-webhook' and p.state = 'accepted'`,
    )
    expect(figures).toMatchObject({
      brokerNoticesValid: told,
      removedHubspot: material.now.hubspot.contacts.filter((contact) => contact.archived).length,
      taggedHubspot: material.now.hubspot.contacts.filter((contact) => !contact.archived).length,
    })
  })

  it.each(planted)('finds %s (%s)', (_what, rule, says, plant) => {
    const copy = structuredClone(material)
    plant(copy, known)
    rechain(copy.auditLines)
    expect(judge(copy).violations).toContainEqual({
      rule,
      what: expect.stringContaining(says) as unknown,
      ids: expect.any(Array) as unknown,
    })
  })

  it('takes no later write for an earlier one because the clock jumped just before', () => {
    const copy = structuredClone(material)
    const act = lineOf(
      copy,
      (line) =>
        line.act === 'propagation' &&
        line.details['to'] === 'applied' &&
        JSON.stringify(line.details['seen']).includes(String(known.objector.salesforceIds[0])),
    )
    const write = copy.requests.find(
      (request) =>
        request.method === 'PATCH' &&
        JSON.stringify(request.body).includes(String(known.objector.salesforceIds[0])) &&
        JSON.stringify(request.body).includes('HasOptedOutOfEmail'),
    )
    if (write === undefined) throw new Error('nothing was written')
    const offset = Date.parse(write.virtualAt) - Date.parse(write.at)
    const wall = (ms: number) => new Date(Date.parse(act.at) - offset + ms).toISOString()
    // A second before, the sandbox lived a week earlier; a moment after the act the same block is written once more.
    for (const request of copy.requests)
      if (request.seq < write.seq)
        request.virtualAt = new Date(Date.parse(request.virtualAt) - 7 * 86_400_000).toISOString()
    const next = copy.requests.findIndex((request) => request.at > wall(50))
    copy.requests.splice(next, Number.POSITIVE_INFINITY, {
      ...write,
      seq: (copy.requests[next]?.seq ?? 0) - 0.5,
      at: wall(50),
      virtualAt: new Date(Date.parse(act.at) + 50).toISOString(),
    })
    expect(judge(copy).violations.filter(({ rule, ids }) => rule === 'I4' && ids[0] === act.actId)).toEqual([])
  })

  it('finds a line that was changed after it was chained', () => {
    const copy = structuredClone(material)
    const line = lineOf(copy, (one) => one.act === 'objection')
    line.details['channels'] = []
    expect(judge(copy).violations).toContainEqual({
      rule: 'I7',
      what: 'the chain does not hold from this line on',
      ids: [`line ${line.seq}`, line.actId],
    })
  })

  it('sees through the sandbox what a CRM user took back and nobody set again', async () => {
    await scene.stopWorking()
    await scene.act('hubspot', 'resubscribe', { email: known.objector.email })
    await scene.act('salesforce', 'opt-in', { id: known.objector.salesforceIds[0] })
    const { violations } = await scene.check()
    expect(violations.filter(({ rule }) => rule === 'I3').map(({ ids }) => ids)).toEqual(
      expect.arrayContaining([
        [`contact:${known.objector.hubspotIds[0]}`],
        [`Contact:${known.objector.salesforceIds[0]}`],
      ]),
    )
  })
})
