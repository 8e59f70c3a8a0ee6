import type { CreateOrder, CreateOutcome } from '../../../src/connector/create.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { personObjects } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { readByEmail } from '../records/records.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { refusalOf, writeOne } from '../records/write-one.ts'

/**
 * What Salesforce itself writes where a compulsory name is not known (docs/reference/salesforce.md#fields: LastName,
 * and Company of a Lead).
 */
const notProvided = '[not provided]'
/** Longest values of the standard fields; more would refuse the whole record (docs/reference/salesforce.md#fields). */
const longest = { FirstName: 40, LastName: 80, Title: 128, Company: 255 } as const

/**
 * Creates Contacts or Leads (docs/reference/salesforce.md#single, #fields). The address is looked for first among both,
 * so that creating twice makes one. No opt-out field is written.
 */
export async function createContact(
  system: SalesforceSystem,
  orders: readonly CreateOrder[],
): Promise<readonly CreateOutcome[]> {
  const outcomes: CreateOutcome[] = []
  for (const order of orders) outcomes.push((await holderOf(system, order)) ?? (await create(system, order)))
  return outcomes
}

async function holderOf(system: SalesforceSystem, { orderId, email }: CreateOrder): Promise<CreateOutcome | null> {
  for (const object of personObjects) {
    const [found] = await readByEmail(system, object, [email], [])
    if (found !== undefined) return { orderId, status: 'existing', record: { object, id: found.id } }
  }
  return null
}

async function create(system: SalesforceSystem, order: CreateOrder): Promise<CreateOutcome> {
  const { orderId, as, email, firstName, lastName, company, jobTitle, country, phone } = order
  const object = as === 'lead' ? 'Lead' : 'Contact'
  const cut = (name: keyof typeof longest, value: string | null) =>
    value === null ? {} : { [name]: value.slice(0, longest[name]) }
  const fields = {
    attributes: { type: object },
    Email: email,
    ...cut('LastName', lastName ?? notProvided),
    ...cut('FirstName', firstName),
    ...cut('Title', jobTitle),
    ...(phone === null ? {} : { Phone: phone }),
    // Only a Lead has a company of its own; a Contact's is an Account, which is not ours to make.
    ...(as === 'lead' ? cut('Company', company ?? notProvided) : {}),
  }
  const withCountry = { ...fields, [object === 'Lead' ? 'Country' : 'MailingCountry']: country }
  const first = await writeOne(system, 'POST', country === null ? fields : withCountry)
  // An org may know countries by a list of its own, or keep the field from our user: the person is made all the same.
  const element = first.success || country === null ? first : await writeOne(system, 'POST', fields)
  if (!element.success) return { orderId, status: 'refused', ...refusalOf(element) }
  if (element.id == null)
    throw new ConnectorError('unexpected-response', 'Salesforce created a contact and did not say which.')
  return { orderId, status: 'created', record: { object, id: to18(element.id) } }
}
