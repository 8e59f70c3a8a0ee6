import { isDeepStrictEqual } from 'node:util'
import { dayOf } from '../../domain/app/day.ts'
import type { ContactFacts } from '../../domain/decisions/facts.ts'
import { leadingOffer } from '../../domain/decisions/offer.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { contactClock } from './contact-clock.ts'
import { contactFacts } from './contact-facts.ts'
import { verdictsFor } from './decide-contacts.ts'
import { eachKnown, type Judged } from './judge-base.ts'

/** What is known of somebody of whom nothing is known. Written out, so that a new fact cannot be forgotten here. */
const unknownOn = (today: string): ContactFacts => ({
  email: null,
  phone: null,
  consumer: false,
  soleTrader: false,
  legalForm: 'unknown',
  legalPersonByName: false,
  functions: [],
  countries: [],
  language: null,
  sources: [],
  firstSeenOn: null,
  notices: [],
  firstContactOn: null,
  firstDisclosedOn: null,
  consents: [],
  objections: [],
  pending: null,
  heldUntil: null,
  mailHold: null,
  clock: { startedOn: today, lastActOn: null, termOn: '9999-12-31', expired: false, afterRelation: false },
  relation: 'none',
  sales: [],
  account: null,
  repermissionAskedOn: null,
  recordedBasis: null,
})

/** A list of job titles that say nothing, one empty list each, tells no function. */
function isKnown(value: unknown, unknown: unknown): boolean {
  const says = Array.isArray(value) ? value.filter((one) => !Array.isArray(one) || one.length > 0) : value
  return !isDeepStrictEqual(says, unknown)
}

interface FactCount {
  fact: keyof ContactFacts
  /** People of whom something of it is known. */
  people: number
  /** Verdicts, over people and channels, that would be others without it. */
  verdicts: number
}

interface FactCounts extends Judged {
  facts: readonly FactCount[]
}

/**
 * Of whom each part of the decision input is known in the live base, and how many verdicts for the first offer rest on
 * it: it is taken away and they are judged again. Nothing is written.
 */
export async function countFacts(app: App, most: number): Promise<FactCounts> {
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  const offer = leadingOffer(settings.offers)
  const unknown = unknownOn(dayOf(now))
  const facts = Object.keys(unknown) as (keyof ContactFacts)[]
  const counts = new Map(facts.map((fact) => [fact, { fact, people: 0, verdicts: 0 }]))
  const judge = (known: ContactFacts) => verdictsFor(known, offer, settings, now).map(({ verdict }) => verdict)
  const judged = await eachKnown(app, settings, most, now, (known) => {
    const theirs = contactFacts(known, contactClock(known, settings, now), settings)
    const verdicts = judge(theirs)
    for (const [fact, count] of counts) {
      if (!isKnown(theirs[fact], unknown[fact])) continue
      const without = judge({ ...theirs, [fact]: unknown[fact] })
      count.people += 1
      count.verdicts += verdicts.filter((verdict, place) => verdict !== without[place]).length
    }
  })
  return { ...judged, facts: [...counts.values()] }
}
