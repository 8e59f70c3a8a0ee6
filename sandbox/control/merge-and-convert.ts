import type { Json } from '../core/call.ts'
import { to18 } from '../salesforce/account/ids.ts'
import { putInBin } from '../salesforce/records/recycle-bin.ts'
import { withDerived } from '../salesforce/records/derived.ts'
import type { ObjectDef } from '../salesforce/account/schema.ts'
import type { SalesforceStore, SfRow, SfValue } from '../salesforce/account/store.ts'
import { findAny, objectDef, tableOf } from '../salesforce/account/store.ts'
import { fail } from './act-hubspot.ts'
import { shownById, insertRaw } from './salesforce-rows.ts'

const children: readonly (readonly [string, readonly string[]])[] = [
  ['CampaignMember', ['ContactId', 'LeadId']],
  ['OpportunityContactRole', ['ContactId']],
  ['EventRelation', ['RelationId']],
  ['EmailMessageRelation', ['RelationId']],
  ['Contact', ['IndividualId']],
  ['Lead', ['IndividualId']],
  ['ContactPointTypeConsent', ['PartyId']],
  ['ContactPointConsent', ['PartyId']],
  ['ContactPointEmail', ['ParentId']],
  ['ContactPointPhone', ['ParentId']],
]

/** Master values win, so a loser's opt-out vanishes (docs/reference/salesforce.md#merge-flags). */
export function merge(store: SalesforceStore, masterId: string, loserId: string): Json {
  const [master, loser] = [findAny(store, masterId), findAny(store, loserId)]
  if (master === undefined || loser === undefined || master.object !== loser.object)
    return fail('primaryId and mergeId must be two live records of one object')
  const filled: Record<string, SfValue> = { ...master.row }
  for (const [name, value] of Object.entries(loser.row))
    if (filled[name] === null && value !== null && name !== 'MasterRecordId') filled[name] = value
  touch(store, master.object, filled)
  moveChildren(store, loserId, masterId)
  putInBin(store, loser.object.name, loser.row, null, { MasterRecordId: masterId })
  return shownById(store, masterId)
}

function touch(store: SalesforceStore, object: ObjectDef, row: Record<string, SfValue>): void {
  const now = new Date(store.clock.now()).toISOString()
  tableOf(store, object.name).set(
    String(row['Id']),
    withDerived(object, { ...row, SystemModstamp: now, LastModifiedDate: now }, now),
  )
}

function moveChildren(store: SalesforceStore, from: string, to: string): void {
  for (const [child, links] of children) {
    for (const row of tableOf(store, child).values()) {
      const link = links.find((name) => row[name] === from)
      if (link === undefined) continue
      const moved: Record<string, SfValue> = {
        ...row,
        [link]: null,
        [link === 'LeadId' && to.startsWith('003') ? 'ContactId' : link]: to,
      }
      touch(store, objectDef(store, child) ?? fail('no child object'), moved)
    }
  }
}

/**
 * Data goes only into blank fields of an existing contact; its opt-out stays as it was
 * (docs/reference/salesforce.md#conversion).
 */
export function convertLead(store: SalesforceStore, leadId: string, intoContact: string | undefined): Json {
  const lead = findAny(store, leadId)
  if (lead === undefined || lead.object.name !== 'Lead' || lead.row['IsConverted'] === true)
    return fail('id must be a lead that is not converted')
  const contact =
    intoContact === undefined ? newContact(store, lead.row) : convertInto(store, lead.row, to18(intoContact))
  moveChildren(store, leadId, String(contact['Id']))
  touch(store, lead.object, {
    ...lead.row,
    IsConverted: true,
    Status: 'Closed - Converted',
    ConvertedContactId: contact['Id'] ?? null,
    ConvertedAccountId: contact['AccountId'] ?? null,
    ConvertedDate: store.clock.iso().slice(0, 10),
  })
  return shownById(store, leadId)
}

function newContact(store: SalesforceStore, lead: SfRow): SfRow {
  const account = insertRaw(store, 'Account', { Name: lead['Company'] ?? 'Entreprise' })
  const names = [
    'FirstName',
    'LastName',
    'Title',
    'Email',
    'Phone',
    'MobilePhone',
    'HasOptedOutOfEmail',
    'HasOptedOutOfFax',
    'DoNotCall',
    'LeadSource',
    ...(store.switches.dataProtection ? ['IndividualId'] : []),
  ]
  const id = insertRaw(store, 'Contact', {
    ...Object.fromEntries(names.map((name) => [name, lead[name] ?? null])),
    AccountId: account,
    MailingCountry: lead['Country'] ?? null,
  })
  return findAny(store, id)?.row ?? fail('the contact was not created')
}

function convertInto(store: SalesforceStore, lead: SfRow, contactId: string): SfRow {
  const found = findAny(store, contactId)
  if (found === undefined || found.object.name !== 'Contact') return fail('contactId must be a contact')
  const filled: Record<string, SfValue> = { ...found.row }
  for (const name of ['FirstName', 'Title', 'Email', 'Phone', 'MobilePhone', 'LeadSource'])
    if (filled[name] === null && lead[name] !== undefined) filled[name] = lead[name] ?? null
  touch(store, found.object, filled)
  return filled
}
