import { z } from 'zod'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { OptOutOrder, OptOutOutcome, PlantOrder, PlantOutcome } from '../../src/connector/shopper.ts'
import { ask } from './api.ts'
import { paths, shopperClientName } from './endpoints.ts'
import { elementFault } from './errors.ts'
import { optOutFields, personObjects } from './fields.ts'
import { to18 } from './ids.ts'
import { readByEmail } from './records.ts'
import type { SalesforceSystem } from './system.ts'

const Element = z.object({
  id: z.string().nullish(),
  success: z.boolean(),
  errors: z.array(z.object({ statusCode: z.string(), fields: z.array(z.string()).nullish() })).default([]),
})
type Element = z.infer<typeof Element>

/** Creates contacts of the mystery shopper (salesforce.md §2, §3.1: LastName is required). The address is looked for first, so that planting twice makes one. */
export async function plant(system: SalesforceSystem, orders: readonly PlantOrder[]): Promise<readonly PlantOutcome[]> {
  const outcomes: PlantOutcome[] = []
  for (const order of orders) outcomes.push((await holderOf(system, order)) ?? (await create(system, order)))
  return outcomes
}

/**
 * Sets Email Opt Out under another client's name: change events repeat the name (§5.2), and a write under ours would be
 * taken for an echo and never be heard.
 */
export async function optOut(system: SalesforceSystem, orders: readonly OptOutOrder[]): Promise<readonly OptOutOutcome[]> {
  const outcomes: OptOutOutcome[] = []
  for (const { orderId, record } of orders) {
    const element = await writeOne(system, 'PATCH', { attributes: { type: record.object }, id: to18(record.id), [optOutFields.email ?? '']: true })
    outcomes.push(element.success ? { orderId, status: 'written' } : { orderId, status: 'refused', ...refusalOf(element) })
  }
  return outcomes
}

async function holderOf(system: SalesforceSystem, { orderId, email }: PlantOrder): Promise<PlantOutcome | null> {
  for (const object of personObjects) {
    const [found] = await readByEmail(system, object, [email], [])
    if (found !== undefined) return { orderId, status: 'existing', record: { object, id: found.id } }
  }
  return null
}

async function create(system: SalesforceSystem, { orderId, email, firstName, lastName }: PlantOrder): Promise<PlantOutcome> {
  const element = await writeOne(system, 'POST', { attributes: { type: 'Contact' }, Email: email, FirstName: firstName, LastName: lastName })
  if (!element.success) return { orderId, status: 'refused', ...refusalOf(element) }
  if (element.id == null) throw new ConnectorError('unexpected-response', 'Salesforce created a contact and did not say which.')
  return { orderId, status: 'created', record: { object: 'Contact', id: to18(element.id) } }
}

/** One record through the collection call, whose elements carry their own errors (§2, §8); alert-type duplicate rules are passed. */
async function writeOne(system: SalesforceSystem, method: 'POST' | 'PATCH', record: Readonly<Record<string, unknown>>): Promise<Element> {
  const client = method === 'PATCH' ? { client: shopperClientName } : {}
  const [element] = await ask(system, { method, path: paths.collection, body: { allOrNone: false, records: [record] }, write: true, ...client }, z.array(Element).length(1))
  if (element === undefined) throw new ConnectorError('unexpected-response', 'Salesforce said nothing about the record.')
  return element
}

function refusalOf(element: Element): Pick<Extract<PlantOutcome, { status: 'refused' }>, 'reason' | 'detail'> {
  const [error] = element.errors
  const fault = elementFault(error?.statusCode ?? 'UNKNOWN_ERROR', error?.fields ?? [])
  if (fault.kind === 'locked') throw new ConnectorError('unavailable', 'Salesforce keeps the record locked; it is written again later.')
  return fault.kind === 'refused' ? { reason: fault.reason, detail: fault.detail } : { reason: 'conflict', detail: error?.statusCode ?? 'UNKNOWN_ERROR' }
}
