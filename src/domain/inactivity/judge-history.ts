import { endOf, momentOf } from '../app/moment.ts'
import { blindReasons, freshForHours, isEmptyDate, runClock, type BlindReason } from './clock.ts'
import { addDays, dayOf } from '../app/day.ts'
import { actRules, type ActKind } from './tables/acts.ts'
import { reportedActs } from './reported-acts.ts'
import { clickedOn } from './clicked-on.ts'
import type { History, HistoryEvent } from './history.ts'
import { readKind } from './read-kind.ts'
import { scannerClicks } from './scanner-clicks.ts'

/** Why an event counts or does not. */
export type EventReason =
  | 'from-the-person'
  | 'noted'
  | 'not-noted'
  | 'not-from-the-person'
  | 'scanner'
  | 'in-the-future'
  | 'unknown-kind'

export interface JudgedEvent {
  kind: string
  at: string
  system: string | null
  /** Null: a kind that nobody knows. */
  readAs: ActKind | null
  counts: boolean
  why: EventReason
}

/** What keeps the contact from being removed. */
type Keeper =
  | 'no-start'
  | 'not-expired'
  | 'assumed-start'
  | 'blind'
  | 'unknown-kind'
  | 'customer'
  | 'open-deal'
  | History['holds'][number]['kind']

interface JudgedHistory {
  id: string | number | null
  state: 'running' | 'expired' | 'assumed' | 'blind' | 'unknown'
  /** Start of the clock; null = no date is known at all (C13). */
  startedOn: string | null
  assumed: boolean
  lastActOn: string | null
  lastActKind: string | null
  lastActSystem: string | null
  /** First day (UTC) on which the contact is expired. */
  termOn: string | null
  expired: boolean
  /** G2: the term runs from the end of a relationship. */
  afterRelation: boolean
  /** G4: days between which the person may be asked once whether to stay. */
  askFrom: string | null
  askUntil: string | null
  removable: boolean
  keptBy: readonly Keeper[]
  blind: readonly BlindReason[]
  futureEvents: number
  events: readonly JudgedEvent[]
}

const askDays = { earliest: 60, latest: 30 }

/**
 * The clock of one contact over all systems (docs/reference/law.md#g1 to #g6, docs/reference/promises.md#i5): start,
 * last act of the person, term, and what keeps it from being removed. `now` is used where the history names no moment;
 * a day stands for its end, so that what happened that day counts.
 */
export function judgeHistory(history: History, now: Date): JudgedHistory {
  const at = history.now === null ? now : endOf(history.now)
  const today = dayOf(at)
  const events = judgeEvents(history.events, at)
  const { obtainedOn, seenAt } = startsOf(history)
  const starts = [...obtainedOn, ...seenAt].filter((moment) => moment <= at)
  const firstDay = starts.map(dayOf).toSorted()[0] ?? null
  const acts = [
    ...events
      .filter((event) => event.counts)
      .map((event) => ({ kind: event.readAs ?? '', at: momentOf(event.at), system: event.system })),
    ...reportedActs(history, firstDay, today).map((act) => ({ ...act, system: null })),
  ]
  // A former customer has one term, also when an act came after the end: else that act could shorten it.
  const formerCustomer = isFormer(history, today)
  const known = isOver(history.relationEndedOn, today) || starts.length > 0
  const { months, afterRelationMonths } = history.policy
  const run = (also: readonly { kind: string; at: Date }[]) =>
    runClock(
      {
        obtainedOn,
        seenAt,
        acts: [...acts, ...also],
        relationEndedOn: history.relationEndedOn,
        isEndUnknown: history.formerCustomer,
      },
      formerCustomer ? (afterRelationMonths ?? months) : months,
      at,
    )
  const clock = run([])
  // Nobody knows what it was; had the person done it, the contact would not be silent (docs/reference/promises.md#i5).
  const mayBeActs = unknownActs(events)
  const unclear = clock.expired && mayBeActs.length > 0 && !run(mayBeActs).expired
  const blind = blindReasons(
    history.systems.map(({ name, readAt, failing }) => ({ label: name, pulledAt: pastMoment(readAt, at), failing })),
    toolsUnread(history, at),
    at,
  )
  const keptBy = known ? keepersOf(history, clock, { blind: blind.length > 0, unclear }, at) : (['no-start'] as const)
  return {
    id: history.id,
    state: stateOf(clock, { known, blind: blind.length > 0 }),
    ...datesOf(clock, known),
    lastActSystem: acts.find((act) => isLast(act, clock))?.system ?? null,
    removable: keptBy.length === 0,
    keptBy,
    blind,
    futureEvents: events.filter((event) => event.why === 'in-the-future').length,
    events,
  }
}

/**
 * The moments that prove that the data were there: when they were obtained, when a record was created, when anything
 * happened with them (docs/reference/law.md#g-arithmetic: earliest provable date).
 */
function startsOf(history: History): { obtainedOn: Date[]; seenAt: Date[] } {
  const sources = history.sources.flatMap(({ kind, obtainedOn }) =>
    obtainedOn === null ? [] : [{ proven: kind !== 'C13', at: momentOf(obtainedOn) }],
  )
  const shown = (moments: readonly Date[]) => moments.filter((moment) => !isEmptyDate(moment))
  return {
    obtainedOn: shown(sources.filter((source) => source.proven).map((source) => source.at)),
    seenAt: shown([
      // A day without a source (C13) is that of an import: the data were there by then, and nobody proves when they
      // were obtained.
      ...sources.filter((source) => !source.proven).map((source) => source.at),
      ...history.records.flatMap((record) => (record.createdOn === null ? [] : [momentOf(record.createdOn)])),
      ...history.events.map((event) => momentOf(event.at)),
    ]),
  }
}

const isOver = (endedOn: string | null, today: string): boolean => endedOn !== null && endedOn <= today

/** The relationship with them is over, whether or not anybody knows since when. */
const isFormer = (history: Pick<History, 'relationEndedOn' | 'formerCustomer'>, today: string): boolean =>
  history.formerCustomer || isOver(history.relationEndedOn, today)

type RunClock = ReturnType<typeof runClock>

const isLast = (act: { kind: string; at: Date }, { lastAct }: RunClock) =>
  lastAct !== null && act.at.getTime() === lastAct.at.getTime() && act.kind === lastAct.kind

function stateOf(clock: RunClock, { known, blind }: { known: boolean; blind: boolean }): JudgedHistory['state'] {
  if (!known) return 'unknown'
  if (blind) return 'blind'
  if (clock.expired) return 'expired'
  return clock.assumed ? 'assumed' : 'running'
}

/** The clock's days. `known`: there is a start; without one there is no term. */
function datesOf(clock: RunClock, known: boolean) {
  return {
    startedOn: known ? dayOf(clock.startedAt) : null,
    assumed: clock.assumed,
    lastActOn: clock.lastAct === null ? null : dayOf(clock.lastAct.at),
    lastActKind: clock.lastAct?.kind ?? null,
    termOn: known ? clock.termOn : null,
    expired: known && clock.expired,
    afterRelation: clock.afterRelation === true,
    askFrom: known ? addDays(clock.termOn, -askDays.earliest) : null,
    askUntil: known ? addDays(clock.termOn, -askDays.latest) : null,
  }
}

/**
 * What tools tell of people, judged as it comes in. A tool's clock may be ahead, or its zone: what is dated within a
 * day from now was done before it was told. What lies farther ahead is a mistake.
 */
export function judgeReported(events: readonly HistoryEvent[], now: Date): JudgedEvent[] {
  return judgeEvents(events, new Date(now.getTime() + 86_400_000))
}

/** Which events of one person count and why, in the order in which they are given. */
export function judgeEvents(events: readonly HistoryEvent[], now: Date): JudgedEvent[] {
  // All clicks, also those that are not about the offer: a scanner follows every link of a message.
  const scanned = scannerClicks(events.filter((event) => readKind(event.kind) === 'click'))
  return events.map((event) => {
    const readAs = kindOf(event)
    const rule = readAs === null ? null : actRules[readAs]
    const why =
      momentOf(event.at) > now
        ? 'in-the-future'
        : rule === null
          ? 'unknown-kind'
          : scanned.has(event)
            ? 'scanner'
            : rule === 'counts'
              ? 'from-the-person'
              : rule === 'noted'
                ? event.noted
                  ? 'noted'
                  : 'not-noted'
                : 'not-from-the-person'
    return {
      kind: event.kind,
      at: event.at,
      system: event.system,
      readAs,
      counts: why === 'from-the-person' || why === 'noted',
      why,
    }
  })
}

/** Events that may have been acts of the person, for all that anybody knows. */
export function unknownActs(events: readonly JudgedEvent[]): { kind: string; at: Date }[] {
  return events
    .filter((event) => event.why === 'unknown-kind')
    .map((event) => ({ kind: event.kind, at: momentOf(event.at) }))
}

/** The kind an event stands for; a click on something that is not the offer is read as that. */
function kindOf(event: HistoryEvent): ActKind | null {
  const named = readKind(event.kind)
  return named !== 'click' || event.link === null ? named : clickedOn(event.link)
}

/** A moment ahead proves nothing of what was read until now. */
function pastMoment(text: string | null, now: Date): Date | null {
  return text === null || momentOf(text) > now ? null : momentOf(text)
}

/** Tools whose clicks and replies nobody brought us lately; null = nobody answered which there are. */
function toolsUnread({ otherTools }: History, now: Date): string[] | null {
  if (otherTools === null) return null
  const oldest = now.getTime() - freshForHours * 3_600_000
  return otherTools
    .filter(({ importedAt }) => (pastMoment(importedAt, now)?.getTime() ?? 0) < oldest)
    .map(({ name }) => name)
}

function keepersOf(
  history: History,
  clock: { expired: boolean; assumed: boolean },
  { blind, unclear }: { blind: boolean; unclear: boolean },
  now: Date,
): Keeper[] {
  const today = dayOf(now)
  const relations = new Set([history.relation, ...history.records.map((record) => record.relation)])
  const holds = history.holds.filter(({ until }) => until === null || until > today).map(({ kind }) => kind)
  // A relationship that ended is over, whatever a record still says.
  const ended = isFormer(history, today)
  return [
    ...(clock.expired ? [] : ['not-expired' as const]),
    ...(clock.assumed && !history.policy.assumedStarts ? ['assumed-start' as const] : []),
    ...(blind ? ['blind' as const] : []),
    ...(unclear ? ['unknown-kind' as const] : []),
    ...(relations.has('customer') && !ended ? ['customer' as const] : []),
    ...(relations.has('open-deal') ? ['open-deal' as const] : []),
    ...new Set(holds),
  ]
}
