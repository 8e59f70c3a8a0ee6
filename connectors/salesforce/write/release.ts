import { everyKind, scopeKey, type Scope } from '../../../src/domain/app/kind.ts'
import type { ReleaseOrder } from '../../../src/connector/orders.ts'
import type { Outcome, SeenItem } from '../../../src/connector/outcome.ts'
import { effectiveTo } from '../consents/consents.ts'
import {
  endRefusals,
  refusalThatStays,
  unreadRefusals,
  type EndedRefusals,
  type LiftedChannel,
} from '../consents/end-refusals.ts'
import { markField, switchesOf } from './block-plan.ts'
import { personObjects } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { hiddenOn } from '../fields/hidden.ts'
import {
  individual,
  individualOf,
  noSolicit,
  setNoSolicit,
  shouldForget,
  type IndividualState,
} from '../records/individuals.ts'
import { isPersonObject, readFollowingMerges, readLive } from '../records/records.ts'
import type { PersonRow } from '../records/records.ts'
import { flag, list, text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { blockFields, isConverted, keyOf } from '../records/targets.ts'
import { writeRecords } from '../records/write-records.ts'
import type { RecordWrite, WriteFaults } from '../records/write-records.ts'
import type { ElementFault } from '../transport/errors.ts'
import { frozen, noPerson, outcomeOfFault, refused } from '../records/outcomes.ts'

/**
 * Takes blocks off, only ever from a Lift: the org's switch becomes false unless something that stays stopped shares it
 * (Do Not Call stands for three channels), our own marks lose the cell, and the Individual its no to all channels. Then
 * it is read back (docs/reference/salesforce.md#untick).
 */
export async function release(system: SalesforceSystem, orders: readonly ReleaseOrder[]): Promise<readonly Outcome[]> {
  const wanted = blockFields(system)
  const rows = new Map<string, PersonRow>()
  for (const object of personObjects) {
    const ids = orders.filter((order) => order.record.object === object).map((order) => order.record.id)
    for (const [id, row] of await readFollowingMerges(system, object, ids, wanted)) rows.set(keyOf(object, id), row)
  }
  const rowOf = (order: ReleaseOrder): PersonRow | undefined =>
    rows.get(keyOf(order.record.object, to18(order.record.id)))
  const writes = planWrites(system, orders, rowOf)
  const faults = await writeRecords(system, writes)
  const after = new Map<string, PersonRow>()
  for (const object of personObjects) {
    const ids = writes.filter((write) => write.object === object).map((write) => write.id)
    if (ids.length > 0) for (const [id, row] of await readLive(system, object, ids, wanted)) after.set(id, row)
  }
  const individuals = await setNoSolicit(
    system,
    orders.flatMap((order) => lifted(system, order, rowOf(order))),
    false,
  )
  const refusals = await endRefusals(
    system,
    orders.flatMap((order) => liftedChannel(order, rowOf(order)) ?? []),
  )
  const written = new Set(writes.map(({ id }) => id))
  const view: View = { rowOf, faults, written, after, individuals, refusals, at: system.deps.clock.now() }
  return orders.map((order) => outcomeOf(system, order, view))
}

/** What was found, written and read back. */
interface View {
  rowOf: (order: ReleaseOrder) => PersonRow | undefined
  faults: WriteFaults
  /** Ids of the records that were written. */
  written: ReadonlySet<string>
  after: ReadonlyMap<string, PersonRow>
  individuals: ReadonlyMap<string, IndividualState>
  /** Consent rows that hold afterwards. */
  refusals: EndedRefusals
  at: Date
}

function outcomeOf(system: SalesforceSystem, order: ReleaseOrder, view: View): Outcome {
  const { orderId } = order
  if (!isPersonObject(order.record.object)) return noPerson(orderId)
  const before = view.rowOf(order)
  if (before === undefined) return { orderId, status: 'absent' }
  const [individualId = ''] = lifted(system, order, before)
  const person = view.individuals.get(individualId)
  return (
    whyUntouched(system, order, before) ??
    whyUnwritten(orderId, view.faults.get(before.id)) ??
    whyIndividualStays(orderId, person) ??
    whyRefusalStays(order, before, view) ??
    whyUnread(system, order, before) ??
    readBack(system, order, before, view)
  )
}

/** Why nothing was written on purpose; null = it was. */
function whyUntouched(system: SalesforceSystem, order: ReleaseOrder, before: PersonRow): Outcome | null {
  const { orderId } = order
  if (mergedInto(order, before) !== null)
    return { orderId, status: 'not-taken', reason: 'conflict', detail: `merged into record ${before.id}` }
  const shared = sharedSwitch(system, order)
  if (shared !== null && shows(system, order.scope, before))
    return refused(orderId, 'conflict', `${shared} also stands for what this person keeps stopped`)
  return isConverted(before) ? frozen(orderId) : null
}

function whyUnwritten(orderId: string, fault: ElementFault | undefined): Outcome | null {
  if (fault?.kind === 'gone') return { orderId, status: 'absent' }
  return fault?.kind === 'frozen' ? frozen(orderId) : outcomeOfFault(orderId, fault)
}

function whyIndividualStays(orderId: string, person: IndividualState | undefined): Outcome | null {
  if (person?.noSolicit === true && person.locked !== null) return { orderId, status: 'busy', detail: person.locked }
  if (person?.noSolicit === true)
    return refused(
      orderId,
      'not-permitted',
      `${individual}.${noSolicit} is read-only for our user; open its field-level security`,
    )
  if (person?.shouldForget === true)
    return refused(
      orderId,
      'not-supported',
      `${individual}.${shouldForget} asks for erasure; only a person may take it back`,
    )
  return null
}

function whyRefusalStays(order: ReleaseOrder, before: PersonRow, { refusals }: View): Outcome | null {
  const lift = liftedChannel(order, before)
  if (lift === null) return null
  const stays = refusalThatStays(refusals.consents, lift)
  if (stays === null) {
    const unread = unreadRefusals(refusals.consents, lift)
    return unread === null ? null : hidden(order.orderId, `${unread} cannot be read by our user; give it read access`)
  }
  return stays.isKept
    ? refused(order.orderId, 'conflict', `${stays.object} also stands for what this person keeps stopped`)
    : refused(
        order.orderId,
        'not-permitted',
        `${stays.object}.${effectiveTo} of a refusal could not be set; open it to our user, or end the refusal in the org`,
      )
}

function whyUnread(system: SalesforceSystem, { orderId, scope }: ReleaseOrder, before: PersonRow): Outcome | null {
  const unread = hiddenOn(before.row, system.access).find((name) => fieldsOf(system, scope).includes(name))
  return unread === undefined
    ? null
    : hidden(orderId, `${before.object}.${unread} is hidden from our user; open its field-level security`)
}

const hidden = (orderId: string, detail: string): Outcome => ({ orderId, status: 'hidden', detail })

function readBack(system: SalesforceSystem, order: ReleaseOrder, before: PersonRow, view: View): Outcome {
  const { orderId, scope } = order
  const isWritten = view.written.has(before.id)
  const row = isWritten ? view.after.get(before.id) : before
  if (row === undefined || shows(system, scope, row)) return { orderId, status: 'written' }
  const [individualId = ''] = lifted(system, order, before)
  const isLifted = view.individuals.get(individualId)?.changed === true || view.refusals.ended.has(individualId)
  const value = fieldsOf(system, scope)
    .map((name) => `${name}=${text(row.row, name) ?? String(flag(row.row, name))}`)
    .join(', ')
  const item: SeenItem = { target: row.id, targetKind: 'record', channel: scopeKey(scope), level: 'marked', value }
  return {
    orderId,
    status: isWritten || isLifted ? 'applied' : 'already',
    seen: { value, at: view.at, items: [item] },
  }
}

/**
 * The master of a merge holds the objections of others too: nothing is taken off there until the base knows whose it
 * is. Null = the record itself.
 */
function mergedInto({ record }: ReleaseOrder, row: PersonRow): string | null {
  return row.id === to18(record.id) ? null : row.id
}

function planWrites(
  system: SalesforceSystem,
  orders: readonly ReleaseOrder[],
  rowOf: (order: ReleaseOrder) => PersonRow | undefined,
): RecordWrite[] {
  const writes = new Map<string, RecordWrite & { fields: Record<string, string | boolean | null> }>()
  for (const order of orders) {
    const row = rowOf(order)
    if (row === undefined || isConverted(row) || mergedInto(order, row) !== null) continue
    const write = writes.get(row.id) ?? {
      object: row.object,
      id: row.id,
      fields: {},
      accountId: text(row.row, 'AccountId'),
    }
    if (sharedSwitch(system, order) === null)
      for (const name of switchesOf(order.scope, system.access.kinds ?? []))
        if (flag(row.row, name)) write.fields[name] = false
    const field = markField(order.scope)
    const marks =
      typeof write.fields[field] === 'string' ? String(write.fields[field]).split(';') : list(row.row, field)
    if (marks.includes(scopeKey(order.scope)))
      write.fields[field] = marks.filter((key) => key !== scopeKey(order.scope)).join(';') || null
    writes.set(row.id, write)
  }
  return [...writes.values()].filter((write) => Object.keys(write.fields).length > 0)
}

/**
 * The Individual of a lifted record: its no to all channels would be found again as a new one, and what stays stopped
 * has switches of its own.
 */
function lifted(system: SalesforceSystem, order: ReleaseOrder, row: PersonRow | undefined): string[] {
  const lift = sharedSwitch(system, order) === null ? liftedChannel(order, row) : null
  return lift === null ? [] : [lift.individual]
}

/**
 * What a Lift of a whole channel starts again for the Individual; what stays stopped by kind has marks of its own, and
 * no consent row stands for it.
 */
function liftedChannel(order: ReleaseOrder, row: PersonRow | undefined): LiftedChannel | null {
  const isOther =
    row === undefined || mergedInto(order, row) !== null || order.scope.kind !== everyKind || isConverted(row)
  const id = isOther ? null : individualOf(row.row)
  const keep = order.keep.flatMap(({ channel, kind }) => (kind === everyKind ? [channel] : []))
  return id === null ? null : { individual: id, channel: order.scope.channel, keep }
}

/** A switch of the lifted cell that something which stays stopped needs too, or null. */
function sharedSwitch(system: SalesforceSystem, { scope, keep }: ReleaseOrder): string | null {
  const kinds = system.access.kinds ?? []
  const needed = new Set(keep.flatMap((kept) => switchesOf(kept, kinds)))
  return switchesOf(scope, kinds).find((name) => needed.has(name)) ?? null
}

function fieldsOf(system: SalesforceSystem, scope: Scope): string[] {
  return [...switchesOf(scope, system.access.kinds ?? []), markField(scope)]
}

function shows(system: SalesforceSystem, scope: Scope, row: PersonRow): boolean {
  return (
    switchesOf(scope, system.access.kinds ?? []).some((name) => flag(row.row, name)) ||
    list(row.row, markField(scope)).includes(scopeKey(scope))
  )
}
