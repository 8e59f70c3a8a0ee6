import { countriesOf } from '../../domain/contacts/country.ts'
import { clockFact } from '../../domain/decisions/clock-fact.ts'
import type { ConsentFact, ContactFacts, NoticeFact, ObjectionFact, SourceFact } from '../../domain/decisions/facts.ts'
import { identify } from '../../domain/decisions/identify.ts'
import type { ConsentFault } from '../../domain/forms/form-dispute.ts'
import { isPersonName, normalPhone } from '../../domain/contacts/identity.ts'
import { sameCompany } from '../../domain/consents/questionnaire.ts'
import { functionsOfTitle } from '../../domain/titles/job-function.ts'
import type { ClockResult } from '../../domain/inactivity/clock.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { SourceProof } from '../../domain/sources/source.ts'
import type { SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import { companiesOf, firmOf } from './facts/firm-facts.ts'
import { declaredConsents } from './facts/declared-consents.ts'
import { shownFacts } from './facts/shown-facts.ts'
import type { ConsentChange } from '../../store/consents/consent-changes.ts'
import type { FactRecord, OwnAct } from '../../store/decisions/facts.ts'

/** A source as a decision reads it. */
export interface KnownSource {
  kind: SourceKind
  name: string
  obtainedOn: string
  /** The day is only that of the record's creation. */
  assumed: boolean
  /** The Connection whose record shows it; null = none does. */
  connectionId: string | null
  /** What proves it; null = it is only declared: by a value that somebody mapped, or by a DPO. */
  proof: SourceProof | null
  /** A DPO attested it for records of before the installation. */
  attested: boolean
  /** The notice was shown at collection. */
  noticeShown: boolean
  /** A named person accepted data of this origin (C8, C9, C10, C12). */
  accepted: boolean
  /** How far the seller of bought data was checked (C7, C14). */
  diligence: SourceFact['diligence']
}

/**
 * A consent given on one of our questionnaires or as the answer to the question before the term, with the address and
 * number it names.
 */
export interface KnownConsent
  extends Pick<
    ConsentFact,
    'channels' | 'purposes' | 'textVersion' | 'act' | 'givenAt' | 'confirmedAt' | 'withdrawnAt' | 'endedInField'
  > {
  /** Null: the base no longer holds the address. */
  email: string | null
  forNumber: boolean
  /** The number it is for, in E.164; null = none, or one that no record holds. */
  phone: string | null
  /** Given by the person on a page of ours: only such a one can end an objection (docs/reference/law.md#f20). */
  ownForm: boolean
  /** Country that the person gave with it, ISO code; null = none. */
  country: string | null
  /** The company its text named. */
  controller: string
  /** What its form lacked, as the audit of forms found (docs/reference/law.md#j). */
  faults: readonly ConsentFault[]
}

export interface KnownOfContact {
  /** Live records, the leading Connection's first. */
  records: readonly FactRecord[]
  sources: readonly KnownSource[]
  objections: readonly ObjectionFact[]
  notices: readonly NoticeFact[]
  heldUntil: string | null
  ownAct: OwnAct | null
  consents: readonly KnownConsent[]
  /** What fields of their records said of consents since, the latest first. */
  consentChanges: readonly ConsentChange[]
  /** When the one question of docs/reference/law.md#g4 was last asked; null = never. */
  askedAt: Date | null
  /** Mail to them comes back for good; null = not so. */
  mailHold: ContactFacts['mailHold']
  /** Something the person wrote waits for somebody's answer. */
  pending: ContactFacts['pending']
}

/**
 * What the systems, our own pages and the admin's tables say of one contact, as `decide` wants it. Per field the
 * leading Connection's value, else the next that is not empty (docs/reference/promises.md#fields). `asked`: an address
 * or number of this contact that is meant instead of the first one.
 */
export function contactFacts(
  known: KnownOfContact,
  clock: ClockResult,
  settings: Settings,
  asked: { email: string | null; phone: string | null } = { email: null, phone: null },
): ContactFacts {
  const { records, sources, objections, notices, heldUntil, mailHold, consents, askedAt, pending } = known
  const jobTitles = distinct(records.map((record) => record.jobTitle))
  const countries = countriesOfRecords(
    records,
    consents.map(({ country }) => country),
  )
  const firm = firmOf(records, settings)
  const shown = shownFacts(records, sources, settings)
  const mobile = firstOf(records, (record) => record.mobile)
  const email = asked.email ?? firstOf(records, (record) => record.email)
  const phone = asked.phone ?? mobile ?? firstOf(records, (record) => record.phone)
  const identified = identify({
    email,
    phone,
    phoneLabel: mobile === null || asked.phone !== null ? null : 'mobile',
    ...nameOf(records),
    company: firm.name,
    headcount: firm.headcount,
    legalForm: firm.legalForm,
    jobTitles,
    country: countries[0] ?? null,
  })
  return {
    ...identified,
    email:
      identified.email === null ? null : { ...identified.email, publishedForOffers: shown.published === 'for-offers' },
    consumer: shown.consumer,
    legalForm: firm.legalForm,
    functions: jobTitles.map((title) => functionsOfTitle(title, settings.titles)),
    countries,
    language: firstOf(records, (record) => record.extras.language ?? null),
    sources: sources.map((source) => sourceFact(source, shown.published === 'refused', mailComesBack(records, email))),
    firstSeenOn: records[0] === undefined ? null : dayOf(records[0].firstSeenAt),
    notices,
    firstContactOn: shown.firstContactOn,
    firstDisclosedOn: shown.firstDisclosedOn,
    consents: [
      ...servingConsents({ consents, objections }, { email, phone }, countries[0] ?? null, settings),
      ...declaredConsents(records, settings, known.consentChanges),
    ],
    objections,
    pending,
    heldUntil,
    mailHold,
    clock: clockFact(clock),
    relation: relationOf(records),
    sales: shown.sales,
    account: shown.account,
    repermissionAskedOn: askedAt === null ? null : dayOf(askedAt),
    recordedBasis: shown.recordedBasis,
  }
}

/** The value of the first record that has one. */
const firstOf = <T>(records: readonly FactRecord[], pick: (record: FactRecord) => T | null): T | null =>
  records.map(pick).find((value) => value !== null) ?? null

/** The names of the first record that names a person. */
function nameOf(records: readonly FactRecord[]): { firstName: string | null; lastName: string | null } {
  const named = records.find((record) => isPersonName(record.firstName, record.lastName))
  return { firstName: named?.firstName ?? null, lastName: named?.lastName ?? null }
}

/** The countries that records and the person (`said`) name, else those of the companies, else of the numbers. */
export function countriesOfRecords(
  records: readonly FactRecord[],
  said: readonly (string | null)[] = [],
): ReturnType<typeof countriesOf> {
  return countriesOf(
    [...records.map((record) => record.country), ...said],
    companiesOf(records).map(({ country }) => country),
    records.flatMap((record) => [record.mobile, record.phone]),
  )
}

/** Nothing is looked up for whoever never consented. */
function servingConsents(
  { consents, objections }: Pick<KnownOfContact, 'consents' | 'objections'>,
  { email, phone }: { email: string | null; phone: string | null },
  country: string | null,
  settings: Settings,
): ConsentFact[] {
  if (consents.length === 0) return []
  return consentFacts(
    consents,
    objections,
    { email, phone: phone === null ? null : normalPhone(phone, country) },
    settings,
  )
}

/** An open deal counts for more than a past one. */
function relationOf(records: readonly FactRecord[]): ContactFacts['relation'] {
  const relations = new Set(records.map((record) => record.relation))
  return relations.has('open-deal') ? 'open-deal' : relations.has('customer') ? 'customer' : 'none'
}

/**
 * The consents that serve this address and this number: each serves only what it names
 * (docs/reference/promises.md#fields). Our questionnaires have one unticked box per purpose and channel
 * (docs/reference/law.md#e2, #e3, #e5), unless the audit of forms saw otherwise; the company they named must be the one
 * of the settings (E4). While an objection stands for their channel they are left out: only a Lift ends it
 * (docs/reference/promises.md#lift).
 */
export function consentFacts(
  consents: readonly KnownConsent[],
  objections: readonly ObjectionFact[],
  reached: { email: string | null; phone: string | null },
  settings: Settings,
): ConsentFact[] {
  const stopped = new Set(objections.flatMap((no) => (no.kinds.length === 0 ? no.channels : [])))
  return consents
    .filter(
      (consent) =>
        !consent.channels.some((channel) => stopped.has(channel)) &&
        consent.email !== null &&
        consent.email === reached.email &&
        (!consent.forNumber || (consent.phone !== null && consent.phone === reached.phone)),
    )
    .map(
      ({ channels, purposes, textVersion, act, givenAt, confirmedAt, withdrawnAt, controller, faults, ...more }) => ({
        channels,
        purposes,
        textVersion,
        act,
        givenAt,
        confirmedAt,
        withdrawnAt,
        namesUs: settings.controller !== null && sameCompany(controller, settings.controller.name),
        preTicked: faults.includes('preTicked'),
        bundled: faults.includes('bundled'),
        misleading: faults.includes('misleading'),
        ownForm: more.ownForm,
        ...(more.endedInField === undefined ? {} : { endedInField: more.endedInField }),
      }),
    )
}

function sourceFact(
  { kind, name, obtainedOn, noticeShown, accepted, diligence }: KnownSource,
  refusedCanvassing: boolean,
  comesBack: boolean,
): SourceFact {
  // A guess that came back was wrong (docs/reference/law.md#c10).
  return {
    kind,
    name,
    obtainedOn,
    noticeShown,
    approved: accepted,
    visibility: accepted ? 'public' : null,
    refusedCanvassing,
    diligence,
    ...(kind === 'C10' && comesBack ? { bounced: true as const } : {}),
  }
}

/** A system shows that mail to this address comes back. */
function mailComesBack(records: readonly FactRecord[], email: string | null): boolean {
  return email !== null && records.some((record) => record.email === email && record.extras.undeliverable === true)
}

/** Each text once, empty ones left out. */
export function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value.trim() !== '').map((value) => value as string))]
}
