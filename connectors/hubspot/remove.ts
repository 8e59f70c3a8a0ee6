import type { RemovalOrder } from '../../src/connector/orders.ts'
import type { Outcome } from '../../src/connector/outcome.ts'
import { send } from './api.ts'
import { chunksOf, readById, readFollowingMerges } from './contacts.ts'
import { batchSize, paths } from './endpoints.ts'
import type { ContactRecord } from './schemas.ts'
import type { HubspotSystem } from './system.ts'

interface Seen {
  live: ReadonlyMap<string, ContactRecord>
  archived: ReadonlyMap<string, ContactRecord>
}

/**
 * Moves contacts to HubSpot's bin, or erases them for good, and proves it by reading both the live and the archived ones
 * (hubspot.md §3, §6). An id that a merge retired is never touched: the surviving contact is another record.
 * Anonymising is not offered: HubSpot refuses no deletion that it would be needed for.
 */
export async function remove(system: HubspotSystem, orders: readonly RemovalOrder[]): Promise<readonly Outcome[]> {
  const ids = (stage: RemovalOrder['stage']) => orders.filter((order) => order.stage === stage && order.record.object === 'contact').map((order) => order.record.id)
  const [toBin, toErase] = [ids('bin'), ids('erase')]
  const asked = [...toBin, ...toErase]
  const before: Seen = { live: await readFollowingMerges(system, asked, ['email']), archived: await readById(system, toErase, ['email'], true) }
  const own = (id: string) => before.live.get(id)?.id === id
  await archive(system, toBin.filter(own))
  const undone = await erase(system, toErase.filter((id) => own(id) || (!before.live.has(id) && before.archived.has(id))))
  // A batch that leaves a contact out has not said that it is gone (§3.3): the single call says so. Of one that went to the bin, the bin does.
  const [binnedNow, erasedNow] = [await readById(system, toBin.filter(own), ['email']), await readFollowingMerges(system, toErase.filter(own), ['email'])]
  const after: Seen = { live: new Map([...binnedNow, ...erasedNow]), archived: await readFollowingMerges(system, asked, ['email'], true) }
  const at = system.deps.clock.now()
  return orders.map((order): Outcome => {
    if (order.stage === 'anonymise') return { orderId: order.orderId, status: 'refused', reason: 'not-supported', detail: 'anonymising is not offered for HubSpot' }
    if (order.record.object !== 'contact') return { orderId: order.orderId, status: 'refused', reason: 'bad-request', detail: 'the record is not a HubSpot contact' }
    return order.stage === 'bin' ? binned(order, before, after, at) : erased(order, before, after, undone, at)
  })
}

async function archive(system: HubspotSystem, ids: readonly string[]): Promise<void> {
  for (const slice of chunksOf(ids, batchSize)) await send(system, { method: 'POST', path: paths.batch('archive'), body: { inputs: slice.map((id) => ({ id })) } })
}

/** One call per contact: there is no bulk endpoint (§6). Gives the ids that HubSpot did not know there, as a contact in the bin may be. */
async function erase(system: HubspotSystem, ids: readonly string[]): Promise<Set<string>> {
  const undone = new Set<string>()
  for (const id of new Set(ids)) {
    const { status } = await send(system, { method: 'POST', path: paths.gdprDelete, body: { objectId: id }, accept: [404] })
    if (status === 404) undone.add(id)
  }
  return undone
}

function binned({ orderId, record: { id } }: RemovalOrder, before: Seen, after: Seen, at: Date): Outcome {
  const found = before.live.get(id)
  if (found !== undefined && found.id !== id) return { orderId, status: 'refused', reason: 'conflict', detail: `merged into record ${found.id}` }
  if (found === undefined && !after.archived.has(id)) return { orderId, status: 'absent' }
  if (after.live.has(id) || !after.archived.has(id)) return { orderId, status: 'written' }
  return { orderId, status: found === undefined ? 'already' : 'applied', seen: seen(id, 'archived', at) }
}

function erased({ orderId, record: { id } }: RemovalOrder, before: Seen, after: Seen, undone: ReadonlySet<string>, at: Date): Outcome {
  const found = before.live.get(id)
  if (found !== undefined && found.id !== id) return { orderId, status: 'refused', reason: 'conflict', detail: `merged into record ${found.id}` }
  if (found === undefined && !before.archived.has(id)) return { orderId, status: 'absent' }
  if (!after.live.has(id) && !after.archived.has(id)) return { orderId, status: 'applied', seen: seen(id, 'erased', at) }
  if (undone.has(id)) return { orderId, status: 'refused', reason: 'not-supported', detail: 'HubSpot erases nothing that lies in its bin: it leaves the bin by itself' }
  return { orderId, status: 'written' }
}

function seen(id: string, value: string, at: Date) {
  return { value, at, items: [{ target: id, targetKind: 'record', channel: 'all', level: 'enforced', value }] as const }
}
