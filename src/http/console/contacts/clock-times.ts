import type { ContactDecision, ContactRecord } from '../../../store/contacts/contact-view.ts'

export interface ClockDate {
  at: Date
  kind: string
  label: string
  counts: boolean
}

export const width = 1000

/**
 * Dates of the person over all systems: acts that count, opens that never do. The last act that the term runs from may
 * stand on no record (a questionnaire, a reply to a mailbox, a consent that was recorded, a tool): it is one of them.
 */
export function clockDates(
  records: readonly ContactRecord[],
  { lastActAt, lastActKind }: Pick<ContactDecision, 'lastActAt' | 'lastActKind'>,
  elsewhere: string,
): { acts: ClockDate[]; opens: ClockDate[] } {
  const onRecords = records.flatMap((record) => [
    ...record.acts.map((act) => ({ at: new Date(act.at), kind: act.kind, label: record.label, counts: true })),
    ...(record.lastActAt === null
      ? []
      : [{ at: record.lastActAt, kind: record.lastActKind ?? 'act', label: record.label, counts: true }]),
  ])
  const last = lastActAt?.getTime()
  const acts =
    lastActAt === null || onRecords.some(({ at }) => at.getTime() === last)
      ? onRecords
      : [...onRecords, { at: lastActAt, kind: lastActKind ?? 'act', label: elsewhere, counts: true }]
  const unique = [...new Map(acts.map((act) => [`${act.at.toISOString()} ${act.kind} ${act.label}`, act])).values()]
  const opens = records.flatMap((record) =>
    record.lastOpenAt === null ? [] : [{ at: record.lastOpenAt, kind: 'open', label: record.label, counts: false }],
  )
  return { acts: unique.toSorted((a, b) => a.at.getTime() - b.at.getTime()), opens }
}

/** The dates by which the clock of one person is drawn. */
export interface ClockTimes {
  start: Date
  /** The last act that is not in the future. */
  last: ClockDate | null
  ended: Date | null
  /** From where the term runs. */
  from: Date
  term: Date | null
  /** Nobody can say what happened lately: no term is drawn. */
  blind: boolean
}

/** The dates of one person by which the term is reckoned. */
export function timesOf(decision: ContactDecision, acts: readonly ClockDate[], now: Date): ClockTimes {
  const start = decision.startedAt ?? now
  const last = acts.filter((act) => act.at <= now).at(-1) ?? null
  const ended = decision.relationEndedOn === null ? null : new Date(`${decision.relationEndedOn}T00:00:00Z`)
  const from = new Date(Math.max(...[start, last?.at ?? start, ended ?? start].map(Number)))
  const term = decision.termOn === null ? null : new Date(`${decision.termOn}T00:00:00Z`)
  return { start, last, ended, from, term, blind: decision.clockState === 'blind' }
}

export interface Scale {
  x: (at: Date) => number
  years: readonly number[]
}

/** Whole years, from the first date to the year after today and the term. */
export function scaleOf({ start, from, term }: ClockTimes, dates: readonly ClockDate[], now: Date): Scale {
  const firstYear = Math.min(
    start.getUTCFullYear(),
    from.getUTCFullYear(),
    ...dates.map(({ at }) => at.getUTCFullYear()),
  )
  const lastYear = Math.max(now.getUTCFullYear(), term?.getUTCFullYear() ?? 0) + 1
  const left = Date.UTC(firstYear, 0, 1)
  const right = Date.UTC(lastYear, 0, 1)
  return {
    x: (at) => 14 + ((width - 28) * (at.getTime() - left)) / (right - left),
    years: Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index),
  }
}
