import { needsConsent, type BrokerProfile } from './broker-profile.ts'
import { addDays, addMonths } from '../app/day.ts'
import { diligencePoints, type DiligenceId, type DiligencePoint } from './tables/diligence-points.ts'

export const diligenceAnswers = ['yes', 'no', 'not-applicable'] as const
export type DiligenceAnswer = (typeof diligenceAnswers)[number]

/** The latest answer to one point. */
export interface PointAnswer {
  answer: DiligenceAnswer
  /** Files that show it. */
  evidence: number
  /** Day on which it was given. */
  on: string
}

/** What decides whether data of a broker may be used. */
export interface BrokerFacts {
  profile: BrokerProfile
  answers: Readonly<Partial<Record<DiligenceId, PointAnswer>>>
  /** Day somebody last said that all answers still hold; null = never. */
  reviewedOn: string | null
  /** Last day on which a broker that was in use before the register counts without its checks; null = no such term. */
  countedUntil: string | null
}

/** `profile`: the answer is yes, but the page of the broker does not say what it speaks of. */
type OpenReason = 'unanswered' | 'no' | 'no-evidence' | 'not-applicable' | 'profile'
interface OpenPoint {
  id: DiligenceId
  reason: OpenReason
}

/** From best to worst. `counted`: not yet checked, counts until the end of its term. */
export const brokerStates = ['checked', 'review-due', 'counted', 'lapsed', 'open'] as const
type BrokerState = (typeof brokerStates)[number]

export interface BrokerStanding {
  state: BrokerState
  /** Its data may be used: what is mapped to it counts as a checked source. */
  accepted: boolean
  open: readonly OpenPoint[]
  required: number
  closed: number
  /**
   * Last day before the yearly look is due, and last day on which the answers still count without it; null = a must is
   * open.
   */
  reviewBy: string | null
  countsUntil: string | null
  countedUntil: string | null
}

/** A broker is looked at again each year; a late look has this long. */
const reviewMonths = 12
const reviewGraceDays = 30

/**
 * How a broker stands today (docs/reference/law.md#i: nothing is bought while a must is open). An answer without a file
 * that shows it is open, because clauses and words alone never suffice (I11). A "no" to a must ends the term of a
 * broker in use before, and so does a "not applicable" where there is none: who knows that it fails may not go on.
 */
export function standingOf({ profile, answers, reviewedOn, countedUntil }: BrokerFacts, today: string): BrokerStanding {
  const musts = diligencePoints.filter((point) => isMust(point, profile))
  const open = musts.flatMap((point): OpenPoint[] => {
    const reason = whyOpen(point, answers[point.id], profile)
    return reason === null ? [] : [{ id: point.id, reason }]
  })
  // Answering is looking: the oldest answer says since when nobody did.
  const answeredOn = musts.map((point) => answers[point.id]?.on ?? '').toSorted()[0] ?? ''
  const lookedOn = open.length > 0 ? null : ([reviewedOn ?? '', answeredOn].toSorted()[1] ?? null)
  const reviewBy = lookedOn === null ? null : addMonths(new Date(`${lookedOn}T00:00:00Z`), reviewMonths)
  const countsUntil = reviewBy === null ? null : addDays(reviewBy, reviewGraceDays)
  const inTerm =
    isBefore(today, countedUntil) && !open.some(({ reason }) => reason === 'no' || reason === 'not-applicable')
  const unchecked = inTerm ? 'counted' : open.length > 0 ? 'open' : 'lapsed'
  const state = isBefore(today, reviewBy) ? 'checked' : isBefore(today, countsUntil) ? 'review-due' : unchecked
  return {
    state,
    accepted: state === 'checked' || state === 'review-due' || state === 'counted',
    open,
    required: musts.length,
    closed: musts.length - open.length,
    reviewBy,
    countsUntil,
    countedUntil: inTerm ? countedUntil : null,
  }
}

const isBefore = (today: string, last: string | null): boolean => last !== null && today <= last

export function isMust(point: DiligencePoint, profile: BrokerProfile): boolean {
  return point.must === 'always' || (point.must === 'consent' && needsConsent(profile.use))
}

function whyOpen(point: DiligencePoint, given: PointAnswer | undefined, profile: BrokerProfile): OpenReason | null {
  if (given === undefined) return 'unanswered'
  if (given.answer === 'no') return 'no'
  if (given.answer === 'not-applicable') return point.mayNotApply ? null : 'not-applicable'
  if (given.evidence === 0) return 'no-evidence'
  const { objections, role, decides } = profile
  if (point.id === 'I6' && (objections.way === 'unknown' || objections.address === null || objections.hours === null))
    return 'profile'
  if (point.id === 'I10' && (role === 'unknown' || Object.values(decides).includes('unknown'))) return 'profile'
  return null
}

type DeliveryFaultCode = 'musts' | 'review' | 'contract'
export interface DeliveryFault {
  code: DeliveryFaultCode
  /** The open points, for `musts`. */
  points: readonly DiligenceId[]
}

/**
 * Why no delivery of a broker may be taken; null = it may. The term of a broker in use before covers what came before,
 * never a new file.
 */
export function deliveryFault(facts: BrokerFacts, obtainedOn: string, today: string): DeliveryFault | null {
  const { open, countsUntil } = standingOf(facts, today)
  const { from, until } = facts.profile.contract
  if (open.length > 0) return { code: 'musts', points: open.map(({ id }) => id) }
  if (countsUntil === null || today > countsUntil) return { code: 'review', points: [] }
  if ((from !== null && obtainedOn < from) || (until !== null && obtainedOn > until))
    return { code: 'contract', points: [] }
  return null
}
