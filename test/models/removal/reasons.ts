import type { Channel } from '../../../src/domain/app/channel.ts'
import {
  covers,
  dayMs,
  dayNumber,
  endOf,
  everOf,
  type Facts,
  factsFor,
  hourMs,
  liftsOf,
  liveOf,
  ownOf,
  samePerson,
  standing,
  type State,
  stoppedChannels,
  termOf,
  notifiedOf,
} from './known.ts'
import type { Entry, Shown } from './log.ts'

// Why somebody may not go, by the checker's own rules.

const freshHours = 48
const searchDays = 30
const lookMs = 60_000
const channelCount = 8

/** Somebody at the instant at which they are planned or deleted. */
interface Person {
  state: State
  at: number
  history: number
  records: readonly Shown[]
  facts: Facts
  /** What they did until then. */
  acts: readonly number[]
}
type Reason = (person: Person, kind: string) => string | null

const actsOf = (state: State, at: number, records: readonly Shown[]) =>
  [...records.flatMap(({ acts }) => acts), ...notifiedOf(state, records)].filter((one) => one <= at)

/** The form by which each system first has somebody: an answer of the person, whichever record is older. */
const formsOf = (records: readonly Shown[]): number[] =>
  [...Map.groupBy(records, ({ key }) => key.split(' ')[0]).values()].flatMap((theirs) => {
    const filled = theirs.filter(({ sourced }) => sourced).map(({ createdAt }) => createdAt)
    return filled.length === 0 ? [] : [Math.min(...filled)]
  })

const isActive: Reason = ({ state, at, records, facts, acts }) => {
  const since = Math.max(
    ...acts,
    // What they did before the record was made proves that they were known by then.
    Math.min(...records.map(({ createdAt }) => createdAt), ...acts),
    ...formsOf(records),
    ...liftsOf(state.past, facts.own),
    ...records.flatMap((one) => state.known.get(one.key)?.endedAt ?? []),
  )
  return termOf(since) > dayNumber(at) ? `is active: term ${termOf(since)}` : null
}
const isSourced: Reason = ({ state, at, records, acts }) => {
  if (acts.some((act) => termOf(act) > dayNumber(at))) return 'acted within the term'
  if (records.some(({ sourced }) => sourced)) return 'has a source'
  const since = Math.min(...records.map((one) => state.known.get(one.key)?.firstAt ?? at))
  return at - since < searchDays * dayMs ? 'the search for a source goes on' : null
}
const isCustomer: Reason = ({ records }) =>
  records.some(({ relation }) => relation !== 'none') ? 'is a customer' : null
/** It was asked since the work was taken up, and nothing was said. */
const isUnanswered = (told: { seq: number; cases: number | null } | undefined, since: number): boolean =>
  told !== undefined && told.cases === null && told.seq > since
/** When a plan is made: what is open then, by the systems' own state, or not known of it. */
const openWorkOf = (state: State, records: readonly Shown[]): string | null => {
  const busy = records.find(({ key }) => (state.cases.get(key) ?? 0) > 0)
  if (busy !== undefined) return `has an open case, as ${busy.key}`
  const hidden = records.find(
    ({ key }) => state.hidden.has(key.split(' ')[0] ?? '') || isUnanswered(state.asked.get(key), state.advanceSeq),
  )
  return hidden === undefined ? null : `is not known to have nothing open, as ${hidden.key}`
}
const isKept: Reason = ({ state, at, history, facts }) =>
  standing(state.past, 'kept', 'kept-ended').find(
    (one) => one.history === history && covers(one, facts.keys) && endOf(one) > dayNumber(at),
  ) === undefined
    ? null
    : 'is held by law'
const isAsked: Reason = ({ state, history, facts }) =>
  standing(state.past, 'pending', 'answered').some((one) => one.history === history && covers(one, facts.keys))
    ? 'waits for an answer'
    : null
/** An objection keeps nobody in the base once each record of theirs is stopped. */
const objected: Reason = ({ state, records, facts }, kind) => {
  const said = [...stoppedChannels(state.past, facts.own)] as Channel[]
  if (kind === 'objected') return said.length < channelCount ? 'has no no to everything' : null
  const open = records.find((record) => said.some((channel) => !isStopped(state, record, channel)))
  return open === undefined ? null : `said no, which ${open.key} does not show`
}
/** As it was shown last, or written since. */
function isStopped({ past, known, gone }: State, { key, stopped }: Shown, channel: Channel): boolean {
  if (gone.has(key)) return true
  const since = known.get(key)?.seq ?? 0
  const written = past.findLast(
    (entry) =>
      entry.seq > since &&
      (entry.what === 'stopped' || entry.what === 'opened') &&
      entry.record === key &&
      entry.channel === channel,
  )
  return written === undefined ? stopped.includes(channel) : written.what === 'stopped'
}
const isBlind: Reason = ({ state, at }) =>
  ['a', 'b', 'beside'].some((system) => {
    const pull = state.pulls.get(system)
    return pull?.failing !== false || at - pull.at > freshHours * hourMs
  })
    ? 'a clock is blind'
    : null
/** Each work that deletes looks anew, at most a minute after the one before. */
const isUnseen: Reason = ({ state, at }) =>
  [...state.unseen.values()].some(({ since }) => at - since > lookMs) ? 'a field of the clock is hidden' : null

const reasonsOf: Readonly<Record<string, readonly Reason[]>> = { silent: [isActive], 'no-source': [isSourced] }
const reasonsOfAll: readonly Reason[] = [isCustomer, isKept, isAsked, objected, isBlind, isUnseen]

/** Why this person may not go now in a plan of this kind; null = nothing speaks against it. */
export function reasonToStay(state: State, { at }: Entry, key: string, kind: string, plan?: string): string | null {
  const record = state.known.get(key)?.shown
  if (record === undefined) return 'nobody ever read the record'
  const records = samePerson(record, liveOf(state, record.history, plan))
  const person: Person = {
    state,
    at,
    history: record.history,
    records,
    facts: factsFor(records),
    acts: actsOf(state, at, records),
  }
  for (const reason of [...(reasonsOf[kind] ?? []), ...reasonsOfAll]) {
    const why = reason(person, kind)
    if (why !== null) return why
  }
  return null
}

/** Why this person may not be planned: also for the sake of others who may be the same one. */
export function reasonToBeGuarded(state: State, entry: Entry, key: string, kind: string): string | null {
  const stay = reasonToStay(state, entry, key, kind)
  if (stay !== null) return stay
  const record = state.known.get(key)?.shown as Shown
  const live = liveOf(state, record.history)
  const theirs = samePerson(record, live)
  if (state.unseen.size > 0) return 'a field of the clock is hidden'
  const open = openWorkOf(state, theirs)
  if (open !== null) return open
  const others = live.filter((one) => !theirs.includes(one))
  const { own, all } = factsFor(theirs)
  if (others.some((one) => ownOf(one).some((address) => own.has(address)))) return 'is maybe somebody else too'
  return (
    reasonOfParts(state, entry, theirs, others) ??
    reasonOfReaders(entry, all, others) ??
    reasonOfName(state, entry, theirs, others) ??
    reasonOfMobile(state, entry, theirs, others)
  )
}

const isWithinTerm = ({ at }: Entry, act: number) => act <= at && termOf(act) > dayNumber(at)

function reasonOfParts(state: State, entry: Entry, theirs: readonly Shown[], others: readonly Shown[]): string | null {
  const ever = new Set(everOf(state, theirs))
  for (const part of others.filter((one) => everOf(state, [one]).some((address) => ever.has(address)))) {
    const whole = samePerson(part, others)
    const acts = [...whole.flatMap((one) => one.acts), ...notifiedOf(state, whole)]
    if (acts.some((act) => isWithinTerm(entry, act))) return `is a part of somebody who acted, as ${part.key}`
    if (part.relation !== 'none') return `is a part of a customer, as ${part.key}`
  }
  return null
}

const reasonOfReaders = (entry: Entry, all: ReadonlySet<string>, others: readonly Shown[]): string | null =>
  others.some(
    (one) => one.addresses.some((address) => all.has(address)) && one.acts.some((act) => isWithinTerm(entry, act)),
  )
    ? 'shares a mailbox with somebody who acted'
    : null

/** Of somebody who is maybe the same: a customer, an act within the term, or something open or hidden on any record. */
const speaks = (state: State, entry: Entry, one: Shown, others: readonly Shown[]): boolean =>
  one.relation !== 'none' ||
  one.acts.some((act) => isWithinTerm(entry, act)) ||
  openWorkOf(state, samePerson(one, others)) !== null

/** All of one history work for one company: the same name there is maybe the same person. */
const reasonOfName = (state: State, entry: Entry, theirs: readonly Shown[], others: readonly Shown[]): string | null =>
  others.some((one) => theirs.some((own) => own.lastName === one.lastName) && speaks(state, entry, one, others))
    ? 'has the name of somebody of the company who is active'
    : null

const reasonOfMobile = (
  state: State,
  entry: Entry,
  theirs: readonly Shown[],
  others: readonly Shown[],
): string | null =>
  others.some(
    (one) =>
      theirs.some((own) => own.mobile !== null && own.mobile === one.mobile) && speaks(state, entry, one, others),
  )
    ? 'has the mobile of somebody who is active'
    : null
