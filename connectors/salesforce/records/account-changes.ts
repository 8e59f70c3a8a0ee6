import type { PersonObject } from '../fields/fields.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { queryRows } from '../transport/api.ts'
import { to18 } from '../transport/ids.ts'
import { text } from '../transport/rows.ts'
import { soqlDateTime } from '../transport/soql.ts'

/**
 * Contacts whose account changed since: it says who is a customer, and does not move their own stamp
 * (docs/reference/salesforce.md#account-type).
 */
export async function personsWithAccountSince(
  system: SalesforceSystem,
  object: PersonObject,
  since: Date,
): Promise<string[]> {
  if (object !== 'Contact' || (await system.fieldsOf('Contact'))?.has('AccountId') !== true) return []
  if ((await system.fieldsOf('Account'))?.has('SystemModstamp') !== true) return []
  const rows = await queryRows(
    system,
    `SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE SystemModstamp >= ${soqlDateTime(since)})`,
  )
  return (rows ?? []).map((row) => to18(text(row, 'Id') ?? ''))
}
