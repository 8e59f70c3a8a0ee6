import { channels } from '../../../src/domain/app/channel.ts'
import type { Entry, Happening, PlannedPeople, Shown } from './log.ts'

// What the checker knows at a place of the log, and what it asks of it: by rules of its own, from the log alone.

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
const termYears = 3

/** Year, month and day as one number that sorts. */
export const dayNumber = (at: number): number => {
  const date = new Date(at)
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
}
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
/**
 * First day on which something of that instant is three years old: the same day of the year, or the 28th for a 29
 * February that the year has not.
 */
export function termOf(at: number): number {
  const day = dayNumber(at) + termYears * 10_000
  return day % 10_000 === 229 && !isLeap(Math.floor(day / 10_000)) ? day - 1 : day
}

/** What is known of one record. */
export interface Known {
  shown: Shown
  /** When the system showed it last, and first, by place in the log. */
  seq: number
  firstSeq: number
  firstAt: number
  /** When it first showed no customer after it had shown one; null = it never did, or shows one again. */
  endedAt: number | null
  /** Each mobile that it ever showed. */
  mobiles: ReadonlySet<string>
  /** The person's own addresses that it showed and shows no longer: when that was first seen. */
  former: ReadonlyMap<string, number>
}
interface Approved {
  kind: string
  people: PlannedPeople
  plannedSeq: number
}

type Named<E, K> = E extends { what: infer W } ? (K extends W ? E : never) : never
export type Of<K extends Happening['what']> = Named<Entry, K>

/** Everything that the log told so far. */
export interface State {
  readonly past: Entry[]
  /** Records by their keys. */
  readonly known: Map<string, Known>
  readonly gone: Set<string>
  /** Since when a record is on hold. */
  readonly held: Map<string, number>
  /** The plan that deleted a record. */
  readonly binned: Map<string, string>
  /** Own addresses and mobiles of whoever was deleted: where in the log, and when. */
  readonly went: Map<string, { seq: number; at: number }>
  /** Cases of each record, and where each was asked for them last, with what was told. */
  readonly cases: Map<string, number>
  readonly asked: Map<string, { seq: number; cases: number | null }>
  /** Systems that hide what is open. */
  readonly hidden: Set<string>
  /** Systems that hide a field of the clock: since when, and whether it shows again without a reading since. */
  readonly unseen: Map<string, { since: number; back: boolean }>
  readonly pulls: Map<string, { at: number; failing: boolean; seq: number }>
  /** Records that were ever in a plan. */
  readonly inPlan: Set<string>
  /** Where in the log a plan was made. */
  readonly planned: Map<string, number>
  readonly approved: Map<string, Approved>
  /** Where the work that is under way was taken up at the earliest, and where the work was taken up last. */
  advanceSeq: number
  lastSeq: number
  /** What is wrong, in words. */
  readonly wrong: string[]
}

export const emptyState = (): State => ({
  past: [],
  known: new Map(),
  gone: new Set(),
  held: new Map(),
  binned: new Map(),
  went: new Map(),
  cases: new Map(),
  asked: new Map(),
  hidden: new Set(),
  unseen: new Map(),
  pulls: new Map(),
  inPlan: new Set(),
  planned: new Map(),
  approved: new Map(),
  advanceSeq: -1,
  lastSeq: -1,
  wrong: [],
})

export const report = ({ wrong }: State, entry: { seq: number; at: number }, text: string): void =>
  void wrong.push(`#${entry.seq} ${new Date(entry.at).toISOString()}: ${text}`)

/** Records that answer; those that this plan took away itself still tell of their person. */
export const liveOf = ({ known, gone, binned }: State, history: number, plan: string | null = null): Shown[] =>
  [...known.values()]
    .filter(
      ({ shown }) =>
        shown.history === history && (!gone.has(shown.key) || (plan !== null && binned.get(shown.key) === plan)),
    )
    .map(({ shown }) => shown)

const isShared = (address: string): boolean => address.startsWith('contact@')
export const ownOf = (record: Shown): string[] => record.addresses.filter((address) => !isShared(address))
/** Own addresses of today and of before. */
export const everOf = ({ known }: State, records: readonly Shown[]): string[] =>
  records.flatMap((record) => [...ownOf(record), ...(known.get(record.key)?.former.keys() ?? [])])
export const isHeld = ({ known, gone }: State, address: string): boolean =>
  [...known.values()].some(({ shown }) => !gone.has(shown.key) && shown.addresses.includes(address))

/**
 * What was told beside the records of these people: under a former address until it left them, or for as long as
 * nobody has it.
 */
export const notifiedOf = (state: State, records: readonly Shown[]): number[] => [
  ...besideOf(state.past, new Set(records.flatMap(ownOf))),
  ...records.flatMap((record) =>
    [...(state.known.get(record.key)?.former ?? [])].flatMap(([address, leftAt]) =>
      besideOf(state.past, new Set([address])).filter((at) => at <= leftAt || !isHeld(state, address)),
    ),
  ),
]

export interface Facts {
  keys: ReadonlySet<string>
  own: ReadonlySet<string>
  all: ReadonlySet<string>
}
export const factsFor = (records: readonly Shown[]): Facts => ({
  keys: new Set(records.flatMap((record) => [record.key, ...record.formerKeys])),
  own: new Set(records.flatMap(ownOf)),
  all: new Set(records.flatMap((record) => record.addresses)),
})

/** The last approved plan with this record in it. */
export const planOf = ({ approved }: State, key: string): [string, Approved] | undefined =>
  [...approved].findLast(([, { people }]) => people.some((records) => records.includes(key)))

/** Records of the same person: a common address of their own under the same name, over as many steps as it takes. */
export function samePerson(record: Shown, others: readonly Shown[]): Shown[] {
  const found = new Set([record])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const one of others)
      if (
        [...found].some(
          (other) => other.lastName === one.lastName && ownOf(one).some((address) => other.addresses.includes(address)),
        )
      )
        found.add(one)
  }
  return [...new Map([...found].map((one) => [one.key, one])).values()]
}

/** Every address that hangs together with these by any record ever shown, also by one that it had before. */
export function reach(from: readonly string[], known: State['known']): Set<string> {
  const addresses = new Set(from)
  for (let size = 0; size < addresses.size; ) {
    size = addresses.size
    for (const { shown, former } of known.values()) {
      const theirs = [...shown.addresses, ...former.keys()]
      if (theirs.some((address) => addresses.has(address))) for (const address of theirs) addresses.add(address)
    }
  }
  return addresses
}

/** Channels with an objection to one of the addresses that no later lift ended. */
export function stoppedChannels(past: readonly Entry[], addresses: ReadonlySet<string>): Set<string> {
  const optOuts = past.flatMap((entry) =>
    entry.what === 'no' && addresses.has(entry.address)
      ? entry.channels.map((channel) => ({ channel, address: entry.address, seq: entry.seq }))
      : [],
  )
  return new Set(
    optOuts
      .filter(
        (no) =>
          !past.some(
            (entry) =>
              entry.what === 'lift' &&
              entry.address === no.address &&
              entry.seq > no.seq &&
              entry.channels.includes(no.channel),
          ),
      )
      .map(({ channel }) => channel),
  )
}

/**
 * Acts told by the tool beside the records, of these addresses; one that was dated more than a day ahead is a mistake.
 */
function besideOf(past: readonly Entry[], addresses: ReadonlySet<string>): number[] {
  return past.flatMap((entry) =>
    entry.what === 'acted-beside' && addresses.has(entry.address) && entry.actedAt <= entry.at + dayMs
      ? [Math.min(entry.actedAt, entry.at)]
      : [],
  )
}

/** What somebody who said no to everything stops of another one who has their mobile. */
export const callChannels: ReadonlySet<string> = new Set(['phone', 'sms', 'robocall'])

/**
 * Whether somebody who said no to everything has, or had, a mobile of this record; they said it under any address that
 * hangs together with theirs.
 */
export function hasMobileOfObjector({ known, past }: State, key: string): boolean {
  const mobiles = known.get(key)?.mobiles ?? new Set()
  return [...known.values()].some(
    ({ shown, former, mobiles: theirs }) =>
      [...theirs].some((mobile) => mobiles.has(mobile)) &&
      stoppedChannels(past, reach([...ownOf(shown), ...former.keys()], known)).size === channels.length,
  )
}

/** A person who starts again by a mail's button has acted. */
export function liftsOf(past: readonly Entry[], addresses: ReadonlySet<string>): number[] {
  return past.flatMap((entry) => (entry.what === 'lift' && addresses.has(entry.address) ? [entry.at] : []))
}

export function standing(
  past: readonly Entry[],
  begins: 'kept' | 'pending',
  ends: 'kept-ended' | 'answered',
): Of<'kept' | 'pending'>[] {
  const isEnd = (entry: Entry): entry is Of<'kept-ended' | 'answered'> => entry.what === ends
  const over = new Set(past.flatMap((entry) => (isEnd(entry) ? [entry.id] : [])))
  return past
    .filter((entry): entry is Of<'kept' | 'pending'> => entry.what === begins)
    .filter(({ id }) => !over.has(id))
}

export const covers = (one: Of<'kept' | 'pending'>, keys: ReadonlySet<string>): boolean =>
  one.records === 'all' || one.records.some((key) => keys.has(key))
/** First day without it, as a number; a hold without an end stands for ever. */
export const endOf = (one: Of<'kept' | 'pending'>): number =>
  Number((one.id.split(' ')[1] ?? '').replaceAll('-', '')) || Number.POSITIVE_INFINITY
