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
import { typeProperty } from '../hubspot/records/catalog.ts'
import type { HubSpot } from '../hubspot/hubspot.ts'
import { resubscribeByHand, stateOf, unsubscribeAll, setTypeStatus } from '../hubspot/preferences/preferences.ts'
import { holderOf, resolveId } from '../hubspot/records/store.ts'
import type { Author, ContactRow, SubscriptionDef } from '../hubspot/account/types.ts'
import { crmUser, person } from '../hubspot/account/types.ts'
import { normaliseEmail } from '../hubspot/records/values.ts'
import { hubspotContactState } from './state.ts'

const mailEvents: Readonly<Record<string, readonly string[]>> = {
  click: ['hs_email_last_click_date'],
  reply: ['hs_sales_email_last_replied'],
  open: ['hs_email_last_open_date'],
  'marketing-reply': ['hs_email_last_reply_date'],
  form: ['recent_conversion_date'],
}

/** What the portal's user or the person does in the vendor's own screens: no API call is recorded for it. */
export function actInHubSpot(hubspot: HubSpot, body: Json): Json {
  const { store } = hubspot
  const result = store.journal.atomically(() => perform(hubspot, body))
  hubspot.webhooks.flush(true)
  return result
}

function perform({ store }: HubSpot, body: Json): Json {
  const act = stringOf(body['act'])
  const shown = (row: ContactRow): Json => hubspotContactState(store, row)
  const record = (name = 'id'): ContactRow => {
    const id = stringOf(body[name]) ?? fail(`${name} is required`)
    return store.contacts.get(resolveId(store, id)) ?? fail(`No HubSpot contact ${id}`)
  }
  switch (act) {
    case 'create-contact':
      return shown(written(createContact(store, properties(body), crmUser)))
    case 'update-contact':
      return shown(written(updateContact(store, record(), properties(body), crmUser)))
    case 'delete': {
      const row = record()
      archiveContact(store, row, crmUser)
      return shown(store.contacts.get(row.id) ?? row)
    }
    case 'restore':
      return shown(written(restoreContact(store, record(), crmUser)))
    case 'merge':
      return shown(mergeContacts(store, record('primaryId'), record('mergeId'), crmUser))
    case 'unsubscribe':
      return optOut(store, body, (email) => unsubscribeAll(store, email, 'Unsubscribe link', person))
    case 'unsubscribe-type':
      return optOut(store, body, (email) =>
        setTypeStatus(
          store,
          email,
          stringOf(body['subscriptionId']) ?? fail('subscriptionId is required'),
          'UNSUBSCRIBED',
          'Preferences page',
          person,
        ),
      )
    case 'resubscribe':
      return optOut(store, body, (email) => resubscribeByHand(store, email, crmUser))
    case 'add-email':
      return shown(addEmail(store, record(), normaliseEmail(stringOf(body['email']) ?? fail('email is required'))))
    case 'click':
    case 'reply':
    case 'open':
    case 'marketing-reply':
    case 'form': {
      const at = stringOf(body['at']) ?? store.clock.iso()
      const values = Object.fromEntries((mailEvents[act] ?? []).map((name) => [name, at]))
      return shown(
        written(updateContact(store, record(), values, { sourceType: 'EMAIL', sourceId: act } satisfies Author, true)),
      )
    }
    // docs/reference/hubspot.md#prop-send: a marketing e-mail leaves its name and date on the contact; the next one
    // takes their place.
    case 'send-mail': {
      const values = {
        hs_email_last_email_name: stringOf(body['name']) ?? fail('name is required'),
        hs_email_last_send_date: stringOf(body['at']) ?? store.clock.iso(),
      }
      return shown(
        written(updateContact(store, record(), values, { sourceType: 'EMAIL', sourceId: act } satisfies Author, true)),
      )
    }
    case 'quarantine': {
      const values = {
        hs_email_quarantined: 'true',
        hs_email_quarantined_reason:
          stringOf(body['reason']) ?? fail('reason is required, such as UNDELIVERABLE_ADDRESS'),
      }
      return shown(quarantined(store, record(), values))
    }
    case 'bounce': {
      const reason = stringOf(body['reason']) ?? fail('reason is required, such as UNKNOWN_USER')
      const values = {
        hs_email_hard_bounce_reason_enum: reason,
        ...(reason === 'UNKNOWN_USER' && body['bad'] === true ? { hs_email_bad_address: 'true' } : {}),
      }
      return shown(
        written(updateContact(store, record(), values, { sourceType: 'EMAIL', sourceId: act } satisfies Author, true)),
      )
    }
    case 'add-subscription-types':
      return { types: addSubscriptionTypes(store, Number(body['count']), Number(body['brands'] ?? 0)) }
    case 'put-form': {
      const form = isObject(body['form']) ? body['form'] : fail('form is required')
      const id = stringOf(form['id']) ?? fail('form.id is required')
      store.forms.set(id, { ...store.forms.get(id), ...form, updatedAt: store.clock.iso() })
      return { id }
    }
    default:
      return fail(
        `Unknown act for hubspot: ${act ?? ''}. Known: create-contact, update-contact, delete, restore, merge, unsubscribe, unsubscribe-type, resubscribe, add-email, click, reply, marketing-reply, open, form, send-mail, bounce, quarantine, add-subscription-types, put-form`,
      )
  }
}

/**
 * More subscription types, spread over as many brands; each with its opt-out property
 * (docs/reference/hubspot.md#prop-optout-type, #pref-units).
 */
function addSubscriptionTypes(store: HubSpot['store'], count: number, brands: number): string[] {
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
function quarantined(
  store: HubSpot['store'],
  before: ContactRow,
  values: Readonly<Record<string, string>>,
): ContactRow {
  const { optOutFiresWebhook, optOutMovesModifiedDate } = store.switches
  const events = store.outbox.length
  const row = written(
    updateContact(store, before, values, { sourceType: 'EMAIL', sourceId: 'quarantine' } satisfies Author, true),
  )
  if (!optOutFiresWebhook) store.outbox.splice(events)
  const next = optOutMovesModifiedDate ? row : { ...row, updatedAt: before.updatedAt }
  store.contacts.set(next.id, next)
  return next
}

function addEmail(store: HubSpot['store'], row: ContactRow, email: string): ContactRow {
  if (holderOf(store, email) !== undefined) return fail(`${email} is already held by a HubSpot contact`)
  const next = { ...row, extra: [...row.extra, email], updatedAt: store.clock.now() }
  store.contacts.set(row.id, next)
  return next
}

function optOut(store: HubSpot['store'], body: Json, change: (email: string) => void): Json {
  const email = normaliseEmail(stringOf(body['email']) ?? fail('email is required'))
  change(email)
  const state = stateOf(store, email)
  const holder = holderOf(store, email)
  return {
    email,
    portalWide: state.wide !== null,
    contact: holder === undefined ? null : hubspotContactState(store, holder),
  }
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
