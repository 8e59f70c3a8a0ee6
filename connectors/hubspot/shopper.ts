import type { OptOutOrder, OptOutOutcome, PlantOrder, PlantOutcome } from '../../src/connector/shopper.ts'
import { send, shaped } from './api.ts'
import { readByEmail } from './contacts.ts'
import { paths } from './endpoints.ts'
import { readErrorBody } from './errors.ts'
import { unsubscribeAll } from './preferences.ts'
import { ContactRecord } from './schemas.ts'
import type { HubspotSystem } from './system.ts'

/**
 * Creates contacts of the mystery shopper (hubspot.md §3.1). The address is looked for first, and a conflict means that
 * it is there by now: planting twice makes one contact.
 */
export async function plant(system: HubspotSystem, orders: readonly PlantOrder[]): Promise<readonly PlantOutcome[]> {
  const outcomes: PlantOutcome[] = []
  for (const order of orders) outcomes.push((await holderOf(system, order)) ?? (await create(system, order)))
  return outcomes
}

/** Unsubscribes the address from everything, as the person's own click in a HubSpot mail would (§5.1). */
export async function optOut(system: HubspotSystem, orders: readonly OptOutOrder[]): Promise<readonly OptOutOutcome[]> {
  const refused = await unsubscribeAll(system, orders.map((order) => order.email), await system.units.get())
  return orders.map(({ orderId, email }) => {
    const detail = refused.get(email)
    return detail === undefined ? { orderId, status: 'written' } : { orderId, status: 'refused', reason: 'validation', detail }
  })
}

async function holderOf(system: HubspotSystem, { orderId, email }: PlantOrder): Promise<PlantOutcome | null> {
  const [found] = await readByEmail(system, [email], ['email'])
  return found === undefined ? null : { orderId, status: 'existing', record: { object: 'contact', id: found.id } }
}

async function create(system: HubspotSystem, order: PlantOrder): Promise<PlantOutcome> {
  const { orderId, email, firstName, lastName } = order
  const answer = await send(system, { method: 'POST', path: paths.contacts, body: { properties: { email, firstname: firstName, lastname: lastName } }, accept: [400, 409] })
  if (answer.status < 400) return { orderId, status: 'created', record: { object: 'contact', id: shaped(answer, ContactRecord).id } }
  const body = readErrorBody(JSON.stringify(answer.json))
  // §3.1: the text of a conflict names the contact, and may be worded otherwise.
  const [, id] = /Existing ID: (\d+)/u.exec(body.message ?? '') ?? []
  if (answer.status === 409 && id !== undefined) return { orderId, status: 'existing', record: { object: 'contact', id } }
  return (answer.status === 409 ? await holderOf(system, order) : null) ?? { orderId, status: 'refused', reason: answer.status === 409 ? 'conflict' : 'validation', detail: `HubSpot answered ${answer.status} to the creation of the contact` }
}
