import { addMonths, dayOf } from '../app/day.ts'
import type { LostPart } from './sight.ts'
/** How the clock of one contact stands (docs/reference/promises.md#i5). */
export type ClockState = 'running' | 'expired' | 'blind' | 'assumed'

interface ClockInput {
  /** Days the data were obtained, as proven by sources. */
  obtainedOn: readonly Date[]
  /**
   * Moments by which the data were there, as records and events show: where no source says more, the start is
   * `assumed`.
   */
  seenAt: readonly Date[]
  /** Acts of the person over all systems; opens are never among them. */
  acts: readonly { kind: string; at: Date }[]
  /** Day on which the relationship with a customer ended (docs/reference/law.md#g2); left out = none that ended. */
  relationEndedOn?: string | null
  /** A relationship ended, and nobody knows when: the term runs from its last sign, and is assumed. */
  isEndUnknown?: boolean
}

export interface ClockResult {
  startedAt: Date
  /**
   * True when the term rests on what records and events show: no source says when the data were obtained
   * (docs/reference/promises.md#decide), or when a relationship with them ended.
   */
  assumed: boolean
  lastAct: { kind: string; at: Date } | null
  /** First day (UTC, YYYY-MM-DD) on which the contact is expired. */
  termOn: string
  expired: boolean
  /** Acts dated in the future: they never count and are shown (docs/reference/law.md#g-arithmetic). */
  futureActs: number
  /** True when the term runs from the end of a relationship (G2). */
  afterRelation?: boolean
}

/** Systems write 1970 and older days where they have none: no base of contacts is that old. */
export const isEmptyDate = (at: Date): boolean => at.getUTCFullYear() < 1990

/**
 * The clock of docs/reference/law.md#g1: max(collected, last act of the person) + the inactivity months, in calendar
 * months UTC. Expired = today (UTC) is the term's day or later. With no start at all it runs from the end of the
 * relationship (G2), else from now.
 */
export function runClock(input: ClockInput, inactivityMonths: number, now: Date): ClockResult {
  const isStart = (at: Date) => at <= now && !isEmptyDate(at)
  const starts = [...input.obtainedOn, ...input.seenAt].filter(isStart)
  const ended =
    input.relationEndedOn == null || new Date(`${input.relationEndedOn}T00:00:00Z`) > now
      ? null
      : new Date(`${input.relationEndedOn}T00:00:00Z`)
  const startedAt = starts.length === 0 ? (ended ?? now) : new Date(Math.min(...starts.map(Number)))
  const proven = input.obtainedOn.some(isStart)
  const dated = input.acts.filter((act) => !isEmptyDate(act.at))
  const counted = dated.filter((act) => act.at <= now)
  const lastAct = counted.reduce<{ kind: string; at: Date } | null>(
    (latest, act) => (latest === null || act.at > latest.at ? act : latest),
    null,
  )
  const active = lastAct !== null && lastAct.at > startedAt ? lastAct.at : startedAt
  const afterRelation = ended !== null && (ended > active || (starts.length === 0 && ended >= active))
  const from = afterRelation ? ended : active
  const termOn = addMonths(from, inactivityMonths)
  return {
    startedAt,
    assumed: input.isEndUnknown === true || (from === startedAt && !proven && !afterRelation),
    lastAct,
    termOn,
    expired: dayOf(now) >= termOn,
    futureActs: dated.length - counted.length,
    ...(afterRelation ? { afterRelation } : {}),
  }
}

export interface SystemFreshness {
  label: string
  /** What cannot be seen of it. */
  lost?: readonly LostPart[]
  pulledAt: Date | null
  failing: boolean
}

export const freshForHours = 48

/**
 * Why no clock can be trusted now, in words for a log and a report; empty = none is blind
 * (docs/reference/promises.md#i5). `otherTools` null: the admin has not answered which other tools mail or call these
 * people.
 */
export function blindReasons(
  systems: readonly SystemFreshness[],
  otherTools: readonly string[] | null,
  now: Date,
): readonly BlindReason[] {
  const oldest = new Date(now.getTime() - freshForHours * 3_600_000)
  return [
    ...(otherTools === null
      ? [{ kind: 'question-open' as const, label: '' }]
      : otherTools.map((label) => ({ kind: 'tool-unknown' as const, label }))),
    ...systems.filter((system) => system.failing).map(({ label }) => ({ kind: 'failing' as const, label })),
    ...systems
      .filter((system) => !system.failing && (system.pulledAt === null || system.pulledAt < oldest))
      .map(({ label }) => ({ kind: 'not-pulled' as const, label })),
    ...systems.flatMap(({ label, lost = [] }) => lost.map(({ name }) => ({ kind: 'unseen' as const, label, name }))),
  ]
}

export interface BlindReason {
  kind: 'question-open' | 'tool-unknown' | 'failing' | 'not-pulled' | 'unseen'
  label: string
  /** The field or object that is not seen. */
  name?: string
}
