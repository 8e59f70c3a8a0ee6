import { channels } from '../../../src/domain/app/channel.ts'
import { scopeKey, scopesOf, type Scope } from '../../../src/domain/app/kind.ts'
import type { SuppressionOrder } from '../../../src/connector/orders.ts'
import type { Outcome, SeenItem } from '../../../src/connector/outcome.ts'
import { aFewAtOnce, allEnded } from '../../../src/connector/calls/side-by-side.ts'
import { changesFor, planScope, seenBlock } from './block-plan.ts'
import type { Refusal } from './block-plan.ts'
import type { ObjectFields } from '../fields/describe.ts'
import type { ElementFault } from '../transport/errors.ts'
import { personObjects } from '../fields/fields.ts'
import { individualOf, setNoSolicit } from '../records/individuals.ts'
import type { IndividualState } from '../records/individuals.ts'
import { readLive } from '../records/records.ts'
import type { PersonRow } from '../records/records.ts'
import { text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { blockFields, gatherTargets, keyOf, rowsByObject } from '../records/targets.ts'
import type { Target } from '../records/targets.ts'
import { writeRecords } from '../records/write-records.ts'
import type { RecordWrite, WriteFaults } from '../records/write-records.ts'

/**
 * Sets the org's own opt-outs, and our field for the channels that have none, on every Contact and Lead of each person;
 * a kind of message by the org's checkbox that the admin mapped, else in our field; then reads them back. Only values
 * that differ are written (docs/reference/salesforce.md#only-differences): no two systems ping-pong. An objection to
 * all channels is set on the person's Individuals too.
 */
export async function suppress(
  system: SalesforceSystem,
  orders: readonly SuppressionOrder[],
): Promise<readonly Outcome[]> {
  const targets = await gatherTargets(system, orders)
  const described = await describeAll(system, targets)
  const writes = planWrites(system, targets, described)
  const faults = await writeRecords(system, writes)
  const [after, individuals] = await allEnded([
    readAgain(system, targets, writes),
    setNoSolicit(system, targets.flatMap(individualsOf), true),
  ])
  const changed = new Set(writes.map((write) => keyOf(write.object, write.id)))
  const at = system.deps.clock.now()
  return targets.map((target) => outcomeOf(system, target, { described, after, faults, changed, individuals, at }))
}

/**
 * Reads only: `applied` when every block shows, `absent` without a record, `hidden` when our user may not see one,
 * otherwise `written`.
 */
export async function verify(
  system: SalesforceSystem,
  orders: readonly SuppressionOrder[],
): Promise<readonly Outcome[]> {
  const targets = await gatherTargets(system, orders)
  const described = await describeAll(system, targets)
  const view: View = {
    described,
    after: new Map(),
    faults: new Map(),
    changed: new Set(),
    individuals: new Map(),
    at: system.deps.clock.now(),
  }
  return targets.map((target): Outcome => {
    const outcome = outcomeOf(system, target, view)
    if (outcome.status === 'already') return { ...outcome, status: 'applied' }
    return outcome.status === 'refused' ? { orderId: outcome.orderId, status: 'written' } : outcome
  })
}

interface View {
  described: ReadonlyMap<string, ObjectFields>
  /** Rows read after the write, by key; rows that were not written stand as they were. */
  after: ReadonlyMap<string, PersonRow>
  faults: WriteFaults
  changed: ReadonlySet<string>
  /** The second layer, for objections to all channels: it is told, and never makes an order refused. */
  individuals: ReadonlyMap<string, IndividualState>
  at: Date
}

/** Individuals that an order concerns: an objection to one channel says nothing about the others. */
function individualsOf({ order, rows }: Target): string[] {
  const all = (order.kinds ?? []).length === 0 && channels.every((channel) => order.channels.includes(channel))
  return all ? rows.map(({ row }) => individualOf(row)).filter((id) => id !== null) : []
}

async function describeAll(system: SalesforceSystem, targets: readonly Target[]): Promise<Map<string, ObjectFields>> {
  const described = new Map<string, ObjectFields>()
  for (const object of new Set(targets.flatMap((target) => target.rows.map((row) => row.object)))) {
    described.set(object, (await system.fieldsOf(object)) ?? new Map())
  }
  return described
}

function planWrites(
  system: SalesforceSystem,
  targets: readonly Target[],
  described: ReadonlyMap<string, ObjectFields>,
): RecordWrite[] {
  const scopes = new Map<string, Map<string, Scope>>()
  for (const { order, rows } of targets) {
    for (const row of rows) {
      const key = keyOf(row.object, row.id)
      scopes.set(
        key,
        new Map([
          ...(scopes.get(key) ?? []),
          ...scopesOf(order.channels, order.kinds ?? []).map((scope): [string, Scope] => [scopeKey(scope), scope]),
        ]),
      )
    }
  }
  return [...rowsByObject(targets.flatMap((target) => target.rows))].flatMap(([object, rows]) =>
    rows.flatMap((row): RecordWrite[] => {
      const wanted = [...(scopes.get(keyOf(object, row.id))?.values() ?? [])]
      const fields = changesFor(object, wanted, row, described.get(object) ?? new Map(), system.access)
      return Object.keys(fields).length === 0
        ? []
        : [{ object, id: row.id, fields, accountId: text(row.row, 'AccountId') }]
    }),
  )
}

async function readAgain(
  system: SalesforceSystem,
  targets: readonly Target[],
  writes: readonly RecordWrite[],
): Promise<Map<string, PersonRow>> {
  const written = new Set(writes.map((write) => keyOf(write.object, write.id)))
  const after = new Map<string, PersonRow>()
  await aFewAtOnce(
    [...rowsByObject(targets.flatMap((target) => target.rows))],
    personObjects.length,
    async ([object, rows]) => {
      const ids = rows.filter((row) => written.has(keyOf(object, row.id))).map((row) => row.id)
      for (const row of (await readLive(system, object, ids, blockFields(system))).values())
        after.set(keyOf(object, row.id), row)
    },
  )
  return after
}

function outcomeOf(system: SalesforceSystem, target: Target, view: View): Outcome {
  const { orderId } = target.order
  if (target.frozen)
    return {
      orderId,
      status: 'refused',
      reason: 'conflict',
      detail: 'only converted leads hold this person, and our user cannot see the contact they became',
    }
  const rows = target.rows.filter((row) => !isGone(view.faults, row.id))
  if (rows.length === 0 && target.hidden.length === 0) return { orderId, status: 'absent' }
  const individuals = individualsOf({ ...target, rows })
  const standings = rows.flatMap((row) => standingsOf(system, target.order, row, individuals, view))
  const refusals = [...target.hidden.map(hiddenObject), ...standings.flatMap((one) => one.refusal ?? [])]
  // Before a refusal, which ends the try: what is locked now is written once it is free.
  const locked = rows.map((row) => view.faults.get(row.id)).find((fault) => fault?.kind === 'locked')
  if (locked !== undefined) return { orderId, status: 'busy', detail: locked.code }
  // What cannot be read is neither blocked nor refused: it waits until our user may see it.
  const hidden = refusals.find((refusal) => refusal.hidden === true)
  if (hidden !== undefined) return { orderId, status: 'hidden', detail: hidden.detail }
  const refusal = refusals[0]
  if (refusal !== undefined) return { orderId, status: 'refused', ...refusal }
  if (standings.some(({ item, refusal: why }) => item === undefined && why === undefined))
    return { orderId, status: 'written' }
  const items = standings.flatMap(({ item }) => item ?? [])
  const changed =
    rows.some((row) => view.changed.has(keyOf(row.object, row.id))) ||
    individuals.some((id) => view.individuals.get(id)?.changed === true)
  const value = [...new Set(items.map((item) => item.value))].join(', ')
  return { orderId, status: changed ? 'applied' : 'already', seen: { value, at: view.at, items } }
}

function isGone(faults: WriteFaults, id: string): boolean {
  return faults.get(id)?.kind === 'gone'
}

const hiddenObject = (object: string): Refusal => ({
  reason: 'not-permitted',
  detail: `${object} is hidden from our user; give it read access`,
  hidden: true,
})

/** How one cell stands in one record: read back, refused, or neither yet. */
interface Standing {
  item?: SeenItem
  refusal?: Refusal
}

function standingsOf(
  system: SalesforceSystem,
  { channels: stopped, kinds = [] }: SuppressionOrder,
  before: PersonRow,
  individuals: readonly string[],
  view: View,
): Standing[] {
  const key = keyOf(before.object, before.id)
  const row = view.changed.has(key) ? view.after.get(key) : before
  const own = individualOf(before.row)
  const person = own !== null && individuals.includes(own) ? view.individuals.get(own) : undefined
  const fields = view.described.get(before.object) ?? new Map()
  return scopesOf(stopped, kinds).map((scope): Standing => {
    const plan = planScope(before.object, scope, before, fields, system.access)
    if ('refusal' in plan) return { refusal: plan.refusal }
    const seen = row === undefined ? null : seenBlock(scope, plan, row)
    if (seen === null) return refusalOf(view.faults.get(before.id))
    return { item: person === undefined ? seen : { ...seen, value: `${seen.value}, ${person.note}` } }
  })
}

function refusalOf(fault: ElementFault | undefined): Standing {
  if (fault?.kind === 'refused') return { refusal: { reason: fault.reason, detail: fault.detail } }
  if (fault?.kind === 'frozen') return { refusal: { reason: 'conflict', detail: 'the lead is converted and frozen' } }
  return {}
}
