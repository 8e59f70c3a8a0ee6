import type { Json } from '../core/call.ts'
import { isObject, stringOf } from '../core/call.ts'
import { ActError } from '../core/control.ts'
import type { Written } from '../hubspot/records/contacts.ts'
import {
  archiveContact,
  createContact,
  mergeContacts,
  restoreContact,
  updateContact,
} from '../hubspot/records/contacts.ts'
import { activities, crmKinds, link, saveRow } from '../hubspot/records/crm-objects.ts'
import { stringList } from '../hubspot/account/context.ts'
import { customText, typeProperty } from '../hubspot/records/catalog.ts'
import type { HubSpot } from '../hubspot/hubspot.ts'
import { resubscribeByHand, stateOf, unsubscribeAll, setTypeStatus } from '../hubspot/preferences/preferences.ts'
import { findDef, holderOf, resolveId } from '../hubspot/records/store.ts'
import type { Author, ContactRow, CrmType, HubSpotStore, SubscriptionDef } from '../hubspot/account/types.ts'
import { crmUser, person } from '../hubspot/account/types.ts'
import { normaliseEmail } from '../hubspot/records/values.ts'
import { hubspotContactState } from './state.ts'

/** What the portal's user or the person does in the vendor's own screens: no API call is recorded for it. */
export function actInHubSpot(hubspot: HubSpot, body: Json): Json {
  const { store } = hubspot
  const result = store.journal.atomically(() => perform(hubspot, body))
  hubspot.webhooks.flush(true)
  return result
}

/** docs/reference/hubspot.md#history: a file that is imported is named as such in the history. */
const authorIn = (body: Json): Author =>
  body['imported'] === true ? { sourceType: 'IMPORT', sourceId: 'import.csv' } : crmUser

type Act = (store: HubSpotStore, body: Json) => Json

const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    'create-contact': (store, body) => shown(store, written(createContact(store, properties(body), crmUser))),
    'update-contact': (store, body) =>
      shown(store, written(updateContact(store, contactIn(store, body), properties(body), authorIn(body)))),
    delete(store, body) {
      const row = contactIn(store, body)
      archiveContact(store, row, crmUser)
      return shown(store, store.contacts.get(row.id) ?? row)
    },
    restore: (store, body) => shown(store, written(restoreContact(store, contactIn(store, body), crmUser))),
    merge: (store, body) =>
      shown(
        store,
        mergeContacts(store, contactIn(store, body, 'primaryId'), contactIn(store, body, 'mergeId'), crmUser),
      ),
    unsubscribe: (store, body) =>
      optOut(store, body, (email) => unsubscribeAll(store, email, 'Unsubscribe link', person)),
    'unsubscribe-type': (store, body) =>
      optOut(store, body, (email) =>
        setTypeStatus(
          store,
          email,
          { typeId: required(body, 'subscriptionId'), status: 'UNSUBSCRIBED' },
          'Preferences page',
          person,
        ),
      ),
    resubscribe: (store, body) => optOut(store, body, (email) => resubscribeByHand(store, email, crmUser)),
    'add-email': (store, body) =>
      shown(store, addEmail(store, contactIn(store, body), normaliseEmail(required(body, 'email')))),
    click: mailEvent('click', 'hs_email_last_click_date'),
    reply: mailEvent('reply', 'hs_sales_email_last_replied'),
    'marketing-reply': mailEvent('marketing-reply', 'hs_email_last_reply_date'),
    open: mailEvent('open', 'hs_email_last_open_date'),
    form: mailEvent('form', 'recent_conversion_date'),
    // docs/reference/hubspot.md#prop-send: a marketing e-mail leaves its name and date on the contact; the next one
    // takes their place.
    'send-mail'(store, body) {
      const at = stringOf(body['at']) ?? store.clock.iso()
      const row = contactIn(store, body)
      const values = {
        hs_email_last_email_name: required(body, 'name'),
        hs_email_last_send_date: at,
        hs_email_first_send_date: row.props['hs_email_first_send_date'] ?? at,
      }
      return shown(store, writtenByMail(store, row, values, 'send-mail'))
    },
    bounce(store, body) {
      const reason = stringOf(body['reason']) ?? fail('reason is required, such as UNKNOWN_USER')
      const values = {
        hs_email_hard_bounce_reason_enum: reason,
        ...(reason === 'UNKNOWN_USER' && body['bad'] === true ? { hs_email_bad_address: 'true' } : {}),
      }
      return shown(store, writtenByMail(store, contactIn(store, body), values, 'bounce'))
    },
    quarantine(store, body) {
      const values = {
        hs_email_quarantined: 'true',
        hs_email_quarantined_reason:
          stringOf(body['reason']) ?? fail('reason is required, such as UNDELIVERABLE_ADDRESS'),
      }
      return shown(store, quarantined(store, contactIn(store, body), values))
    },
    'add-subscription-types': (store, body) => ({
      types: addSubscriptionTypes(store, Number(body['count']), Number(body['brands'] ?? 0)),
    }),
    // docs/reference/hubspot.md#associations: a deal, ticket, quote or company, and what it hangs on.
    'create-object'(store, body) {
      const [type, values] = [crmTypeIn(body), textsOf(properties(body))]
      if (activities.has(type) && values['hs_timestamp'] === undefined) return fail('hs_timestamp is required')
      const row = saveRow(store, type, null, values)
      for (const id of stringList(body['contacts'])) {
        link(store, 'contacts', resolveId(store, id), type, row.id)
        reachedOut(store, resolveId(store, id), type, values)
        if (type === 'companies') mirrorCompany(store, resolveId(store, id), row.id)
      }
      for (const id of stringList(body['companies'])) link(store, 'companies', id, type, row.id)
      return { id: row.id, properties: row.props }
    },
    'update-object'(store, body) {
      const [type, id] = [crmTypeIn(body), required(body, 'id')]
      if (store.objects[type].get(id) === undefined) return fail(`No ${type} ${id}`)
      return { id, properties: saveRow(store, type, id, textsOf(properties(body))).props }
    },
    'delete-object'(store, body) {
      store.objects[crmTypeIn(body)].delete(required(body, 'id'))
      return { id: required(body, 'id') }
    },
    // docs/reference/hubspot.md#lifecycle: the portal's own stages are ids with a label, and any label may be changed.
    'set-options'(store, body) {
      const def = findDef(store, required(body, 'property')) ?? fail('No such property')
      const options = Object.entries(isObject(body['options']) ? body['options'] : fail('options is required'))
      const others = def.options.filter(({ value }) => !options.some(([name]) => name === value))
      store.properties.set(def.name, {
        ...def,
        options: [...others, ...options.map(([value, label]) => ({ value, label: String(label), hidden: false }))].map(
          (option, displayOrder) => ({ ...option, displayOrder }),
        ),
      })
      return { property: def.name }
    },
    'set-disposition'(store, body) {
      store.dispositions.set(required(body, 'id'), required(body, 'label'))
      return { id: required(body, 'id') }
    },
    'create-text'(store, body) {
      if (body['object'] === 'companies' || body['object'] === 'deals') {
        store.objectTexts.add(`${body['object']}.${required(body, 'property')}`)
        return { property: required(body, 'property') }
      }
      const def = customText(required(body, 'property'), store.clock.now())
      store.properties.set(def.name, def)
      return { property: def.name }
    },
    'put-form'(store, body) {
      const form = isObject(body['form']) ? body['form'] : fail('form is required')
      const id = stringOf(form['id']) ?? fail('form.id is required')
      store.forms.set(id, { ...store.forms.get(id), ...form, updatedAt: store.clock.iso() })
      return { id }
    },
  }),
)

function perform({ store }: HubSpot, body: Json): Json {
  const name = stringOf(body['act']) ?? ''
  const act = acts.get(name) ?? fail(`Unknown act for hubspot: ${name}. Known: ${[...acts.keys()].join(', ')}`)
  return act(store, body)
}

/** What a mail or a form leaves on the contact: the moment it happened. */
function mailEvent(act: string, property: string): Act {
  return (store, body) => {
    const values = { [property]: stringOf(body['at']) ?? store.clock.iso() }
    return shown(store, writtenByMail(store, contactIn(store, body), values, act))
  }
}

function writtenByMail(
  store: HubSpotStore,
  row: ContactRow,
  values: Readonly<Record<string, string>>,
  act: string,
): ContactRow {
  return written(updateContact(store, row, values, { sourceType: 'EMAIL', sourceId: act } satisfies Author, true))
}

function shown(store: HubSpotStore, row: ContactRow): Json {
  return hubspotContactState(store, row)
}

function contactIn(store: HubSpotStore, body: Json, name = 'id'): ContactRow {
  const id = required(body, name)
  return store.contacts.get(resolveId(store, id)) ?? fail(`No HubSpot contact ${id}`)
}

function crmTypeIn(body: Json): CrmType {
  const type = required(body, 'object')
  return type in crmKinds ? (type as CrmType) : fail(`object must be one of ${Object.keys(crmKinds).join(', ')}`)
}

function textsOf(values: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}

function required(body: Json, name: string): string {
  return stringOf(body[name]) ?? fail(`${name} is required`)
}

/**
 * More subscription types, spread over as many brands; each with its opt-out property
 * (docs/reference/hubspot.md#prop-optout-type, #pref-units).
 */
function addSubscriptionTypes(store: HubSpotStore, count: number, brands: number): string[] {
  const types = Array.from(
    { length: count },
    (_, index): SubscriptionDef => ({
      id: String(340_000_001 + store.subscriptions.length + index),
      name: `Liste ${index + 1}`,
      description: '',
      purpose: 'Marketing',
      communicationMethod: 'Email',
      isDefault: false,
      ...(brands > 0 ? { unit: String(1 + (index % brands)) } : {}),
    }),
  )
  store.subscriptions.push(...types)
  for (const type of types) store.properties.set(`hs_email_optout_${type.id}`, typeProperty(type, store.clock.now()))
  return types.map(({ id }) => id)
}

/**
 * Like an opt-out, it may or may not fire an event and move the modified date (docs/reference/hubspot.md#hook-optout:
 * UNSURE).
 */
function quarantined(store: HubSpotStore, before: ContactRow, values: Readonly<Record<string, string>>): ContactRow {
  const { optOutFiresWebhook, optOutMovesModifiedDate } = store.switches
  const events = store.outbox.length
  const row = writtenByMail(store, before, values, 'quarantine')
  if (!optOutFiresWebhook) store.outbox.splice(events)
  const next = optOutMovesModifiedDate ? row : { ...row, updatedAt: before.updatedAt }
  store.contacts.set(next.id, next)
  return next
}

function addEmail(store: HubSpotStore, row: ContactRow, email: string): ContactRow {
  if (holderOf(store, email) !== undefined) return fail(`${email} is already held by a HubSpot contact`)
  const next = { ...row, extra: [...row.extra, email], updatedAt: store.clock.now() }
  store.contacts.set(row.id, next)
  return next
}

function optOut(store: HubSpotStore, body: Json, change: (email: string) => void): Json {
  const email = normaliseEmail(required(body, 'email'))
  change(email)
  const state = stateOf(store, email)
  const holder = holderOf(store, email)
  return {
    email,
    portalWide: state.wide !== null,
    contact: holder === undefined ? null : hubspotContactState(store, holder),
  }
}

/** docs/reference/hubspot.md#first-message: calls of a representative and meetings move the first outreach. */
function reachedOut(
  store: HubSpotStore,
  contactId: string,
  type: CrmType,
  values: Readonly<Record<string, string>>,
): void {
  const row = store.contacts.get(contactId)
  const ours = type === 'meetings' || (type === 'calls' && values['hs_call_direction'] !== 'INBOUND')
  const at = new Date(values['hs_timestamp'] ?? '')
  if (row === undefined || !ours || Number.isNaN(at.getTime())) return
  const before = row.props['hs_first_outreach_date']
  if (before === undefined || at.toISOString() < before)
    writtenByMail(store, row, { hs_first_outreach_date: at.toISOString() }, 'outreach')
}

/**
 * docs/reference/hubspot.md#company-deals: the first company is the primary one, which a property of the contact
 * mirrors.
 */
function mirrorCompany(store: HubSpotStore, contactId: string, companyId: string): void {
  const row = store.contacts.get(contactId)
  if (row !== undefined && row.props['associatedcompanyid'] === undefined)
    written(updateContact(store, row, { associatedcompanyid: companyId }, crmUser))
}

function properties(body: Json): Json {
  return isObject(body['properties']) ? body['properties'] : fail('properties is required')
}

function written(result: Written): ContactRow {
  return result.ok ? result.row : fail(result.error.message)
}

export function fail(message: string): never {
  throw new ActError(message)
}
