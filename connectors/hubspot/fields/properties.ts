import { channels } from '../../../src/domain/app/channel.ts'
import { tagFields } from '../../../src/connector/orders.ts'
import { tagDates } from '../../../src/connector/orders.ts'
import type { TagField, TagNames } from '../../../src/connector/orders.ts'

/** Our property group and the prefix of our properties (docs/reference/hubspot.md#properties-api). */
export const groupName = 'lawbase'
export const doNotContact = 'lawbase_do_not_contact'
/** Kinds of message that are stopped alone, as `email:newsletter;email:events`. */
export const stoppedKinds = 'lawbase_stopped_kinds'
export const holdUntil = 'lawbase_hold_until'
/** Ours, or the one the admin named in its place. */
export const tagProperty = (field: TagField, names: TagNames = {}): string =>
  names[field]?.[contactObject] ?? `lawbase_${field}`
export const contactObject = 'contact'

export interface OwnProperty {
  name: string
  label: string
  description: string
  type: 'string' | 'date' | 'enumeration'
  fieldType: 'text' | 'date' | 'checkbox'
  options?: { label: string; value: string; displayOrder: number; hidden: boolean }[]
}

const tagTexts: Readonly<Record<TagField, readonly [label: string, description: string]>> = {
  verdict: ['Lawbase: e-mail verdict', 'Whether this person may be prospected by e-mail now.'],
  verdict_phone: ['Lawbase: phone verdict', 'Whether this person may be called now, by a human.'],
  verdict_sms: ['Lawbase: SMS verdict', 'Whether this person may be sent text messages now.'],
  verdict_post: ['Lawbase: post verdict', 'Whether this person may be written to by post now.'],
  verdict_social: ['Lawbase: social verdict', 'Whether this person may be written to on social networks now.'],
  basis: ['Lawbase: lawful basis', 'Lawful basis on which this person may be held.'],
  rule: ['Lawbase: rule', 'Rule that decided the verdict.'],
  source: ['Lawbase: source', 'Where the data of this person came from.'],
  collected_on: ['Lawbase: collected on', 'Day on which the data was collected.'],
  keep_until: ['Lawbase: keep until', 'Day after which the data is purged if nothing happens.'],
  decided_on: ['Lawbase: decided on', 'Day on which the verdict was decided.'],
  objected_on: ['Lawbase: objected on', 'Day of the earliest objection.'],
  notice_state: ['Lawbase: information notice', 'Whether this person was informed where the data came from.'],
  last_act_on: ['Lawbase: last counted act', 'Day of the last click, reply or request of this person.'],
  evidence_url: ['Lawbase: evidence', 'Page of Lawbase with everything behind the verdict.'],
  preference_url: ['Lawbase: preference link', "The person's own link to change what we may send."],
  repermission_on: [
    'Lawbase: asked on',
    'Day on which this person was to be asked, once, if they still want to hear from you. Filter a list by it.',
  ],
  repermission_url: ['Lawbase: yes or no link', "The person's page to answer that question."],
}

/** Everything `provision` creates in the group, in the order in which it is created. */
export const ownProperties: readonly OwnProperty[] = [
  {
    name: doNotContact,
    label: 'Lawbase: do not contact by',
    description:
      'Channels this person opted out of. Written by Lawbase; exclude these people from campaigns, calls and sequences.',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: channels.map((channel, index) => ({ label: channel, value: channel, displayOrder: index, hidden: false })),
  },
  {
    name: stoppedKinds,
    label: 'Lawbase: stopped kinds of message',
    description:
      'Kinds of message this person opted out of, by channel. Written by Lawbase; exclude these people from mailings of that kind.',
    type: 'string',
    fieldType: 'text',
  },
  {
    name: holdUntil,
    label: 'Lawbase: on hold until',
    description: 'Do not contact before this day. Written and cleared by Lawbase.',
    type: 'date',
    fieldType: 'date',
  },
  ...tagFields.map((field): OwnProperty => {
    const [label, description] = tagTexts[field]
    return tagDates.includes(field)
      ? { name: tagProperty(field), label, description, type: 'date', fieldType: 'date' }
      : { name: tagProperty(field), label, description, type: 'string', fieldType: 'text' }
  }),
]
/** Those of ours that an admin named no other property for. */
export function propertiesWithout(names: TagNames = {}): readonly OwnProperty[] {
  const replaced = new Set(
    tagFields.filter((field) => names[field]?.[contactObject] !== undefined).map((field) => tagProperty(field)),
  )
  return ownProperties.filter(({ name }) => !replaced.has(name))
}

/** Everything that is written and read back: ours, and what stands in its place. */
export function writtenNames(names: TagNames = {}): string[] {
  return [
    ...propertiesWithout(names).map(({ name }) => name),
    ...tagFields.flatMap((field) => names[field]?.[contactObject] ?? []),
  ]
}

/**
 * Name and day of the last marketing e-mail that was sent to the current address (docs/reference/hubspot.md#prop-send;
 * the name is in public lists only).
 */
export const lastMail = { name: 'hs_email_last_email_name', sentAt: 'hs_email_last_send_date' } as const

/** Days of further sales that a contact shows without a call (docs/reference/hubspot.md#rollup-sales). */
export const saleDates = ['hs_first_subscription_create_date', 'hs_recent_closed_order_date'] as const

/** HubSpot's own properties that are read when the portal has them (docs/reference/hubspot.md#properties). */
export const vendorProperties = [
  'email',
  'hs_additional_emails',
  'firstname',
  'lastname',
  'jobtitle',
  'company',
  'country',
  'phone',
  'mobilephone',
  'createdate',
  'lastmodifieddate',
  'hs_email_optout',
  'hs_email_last_click_date',
  'hs_email_last_reply_date',
  'hs_sales_email_last_clicked',
  'hs_sales_email_last_replied',
  'recent_conversion_date',
  'hs_email_last_open_date',
  'hs_language',
  'hs_email_bad_address',
  'hs_email_hard_bounce_reason_enum',
  'hs_email_quarantined_reason',
  'hs_sales_email_last_opened',
  'lifecyclestage',
  'num_associated_deals',
  'associatedcompanyid',
  'hs_merged_object_ids',
  ...saleDates,
] as const
