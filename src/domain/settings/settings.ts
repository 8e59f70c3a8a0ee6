import { CronExpressionParser } from '../app/cron.ts'
import { z } from 'zod'
import { MessageKinds } from '../app/kind.ts'
import { maxCarriers, NoticeCarrier } from '../notices/notice-carrier.ts'
import { Offers } from '../decisions/offer.ts'
import { defaultPublicPage, PublicPage } from '../links/public-page.ts'
import { defaultRegister } from '../evidence/register.ts'
import { RegisterSettings } from '../evidence/tables/register-facts.ts'
import { defaultOpenWork, OpenWorkSettings } from '../removals/dependencies.ts'
import { keepRelated, RelatedTreatment } from '../removals/related.ts'
import { FormerCustomerFields, noFormerFields } from '../connections/former-customer.ts'
import { LegalFormField } from '../contacts/companies/legal-form.ts'
import { FactFields, factNamesOf, type FactNames } from '../decisions/fields/field-facts.ts'
import { JudgedOutcome } from '../inactivity/encounters.ts'
import { numberCountries } from '../contacts/tables/number-countries.ts'
import { JudgedValue } from '../connections/relation-values.ts'
import { RetentionRule } from '../removals/retention-rules.ts'
import { maxSourceProperties, SourceProperty } from '../sources/source.ts'
import { jobFunctions } from '../titles/tables/job-titles.ts'
import { noticeLanguageCodes } from '../notices/tables/notice-words.ts'

const alarmStep = z
  .int()
  .min(1)
  .max(60 * 24 * 30)

/** Everything an admin sets on the console. Each save is a new version. */
export const Settings = z.object({
  controller: z
    .object({
      name: z.string().trim().min(1).max(200),
      contact: z.email(),
      privacyUrl: z.url().refine((url) => url.startsWith('https://'), 'must start with https://'),
    })
    .nullable(),
  /** Country of numbers that name none, on records that name none either; null = they are not read. */
  numberCountry: z.enum(numberCountries).nullable(),
  timeZone: z.string().refine(isTimeZone, 'is not a time zone such as Europe/Paris'),
  runSchedule: z.string().refine(isCron, 'is not a schedule such as 0 2 * * *'),
  inactivityMonths: z.int().min(1).max(36),
  /** Terms of their own for a population, a country or a kind of source. */
  retentionRules: z.array(RetentionRule).max(50),
  /** What is sold; the first one leads. */
  offers: Offers,
  /** The admin's own titles in normal form, and cores of titles behind a mark, with their functions. */
  titles: z.record(z.string(), z.array(z.enum(jobFunctions)).min(1)),
  /** Per connector: the property that holds the source, and what its values prove. */
  sources: z.record(z.string(), SourceProperty),
  /** Per connector: further properties that say something of the source, and what their values prove. */
  moreSources: z.record(z.string(), z.array(SourceProperty).max(maxSourceProperties)),
  /**
   * Lawbase mails notices by itself, so many an hour at most, to people whose term ends within so many days; null = it
   * does not.
   */
  noticeMail: z.object({ perHour: z.int().min(1).max(10_000), daysBefore: z.int().min(0).max(31) }).nullable(),
  /**
   * People are asked once, 30 to 60 days before their term, if they still want to hear from us
   * (docs/reference/law.md#g4): by our own mail server, or through the fields of one CRM. Null = nobody is asked.
   */
  repermission: z
    .discriminatedUnion('way', [
      z.object({ way: z.literal('mail'), perHour: z.int().min(1).max(10_000) }),
      z.object({ way: z.literal('field'), connectionId: z.uuid(), perHour: z.int().min(1).max(10_000) }),
    ])
    .nullable(),
  /** Per connector: the date field that says when the notice was sent there, and the language it is sent in. */
  noticeFields: z.record(
    z.string(),
    z.object({ property: z.string().trim().min(1).max(100), language: z.enum(noticeLanguageCodes) }),
  ),
  /** Per connector: its mails that carry the notice, each named once. */
  noticeCarriers: z.record(
    z.string(),
    z
      .array(NoticeCarrier)
      .max(maxCarriers)
      .refine((list) => new Set(list.map(({ mail }) => mail)).size === list.length, 'must name each mail once'),
  ),
  /** Per connector: the fields that say that somebody is no customer any more (docs/reference/law.md#g2). */
  formerCustomers: z.record(z.string(), FormerCustomerFields),
  /** Per connector: the field of its companies that holds their legal form, and what somebody said of its values. */
  legalForms: z.record(z.string(), LegalFormField),
  /** Per connector: the fields that hold further facts of people and deals, and what somebody said of their values. */
  facts: z.record(z.string(), FactFields),
  /**
   * What an admin attests of sales (docs/reference/law.md#b3): per connector, whether each is made by our own company
   * where no field says it; whether customers give their address themselves, and since which day their forms and
   * contracts offer a free refusal (null = none does).
   */
  sales: z.object({
    ownSales: z.array(z.string().max(60)).max(20),
    addressFromCustomer: z.boolean(),
    refusalSince: z.iso.date().nullable(),
  }),
  /** Per connector: what somebody said that a value of a field means of who is a customer (docs/decisions/0036). */
  relationValues: z.record(z.string(), z.array(JudgedValue).max(500)),
  /** Per connector: what somebody said that an outcome of calls and meetings means (docs/decisions/0041). */
  encounterOutcomes: z.record(z.string(), z.array(JudgedOutcome).max(500)),
  /** Per Connection: fields and objects of acts and people that its account has not, as an admin said. */
  notThere: z.record(z.string(), z.array(z.string().min(1).max(200)).max(100)),
  /** Other tools that mail or call these people; null until answered (docs/reference/promises.md#i5). */
  otherTools: z.array(z.string().min(1)).nullable(),
  /** A start known only from a creation date may enter a removal plan. */
  assumedStarts: z.boolean(),
  /** A plan above this share of the base stops (docs/reference/promises.md#removal-2). */
  maxRemovalShare: z.number().min(0.001).max(1),
  /** A plan of more people than this stops, whatever the base. */
  maxRemovalPeople: z.int().min(1).max(1_000_000),
  /** A plan of more people than this needs two different approvers. */
  secondApprovalAbove: z.int().min(0).max(1_000_000),
  restoreDays: z.int().min(1).max(90),
  /** Hours in which a decision to erase can be taken back before anything is deleted. */
  erasureCoolingHours: z.int().min(0).max(168),
  /**
   * The silent are erased for good also where a vendor's bin would keep them; else its bin is the last act
   * (docs/reference/promises.md#removal-7).
   */
  eraseSilent: z.boolean(),
  /** What becomes of what hangs on a removed person, kind by kind. */
  related: RelatedTreatment,
  /** What is open with people keeps them: whose counts, and what an admin said of it. */
  openWork: OpenWorkSettings,
  /** Sole traders need consent even for a related offer (docs/reference/law.md#fr4). */
  strictSoleTraders: z.boolean(),
  /**
   * An objection that is not everywhere after so many minutes raises an alarm: three steps, each later than the one
   * before.
   */
  alarmMinutes: z
    .tuple([alarmStep, alarmStep, alarmStep])
    .refine(([first, second, third]) => first < second && second < third, 'must each be later than the one before'),
  /** Kinds of message that a person may stop alone. */
  kinds: MessageKinds,
  /** The pages behind a person's link. */
  publicPage: PublicPage,
  /** A contact of our own making that says no on a schedule, in these systems; off without a mailbox or a system. */
  shopper: z.object({
    mailbox: z.email().nullable(),
    every: z.enum(['daily', 'weekly']),
    connectionIds: z.array(z.uuid()),
  }),
  /** For the register of processing, and for people who ask what is held of them. */
  register: RegisterSettings,
  /**
   * How many rows of a broker's delivery are drawn, and the share of them that may stay without proof before all of it
   * is in quarantine (docs/reference/law.md#i11).
   */
  brokerSample: z.object({ rows: z.int().min(1).max(200), mostUnproved: z.number().min(0).max(0.2) }),
})
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = {
  controller: null,
  numberCountry: null,
  timeZone: 'Europe/Paris',
  runSchedule: '0 2 * * *',
  inactivityMonths: 36,
  retentionRules: [],
  offers: [],
  titles: {},
  sources: {},
  moreSources: {},
  noticeMail: null,
  repermission: null,
  noticeFields: {},
  noticeCarriers: {},
  formerCustomers: {},
  legalForms: {},
  facts: {},
  sales: { ownSales: [], addressFromCustomer: false, refusalSince: null },
  relationValues: {},
  encounterOutcomes: {},
  notThere: {},
  otherTools: null,
  assumedStarts: false,
  maxRemovalShare: 0.05,
  maxRemovalPeople: 10_000,
  secondApprovalAbove: 500,
  restoreDays: 14,
  erasureCoolingHours: 24,
  eraseSilent: false,
  related: keepRelated,
  openWork: defaultOpenWork,
  strictSoleTraders: false,
  alarmMinutes: [15, 24 * 60, 48 * 60],
  kinds: [],
  publicPage: defaultPublicPage,
  shopper: { mailbox: null, every: 'weekly', connectionIds: [] },
  register: defaultRegister,
  brokerSample: { rows: 20, mostUnproved: 0 },
}

/**
 * What is read of the records of one kind of system beside the common fields: those that say something of the source,
 * the day of the notice, the mails that carry it, and who is no customer any more.
 */
export function readFieldsOf(
  { sources, moreSources, noticeFields, noticeCarriers, formerCustomers, legalForms, facts }: Settings,
  connector: string,
): {
  source: string
  more: string[]
  notice: string
  carriers: { mail: string; since: string }[]
  former: FormerCustomerFields
  legalForm: string
  facts: FactNames
} {
  const source = sources[connector]?.property ?? ''
  const more = [...new Set(moreSources[connector]?.map(({ property }) => property) ?? [])].filter(
    (property) => property !== source,
  )
  return {
    source,
    more,
    notice: noticeFields[connector]?.property ?? '',
    carriers: (noticeCarriers[connector] ?? []).map(({ mail, since }) => ({ mail, since })),
    former: formerCustomers[connector] ?? noFormerFields,
    legalForm: legalForms[connector]?.property ?? '',
    facts: factNamesOf(facts[connector]),
  }
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

function isCron(text: string): boolean {
  try {
    CronExpressionParser.parse(text)
    return text.trim().split(/\s+/u).length === 5
  } catch {
    return false
  }
}
