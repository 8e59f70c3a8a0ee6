import type { Channel } from '../../../src/domain/app/channel.ts'
import { tagFields } from '../../../src/connector/orders.ts'
import type { TagField, TagNames } from '../../../src/connector/orders.ts'

export const personObjects = ['Contact', 'Lead'] as const
export type PersonObject = (typeof personObjects)[number]

export function isPersonObject(name: string): name is PersonObject {
  return (personObjects as readonly string[]).includes(name)
}

/**
 * Salesforce's own opt-outs (docs/reference/salesforce.md#fields; docs/reference/promises.md#signals). The other
 * channels have none.
 */
export const optOutFields: Readonly<Partial<Record<Channel, string>>> = {
  email: 'HasOptedOutOfEmail',
  phone: 'DoNotCall',
  sms: 'DoNotCall',
  robocall: 'DoNotCall',
  fax: 'HasOptedOutOfFax',
}
export const vendorOptOuts = ['HasOptedOutOfEmail', 'DoNotCall', 'HasOptedOutOfFax'] as const

export const permissionSetName = 'Lawbase'
export const doNotContact = 'Lawbase_Do_Not_Contact__c'
/** Kinds of message that are stopped alone, as `email:newsletter;phone:events`. */
export const stoppedKinds = 'Lawbase_Stopped_Kinds__c'
export const holdUntil = 'Lawbase_Hold_Until__c'
/** `collected_on` becomes `Lawbase_Collected_On__c`. */
export const tagFieldName = (field: TagField): string =>
  `Lawbase_${field
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('_')}__c`

export interface OwnField {
  name: string
  label: string
  type: 'Text' | 'Date' | 'Url'
}
/**
 * Length of our text fields; longer values are cut (docs/reference/salesforce.md#long-text: longer kinds would cut the
 * page size to 200).
 */
export const textLength = 255

const tagTypes: Readonly<Record<TagField, readonly [label: string, type: OwnField['type']]>> = {
  verdict: ['Lawbase E-mail Verdict', 'Text'],
  verdict_phone: ['Lawbase Phone Verdict', 'Text'],
  verdict_sms: ['Lawbase SMS Verdict', 'Text'],
  verdict_post: ['Lawbase Post Verdict', 'Text'],
  verdict_social: ['Lawbase Social Verdict', 'Text'],
  basis: ['Lawbase Lawful Basis', 'Text'],
  rule: ['Lawbase Rule', 'Text'],
  source: ['Lawbase Source', 'Text'],
  collected_on: ['Lawbase Collected On', 'Date'],
  keep_until: ['Lawbase Keep Until', 'Date'],
  decided_on: ['Lawbase Decided On', 'Date'],
  objected_on: ['Lawbase Objected On', 'Date'],
  notice_state: ['Lawbase Information Notice', 'Text'],
  last_act_on: ['Lawbase Last Counted Act', 'Date'],
  evidence_url: ['Lawbase Evidence', 'Url'],
  preference_url: ['Lawbase Preference Link', 'Url'],
  repermission_on: ['Lawbase Asked On', 'Date'],
  repermission_url: ['Lawbase Yes Or No Link', 'Url'],
}

/** Created on Contact and on Lead (docs/reference/salesforce.md#create-field). */
export const ownFields: readonly OwnField[] = [
  { name: doNotContact, label: 'Lawbase Do Not Contact By', type: 'Text' },
  { name: stoppedKinds, label: 'Lawbase Stopped Kinds', type: 'Text' },
  { name: holdUntil, label: 'Lawbase Hold Until', type: 'Date' },
  ...tagFields.map(
    (field): OwnField => ({ name: tagFieldName(field), label: tagTypes[field][0], type: tagTypes[field][1] }),
  ),
]

/** Ours, or the one the admin named in its place on this object. */
export const tagFieldOn = (object: string, field: TagField, names: TagNames = {}): string =>
  names[field]?.[object] ?? tagFieldName(field)

/** Those of ours on this object that an admin named no other field for. */
export function fieldsWithout(object: string, names: TagNames = {}): readonly OwnField[] {
  const replaced = new Set(tagFields.filter((field) => names[field]?.[object] !== undefined).map(tagFieldName))
  return ownFields.filter(({ name }) => !replaced.has(name))
}

/** Everything that is written and read back on this object: ours, and what stands in its place. */
export function writtenNames(object: string, names: TagNames = {}): string[] {
  return [
    ...fieldsWithout(object, names).map(({ name }) => name),
    ...tagFields.flatMap((field) => names[field]?.[object] ?? []),
  ]
}

/** Marks the contact of a person account; only an org that has them has the field. */
export const isPersonAccount = 'IsPersonAccount'

/** What is read for one person, when describe shows it. */
export const readFields: Readonly<Record<PersonObject, readonly string[]>> = {
  Contact: [
    'Email',
    'FirstName',
    'LastName',
    'Title',
    'Phone',
    'MobilePhone',
    'MailingCountry',
    'MailingCountryCode',
    'AccountId',
    isPersonAccount,
    'RecordTypeId',
    'IndividualId',
    'EmailBouncedDate',
    'CreatedDate',
    'SystemModstamp',
    'IsDeleted',
    'MasterRecordId',
  ],
  Lead: [
    'Email',
    'FirstName',
    'LastName',
    'Title',
    'Phone',
    'MobilePhone',
    'Industry',
    'NumberOfEmployees',
    'Website',
    'Company',
    'Country',
    'CountryCode',
    'IsConverted',
    'ConvertedContactId',
    'RecordTypeId',
    'IndividualId',
    'EmailBouncedDate',
    'CreatedDate',
    'SystemModstamp',
    'IsDeleted',
    'MasterRecordId',
  ],
}
