import type { Json } from '../core/call.ts'
import { isObject, stringOf } from '../core/call.ts'
import { addEngagement } from '../salesforce/records/engagement.ts'
import { to18 } from '../salesforce/account/ids.ts'
import type { SfWritten } from '../salesforce/records/written.ts'
import { createRecord, updateRecord } from '../salesforce/records/records.ts'
import { marry } from '../salesforce/records/person-accounts.ts'
import { deleteRecord, undeleteRecord } from '../salesforce/records/recycle-bin.ts'
import type { Salesforce } from '../salesforce/salesforce.ts'
import type { ObjectDef } from '../salesforce/account/schema.ts'
import type { SalesforceStore, SfValue } from '../salesforce/account/store.ts'
import { findField, objectDef, tableOf } from '../salesforce/account/store.ts'
import { createCustomField } from '../salesforce/records/tooling.ts'
import { inboundEmail } from '../seed/salesforce-acts.ts'
import { fail } from './act-hubspot.ts'
import { objectOf, shownById, insertRaw } from './salesforce-rows.ts'
import { merge, convertLead } from './merge-and-convert.ts'

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

type Act = (store: SalesforceStore, body: Json) => Json

const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    create: (store, body) => done(store, createRecord(store, objectIn(store, body), fieldsIn(body), false)),
    update: (store, body) =>
      done(store, updateRecord(store, objectOf(store, idIn(body)), idIn(body), fieldsIn(body), false)),
    'make-person-account': makePersonAccount,
    'opt-out': (store, body) => setOptOut(store, idIn(body), true),
    'opt-in': (store, body) => setOptOut(store, idIn(body), false),
    delete: (store, body) => done(store, deleteRecord(store, objectOf(store, idIn(body)), idIn(body))),
    undelete: (store, body) => done(store, undeleteRecord(store, idIn(body))),
    restore: (store, body) => done(store, undeleteRecord(store, idIn(body))),
    merge: (store, body) => merge(store, idIn(body, 'primaryId'), idIn(body, 'mergeId')),
    'convert-lead': (store, body) => convertLead(store, idIn(body), stringOf(body['contactId'])),
    'inbound-email': receiveEmail,
    reply: receiveEmail,
    'outgoing-email': sendEmail,
    'campaign-response': answerCampaign,
    // docs/reference/salesforce.md#engagement: what a prospect did, or was sent, in Account Engagement.
    engagement: (store, body) => addEngagement(store, body['id'] === undefined ? body : { ...body, id: idIn(body) }),
    'hide-field': (store, body) => openField(store, body, false),
    'show-field': (store, body) => openField(store, body, true),
    'create-checkbox': (store, body) => createField(store, body, { type: 'Checkbox', defaultValue: false }),
    'create-text': (store, body) => createField(store, body, { type: 'Text', length: 255 }),
  }),
)

const known =
  'create, update, make-person-account, opt-out, opt-in, delete, undelete, merge, convert-lead, inbound-email, outgoing-email, campaign-response, engagement, hide-field, show-field, create-checkbox, create-text, change-gap, change-wildcard, change-overflow, forget-change-events, restart-streaming, fail-jobs, abort-jobs, forget-jobs'

function perform(store: SalesforceStore, body: Json): Json {
  const name = stringOf(body['act']) ?? ''
  const act = acts.get(name) ?? fail(`Unknown act for salesforce: ${name}. Known: ${known}`)
  return act(store, body)
}

function objectIn(store: SalesforceStore, body: Json): ObjectDef {
  return (
    objectDef(store, stringOf(body['object']) ?? '') ?? fail('object must be Contact, Lead or another known object')
  )
}

function idIn(body: Json, name = 'id'): string {
  return to18(stringOf(body[name]) ?? fail(`${name} is required`))
}

function fieldsIn(body: Json): Json {
  return isObject(body['fields']) ? body['fields'] : fail('fields is required')
}

function done(store: SalesforceStore, written: SfWritten): Json {
  return written.ok ? shownById(store, written.id) : fail(`${written.error.code}: ${written.error.message}`)
}

/** An account and a contact that are one person (docs/reference/salesforce.md#person-accounts); gives the contact. */
function makePersonAccount(store: SalesforceStore, body: Json): Json {
  const fields = fieldsIn(body)
  const name = [fields['FirstName'], fields['LastName']].filter((part) => typeof part === 'string').join(' ')
  const account = insertRaw(store, 'Account', { Name: name })
  const contact = insertRaw(store, 'Contact', { ...(fields as Record<string, SfValue>), AccountId: account })
  marry(store, account, contact)
  return shownById(store, contact)
}

function setOptOut(store: SalesforceStore, id: string, optedOut: boolean): Json {
  return done(store, updateRecord(store, objectOf(store, id), id, { HasOptedOutOfEmail: optedOut }, false))
}

function receiveEmail(store: SalesforceStore, body: Json): Json {
  const at = Date.parse(stringOf(body['at']) ?? store.clock.iso())
  const person = shownById(store, idIn(body))
  const add = (name: string, values: Readonly<Record<string, SfValue>>): string => insertRaw(store, name, values)
  inboundEmail(store, add, stringOf(person['Email']) ?? '', idIn(body), at)
  return person
}

/** docs/reference/salesforce.md#carrier-mail: an outgoing message and its ToAddress relation to the person. */
function sendEmail(store: SalesforceStore, body: Json): Json {
  const person = shownById(store, idIn(body))
  const to = stringOf(body['to']) ?? stringOf(person['Email']) ?? ''
  const message = insertRaw(store, 'EmailMessage', {
    Subject: stringOf(body['subject']) ?? '',
    EmailTemplateId: body['templateId'] === undefined ? null : idIn(body, 'templateId'),
    ToAddress: to,
    FromAddress: 'commercial@entreprise.example.test',
    Incoming: false,
    MessageDate: stringOf(body['at']) ?? store.clock.iso(),
    Status: body['draft'] === true ? '5' : '3',
  })
  insertRaw(store, 'EmailMessageRelation', {
    EmailMessageId: message,
    RelationId: idIn(body),
    RelationType: 'ToAddress',
    RelationAddress: to,
  })
  const row = tableOf(store, 'EmailMessage').get(message)
  if (body['bounced'] === true && row !== undefined)
    tableOf(store, 'EmailMessage').set(message, { ...row, IsBounced: true })
  return shownById(store, message)
}

function answerCampaign(store: SalesforceStore, body: Json): Json {
  const at = Date.parse(stringOf(body['at']) ?? store.clock.iso())
  const campaign = [...tableOf(store, 'Campaign').values()][0]?.['Id'] ?? fail('no campaign')
  const id = idIn(body)
  insertRaw(store, 'CampaignMember', {
    CampaignId: campaign,
    [id.startsWith('00Q') ? 'LeadId' : 'ContactId']: id,
    Status: 'Responded',
    FirstRespondedDate: new Date(at).toISOString().slice(0, 10),
  })
  return shownById(store, id)
}

/** Shows a field to our user or hides it. */
function openField(store: SalesforceStore, body: Json, open: boolean): Json {
  const object = objectIn(store, body)
  const def = findField(store, object, stringOf(body['field']) ?? '') ?? fail('field is not known')
  const key = `${object.name}.${def.name}`.toLowerCase()
  store.fieldAccess.set(key, { read: open, edit: open && body['edit'] !== false })
  return { object: object.name, field: def.name, ...store.fieldAccess.get(key) }
}

/** docs/reference/salesforce.md#create-field: the org's admin makes a field of their own and opens it to our user. */
function createField(store: SalesforceStore, body: Json, metadata: Json): Json {
  const field = stringOf(body['field']) ?? fail('field is required')
  const object = objectIn(store, body)
  const made = createCustomField(store, {
    FullName: `${object.name}.${field}`,
    Metadata: { ...metadata, label: stringOf(body['label']) ?? field },
  })
  if (!made.ok) return fail(made.error.message)
  store.fieldAccess.set(`${object.name}.${field}`.toLowerCase(), { read: true, edit: body['edit'] !== false })
  return { object: object.name, field }
}
