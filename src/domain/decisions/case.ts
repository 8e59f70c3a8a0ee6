import { z } from 'zod'
import { Channel, channels } from '../app/channel.ts'
import { Event, listOf, Months, TextOrNull } from '../inactivity/history.ts'
import { Day, Moment } from '../app/moment.ts'
import { audiences } from './tables/france.ts'
import { jobFunctions, offerFunctions } from '../titles/tables/job-titles.ts'
import { sourceKinds } from '../sources/tables/source-kinds.ts'
import { legalForms } from '../contacts/tables/legal-forms.ts'
import { consentPurposes, purposes } from './facts.ts'

const Text = z.string().trim().min(1).max(400)
const Texts = listOf(z.string().trim().max(400)).transform((texts) => texts.filter((text) => text !== ''))
const Channels = z.union(
  [z.literal('all').transform(() => [...channels]), z.array(Channel).min(1)],
  'must be "all" or a list of channels',
)
const notLanguage = 'is not a language code such as fr'
/** `fr`, `FR` and `fr-FR` are one. */
const Language = z
  .string()
  .regex(/^[a-z]{2}(?:[-_][a-z\d]{2,8})*$/iu, notLanguage)
  .transform((text) => text.slice(0, 2).toLowerCase())
  .nullable()
  .default(null)
/** An LLP is a corporate subscriber (docs/reference/law.md#b4-uk). */
const LegalForm = z
  .preprocess(
    (form) => (typeof form === 'string' && form.trim().toLowerCase() === 'llp' ? 'company' : form),
    z.enum(legalForms),
  )
  .default('unknown')

const Source = z.strictObject({
  kind: z.enum(sourceKinds),
  name: TextOrNull,
  obtainedOn: Day.nullable().default(null),
  noticeShown: z.boolean().default(false),
  approved: z.boolean().default(false),
  visibility: z.enum(['public', 'restricted']).nullable().default(null),
  refusedCanvassing: z.boolean().default(false),
  diligence: z.enum(['passed', 'unsampled', 'open', 'failed']).default('open'),
})
const Notice = z.strictObject({
  event: z.enum(['sent', 'bounced', 'exempt']),
  on: Day,
  channel: Channel.nullable().default(null),
  language: Language,
  reviewOn: Day.nullable().default(null),
})
const Consent = z.strictObject({
  givenAt: Moment,
  channels: Channels,
  purposes: z.array(z.enum(consentPurposes)).min(1),
  namesUs: z.boolean().default(false),
  textVersion: TextOrNull,
  act: z.enum(['tick', 'signature', 'spoken', 'reply', 'button']).nullable().default(null),
  preTicked: z.boolean().default(false),
  bundled: z.boolean().default(false),
  misleading: z.boolean().default(false),
  ownForm: z.boolean().default(false),
  confirmedAt: Moment.nullable().default(null),
  withdrawnAt: Moment.nullable().default(null),
})
const Objection = z.strictObject({ receivedAt: Moment, channels: Channels.default([...channels]), kinds: Texts })
const Sale = z.strictObject({
  on: Day,
  productFamily: TextOrNull,
  bySameEntity: z.boolean().default(false),
  addressFromCustomer: z.boolean().default(false),
  refusalOffered: z.boolean().default(false),
})

/**
 * What somebody says of a contact. A day stands for its first moment; an objection's day for its last one, so that on
 * one day the objection wins.
 */
export const CaseContact = z.strictObject({
  email: TextOrNull,
  emailPublishedForOffers: z.boolean().default(false),
  phone: TextOrNull,
  phoneLabel: TextOrNull,
  firstName: TextOrNull,
  lastName: TextOrNull,
  company: TextOrNull,
  headcount: z.int().min(0).nullable().default(null),
  legalForm: LegalForm,
  jobTitles: Texts,
  functions: z.array(z.enum(jobFunctions)).nullable().default(null),
  countries: Texts,
  companyCountry: TextOrNull,
  language: Language,
  consumer: z.boolean().default(false),
  soleTrader: z.boolean().default(false),
  createdOn: Day.nullable().default(null),
  firstSeenOn: Day.nullable().default(null),
  sources: listOf(Source),
  events: listOf(Event),
  notices: listOf(Notice),
  firstContactOn: Day.nullable().default(null),
  firstDisclosedOn: Day.nullable().default(null),
  consents: listOf(Consent),
  objections: listOf(Objection),
  pending: z.enum(['objection', 'erasure']).nullable().default(null),
  heldUntil: Day.nullable().default(null),
  relation: z.enum(['none', 'customer', 'open-deal']).default('none'),
  relationEndedOn: Day.nullable().default(null),
  formerCustomer: z.boolean().default(false),
  sales: listOf(Sale),
  account: z
    .strictObject({ paidOffer: z.boolean().default(false) })
    .nullable()
    .default(null),
  repermissionAskedOn: Day.nullable().default(null),
  recordedBasis: z
    .enum(['legitimate_interest', 'consent', 'soft_opt_in', 'not_personal', 'contract'])
    .nullable()
    .default(null),
})

const CaseOffer = z.strictObject({
  name: Text.default('offer'),
  functions: listOf(z.enum(offerFunctions)),
  borderline: listOf(z.enum(offerFunctions)),
  audience: z.enum(audiences).default('business'),
  productFamily: TextOrNull,
  assessment: TextOrNull,
})

const CaseAsk = z.strictObject({
  purpose: z.enum(purposes).default('prospecting'),
  channel: Channel.default('email'),
  offer: CaseOffer.nullable().default(null),
  kind: TextOrNull,
  brand: TextOrNull,
  related: z.boolean().nullable().default(null),
  pixel: z.boolean().default(false),
})

/**
 * One line of `lawbase decide --json`; every field and value is told in docs/api/decide.md. What is left out is
 * unknown, and unknown is never judged softer than any known value.
 */
export const DecisionCase = z.strictObject({
  id: z.union([Text, z.number()], 'must be a text or a number').nullable().default(null),
  now: Moment.nullable().default(null),
  contact: CaseContact,
  ask: CaseAsk.prefault({}),
  policy: z
    .strictObject({
      strictSoleTraders: z.boolean().default(false),
      inactivityMonths: Months.default(36),
      months: Months.nullable().default(null),
      afterRelationMonths: Months.nullable().default(null),
    })
    .prefault({}),
})
export type DecisionCase = z.infer<typeof DecisionCase>
