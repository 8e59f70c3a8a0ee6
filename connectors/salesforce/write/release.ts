import { everyKind, scopeKey, type Scope } from '../../../src/domain/app/kind.ts'
import type { ReleaseOrder } from '../../../src/connector/orders.ts'
import type { Outcome, SeenItem } from '../../../src/connector/outcome.ts'
import { markField, switchesOf } from './block-plan.ts'
import { personObjects } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { hiddenOn } from '../fields/hidden.ts'
import { individual, individualOf, noSolicit, setNoSolicit, shouldForget } from '../records/individuals.ts'
import { isPersonObject, readFollowingMerges, readLive } from '../records/records.ts'
import type { PersonRow } from '../records/records.ts'
import { flag, list, text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { blockFields, isConverted, keyOf } from '../records/targets.ts'
import { writeRecords } from '../records/write-records.ts'
import type { RecordWrite } from '../records/write-records.ts'

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
  const at = system.deps.clock.now()
  return orders.map((order): Outcome => {
    const { orderId } = order
    const before = rowOf(order)
    if (!isPersonObject(order.record.object))
      return { orderId, status: 'refused', reason: 'bad-request', detail: 'the record is neither a Contact nor a Lead' }
    if (before === undefined) return { orderId, status: 'absent' }
    if (mergedInto(order, before) !== null)
      return { orderId, status: 'not-taken', reason: 'conflict', detail: `merged into record ${before.id}` }
    const shared = sharedSwitch(system, order)
    if (shared !== null && shows(system, order.scope, before))
      return {
        orderId,
        status: 'refused',
        reason: 'conflict',
        detail: `${shared} also stands for what this person keeps stopped`,
      }
    if (isConverted(before))
      return { orderId, status: 'refused', reason: 'conflict', detail: 'the lead is converted and frozen' }
    const fault = faults.get(before.id)
    if (fault?.kind === 'gone') return { orderId, status: 'absent' }
    if (fault?.kind === 'locked') return { orderId, status: 'busy', detail: fault.code }
    if (fault?.kind === 'refused') return { orderId, status: 'refused', reason: fault.reason, detail: fault.detail }
    if (fault?.kind === 'frozen')
      return { orderId, status: 'refused', reason: 'conflict', detail: 'the lead is converted and frozen' }
    const person = individuals.get(lifted(system, order, before)[0] ?? '')
    if (person?.noSolicit === true && person.locked !== null) return { orderId, status: 'busy', detail: person.locked }
    if (person?.noSolicit === true)
      return {
        orderId,
        status: 'refused',
        reason: 'not-permitted',
        detail: `${individual}.${noSolicit} is read-only for our user; open its field-level security`,
      }
    if (person?.shouldForget === true)
      return {
        orderId,
        status: 'refused',
        reason: 'not-supported',
        detail: `${individual}.${shouldForget} asks for erasure; only a person may take it back`,
      }
    const unread = hiddenOn(before.row, system.access).find((name) => fieldsOf(system, order.scope).includes(name))
    if (unread !== undefined)
      return {
        orderId,
        status: 'hidden',
        detail: `${before.object}.${unread} is hidden from our user; open its field-level security`,
      }
    const changed = writes.some((write) => write.id === before.id)
    const row = changed ? after.get(before.id) : before
    if (row === undefined || shows(system, order.scope, row)) return { orderId, status: 'written' }
    const value = fieldsOf(system, order.scope)
      .map((name) => `${name}=${text(row.row, name) ?? String(flag(row.row, name))}`)
      .join(', ')
    const item: SeenItem = {
      target: row.id,
      targetKind: 'record',
      channel: scopeKey(order.scope),
      level: 'marked',
      value,
    }
    return {
      orderId,
      status: changed || person?.changed === true ? 'applied' : 'already',
      seen: { value, at, items: [item] },
    }
  })
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
  const id =
    row === undefined ||
    mergedInto(order, row) !== null ||
    order.scope.kind !== everyKind ||
    sharedSwitch(system, order) !== null ||
    isConverted(row)
      ? null
      : individualOf(row.row)
  return id === null ? [] : [id]
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
