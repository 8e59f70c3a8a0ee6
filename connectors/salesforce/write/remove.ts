import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { z } from 'zod'
import { anonymise } from '../records/anonymise.ts'
import { ask } from '../transport/api.ts'
import type { RemovalOrder } from '../../../src/connector/orders.ts'
import type { Outcome } from '../../../src/connector/outcome.ts'
import { paths } from '../transport/endpoints.ts'
import { erase } from './erase.ts'
import { elementFault } from '../transport/errors.ts'
import type { ElementFault } from '../transport/errors.ts'
import { personObjects } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { isPersonObject, readDeleted, readLive } from '../records/records.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { keyOf } from '../records/targets.ts'
import { personAccountsOf } from '../records/person-accounts.ts'
import { noPerson, outcomeOfFault, refused } from '../records/outcomes.ts'

/** Ids travel in the URL, which stays under 2,000 characters (docs/reference/salesforce.md#url-length). */
export const idsPerCall = 90

const Element = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ statusCode: z.string(), message: z.string().nullish() })).default([]),
})

interface State {
  live: Set<string>
  gone: Map<string, { mergedInto: string | null }>
  faults: Map<string, ElementFault>
}

/**
 * Takes records away by the stage of each order: into the bin, out of it for good, or emptied of what names the person
 * (docs/reference/salesforce.md#empty-bin).
 */
export async function remove(system: SalesforceSystem, orders: readonly RemovalOrder[]): Promise<readonly Outcome[]> {
  const verbs = { bin: moveToBin, erase, anonymise } as const
  const outcomes = new Map<RemovalOrder, Outcome>()
  for (const stage of ['bin', 'erase', 'anonymise'] as const) {
    const theirs = orders.filter((order) => order.stage === stage)
    if (theirs.length === 0) continue
    for (const [place, outcome] of (await verbs[stage](system, theirs)).entries())
      if (theirs[place] !== undefined) outcomes.set(theirs[place], outcome)
  }
  return orders.map((order) => outcomes.get(order) ?? { orderId: order.orderId, status: 'written' })
}

/**
 * Moves records to the org's recycle bin and proves it with IsDeleted (docs/reference/salesforce.md#recycle-bin). A
 * record that cases or contracts hold is refused by Salesforce (DELETE_FAILED); one that somebody is writing to
 * (UNABLE_TO_LOCK_ROW) is not taken this time. Converted leads can be deleted
 * (docs/reference/salesforce.md#conversion).
 */
async function moveToBin(system: SalesforceSystem, orders: readonly RemovalOrder[]): Promise<readonly Outcome[]> {
  const before: State = { live: new Set(), gone: new Map(), faults: new Map() }
  const after: State = { live: new Set(), gone: new Map(), faults: before.faults }
  for (const object of personObjects) {
    const ids = orders.filter((order) => order.record.object === object).map((order) => to18(order.record.id))
    if (ids.length === 0) continue
    const live = [...(await readLive(system, object, ids, [])).keys()]
    await look(system, object, ids, live, before)
    await deleteRecords(system, object, live, before.faults)
    await look(system, object, ids, [...(await readLive(system, object, live, [])).keys()], after)
  }
  const at = system.deps.clock.now()
  return orders.map((order) => outcomeOf(order, before, after, at))
}

/** A person account goes by its account, which takes the contact along; an account of a company is never deleted. */
async function deleteRecords(
  system: SalesforceSystem,
  object: (typeof personObjects)[number],
  live: readonly string[],
  faults: State['faults'],
): Promise<void> {
  const accounts = object === 'Contact' ? await personAccountsOf(system, live) : new Map<string, string>()
  for (const slice of chunksOf(
    live.filter((id) => !accounts.has(id)),
    idsPerCall,
  ))
    await deleteSlice(system, object, slice, faults)
  const refused: State['faults'] = new Map()
  for (const slice of chunksOf([...accounts.values()], idsPerCall)) await deleteSlice(system, 'Account', slice, refused)
  for (const [id, account] of accounts) {
    const fault = refused.get(keyOf('Account', account))
    if (fault !== undefined) faults.set(keyOf(object, id), fault)
  }
}

async function look(
  system: SalesforceSystem,
  object: (typeof personObjects)[number],
  ids: readonly string[],
  live: readonly string[],
  into: State,
): Promise<void> {
  for (const id of live) into.live.add(keyOf(object, id))
  const others = ids.filter((id) => !live.includes(id))
  for (const [id, state] of await readDeleted(system, object, others)) into.gone.set(keyOf(object, id), state)
}

/** Deletes up to `idsPerCall` records of one object; what was refused stands in `faults` by object and id. */
export async function deleteSlice(
  system: SalesforceSystem,
  object: string,
  ids: readonly string[],
  faults: Map<string, ElementFault>,
): Promise<void> {
  const path = `${paths.collection}?ids=${ids.join(',')}&allOrNone=false`
  const elements = await ask(system, { method: 'DELETE', path, write: true }, z.array(Element).length(ids.length))
  elements.forEach((element, index) => {
    const id = ids[index]
    const [error] = element.errors
    if (id !== undefined && !element.success)
      faults.set(
        keyOf(object, id),
        elementFault(error?.statusCode ?? 'UNKNOWN_ERROR', blockersIn(error?.message ?? '')),
      )
  })
}

/**
 * What a deletion is refused for, in the org's own word for the object ("cases"): of the sentence that is on record in
 * English. The rest of the message holds names and numbers, which go nowhere
 * (docs/reference/salesforce.md#delete-refused).
 */
export function blockersIn(message: string): string[] {
  const words = message.split('associated with the following ', 2)[1]?.split('.:', 1)[0]?.trim() ?? ''
  return words !== '' && words.length <= longestLabel && !/[^\p{L}\p{M} ]/u.test(words) ? [`(${words})`] : []
}

/** The label of an object has at most 40 letters. */
const longestLabel = 40

function outcomeOf(order: RemovalOrder, before: State, after: State, at: Date): Outcome {
  const { orderId, record } = order
  if (!isPersonObject(record.object)) return noPerson(orderId)
  const key = keyOf(record.object, to18(record.id))
  const earlier = before.gone.get(key)
  // Merged before, or while we wrote: what was theirs lives on in the other record.
  const master = earlier?.mergedInto ?? after.gone.get(key)?.mergedInto ?? null
  if (master !== null) return refused(orderId, 'conflict', `merged into record ${master}`)
  if (!before.live.has(key) && earlier === undefined) return { orderId, status: 'absent' }
  const fault = before.faults.get(key)
  const failed = outcomeOfFault(orderId, fault)
  if (failed !== null) return failed
  if (after.live.has(key) || !after.gone.has(key)) return { orderId, status: 'written' }
  const wasLive = before.live.has(key) && fault?.kind !== 'gone'
  const items = [
    { target: to18(record.id), targetKind: 'record', channel: 'all', level: 'enforced', value: 'IsDeleted=true' },
  ] as const
  return { orderId, status: wasLive ? 'applied' : 'already', seen: { value: 'IsDeleted=true', at, items } }
}
