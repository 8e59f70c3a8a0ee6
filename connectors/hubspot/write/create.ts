import type { CreateOrder, CreateOutcome } from '../../../src/connector/create.ts'
import { send, shaped } from '../transport/api.ts'
import { readByEmail } from '../read/contacts.ts'
import { paths } from '../transport/endpoints.ts'
import { readErrorBody } from '../transport/errors.ts'
import { ContactRecord } from '../transport/schemas.ts'
import type { HubspotSystem } from '../read/system.ts'

/**
 * Creates contacts (docs/reference/hubspot.md#create); HubSpot has no leads of its own kind here. The address is looked
 * for first, and a conflict means that it is there by now: creating twice makes one contact. Opt-outs stay as they are,
 * they belong to the address.
 */
export async function createContact(
  system: HubspotSystem,
  orders: readonly CreateOrder[],
): Promise<readonly CreateOutcome[]> {
  const outcomes: CreateOutcome[] = []
  for (const order of orders) outcomes.push((await holderOf(system, order)) ?? (await create(system, order)))
  return outcomes
}

async function holderOf(system: HubspotSystem, { orderId, email }: CreateOrder): Promise<CreateOutcome | null> {
  const [found] = await readByEmail(system, [email], ['email'])
  return found === undefined ? null : { orderId, status: 'existing', record: { object: 'contact', id: found.id } }
}

async function create(system: HubspotSystem, order: CreateOrder): Promise<CreateOutcome> {
  const { orderId, email, firstName, lastName, company, jobTitle, country, phone } = order
  const given = Object.entries({
    email,
    firstname: firstName,
    lastname: lastName,
    company,
    jobtitle: jobTitle,
    country,
    phone,
  }).filter(([, value]) => value !== null)
  const answer = await send(system, {
    method: 'POST',
    path: paths.contacts,
    body: { properties: Object.fromEntries(given) },
    accept: [400, 409],
  })
  if (answer.status < 400)
    return { orderId, status: 'created', record: { object: 'contact', id: shaped(answer, ContactRecord).id } }
  const body = readErrorBody(JSON.stringify(answer.json))
  // docs/reference/hubspot.md#create: the text of a conflict names the contact, and may be worded otherwise.
  const [, id] = /Existing ID: (\d+)/u.exec(body.message ?? '') ?? []
  if (answer.status === 409 && id !== undefined)
    return { orderId, status: 'existing', record: { object: 'contact', id } }
  return (
    (answer.status === 409 ? await holderOf(system, order) : null) ?? {
      orderId,
      status: 'refused',
      reason: answer.status === 409 ? 'conflict' : 'validation',
      detail: `HubSpot answered ${answer.status} to the creation of the contact`,
    }
  )
}
