import { people } from './people.ts'
import { phoneNumbers } from './phones.ts'
import { englishAndGermanRoles } from './roles-en-de.ts'
import { southernAndDutchRoles } from './roles-es-it-nl.ts'
import { frenchRoles } from './roles-fr.ts'
import { smallBusinesses } from './small-business.ts'

/** Labelled e-mail addresses, as a system might show them (not in normal form). */
export const addresses = [
  ...frenchRoles,
  ...englishAndGermanRoles,
  ...southernAndDutchRoles,
  ...people,
  ...smallBusinesses,
]

/** Labelled phone numbers. */
export const numbers = phoneNumbers
