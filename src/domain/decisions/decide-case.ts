import { countriesOf } from '../contacts/country.ts'
import type { Decision } from './decision.ts'
import { isPersonName } from '../contacts/identity.ts'
import { judgeEvents, unknownActs, type JudgedEvent } from '../inactivity/judge-history.ts'
import { functionsOfTitle } from '../titles/job-function.ts'
import { endOf, momentOf } from '../app/moment.ts'
import { stoppedBy } from '../inactivity/stopped-by.ts'
import { isEmptyDate, runClock, type ClockResult } from '../inactivity/clock.ts'
import { dayOf } from '../app/day.ts'
import { reportedActs } from '../inactivity/reported-acts.ts'
import type { DecisionCase } from './case.ts'
import { decide } from './decide.ts'
import { changesOf, reasonsOf, type DecisionReason } from './explain.ts'
import { clockFact } from './clock-fact.ts'
import { checkConsent } from './consent.ts'
import type { Ask, ConsentFact, ContactFacts, ObjectionFact, SourceFact } from './facts.ts'
import { identify } from './identify.ts'
import { inputsHasher } from './inputs-hash.ts'

type Contact = DecisionCase['contact']

interface DecidedCase extends Decision {
  id: string | number | null
  personal: boolean
  /** First day on which the contact is expired, the act it rests on, and events of a later day that did not count. */
  clock: { termOn: string; lastActOn: string | null; lastActKind: string | null; futureEvents: number }
  reasons: readonly DecisionReason[]
  change: { fr: string; en: string }
  inputsHash: string
}

/** Judges one case. `now` is used where the case names no moment of its own. */
export function decideCase(given: DecisionCase, now: Date): DecidedCase {
  const at = given.now === null ? now : new Date(given.now)
  const clock = clockOf(
    given.contact,
    given.policy.months ?? given.policy.inactivityMonths,
    at,
    given.policy.afterRelationMonths,
  )
  const facts = factsOf(given, clock)
  const ask = askOf(given)
  const policy = { strictSoleTraders: given.policy.strictSoleTraders }
  const decision = decide(facts, ask, at, policy)
  return {
    id: given.id,
    ...decision,
    personal: isPersonal(facts, given.contact),
    clock: {
      termOn: clock.termOn,
      lastActOn: facts.clock.lastActOn,
      lastActKind: clock.lastAct?.kind ?? null,
      futureEvents: clock.events.filter((event) => event.why === 'in-the-future').length,
    },
    reasons: reasonsOf(decision),
    change: changesOf(decision),
    inputsHash: inputsHasher(ask, policy, at)(facts),
  }
}

function askOf({ ask }: DecisionCase): Ask {
  const { offer } = ask
  return {
    purpose: ask.purpose,
    channel: ask.channel,
    kind: ask.kind,
    related: ask.related,
    pixel: ask.pixel,
    offer:
      offer === null
        ? null
        : {
            ...offer,
            assessment:
              offer.assessment === null ? null : { id: offer.assessment, author: offer.assessment, on: '2026-01-01' },
          },
  }
}

/**
 * A role mailbox or a switchboard is nobody's; beside a name, or a mailbox or line of a person, it belongs to that
 * person (docs/reference/law.md#a4, #a10).
 */
function isPersonal(facts: ContactFacts, { firstName, lastName }: Contact): boolean {
  const reached = [facts.email, facts.phone].filter((one) => one !== null)
  return (
    reached.length === 0 ||
    facts.soleTrader ||
    facts.consumer ||
    isPersonName(firstName, lastName) ||
    reached.some((one) => one.nature === 'personal')
  )
}

/** The clock of a case, on the UTC day of its moment, with its events as they were read. */
interface CaseClock extends ClockResult {
  today: string
  events: readonly JudgedEvent[]
  /** Earliest day on which the data are known to have been there, for a source without a day; null = none. */
  provableOn: string | null
  unclear: boolean
}

/** What a case says of a contact, as `decide` wants it. */
export function factsOf({ contact }: Pick<DecisionCase, 'contact'>, clock: CaseClock): ContactFacts {
  const countries = countriesIn(contact)
  // Partnerships count as individuals in the United Kingdom only (docs/reference/law.md#a6).
  const legalForm =
    contact.legalForm === 'partnership' &&
    countries.length > 0 &&
    !countries.includes('GB') &&
    !countries.includes('ZZ')
      ? 'company'
      : contact.legalForm
  const identified = identify({ ...contact, legalForm, country: countries[0] ?? null })
  return {
    email:
      identified.email === null ? null : { ...identified.email, publishedForOffers: contact.emailPublishedForOffers },
    phone: identified.phone,
    legalPersonByName: identified.legalPersonByName,
    consumer: contact.consumer,
    soleTrader: contact.soleTrader || identified.soleTrader,
    legalForm: contact.legalForm,
    functions:
      contact.functions === null ? contact.jobTitles.map((title) => functionsOfTitle(title, {})) : [contact.functions],
    countries,
    language: contact.language,
    sources: sourcesOf(contact, clock),
    firstSeenOn: contact.firstSeenOn,
    notices: contact.notices,
    firstContactOn: contact.firstContactOn,
    firstDisclosedOn: contact.firstDisclosedOn,
    consents: contact.consents.map(consentFact),
    objections: [
      ...contact.objections.map((objection) => ({
        ...objection,
        receivedAt: endOf(objection.receivedAt).toISOString(),
      })),
      ...objectionsAmong(clock.events),
    ],
    pending: contact.pending,
    heldUntil: contact.heldUntil,
    mailHold: null,
    clock: { ...clockFact(clock), ...(clock.unclear ? { unclear: true as const } : {}) },
    // A relationship that ended is over, whatever else is said (G2).
    relation: contact.relation === 'customer' && isFormer(contact, clock.today) ? 'none' : contact.relation,
    sales: contact.sales,
    account: contact.account,
    repermissionAskedOn: contact.repermissionAskedOn,
    recordedBasis: contact.recordedBasis,
  }
}

/**
 * The clock of a contact (docs/reference/law.md#g-events): what happened on the day of `now` counts, whatever its hour.
 */
export function clockOf(
  contact: Contact,
  inactivityMonths: number,
  now: Date,
  afterRelationMonths: number | null = null,
): CaseClock {
  const today = dayOf(now)
  const at = endOf(today)
  const events = judgeEvents(contact.events, at)
  const provableOn = provable(contact, events, today)
  const acts = [
    ...events.filter((event) => event.counts).map((event) => ({ kind: event.readAs ?? '', at: momentOf(event.at) })),
    ...reportedActs(
      {
        sources: contact.sources,
        ownForms: ownForms(contact, today),
        sales: contact.sales.filter((sale) => sale.bySameEntity).map((sale) => sale.on),
      },
      provableOn,
      today,
    ),
  ]
  const months = isFormer(contact, today) ? (afterRelationMonths ?? inactivityMonths) : inactivityMonths
  const run = (also: readonly { kind: string; at: Date }[]) =>
    runClock(
      {
        obtainedOn: contact.sources.flatMap(({ obtainedOn }) => (obtainedOn === null ? [] : [momentOf(obtainedOn)])),
        seenAt: provableOn === null ? [] : [momentOf(provableOn)],
        acts: [...acts, ...also],
        relationEndedOn: contact.relationEndedOn,
        isEndUnknown: contact.formerCustomer,
      },
      months,
      at,
    )
  const clock = run([])
  const mayBeActs = clock.expired ? unknownActs(events) : []
  return { ...clock, today, events, provableOn, unclear: mayBeActs.length > 0 && !run(mayBeActs).expired }
}

const isFormer = ({ formerCustomer, relationEndedOn }: Contact, today: string): boolean =>
  formerCustomer || (relationEndedOn !== null && relationEndedOn <= today)

/** Missing collection date = earliest provable date (docs/reference/law.md#g-arithmetic). */
function provable(
  { createdOn, firstSeenOn, sources }: Contact,
  events: readonly JudgedEvent[],
  today: string,
): string | null {
  const days: (string | null)[] = [
    createdOn,
    firstSeenOn,
    ...sources.map(({ obtainedOn }) => obtainedOn),
    ...events.map((event) => dayOf(momentOf(event.at))),
  ]
  return days.reduce(
    (first, day) =>
      day !== null && day <= today && !isEmptyDate(momentOf(day)) && (first === null || day < first) ? day : first,
    null,
  )
}

/** A source without any provable day is none (C13); a guessed address that came back was a wrong guess (C10). */
function sourcesOf({ sources }: Contact, { provableOn, events, today }: CaseClock): SourceFact[] {
  return sources.flatMap((source): SourceFact[] => {
    const obtainedOn = source.obtainedOn ?? provableOn
    if (obtainedOn === null) return []
    const bounced =
      source.kind === 'C10' &&
      events.some(
        (event) =>
          event.readAs === 'bounce' && dayOf(momentOf(event.at)) >= obtainedOn && dayOf(momentOf(event.at)) <= today,
      )
    return [{ ...source, obtainedOn, ...(bounced ? { bounced: true as const } : {}) }]
  })
}

/** Moments of consents that the person gave on a form of ours and that are valid in themselves. */
function ownForms(contact: Contact, today: string): string[] {
  if (contact.consents.length === 0) return []
  const countries = countriesIn(contact)
  return contact.consents
    .filter(
      (one) =>
        one.ownForm &&
        checkConsent(
          consentFact(one),
          {
            purpose: one.purposes[0] ?? 'prospecting',
            channel: one.channels[0] ?? 'email',
            countries,
            consumerCall: false,
          },
          today,
        ).valid,
    )
    .map(({ givenAt }) => givenAt)
}

function consentFact(consent: Contact['consents'][number]): ConsentFact {
  return {
    ...consent,
    givenAt: momentOf(consent.givenAt).toISOString(),
    confirmedAt: consent.confirmedAt === null ? null : momentOf(consent.confirmedAt).toISOString(),
    withdrawnAt: consent.withdrawnAt === null ? null : endOf(consent.withdrawnAt).toISOString(),
  }
}

function objectionsAmong(events: readonly JudgedEvent[]): ObjectionFact[] {
  return events.flatMap((event) => {
    const stopped = stoppedBy(event)
    return stopped === null ? [] : [{ receivedAt: endOf(event.at).toISOString(), channels: stopped, kinds: [] }]
  })
}

const countriesIn = (contact: Contact): string[] =>
  countriesOf(contact.countries, [contact.companyCountry], [contact.phone])
