import type { SightPart, SightUse } from '../../../src/domain/inactivity/sight.ts'
import { noFormerFields } from '../../../src/domain/connections/former-customer.ts'
import { personObjects, type PersonObject } from '../fields/fields.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { linkedInFields } from '../fields/describe.ts'
import { consentObjects, consentsShown } from '../consents/consents.ts'
import { sourceWorks } from './acts.ts'

/** Objects that show acts of people: which of them an org has depends on its settings. */
const acts: readonly (readonly [use: SightUse, object: string])[] = [
  ['reply', 'EmailMessageRelation'],
  ['response', 'CampaignMember'],
  ['meeting', 'EventRelation'],
]
/** Standard fields of people by which two records are told to be one person (docs/reference/salesforce.md#fields). */
const samePerson: Readonly<Record<PersonObject, readonly string[]>> = {
  Contact: ['FirstName', 'LastName', 'Phone', 'MobilePhone', 'AccountId'],
  Lead: ['FirstName', 'LastName', 'Phone', 'MobilePhone', 'Company', 'IsConverted', 'ConvertedContactId'],
}

/** Fields of the country, by which a term of its own may count. */
const country: Readonly<Record<PersonObject, string>> = { Contact: 'MailingCountry', Lead: 'Country' }

/**
 * Fields of a person that the admin named, but the one whose values say who is a customer: that one keeps each person
 * by itself while it is hidden. Once they were seen, one that is missing is hidden.
 */
function named({ access }: SalesforceSystem): (readonly [use: SightUse, name: string])[] {
  const { sourceProperty, moreSourceProperties = [], formerFields = noFormerFields } = access
  const all: (readonly [use: SightUse, name: string])[] = [
    ...[sourceProperty, ...moreSourceProperties].map((name) => ['source', name] as const),
    ['customer', formerFields.endProperty],
  ]
  return [...new Map(all.filter(([, name]) => name !== '').map((one) => [one[1], one])).values()]
}

/**
 * What the clock and the guards of removals read, and what of it our user sees now: the descriptions are read anew
 * (docs/reference/salesforce.md#hidden-fields). Only an org with Data Protection and Privacy has
 * the Individual, only one that uses them record types. Throws ConnectorError.
 */
export async function sight(system: SalesforceSystem): Promise<SightPart[]> {
  system.forgetFields()
  const parts: SightPart[] = []
  for (const [use, object] of acts)
    parts.push({ name: object, use, always: false, shown: await sourceWorks(system, object) })
  for (const object of personObjects) {
    const fields = await system.fieldsOf(object)
    const shows = (name: string) => fields?.has(name) === true
    for (const name of samePerson[object])
      parts.push({ name: `${object}.${name}`, use: 'same-person', always: true, shown: shows(name) })
    const ofCountry = country[object]
    parts.push({ name: `${object}.${ofCountry}`, use: 'term', always: true, shown: shows(ofCountry) })
    for (const [use, name] of named(system))
      if (parts.every((part) => part.name !== `${object}.${name}`))
        parts.push({ name: `${object}.${name}`, use, always: false, shown: shows(name) })
    parts.push({ name: `${object}.IndividualId`, use: 'same-person', always: false, shown: shows('IndividualId') })
    const linkedIn = fields !== null && linkedInFields(fields).length > 0
    parts.push({ name: `${object}.LinkedIn`, use: 'same-person', always: false, shown: linkedIn })
    parts.push({ name: `${object}.RecordTypeId`, use: 'customer', always: false, shown: shows('RecordTypeId') })
  }
  // An org with Individuals has them (docs/reference/salesforce.md#consents); one that has not, its admin says so.
  if (parts.some(({ name, shown }) => name === 'Contact.IndividualId' && shown))
    for (const name of consentObjects)
      parts.push({ name, use: 'opt-out', always: true, shown: await consentsShown(system, name) })
  const account = await system.fieldsOf('Account')
  for (const [name, use] of [
    ['Name', 'same-person'],
    ['Type', 'customer'],
  ] as const)
    parts.push({ name: `Account.${name}`, use, always: true, shown: account?.has(name) === true })
  const recordType = account?.has('RecordTypeId') === true
  parts.push({ name: 'Account.RecordTypeId', use: 'customer', always: false, shown: recordType })
  return parts
}
