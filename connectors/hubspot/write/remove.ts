import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import type { RemovalOrder } from '../../../src/connector/orders.ts'
import type { Outcome } from '../../../src/connector/outcome.ts'
import { send } from '../transport/api.ts'
import { readById, readFollowingMerges } from '../read/contacts.ts'
import { batchSize, paths } from '../transport/endpoints.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import type { HubspotSystem } from '../read/system.ts'

interface Seen {
  live: ReadonlyMap<string, ContactRecord>
  archived: ReadonlyMap<string, ContactRecord>
}

/**
 * Moves contacts to HubSpot's bin, or erases them for good, and proves it by reading both the live and the archived
 * ones (docs/reference/hubspot.md#contacts-api, #archive). An id that a merge retired is never touched: the surviving
 * contact is another record. Anonymising is not offered: HubSpot refuses no deletion that it would be needed for.
 */
export async function remove(system: HubspotSystem, orders: readonly RemovalOrder[]): Promise<readonly Outcome[]> {
  const ids = (stage: RemovalOrder['stage']) =>
    orders.filter((order) => order.stage === stage && order.record.object === 'contact').map((order) => order.record.id)
  const [toBin, toErase] = [ids('bin'), ids('erase')]
  const asked = [...toBin, ...toErase]
  const before: Seen = {
    live: await readFollowingMerges(system, asked, ['email']),
    archived: await readById(system, toErase, ['email'], true),
  }
  const own = (id: string) => before.live.get(id)?.id === id
  const failed = new Map([
    ...(await archive(system, toBin.filter(own))),
    ...(await erase(
      system,
      toErase.filter((id) => own(id) || (!before.live.has(id) && before.archived.has(id))),
    )),
  ])
  // A batch that leaves a contact out has not said that it is gone (docs/reference/hubspot.md#batch-errors): the single
  // call says so. Of one that went to the bin, the bin does.
  const [binnedNow, erasedNow] = [
    await readById(system, toBin.filter(own), ['email']),
    await readFollowingMerges(system, toErase.filter(own), ['email']),
  ]
  const after: Seen = {
    live: new Map([...binnedNow, ...erasedNow]),
    archived: await readFollowingMerges(system, asked, ['email'], true),
  }
  const at = system.deps.clock.now()
  return orders.map((order): Outcome => {
    if (order.stage === 'anonymise')
      return {
        orderId: order.orderId,
        status: 'refused',
        reason: 'not-supported',
        detail: 'anonymising is not offered for HubSpot',
      }
    if (order.record.object !== 'contact')
      return {
        orderId: order.orderId,
        status: 'refused',
        reason: 'bad-request',
        detail: 'the record is not a HubSpot contact',
      }
    return order.stage === 'bin' ? binned(order, before, after, failed, at) : erased(order, before, after, failed, at)
  })
}

/** Statuses of the answers to records that HubSpot did not take away, by id. */
type Failed = ReadonlyMap<string, number>

/** A record that HubSpot refuses must not keep the others: its batch is halved until it stands alone. */
async function archive(system: HubspotSystem, ids: readonly string[]): Promise<Failed> {
  const failed = new Map<string, number>()
  for (const slice of chunksOf([...new Set(ids)], batchSize)) await archiveSlice(system, slice, failed)
  return failed
}

async function archiveSlice(system: HubspotSystem, ids: readonly string[], failed: Map<string, number>): Promise<void> {
  const [first] = ids
  if (first === undefined) return
  const { status } = await send(system, {
    method: 'POST',
    path: paths.batch('archive'),
    body: { inputs: ids.map((id) => ({ id })) },
    accept: refusals,
  })
  if (status < 400) return
  if (ids.length === 1) return void failed.set(first, status)
  const half = Math.ceil(ids.length / 2)
  await archiveSlice(system, ids.slice(0, half), failed)
  await archiveSlice(system, ids.slice(half), failed)
}

/**
 * One call per contact: there is no bulk endpoint (docs/reference/hubspot.md#gdpr-delete). A 404 says that HubSpot did
 * not know it there, as a contact in the bin may be.
 */
async function erase(system: HubspotSystem, ids: readonly string[]): Promise<Failed> {
  const failed = new Map<string, number>()
  for (const id of new Set(ids)) {
    const { status } = await send(system, {
      method: 'POST',
      path: paths.gdprDelete,
      body: { objectId: id },
      accept: refusals,
    })
    if (status >= 400) failed.set(id, status)
  }
  return failed
}

/** Our reading: statuses that concern the record and not the call; no page lists them for a deletion. */
const refusals = [400, 404, 409] as const

function refusedBy(orderId: string, status: number | undefined): Outcome | null {
  return status === undefined || status === 404
    ? null
    : {
        orderId,
        status: 'refused',
        reason: 'validation',
        detail: `HubSpot answered ${status} to the deletion of the contact`,
      }
}

function binned(
  { orderId, record: { id } }: RemovalOrder,
  before: Seen,
  after: Seen,
  failed: Failed,
  at: Date,
): Outcome {
  const found = before.live.get(id)
  if (found !== undefined && found.id !== id)
    return { orderId, status: 'refused', reason: 'conflict', detail: `merged into record ${found.id}` }
  if (found === undefined && !after.archived.has(id)) return { orderId, status: 'absent' }
  if (after.live.has(id) || !after.archived.has(id))
    return refusedBy(orderId, failed.get(id)) ?? { orderId, status: 'written' }
  return { orderId, status: found === undefined ? 'already' : 'applied', seen: seen(id, 'archived', at) }
}

function erased(
  { orderId, record: { id } }: RemovalOrder,
  before: Seen,
  after: Seen,
  failed: Failed,
  at: Date,
): Outcome {
  const found = before.live.get(id)
  if (found !== undefined && found.id !== id)
    return { orderId, status: 'refused', reason: 'conflict', detail: `merged into record ${found.id}` }
  if (found === undefined && !before.archived.has(id)) return { orderId, status: 'absent' }
  if (!after.live.has(id) && !after.archived.has(id))
    return { orderId, status: 'applied', seen: seen(id, 'erased', at) }
  if (failed.get(id) === 404)
    return {
      orderId,
      status: 'refused',
      reason: 'not-supported',
      detail: 'HubSpot erases nothing that lies in its bin: it leaves the bin by itself',
    }
  return refusedBy(orderId, failed.get(id)) ?? { orderId, status: 'written' }
}

function seen(id: string, value: string, at: Date) {
  return { value, at, items: [{ target: id, targetKind: 'record', channel: 'all', level: 'enforced', value }] as const }
}
