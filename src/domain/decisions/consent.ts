import type { Channel } from '../app/channel.ts'
import { addMonths } from '../app/day.ts'
import { doubleOptInCountries } from './tables/countries.ts'
import type { ConsentFact, ConsentPurpose } from './facts.ts'

/**
 * Calls to consumers, and to professionals for a purpose that is not the profession: a consent holds one year, without
 * tacit renewal (docs/reference/law.md#fr12, #lf2).
 */
const consumerCallMonths = 12

interface ConsentAsk {
  purpose: ConsentPurpose
  channel: Channel
  /** All countries the contact may belong to. */
  countries: readonly string[]
  /** A call to a consumer, or for a purpose that is not the profession. */
  consumerCall: boolean
}

type ConsentCheck = { valid: true; endsOn: string | null } | { valid: false; rule: string }

/**
 * Whether one record carries this ask today; else the row of docs/reference/law.md#e that it fails, first one first. A
 * record of a later day does not count.
 */
export function checkConsent(consent: ConsentFact, ask: ConsentAsk, today: string): ConsentCheck {
  const failed = rows.find(([, lacks]) => lacks(consent, ask, today))
  if (failed !== undefined) return { valid: false, rule: failed[0] }
  const endsOn =
    ask.channel === 'phone' && ask.consumerCall ? addMonths(new Date(consent.givenAt), consumerCallMonths) : null
  return endsOn !== null && today >= endsOn ? { valid: false, rule: 'E8' } : { valid: true, endsOn }
}

type Lacks = (consent: ConsentFact, ask: ConsentAsk, today: string) => boolean

/**
 * The rows of docs/reference/law.md#e and what makes a record fail each: first what it is for, then its text, without
 * which nothing else is provable.
 */
const rows: readonly (readonly [rule: string, lacks: Lacks])[] = [
  // A pixel, an upload to an advertising platform or a transfer is one purpose whatever the channel.
  ['E3', ({ channels }, { purpose, channel }) => purpose === 'prospecting' && !channels.includes(channel)],
  ['E6', ({ textVersion }) => textVersion === null],
  ['E1', ({ act, givenAt }, _ask, today) => act === null || givenAt.slice(0, 10) > today],
  ['E2', ({ preTicked }) => preTicked],
  ['E3', ({ bundled, purposes }, { purpose }) => bundled || !purposes.includes(purpose)],
  ['E4', ({ namesUs }) => !namesUs],
  ['E5', ({ misleading }) => misleading],
  ['E7', ({ withdrawnAt }, _ask, today) => withdrawnAt !== null && withdrawnAt.slice(0, 10) <= today],
  ['E-DOI', (consent, { countries }, today) => needsTwoSteps(countries) && !isConfirmed(consent, today)],
]

/** The second step comes after the first. */
function isConfirmed({ givenAt, confirmedAt }: ConsentFact, today: string): boolean {
  return confirmedAt !== null && confirmedAt >= givenAt && confirmedAt.slice(0, 10) <= today
}

/**
 * Whether a consent counts only after the second step of a double opt-in: where it is the rule, and wherever the
 * country is not known (docs/reference/law.md#e-double).
 */
export function needsTwoSteps(countries: readonly string[]): boolean {
  return countries.length === 0 || countries.some((country) => country === 'ZZ' || doubleOptInCountries.has(country))
}

export interface ConsentResult {
  valid: boolean
  /** Row that the nearest record fails; null without records or with a valid one. */
  rule: string | null
  /** First day without this consent; null = no end. */
  endsOn: string | null
}

/** The best of all records for one ask: a valid one that lasts longest, else what the newest one lacks. */
export function bestConsent(consents: readonly ConsentFact[], ask: ConsentAsk, today: string): ConsentResult {
  let lacks: { at: string; rule: string } | null = null
  let endsOn: string | null | undefined
  for (const consent of consents) {
    const check = checkConsent(consent, ask, today)
    if (check.valid)
      endsOn =
        endsOn === null || check.endsOn === null
          ? null
          : endsOn === undefined || check.endsOn > endsOn
            ? check.endsOn
            : endsOn
    else if (lacks === null || consent.givenAt >= lacks.at) lacks = { at: consent.givenAt, rule: check.rule }
  }
  return endsOn === undefined
    ? { valid: false, rule: lacks?.rule ?? null, endsOn: null }
    : { valid: true, rule: null, endsOn }
}
