import type { SuppressionOrder } from '../../../src/connector/orders.ts'
import { contactsFor, holdersOf, indexByEmail, readFollowingMerges } from './contacts.ts'
import { addressesOf } from './map-record.ts'
import { doNotContact, stoppedKinds } from '../fields/properties.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import type { HubspotSystem } from './system.ts'

/** One order with the contacts it concerns and the addresses that must be opted out. */
export interface Person {
  readonly order: SuppressionOrder
  readonly contacts: readonly ContactRecord[]
  readonly addresses: readonly string[]
}

/** All that shows whether a contact may be mailed. */
export const blockProperties: readonly string[] = [
  'email',
  'hs_additional_emails',
  'hs_email_optout',
  doNotContact,
  stoppedKinds,
]

/**
 * Reads the records again, so that addresses added since the pull count, and looks up the order's own addresses.
 * Addresses without a contact are left alone: whether writing preferences for one creates a contact is UNSURE
 * (docs/reference/hubspot.md#pref-key). When the portal hides secondary addresses, the order's own are taken as
 * belonging to its contacts.
 */
export async function gatherPersons(system: HubspotSystem, orders: readonly SuppressionOrder[]): Promise<Person[]> {
  const catalogue = await system.catalogue.get()
  const properties = blockProperties.filter((name) => catalogue.has(name))
  const ids = orders.flatMap((order) => order.records.filter((ref) => ref.object === 'contact').map((ref) => ref.id))
  const byId = await readFollowingMerges(system, ids, properties)
  const byEmail = indexByEmail(byId.values())
  const unknown = orders.flatMap((order) => order.emails).filter((email) => isAddress(email) && !byEmail.has(email))
  for (const [email, contact] of await holdersOf(system, unknown, properties)) byEmail.set(email, contact)
  const secondariesShown = catalogue.has('hs_additional_emails')
  return orders.map((order) => {
    const contacts = contactsFor(
      { emails: order.emails, records: order.records.filter((ref) => ref.object === 'contact') },
      byId,
      byEmail,
    )
    return {
      order,
      contacts,
      addresses:
        contacts.length === 0
          ? []
          : addressesToBlock(
              order,
              contacts,
              secondariesShown ? order.emails.filter((email) => byEmail.has(email)) : order.emails,
            ),
    }
  })
}

/** `held`: the order's own addresses that are the contacts', shown or not. */
function addressesToBlock(
  order: SuppressionOrder,
  contacts: readonly ContactRecord[],
  held: readonly string[],
): string[] {
  const excluded = new Set(order.excludedEmails ?? [])
  const own = contacts.flatMap(addressesOf).filter((address) => !excluded.has(address))
  return [...new Set([...own, ...held])].filter(isAddress)
}

function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text)
}
