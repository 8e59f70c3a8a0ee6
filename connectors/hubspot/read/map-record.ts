import { channels } from '../../../src/domain/app/channel.ts'
import type { Channel } from '../../../src/domain/app/channel.ts'
import type { Access } from '../../../src/connector/access.ts'
import {
  noFormerFields,
  relationshipOf,
  type FormerCustomerFields,
} from '../../../src/domain/connections/former-customer.ts'
import type { ShownCompany } from '../../../src/domain/contacts/companies/company-facts.ts'
import { linkedInOf } from '../../../src/domain/contacts/linkedin.ts'
import type { KindMapping } from '../../../src/domain/app/kind.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { tagDates, tagFields } from '../../../src/connector/orders.ts'
import type { BlockState, RemoteAct, RemoteRecord } from '../../../src/connector/records.ts'
import { factsIn } from '../fields/facts.ts'
import { hiddenOn } from '../fields/hidden.ts'
import { kindsOf, outOfEveryType } from '../fields/kinds.ts'
import { listOf } from '../fields/lists.ts'
import { relationValuesOf } from '../fields/relation-fields.ts'
import { doNotContact, holdUntil, lastMail, saleDates, tagProperty } from '../fields/properties.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import { hasDeals, type Deals } from './stages.ts'

/**
 * Properties that date an act of the person, by kind (docs/reference/hubspot.md#prop-clock). Meetings: by either side,
 * so not counted.
 */
const actProperties = {
  click: ['hs_email_last_click_date', 'hs_sales_email_last_clicked'],
  reply: ['hs_email_last_reply_date', 'hs_sales_email_last_replied'],
  form: ['recent_conversion_date'],
} as const
const openProperties = ['hs_email_last_open_date', 'hs_sales_email_last_opened'] as const
/**
 * Why HubSpot no longer mails an address when its holder reported a message as spam
 * (docs/reference/hubspot.md#prop-quarantine): an objection to e-mail.
 */
export const complaint = { property: 'hs_email_quarantined_reason', reason: 'RECIPIENT_COMPLAINT' } as const

type Named = Pick<
  Access,
  | 'sourceProperty'
  | 'moreSourceProperties'
  | 'noticeProperty'
  | 'noticeCarriers'
  | 'formerFields'
  | 'factNames'
  | 'tagNames'
  | 'kinds'
  | 'provisioned'
>

/** What was read of other objects of the contact. */
interface Beside {
  deals?: Deals | undefined
  company?: ShownCompany | undefined
}

/**
 * One HubSpot contact in our words; its deals where they were read. Throws `unexpected-response` when it carries no
 * creation date at all.
 */
export function toRemoteRecord(
  contact: ContactRecord,
  access: Named,
  now: Date,
  { deals, company }: Beside = {},
): RemoteRecord {
  const value = (name: string): string | null => textOf(contact.properties[name])
  const hidden = hiddenOn(contact, access)
  const createdAt = dateOf(value('createdate')) ?? dateOf(contact.createdAt)
  if (createdAt === null)
    throw new ConnectorError('unexpected-response', 'HubSpot gave a contact without a creation date.')
  return {
    ref: { object: 'contact', id: contact.id },
    email: value('email'),
    additionalEmails: listOf(value('hs_additional_emails')),
    ...kindOptOutOf(contact, access.kinds ?? [], hidden),
    phone: value('phone'),
    mobile: value('mobilephone'),
    firstName: value('firstname'),
    lastName: value('lastname'),
    jobTitle: value('jobtitle'),
    company: value('company'),
    country: value('country'),
    ...(company === undefined ? {} : { ofCompany: company }),
    ...linkedInOf(contact.properties),
    ...factsIn(contact.properties, value, access, now.toISOString().slice(0, 10)),
    ...salesOf(value, deals),
    ...mailFacts(value, access.noticeProperty),
    ...carrierMailOf(value, access.noticeCarriers ?? [], now),
    sourceValue: value(access.sourceProperty),
    ...moreSourcesOf(access.moreSourceProperties ?? [], value),
    blocks: blocksOf(contact, hidden),
    ...(hidden.length === 0 ? {} : { hidden }),
    ...(hasComplained(contact) ? { complained: true } : {}),
    optedOutAt: null,
    acts: actsOf(value, now),
    lastOpenAt: latest(openProperties.map((name) => dateOf(value(name)))),
    createdAt,
    modifiedAt: dateOf(value('lastmodifieddate')) ?? dateOf(contact.updatedAt) ?? createdAt,
    ...relationOf(value, access.formerFields ?? noFormerFields, now, deals),
    relationValues: relationValuesOf(contact, access),
    tags: Object.fromEntries(
      tagFields.map((field) => [
        field,
        tagDates.includes(field)
          ? dayOf(value(tagProperty(field, access.tagNames)))
          : value(tagProperty(field, access.tagNames)),
      ]),
    ),
    holdUntil: calendarDayOf(value(holdUntil)),
    formerIds: listOf(value('hs_merged_object_ids')).filter((id) => id !== contact.id),
  }
}

/** Won deals, a subscription and the last order; of the latter nothing but their day is shown. */
function salesOf(value: (name: string) => string | null, deals: Deals | undefined): Pick<RemoteRecord, 'sales'> {
  const dated = saleDates.flatMap((name) => {
    const on = dateOf(value(name))?.toISOString().slice(0, 10) ?? null
    return on === null ? [] : [{ id: name, on, family: null, entity: null }]
  })
  const sales = [...(deals?.sales ?? []), ...dated]
  return sales.length === 0 ? {} : { sales }
}

/**
 * A deal that is open, or of which nobody can tell, keeps; one that was won makes a customer, unless it closed by the
 * day on which the relationship ended. The named fields only say that a relationship which nothing of this shows is
 * over, and since when.
 */
function relationOf(
  value: (name: string) => string | null,
  fields: FormerCustomerFields,
  now: Date,
  deals: Deals | undefined,
): Pick<RemoteRecord, 'relation' | 'relationOver'> {
  const said = relationshipOf(
    fields,
    (name) => (name === fields.endProperty ? (dateOf(value(name))?.toISOString() ?? null) : value(name)),
    now.toISOString().slice(0, 10),
  )
  if (said?.state === 'runs') return { relation: 'customer' }
  const endedOn = said?.endedOn ?? null
  if (deals?.wonOn.some((on) => endedOn === null || on === null || on > endedOn) === true)
    return { relation: 'customer' }
  const open = hasDeals(value('num_associated_deals')) && (deals === undefined || deals.unclear || deals.open > 0)
  const relation = open ? 'open-deal' : 'none'
  return said === null ? { relation } : { relation, relationOver: { endedOn } }
}

/**
 * What is known of mail to the person: language, the day the notice went out, and whether mail comes back
 * (docs/reference/hubspot.md#prop-quarantine; a reason like SPAM says nothing of the address, and a complaint is an
 * objection).
 */
function mailFacts(
  value: (name: string) => string | null,
  noticeProperty: string | undefined,
): Pick<RemoteRecord, 'language' | 'noticedOn' | 'undeliverable'> {
  const language = /^[a-z]{2}/u.exec(value('hs_language')?.toLowerCase() ?? '')?.[0]
  const noticedOn =
    noticeProperty === undefined ? undefined : /^\d{4}-\d{2}-\d{2}/u.exec(dayOf(value(noticeProperty)) ?? '')?.[0]
  const comesBack =
    value('hs_email_bad_address') === 'true' ||
    value('hs_email_hard_bounce_reason_enum') === 'UNKNOWN_USER' ||
    value('hs_email_quarantined_reason') === 'UNDELIVERABLE_ADDRESS'
  return {
    ...(language === undefined ? {} : { language }),
    ...(noticedOn === undefined ? {} : { noticedOn }),
    ...(comesBack ? { undeliverable: true } : {}),
  }
}

/**
 * The last marketing e-mail, when it is one that carries the notice since that day. HubSpot shows no earlier one: what
 * was read once is kept by whoever reads. A bounce of it shows as mail that comes back.
 */
function carrierMailOf(
  value: (name: string) => string | null,
  carriers: readonly { mail: string; since: string }[],
  now: Date,
): Pick<RemoteRecord, 'carrierMails'> {
  const [name, at] = [value(lastMail.name), dateOf(value(lastMail.sentAt))]
  const carrier = carriers.find(({ mail }) => mail === name)
  if (carrier === undefined || at === null || at > now || at.toISOString().slice(0, 10) < carrier.since) return {}
  return {
    carrierMails: [{ mail: carrier.mail, at, messageId: `${carrier.mail} ${at.toISOString()}`, bounced: false }],
  }
}

/** A field of several choices (`a;b`) says each of them. */
function moreSourcesOf(
  properties: readonly string[],
  value: (name: string) => string | null,
): Pick<RemoteRecord, 'moreSources'> {
  const found = properties.map((name) => [name, listOf(value(name))] as const).filter(([, values]) => values.length > 0)
  return found.length === 0 ? {} : { moreSources: Object.fromEntries(found) }
}

/**
 * An objection to one subscription type is an objection to its kind; one that nobody mapped is an objection to all
 * e-mail (docs/reference/promises.md#signals).
 */
function kindOptOutOf(
  contact: ContactRecord,
  mappings: readonly KindMapping[],
  hidden: readonly string[],
): Pick<RemoteRecord, 'kindBlocks' | 'optedOutAddresses' | 'optedOutBy'> {
  const email = textOf(contact.properties['email'])
  const { unmapped, ...kinds } = kindsOf(contact, mappings, hidden)
  const toAll = unmapped.length > 0 && email !== null && contact.properties['hs_email_optout'] !== 'true'
  return { ...kinds, ...(toAll ? { optedOutAddresses: [email], optedOutBy: unmapped } : {}) }
}

/**
 * Primary and secondary addresses of a contact, lower case, as the key of communication preferences wants them
 * (docs/reference/hubspot.md#pref-key, #secondary).
 */
export function addressesOf(contact: ContactRecord): string[] {
  const all = [textOf(contact.properties['email']), ...listOf(textOf(contact.properties['hs_additional_emails']))]
  return [...new Set(all.filter((address) => address !== null).map((address) => address.trim().toLowerCase()))]
}

/**
 * Channels in our own field, compared as a set: HubSpot may reorder or prefix with `;`
 * (docs/reference/hubspot.md#values).
 */
export function markedChannels(contact: ContactRecord): ReadonlySet<Channel> {
  const marked = new Set(listOf(textOf(contact.properties[doNotContact])))
  return new Set(channels.filter((channel) => marked.has(channel)))
}

/** Whether the holder of the primary address reported a message as spam. */
export function hasComplained(contact: ContactRecord): boolean {
  return listOf(contact.properties[complaint.property] ?? null).includes(complaint.reason)
}

/** A complaint is an objection that HubSpot keeps beside its opt-out: the opt-out itself is still to be set. */
function blocksOf(contact: ContactRecord, hidden: readonly string[]): Partial<Record<Channel, BlockState>> {
  const marked = markedChannels(contact)
  const blocks = Object.fromEntries(
    channels.map((channel): [Channel, BlockState] => [
      channel,
      hidden.includes(doNotContact) ? 'hidden' : marked.has(channel) ? 'marked' : 'open',
    ]),
  )
  if (contact.properties['hs_email_optout'] === 'true') return { ...blocks, email: 'enforced' }
  // Types alone say so where the account has no "unsubscribe from all" (docs/reference/hubspot.md#pref-not-offered).
  // Without our mark they are what the person said of kinds.
  if (marked.has('email') && outOfEveryType(contact)) return { ...blocks, email: 'enforced' }
  if (hasComplained(contact)) return { ...blocks, email: 'partial' }
  return hidden.includes('hs_email_optout')
    ? { ...blocks, email: 'hidden' }
    : { ...blocks, email: marked.has('email') ? 'marked' : 'open' }
}

/** Latest act per kind. A date in the future says nothing about the past, so it counts only when there is no other. */
function actsOf(value: (name: string) => string | null, now: Date): RemoteAct[] {
  return Object.entries(actProperties).flatMap(([kind, names]): RemoteAct[] => {
    const dates = names.map((name) => dateOf(value(name))).filter((date) => date !== null)
    const at = latest(dates.filter((date) => date <= now)) ?? latest(dates)
    return at === null ? [] : [{ kind: kind as keyof typeof actProperties, at }]
  })
}

function latest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce<Date | null>(
    (best, date) => (date !== null && (best === null || date > best) ? date : best),
    null,
  )
}

function textOf(value: string | null | undefined): string | null {
  const text = value?.trim() ?? ''
  return text === '' ? null : text
}

/** ISO text or epoch milliseconds (docs/reference/hubspot.md#one-parser: one parser). */
function dateOf(value: string | null | undefined): Date | null {
  if (value === null || value === undefined || value === '') return null
  const date = new Date(/^-?\d+$/.test(value) ? Number(value) : value)
  return Number.isNaN(date.getTime()) ? null : date
}

/**
 * A `date` property given as midnight-UTC milliseconds or as an instant becomes YYYY-MM-DD; anything else stays as it
 * is.
 */
export function dayOf(value: string | null): string | null {
  if (value === null) return null
  if (/^\d{4}-\d{2}-\d{2}T00:00/.test(value)) return value.slice(0, 10)
  return /^\d{12,13}$/.test(value) ? new Date(Number(value)).toISOString().slice(0, 10) : value
}

/** Our own field, of which an administrator may have made a text: what is no day is none. */
function calendarDayOf(value: string | null): string | null {
  const day = dayOf(value)
  return day !== null && dateOf(day)?.toISOString().slice(0, 10) === day ? day : null
}
