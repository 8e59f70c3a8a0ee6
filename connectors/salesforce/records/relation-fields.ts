import type { Access } from '../../../src/connector/access.ts'
import type { RelationField, RelationValues } from '../../../src/domain/connections/relation-values.ts'
import { text, valueAt } from '../transport/rows.ts'
import { personObjects, type PersonObject } from '../fields/fields.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import type { PersonRow } from './records.ts'

type Named = Pick<Access, 'formerFields'>

const accountType = 'Account.Type'
/** Record types by the name that no translation changes (docs/reference/salesforce.md#record-types). */
const recordType = 'RecordType.DeveloperName'
const accountRecordType = `Account.${recordType}`
const ofAccount = 'Account.'

const ownOf = ({ formerFields }: Named): string => formerFields?.property ?? ''

/** What the account of a contact says, as paths of its fields that our user may see. */
function accountPaths(account: ReadonlyMap<string, unknown>, access: Named): string[] {
  const own = ownOf(access)
  return [
    ...(account.has('Name') ? ['Account.Name'] : []),
    ...(account.has('Type') ? [accountType] : []),
    ...(account.has('RecordTypeId') ? ['Account.RecordTypeId', accountRecordType] : []),
    ...(own !== accountType && own.startsWith(ofAccount) && account.has(own.slice(ofAccount.length)) ? [own] : []),
  ]
}

/** Paths into the records beside a person that say who is a customer; the account's name comes with them. */
export async function relationPaths(system: SalesforceSystem, object: PersonObject): Promise<string[]> {
  const visible = await system.fieldsOf(object)
  const account = object === 'Contact' && visible?.has('AccountId') === true ? await system.fieldsOf('Account') : null
  return [
    ...(account === null ? [] : accountPaths(account, system.access)),
    ...(visible?.has('RecordTypeId') === true ? [recordType] : []),
  ]
}

/** Whether the field that an admin named is one of the other object of a person only: this one has none to hide. */
export async function lacksOwnField(system: SalesforceSystem, object: PersonObject): Promise<boolean> {
  const own = ownOf(system.access)
  if (own === '' || own.includes('.') || (await system.fieldsOf(object))?.has(own) === true) return false
  const other = personObjects.find((one) => one !== object)
  return other !== undefined && (await system.fieldsOf(other))?.has(own) === true
}

/**
 * What those fields say of one person; what was not shown is unknown, least of all empty
 * (docs/reference/salesforce.md#hidden-unknown). A contact without an account has no type.
 */
export function relationValuesOf({ object, row }: PersonRow, access: Named, lacksOwn: boolean): RelationValues {
  const own = ownOf(access)
  const hasAccount = object === 'Contact' && row['AccountId'] !== null
  const paths = [
    ...(hasAccount ? [accountType] : []),
    ...(hasAccount && text(row, 'Account.RecordTypeId') !== null ? [accountRecordType] : []),
    ...(text(row, 'RecordTypeId') === null ? [] : [recordType]),
    ...(own === '' || lacksOwn || (own.startsWith(ofAccount) && !hasAccount) ? [] : [own]),
  ]
  return Object.fromEntries(
    [...new Set(paths)].flatMap((path): [string, string | null][] => {
      if (valueAt(row, path) === undefined) return [[path, null]]
      const value = text(row, path)
      return value === null ? [] : [[path, value]]
    }),
  )
}

/** How the org calls the fields and their values: a picklist keeps one value under the labels of its languages. */
export async function relationFields(system: SalesforceSystem): Promise<RelationField[]> {
  const account = await system.fieldsOf('Account')
  const own = ownOf(system.access)
  const infos = new Map([[accountType, account?.get('Type')]])
  if (own !== '')
    infos.set(
      own,
      own.startsWith(ofAccount)
        ? account?.get(own.slice(ofAccount.length))
        : ((await system.fieldsOf('Contact'))?.get(own) ?? (await system.fieldsOf('Lead'))?.get(own)),
    )
  return [
    ...[...infos].map(([field, info]) => ({
      field,
      label: info?.label ?? field,
      labels: Object.fromEntries((info?.picklistValues ?? []).map(({ value, label }) => [value, label ?? value])),
    })),
    { field: accountRecordType, label: accountRecordType, labels: {} },
    { field: recordType, label: recordType, labels: {} },
  ]
}
