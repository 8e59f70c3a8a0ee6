import type { Access } from '../../../src/connector/access.ts'
import type { Catalogue } from './catalogue.ts'
import { doNotContact, stoppedKinds } from './properties.ts'
import type { ContactRecord } from '../transport/schemas.ts'

type Known = Pick<Access, 'provisioned'>

/** Properties that say whether a contact may be reached: HubSpot's own, and ours once they were made. */
const telling = ({ provisioned }: Known): string[] => [
  'hs_email_optout',
  ...(provisioned === true ? [doNotContact, stoppedKinds] : []),
]

/**
 * Those that this contact does not show: a property that is hidden from us is left out without a word, an empty one is
 * null (docs/reference/hubspot.md#hidden-property).
 */
export function hiddenOn(contact: ContactRecord, known: Known): string[] {
  return telling(known).filter((name) => contact.properties[name] === undefined)
}

/** Whether the catalogue shows them all; one that does not is soon read again. */
export function showsAll(catalogue: Catalogue, known: Known): boolean {
  return telling(known).every((name) => catalogue.has(name))
}

/** The sentence for who has to act. */
export const hiddenDetail = (name: string): string =>
  `${name} is hidden from our app; show the property again in the settings of HubSpot`
