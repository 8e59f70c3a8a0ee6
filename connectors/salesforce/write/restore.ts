import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import type { RestoreOrder } from '../../../src/connector/orders.ts'
import type { Outcome } from '../../../src/connector/outcome.ts'
import { soapIds } from '../transport/endpoints.ts'
import { elementFault } from '../transport/errors.ts'
import { personObjects } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { isPersonObject, readDeleted, readLive } from '../records/records.ts'
import { noBinEntry, undelete } from '../transport/soap.ts'
import { personAccountsOf } from '../records/person-accounts.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { noPerson, refused } from '../records/outcomes.ts'

/**
 * Takes deleted records out of the org's recycle bin (docs/reference/salesforce.md#undelete) and proves it by reading
 * them alive. What was erased or left the bin is `absent`; what was merged away lives on in the other record.
 */
export async function restore(system: SalesforceSystem, orders: readonly RestoreOrder[]): Promise<readonly Outcome[]> {
  const before = await liveAmong(system, orders)
  const gone = new Map<string, { mergedInto: string | null }>()
  for (const object of personObjects) {
    const ids = idsOf(orders, object).filter((id) => !before.has(id))
    if (ids.length > 0) for (const [id, state] of await readDeleted(system, object, ids)) gone.set(id, state)
  }
  const codes = new Map<string, string | null>()
  const deleted = [...gone].filter(([, { mergedInto }]) => mergedInto === null).map(([id]) => id)
  // A person account comes back with its account.
  const accounts = await personAccountsOf(system, deleted)
  for (const slice of chunksOf(deleted, soapIds)) {
    const ids = slice.map((id) => accounts.get(id) ?? id)
    for (const [place, code] of (await undelete(system, ids)).entries()) codes.set(slice[place] ?? '', code)
  }
  const after = deleted.length === 0 ? before : await liveAmong(system, orders)
  const at = system.deps.clock.now()
  return orders.map((order) => outcomeOf(order, { before, after, gone, codes, at }))
}

interface Seen {
  before: ReadonlySet<string>
  after: ReadonlySet<string>
  /** Deleted records, with those that they were merged into. */
  gone: ReadonlyMap<string, { mergedInto: string | null }>
  /** What the bin said of each: null = done. */
  codes: ReadonlyMap<string, string | null>
  at: Date
}

function outcomeOf({ orderId, record }: RestoreOrder, { before, after, gone, codes, at }: Seen): Outcome {
  const id = to18(record.id)
  if (!isPersonObject(record.object)) return noPerson(orderId)
  if (after.has(id)) {
    const items = [{ target: id, targetKind: 'record', channel: 'all', level: 'enforced', value: alive }] as const
    return { orderId, status: before.has(id) ? 'already' : 'applied', seen: { value: alive, at, items } }
  }
  const state = gone.get(id)
  if (state === undefined) return { orderId, status: 'absent' }
  if (state.mergedInto !== null) return refused(orderId, 'conflict', `merged into record ${state.mergedInto}`)
  const code = codes.get(id) ?? null
  if (code === null) return { orderId, status: 'written' }
  // The row of an emptied bin stays readable about a day, and says nothing of the bin.
  if (code === noBinEntry || code === 'UNDELETE_FAILED') return { orderId, status: 'absent' }
  const fault = elementFault(code, [])
  if (fault.kind === 'locked') return { orderId, status: 'busy', detail: fault.code }
  return refused(orderId, fault.kind === 'refused' ? fault.reason : 'validation', code)
}

/** What is read back of a record that is there again. */
const alive = 'IsDeleted=false'

const idsOf = (orders: readonly RestoreOrder[], object: string): string[] =>
  orders.filter(({ record }) => record.object === object).map(({ record }) => to18(record.id))

async function liveAmong(system: SalesforceSystem, orders: readonly RestoreOrder[]): Promise<Set<string>> {
  const live = new Set<string>()
  for (const object of personObjects) {
    const ids = idsOf(orders, object)
    if (ids.length > 0) for (const id of (await readLive(system, object, ids, [])).keys()) live.add(id)
  }
  return live
}
