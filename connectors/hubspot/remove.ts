import type { RemovalOrder } from '../../src/connector/orders.ts'
import type { Outcome } from '../../src/connector/outcome.ts'
import { send } from './api.ts'
import { chunksOf, readById, readFollowingMerges } from './contacts.ts'
import { batchSize, paths } from './endpoints.ts'
import type { HubspotSystem } from './system.ts'

/**
 * Moves contacts to HubSpot's bin and proves it: gone from the live records, shown among the archived ones
 * (hubspot.md §3, §6). An id that a merge retired is never archived: the surviving contact is another record.
 * Erasing and anonymising are not offered.
 */
export async function remove(system: HubspotSystem, orders: readonly RemovalOrder[]): Promise<readonly Outcome[]> {
  const binned = orders.filter((order) => order.stage === 'bin' && order.record.object === 'contact')
  const ids = binned.map((order) => order.record.id)
  const live = await readFollowingMerges(system, ids, ['email'])
  const toArchive = [...live].filter(([asked, contact]) => asked === contact.id).map(([asked]) => asked)
  for (const slice of chunksOf(toArchive, batchSize)) {
    await send(system, { method: 'POST', path: paths.batch('archive'), body: { inputs: slice.map((id) => ({ id })) } })
  }
  const still = await readById(system, toArchive, ['email'])
  const archived = await readById(system, ids, ['email'], true)
  const at = system.deps.clock.now()
  return orders.map((order): Outcome => {
    const { orderId } = order
    const { id, object } = order.record
    if (order.stage !== 'bin') return { orderId, status: 'refused', reason: 'not-supported', detail: `stage ${order.stage} is not offered for HubSpot` }
    if (object !== 'contact') return { orderId, status: 'refused', reason: 'bad-request', detail: 'the record is not a HubSpot contact' }
    const found = live.get(id)
    if (found !== undefined && found.id !== id) return { orderId, status: 'refused', reason: 'conflict', detail: `merged into record ${found.id}` }
    if (found === undefined && !archived.has(id)) return { orderId, status: 'absent' }
    if (still.has(id) || !archived.has(id)) return { orderId, status: 'written' }
    const items = [{ target: id, targetKind: 'record', channel: 'all', level: 'enforced', value: 'archived' }] as const
    return { orderId, status: found === undefined ? 'already' : 'applied', seen: { value: 'archived', at, items } }
  })
}
