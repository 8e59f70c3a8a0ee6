import type { Json } from '../core/call.ts'
import { isObject, stringOf } from '../core/call.ts'
import { addEngagement } from '../salesforce/records/engagement.ts'
import { to18 } from '../salesforce/account/ids.ts'
import type { SfWritten } from '../salesforce/records/records.ts'
import {
  createRecord,
  deleteRecord,
  putInBin,
  undeleteRecord,
  updateRecord,
  withDerived,
} from '../salesforce/records/records.ts'
import type { Salesforce } from '../salesforce/salesforce.ts'
import type { ObjectDef } from '../salesforce/account/schema.ts'
import type { SalesforceStore, SfRow, SfValue } from '../salesforce/account/store.ts'
import { findAny, findField, objectDef, tableOf } from '../salesforce/account/store.ts'
import { createCustomField } from '../salesforce/records/tooling.ts'
import { inboundEmail } from '../seed/salesforce-seed.ts'
import { fail } from './act-hubspot.ts'

/** What the org's user or the person does without the API. */
export function actInSalesforce({ store, changes, cometd, bulk }: Salesforce, body: Json): Json {
  const end = jobEnds[String(body['act'])]
  if (end !== undefined) {
    bulk.end(end)
    return { done: true }
  }
  const streaming = actOnStream(store, changes, cometd, body)
  return streaming ?? store.journal.atomically(() => perform(store, body))
}

const jobEnds: Readonly<Record<string, 'Failed' | 'Aborted' | 'gone'>> = {
  'fail-jobs': 'Failed',
  'abort-jobs': 'Aborted',
  'forget-jobs': 'gone',
}

/** What happens to change events by themselves: gaps, overflows, a position too old, a restart of the server. */
function actOnStream(
  store: SalesforceStore,
  changes: Salesforce['changes'],
  cometd: Salesforce['cometd'],
  body: Json,
): Json | null {
  const object = stringOf(body['object']) ?? 'Contact'
  switch (body['act']) {
    case 'change-gap':
      changes.publish(object, { type: 'GAP_UPDATE', ids: [to18(stringOf(body['id']) ?? fail('id is required'))] })
      break
    case 'change-wildcard':
      changes.publish(object, { type: 'UPDATE', ids: [`${objectDef(store, object)?.prefix ?? ''}*`] })
      break
    case 'change-overflow':
      changes.publish(object, { type: 'GAP_OVERFLOW', ids: ['000000000000000AAA'] })
      break
    case 'forget-change-events':
      changes.forget()
      break
    case 'restart-streaming':
      cometd.forgetSessions()
      break
    default:
      return null
  }
  return { done: true }
}

function perform(store: SalesforceStore, body: Json): Json {
  const act = stringOf(body['act'])
  const object = (): ObjectDef =>
    objectDef(store, stringOf(body['object']) ?? '') ?? fail('object must be Contact, Lead or another known object')
  const id = (name = 'id'): string => to18(stringOf(body[name]) ?? fail(`${name} is required`))
  const fields = (): Json => (isObject(body['fields']) ? body['fields'] : fail('fields is required'))
  const done = (written: SfWritten): Json =>
    written.ok ? shownById(store, written.id) : fail(`${written.error.code}: ${written.error.message}`)
  switch (act) {
    case 'create':
      return done(createRecord(store, object(), fields(), false))
    case 'update':
      return done(updateRecord(store, objectOf(store, id()), id(), fields(), false))
    case 'opt-out':
    case 'opt-in':
      return done(updateRecord(store, objectOf(store, id()), id(), { HasOptedOutOfEmail: act === 'opt-out' }, false))
    case 'delete':
      return done(deleteRecord(store, objectOf(store, id()), id()))
    case 'undelete':
    case 'restore':
      return done(undeleteRecord(store, id()))
    case 'merge':
      return merge(store, id('primaryId'), id('mergeId'))
    case 'convert-lead':
      return convertLead(store, id(), stringOf(body['contactId']))
    case 'inbound-email':
    case 'reply': {
      const at = Date.parse(stringOf(body['at']) ?? store.clock.iso())
      const person = shownById(store, id())
      const add = (name: string, values: Readonly<Record<string, SfValue>>): string => insertRaw(store, name, values)
      inboundEmail(store, add, stringOf(person['Email']) ?? '', id(), at)
      return person
    }
    // docs/reference/salesforce.md#carrier-mail: an outgoing message and its ToAddress relation to the person.
    case 'outgoing-email': {
      const person = shownById(store, id())
      const to = stringOf(body['to']) ?? stringOf(person['Email']) ?? ''
      const message = insertRaw(store, 'EmailMessage', {
        Subject: stringOf(body['subject']) ?? '',
        EmailTemplateId: body['templateId'] === undefined ? null : id('templateId'),
        ToAddress: to,
        FromAddress: 'commercial@entreprise.example.test',
        Incoming: false,
        MessageDate: stringOf(body['at']) ?? store.clock.iso(),
        Status: body['draft'] === true ? '5' : '3',
      })
      insertRaw(store, 'EmailMessageRelation', {
        EmailMessageId: message,
        RelationId: id(),
        RelationType: 'ToAddress',
        RelationAddress: to,
      })
      const row = tableOf(store, 'EmailMessage').get(message)
      if (body['bounced'] === true && row !== undefined)
        tableOf(store, 'EmailMessage').set(message, { ...row, IsBounced: true })
      return shownById(store, message)
    }
    case 'campaign-response': {
      const at = Date.parse(stringOf(body['at']) ?? store.clock.iso())
      const campaign = [...tableOf(store, 'Campaign').values()][0]?.['Id'] ?? fail('no campaign')
      insertRaw(store, 'CampaignMember', {
        CampaignId: campaign,
        [id().startsWith('00Q') ? 'LeadId' : 'ContactId']: id(),
        Status: 'Responded',
        FirstRespondedDate: new Date(at).toISOString().slice(0, 10),
      })
      return shownById(store, id())
    }
    // docs/reference/salesforce.md#engagement: what a prospect did, or was sent, in Account Engagement.
    case 'engagement':
      return addEngagement(store, body['id'] === undefined ? body : { ...body, id: id() })
    case 'hide-field':
    case 'show-field': {
      const def = findField(store, object(), stringOf(body['field']) ?? '') ?? fail('field is not known')
      const key = `${object().name}.${def.name}`.toLowerCase()
      const open = act === 'show-field'
      store.fieldAccess.set(key, { read: open, edit: open && body['edit'] !== false })
      return { object: object().name, field: def.name, ...store.fieldAccess.get(key) }
    }
    // docs/reference/salesforce.md#create-field: the org's admin makes a checkbox of their own and opens it to our
    // user.
    case 'create-checkbox': {
      const field = stringOf(body['field']) ?? fail('field is required')
      const made = createCustomField(store, {
        FullName: `${object().name}.${field}`,
        Metadata: { type: 'Checkbox', label: stringOf(body['label']) ?? field, defaultValue: false },
      })
      if (!made.ok) return fail(made.error.message)
      store.fieldAccess.set(`${object().name}.${field}`.toLowerCase(), { read: true, edit: body['edit'] !== false })
      return { object: object().name, field }
    }
    default:
      return fail(
        `Unknown act for salesforce: ${act ?? ''}. Known: create, update, opt-out, opt-in, delete, undelete, merge, convert-lead, inbound-email, outgoing-email, campaign-response, engagement, hide-field, show-field, create-checkbox, change-gap, change-wildcard, change-overflow, forget-change-events, restart-streaming, fail-jobs, abort-jobs, forget-jobs`,
      )
  }
}

function objectOf(store: SalesforceStore, id: string): ObjectDef {
  return findAny(store, id)?.object ?? fail(`No Salesforce record ${id}`)
}

function shownById(store: SalesforceStore, id: string): Json {
  const found = findAny(store, id)
  return found === undefined ? { Id: id } : { attributes: { type: found.object.name }, ...found.row }
}

function insertRaw(store: SalesforceStore, objectName: string, values: Readonly<Record<string, SfValue>>): string {
  const written = createRecord(
    store,
    objectDef(store, objectName) ?? fail(`no ${objectName}`),
    Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'FirstRespondedDate')),
    false,
  )
  if (!written.ok) return fail(written.error.message)
  const row = tableOf(store, objectName).get(written.id)
  if (row !== undefined && values['FirstRespondedDate'] !== undefined)
    tableOf(store, objectName).set(written.id, { ...row, FirstRespondedDate: values['FirstRespondedDate'] })
  return written.id
}

const children: readonly (readonly [string, readonly string[]])[] = [
  ['CampaignMember', ['ContactId', 'LeadId']],
  ['OpportunityContactRole', ['ContactId']],
  ['EventRelation', ['RelationId']],
  ['EmailMessageRelation', ['RelationId']],
]

/** Master values win, so a loser's opt-out vanishes (docs/reference/salesforce.md#merge-flags). */
function merge(store: SalesforceStore, masterId: string, loserId: string): Json {
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
function convertLead(store: SalesforceStore, leadId: string, intoContact: string | undefined): Json {
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
