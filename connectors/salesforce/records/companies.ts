import type { Access } from '../../../src/connector/access.ts'
import type { RemoteRecord } from '../../../src/connector/records.ts'
import { domainOf, headcountOf } from '../../../src/domain/contacts/companies/company-facts.ts'
import { isPersonAccount, type PersonObject } from '../fields/fields.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import type { Row } from '../transport/api.ts'
import { to18 } from '../transport/ids.ts'
import { flag, text, valueAt } from '../transport/rows.ts'
import type { PersonRow } from './records.ts'

type Named = Pick<Access, 'legalFormProperty'>

/** docs/reference/salesforce.md#account-company: Salesforce has no field for the legal form. */
const accountFields = [
  'BillingCountry',
  'BillingCountryCode',
  'Industry',
  'NumberOfEmployees',
  'ParentId',
  'Website',
] as const

/** The named field of the account, which a Lead may have, too. */
const legalFormField = ({ legalFormProperty = '' }: Named): string[] =>
  legalFormProperty === '' ? [] : [legalFormProperty]

/** Paths into the account of a contact, of those that our user sees. */
export async function companyPaths(system: SalesforceSystem, object: PersonObject): Promise<string[]> {
  if (object !== 'Contact' || (await system.fieldsOf('Contact'))?.has('AccountId') !== true) return []
  const account = await system.fieldsOf('Account')
  return [...accountFields, ...legalFormField(system.access)]
    .filter((name) => account?.has(name) === true)
    .map((name) => `Account.${name}`)
}

/** What the account of a contact, or a Lead itself, says of the company. */
export function companyOf({ object, row }: PersonRow, access: Named): Pick<RemoteRecord, 'ofCompany'> {
  // The country of a lead is that of the record.
  if (object === 'Lead')
    return { ofCompany: { ...facts(row, '', access), id: null, name: text(row, 'Company'), country: null } }
  const accountId = text(row, 'AccountId')
  // The account of a person account is the person.
  if (accountId === null || flag(row, isPersonAccount)) return {}
  const account = valueAt(row, 'Account')
  if (account === undefined || account === null) return { ofCompany: 'unread' }
  return {
    ofCompany: {
      ...facts(row, 'Account.', access),
      id: to18(accountId),
      name: text(row, 'Account.Name'),
      country: text(row, 'Account.BillingCountryCode') ?? text(row, 'Account.BillingCountry'),
    },
  }
}

function facts(row: Row, at: '' | 'Account.', access: Named) {
  const [legalForm] = legalFormField(access)
  return {
    domain: domainOf(text(row, `${at}Website`)),
    industry: text(row, `${at}Industry`),
    headcount: headcountOf(text(row, `${at}NumberOfEmployees`)),
    legalForm: legalForm === undefined ? null : text(row, `${at}${legalForm}`),
    parentId: at === '' ? null : text(row, `${at}ParentId`),
  }
}
