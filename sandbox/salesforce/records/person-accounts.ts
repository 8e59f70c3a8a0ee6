import type { ObjectDef } from '../account/schema.ts'
import type { SalesforceStore, SfRow, SfValue } from '../account/store.ts'
import { allFields, findRow, objectDef, tableOf } from '../account/store.ts'
import type { SfWritten } from './written.ts'
import { no } from './written.ts'

/**
 * A person account is one account and one contact that show the same person
 * (docs/reference/salesforce.md#person-accounts): what is written on either shows on both, with one stamp.
 */
const alike = ['FirstName', 'LastName', 'Phone'] as const
const prefixed = [
  'Email',
  'Title',
  'MobilePhone',
  'HasOptedOutOfEmail',
  'HasOptedOutOfFax',
  'DoNotCall',
  'MailingCountry',
  'LeadSource',
  'IndividualId',
] as const

/** The name on the account of a field of the contact. */
function twinsOf(store: SalesforceStore): (readonly [contact: string, account: string])[] {
  const account = objectDef(store, 'Account')
  const own = account === undefined ? [] : allFields(store, account).filter(({ name }) => name.endsWith('__pc'))
  return [
    ...alike.map((name) => [name, name] as const),
    ...prefixed.map((name) => [name, `Person${name}`] as const),
    ...own.map(({ name }) => [name.replace(/__pc$/u, '__c'), name] as const),
  ]
}

/** Shows a change of one half on the other. */
export function mirrorPerson(store: SalesforceStore, object: ObjectDef, row: SfRow): void {
  if (!store.switches.personAccounts || row['IsPersonAccount'] !== true) return
  const [other, id] = object.name === 'Account' ? ['Contact', row['PersonContactId']] : ['Account', row['AccountId']]
  const half =
    typeof id === 'string' && (object.name === 'Account' || object.name === 'Contact')
      ? findRow(store, other, id)
      : undefined
  if (half === undefined) return
  const values = twinsOf(store).map(([contact, account]): [string, SfValue] =>
    other === 'Contact' ? [contact, row[account] ?? null] : [account, row[contact] ?? null],
  )
  const same = Object.fromEntries(values)
  const name = [same['FirstName'], same['LastName']].filter((part) => typeof part === 'string').join(' ')
  tableOf(store, other).set(String(half['Id']), {
    ...half,
    ...same,
    Name: name,
    LastModifiedDate: row['LastModifiedDate'] ?? null,
    LastModifiedById: row['LastModifiedById'] ?? null,
    SystemModstamp: row['SystemModstamp'] ?? null,
  })
}

/** Makes an account and a contact one person account, as an org with the feature has them. */
export function marry(store: SalesforceStore, accountId: string, contactId: string): void {
  const [account, contact] = [findRow(store, 'Account', accountId), findRow(store, 'Contact', contactId)]
  const contactDef = objectDef(store, 'Contact')
  if (account === undefined || contact === undefined || contactDef === undefined) return
  tableOf(store, 'Account').set(accountId, { ...account, IsPersonAccount: true, PersonContactId: contactId })
  const half = { ...contact, IsPersonAccount: true, AccountId: accountId }
  tableOf(store, 'Contact').set(contactId, half)
  mirrorPerson(store, contactDef, half)
}

/** The contact half is deleted, and as far as is known changed, by its account alone. */
export function closedHalf(store: SalesforceStore, row: SfRow, deleting: boolean): (SfWritten & { ok: false }) | null {
  if (row['IsPersonAccount'] !== true || !String(row['Id']).startsWith('003')) return null
  if (!deleting && store.switches.personContactsOpen) return null
  return no('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id')
}
