import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { RemovalOrder } from '../../../src/connector/orders.ts'
import type { Outcome } from '../../../src/connector/outcome.ts'
import { soapIds } from '../transport/endpoints.ts'
import { elementFault } from '../transport/errors.ts'
import { personObjects } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { isPersonObject, readDeleted, readLive } from '../records/records.ts'
import { emptyRecycleBin, noBinEntry } from '../transport/soap.ts'
import { personAccountsOf } from '../records/person-accounts.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { noPerson, refused } from '../records/outcomes.ts'

/**
 * Takes deleted records out of the recycle bin for good (docs/reference/salesforce.md#empty-bin). Their rows stay
 * readable about 24 hours, so the proof is the bin itself: asked again for the same record it must say that it has no
 * entry. A live record is refused: it is put into the bin first. Without the permission for it, records stay in the bin
 * until it drops them.
 */
export async function erase(system: SalesforceSystem, orders: readonly RemovalOrder[]): Promise<readonly Outcome[]> {
  const before = await liveAmong(system, orders)
  const gone = new Map<string, { mergedInto: string | null }>()
  for (const object of personObjects) {
    const ids = idsOf(orders, object).filter((id) => !before.has(id))
    if (ids.length > 0) for (const [id, state] of await readDeleted(system, object, ids)) gone.set(id, state)
  }
  const deleted = [...gone].filter(([, { mergedInto }]) => mergedInto === null).map(([id]) => id)
  // What a deletion took along leaves the bin with it alone.
  const accounts = await personAccountsOf(system, deleted)
  const emptied = await emptyOf(
    system,
    deleted.map((id) => accounts.get(id) ?? id),
  )
  // Somebody may have taken it out of the bin meanwhile: there is no entry then either.
  const live = deleted.length === 0 ? before : await liveAmong(system, orders)
  const at = system.deps.clock.now()
  return orders.map((order) => outcomeOf(order, { gone, live, accounts, emptied, at }))
}

interface View {
  /** Deleted records, with those that they were merged into. */
  gone: ReadonlyMap<string, { mergedInto: string | null }>
  live: ReadonlySet<string>
  /** Accounts of person accounts, by their contact. */
  accounts: ReadonlyMap<string, string>
  emptied: Awaited<ReturnType<typeof emptyOf>>
  at: Date
}

function outcomeOf({ orderId, record }: RemovalOrder, { gone, live, accounts, emptied, at }: View): Outcome {
  const id = to18(record.id)
  if (!isPersonObject(record.object)) return noPerson(orderId)
  if (live.has(id)) return refused(orderId, 'conflict', 'the record is live: it goes into the recycle bin first')
  const state = gone.get(id)
  if (state === undefined) return { orderId, status: 'absent' }
  if (state.mergedInto !== null) return refused(orderId, 'conflict', `merged into record ${state.mergedInto}`)
  if (typeof emptied === 'string') return refused(orderId, 'not-permitted', emptied)
  return outcomeOfEmptied(orderId, id, emptied.get(accounts.get(id) ?? id) ?? { code: null, proven: false }, at)
}

function outcomeOfEmptied(
  orderId: string,
  id: string,
  { code, proven }: { code: string | null; proven: boolean },
  at: Date,
): Outcome {
  const fault = code === null || isNoEntry(code) ? null : elementFault(code, [])
  if (fault?.kind === 'locked') return { orderId, status: 'busy', detail: fault.code }
  if (fault !== null) return refused(orderId, fault.kind === 'refused' ? fault.reason : 'validation', code ?? '')
  if (!proven) return { orderId, status: 'written' }
  return {
    orderId,
    status: code === null ? 'applied' : 'already',
    seen: {
      value: noEntry,
      at,
      items: [{ target: id, targetKind: 'record', channel: 'all', level: 'enforced', value: noEntry }],
    },
  }
}

const idsOf = (orders: readonly RemovalOrder[], object: string): string[] =>
  orders.filter(({ record }) => record.object === object).map(({ record }) => to18(record.id))

async function liveAmong(system: SalesforceSystem, orders: readonly RemovalOrder[]): Promise<Set<string>> {
  const live = new Set<string>()
  for (const object of personObjects) {
    const ids = idsOf(orders, object)
    if (ids.length > 0) for (const id of (await readLive(system, object, ids, [])).keys()) live.add(id)
  }
  return live
}

/** What is read back of a record that left the bin. */
export const noEntry = 'not in the recycle bin'

/**
 * Empties the bin of deleted records and asks it again for each. `code`: the vendor's refusal, null where it was done;
 * `proven`: the bin has no entry any more. In words why our user may not, where it may not at all.
 */
export async function emptyOf(
  system: SalesforceSystem,
  ids: readonly string[],
): Promise<Map<string, { code: string | null; proven: boolean }> | string> {
  const first = new Map<string, string | null>()
  const again = new Map<string, string | null>()
  try {
    for (const slice of chunksOf(ids, soapIds))
      for (const [place, code] of (await emptyRecycleBin(system, slice)).entries()) first.set(slice[place] ?? '', code)
    const done = [...first].filter(([, code]) => code === null || isNoEntry(code)).map(([id]) => id)
    for (const slice of chunksOf(done, soapIds))
      for (const [place, code] of (await emptyRecycleBin(system, slice)).entries()) again.set(slice[place] ?? '', code)
  } catch (error) {
    if (!(error instanceof ConnectorError && error.kind === 'forbidden')) throw error
    return error.message
  }
  return new Map(
    [...first].map(([id, code]) => {
      const proof = again.get(id) ?? null
      return [id, { code, proven: proof !== null && isNoEntry(proof) }]
    }),
  )
}

/**
 * "invalid record id; no recycle bin entry found" (docs/reference/salesforce.md#empty-bin); an org in another language
 * says it in other words, so the codes that were seen are taken too.
 */
function isNoEntry(code: string): boolean {
  return code === noBinEntry || code === 'INVALID_ID_FIELD' || code === 'MALFORMED_ID'
}
