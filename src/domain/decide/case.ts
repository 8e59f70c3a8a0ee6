import { z } from 'zod'
import { Channel, channels } from '../channel.ts'
import { Day, Moment } from '../moment.ts'
import { audiences } from '../tables/france.ts'
import { jobFunctions } from '../tables/job-titles.ts'
import { sourceKinds } from '../tables/source-kinds.ts'
import { actKinds } from '../tables/acts.ts'
import { consentPurposes, legalForms, purposes } from './facts.ts'

const Text = z.string().trim().min(1).max(400)
const Channels = z.union([z.literal('all').transform(() => [...channels]), z.array(Channel).min(1)])

const Source = z.strictObject({
  kind: z.enum(sourceKinds), name: Text.nullable().default(null), obtainedOn: Day, noticeShown: z.boolean().default(false), approved: z.boolean().default(false),
  visibility: z.enum(['public', 'restricted']).nullable().default(null), refusedCanvassing: z.boolean().default(false), diligence: z.enum(['passed', 'open', 'failed']).default('open'),
})
const Notice = z.strictObject({ event: z.enum(['sent', 'bounced', 'exempt']), on: Day, channel: Channel.nullable().default(null), language: z.string().regex(/^[a-z]{2}$/u, 'is not a language code such as fr').nullable().default(null), reviewOn: Day.nullable().default(null) })
const Consent = z.strictObject({
  givenAt: Moment, channels: Channels, purposes: z.array(z.enum(consentPurposes)).min(1), namesUs: z.boolean().default(false), textVersion: Text.nullable().default(null),
  act: z.enum(['tick', 'signature', 'spoken', 'reply', 'button']).nullable().default(null), preTicked: z.boolean().default(false), bundled: z.boolean().default(false), misleading: z.boolean().default(false),
  ownForm: z.boolean().default(false), confirmedAt: Moment.nullable().default(null), withdrawnAt: Moment.nullable().default(null),
})
const Objection = z.strictObject({ receivedAt: Moment, channels: Channels.default([...channels]), kinds: z.array(Text).default([]) })
const Sale = z.strictObject({ on: Day, productFamily: Text.nullable().default(null), bySameEntity: z.boolean().default(false), addressFromCustomer: z.boolean().default(false), refusalOffered: z.boolean().default(false) })
const Event = z.strictObject({ kind: z.enum(actKinds), at: Moment, noted: z.boolean().default(false) })

/** What somebody says of a contact. A day stands for its first moment; an objection's day for its last one, so that on one day the no wins. */
export const CaseContact = z.strictObject({
  email: Text.nullable().default(null), emailPublishedForOffers: z.boolean().default(false), phone: Text.nullable().default(null), phoneLabel: Text.nullable().default(null),
  firstName: Text.nullable().default(null), lastName: Text.nullable().default(null), company: Text.nullable().default(null), headcount: z.int().min(0).nullable().default(null), legalForm: z.enum(legalForms).default('unknown'),
  jobTitles: z.array(Text).default([]), functions: z.array(z.enum(jobFunctions)).nullable().default(null),
  countries: z.array(Text).default([]), companyCountry: Text.nullable().default(null), language: z.string().regex(/^[a-z]{2}$/u, 'is not a language code such as fr').nullable().default(null),
  consumer: z.boolean().default(false), soleTrader: z.boolean().default(false),
  createdOn: Day.nullable().default(null), firstSeenOn: Day.nullable().default(null), sources: z.array(Source).default([]), events: z.array(Event).default([]),
  notices: z.array(Notice).default([]), firstContactOn: Day.nullable().default(null), firstDisclosedOn: Day.nullable().default(null),
  consents: z.array(Consent).default([]), objections: z.array(Objection).default([]), pending: z.enum(['objection', 'erasure']).nullable().default(null), heldUntil: Day.nullable().default(null),
  relation: z.enum(['none', 'customer', 'open-deal']).default('none'), relationEndedOn: Day.nullable().default(null), sales: z.array(Sale).default([]), account: z.strictObject({ paidOffer: z.boolean().default(false) }).nullable().default(null),
  repermissionAskedOn: Day.nullable().default(null), recordedBasis: z.enum(['legitimate_interest', 'consent', 'soft_opt_in', 'not_personal', 'contract']).nullable().default(null),
})

const CaseOffer = z.strictObject({
  name: Text.default('offer'), functions: z.array(z.enum(jobFunctions)).default([]), audience: z.enum(audiences).default('business'),
  productFamily: Text.nullable().default(null), assessment: Text.nullable().default(null),
})

const CaseAsk = z.strictObject({
  purpose: z.enum(purposes).default('prospecting'), channel: Channel.default('email'), offer: CaseOffer.nullable().default(null), kind: Text.nullable().default(null), brand: Text.nullable().default(null),
  related: z.boolean().nullable().default(null), pixel: z.boolean().default(false),
})

/** One line of `lawbase decide --json`; every field and value is told in docs/decide.md. What is left out is unknown, and unknown is never judged softer than any known value. */
export const DecisionCase = z.strictObject({
  id: z.union([Text, z.number()]).nullable().default(null), now: Moment.nullable().default(null), contact: CaseContact, ask: CaseAsk.prefault({}),
  policy: z.strictObject({ strictSoleTraders: z.boolean().default(false), inactivityMonths: z.int().min(1).max(36).default(36) }).prefault({}),
})
export type DecisionCase = z.infer<typeof DecisionCase>
