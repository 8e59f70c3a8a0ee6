import { channels } from '../../../src/domain/app/channel.ts'
import {
  callChannels,
  everOf,
  factsFor,
  liveOf,
  type Of,
  ownOf,
  planOf,
  report,
  samePerson,
  type State,
  stoppedChannels,
} from './known.ts'
import type { Entry, Shown } from './log.ts'
import { reasonToBeGuarded } from './reasons.ts'

/** A number that more contacts hold is a company's. */
const mostHolders = 3

// Who was left over: in no plan though nothing keeps them, there though they were to go, on hold, or open to a message.

type Last = Pick<Entry, 'seq' | 'at'>

/** Everybody approved goes, unless something came between. */
export function findWhoStayed(state: State, last: Last): void {
  for (const [plan, { kind, people, plannedSeq }] of state.approved)
    for (const records of people)
      if (!records.every((key) => state.binned.has(key)) && !isExcused(state, plannedSeq, records))
        report(
          state,
          last,
          `${records.join(', ')} stayed although the plan ${plan} (${kind}) was approved and nothing came between`,
        )
}

function isExcused(state: State, plannedSeq: number, records: readonly string[]): boolean {
  const shown = records.flatMap((key) => state.known.get(key)?.shown ?? [])
  const facts = factsFor(shown)
  // Who reads the same mailbox, or has the same mobile or the same name at the same company, may be the same person.
  const near = [...state.known.values()]
    .map((one) => one.shown)
    .filter(
      (other) =>
        other.addresses.some((address) => facts.all.has(address)) ||
        shown.some((one) => one.mobile !== null && one.mobile === other.mobile) ||
        shown.some((one) => one.history === other.history && one.lastName === other.lastName),
    )
  const keys = new Set([...facts.keys, ...near.map(({ key }) => key)])
  const ever = new Set(everOf(state, [...shown, ...near]))
  const reached = new Set([...facts.all, ...near.flatMap(({ addresses }) => addresses)])
  const isExcuse = (entry: Entry) =>
    (entry.what === 'acted-beside' && ever.has(entry.address)) ||
    (entry.what === 'touched' &&
      (entry.addresses.some((address) => reached.has(address)) || entry.records.some((key) => keys.has(key)))) ||
    (entry.what === 'refused' && records.includes(entry.record)) ||
    (entry.what === 'hidden' && entry.on && [...keys].some((key) => key.startsWith(`${entry.system} `)))
  const plannedAt = state.past[plannedSeq]?.at ?? 0
  return (
    state.past.some((entry) => entry.seq > plannedSeq && isExcuse(entry)) ||
    [...shown, ...near].some(({ acts }) => acts.some((at) => at > plannedAt))
  )
}

/** The hold of whoever could not be deleted ends by its own date, which has passed by then. */
export function findWhoIsHeld(state: State, last: Last): void {
  const refused = new Set(
    state.past.flatMap((entry) =>
      entry.what === 'refused'
        ? [...(planOf(state, entry.record)?.[1].people ?? []), [entry.record]]
            .filter((records) => records.includes(entry.record))
            .flat()
        : [],
    ),
  )
  for (const key of state.held.keys())
    if (!state.binned.has(key) && !state.gone.has(key) && !refused.has(key))
      report(state, last, `${key} is still on hold`)
}

/** Whoever said no is stopped in each system, and so are calls to a mobile of who said no to everything. */
export function findWhoIsOpen(state: State, last: Last): void {
  const live = [...state.known.values()].map(({ shown }) => shown).filter(({ key }) => !state.gone.has(key))
  const byMobile = Map.groupBy(live, ({ mobile }) => mobile)
  for (const shown of live) {
    const holders = shown.mobile === null ? [] : (byMobile.get(shown.mobile) ?? [])
    const called =
      holders.length <= mostHolders &&
      holders.some((one) => stoppedChannels(state.past, new Set(ownOf(one))).size === channels.length)
    for (const channel of new Set([
      ...stoppedChannels(state.past, new Set(ownOf(shown))),
      ...(called ? callChannels : []),
    ]))
      if (!shown.stopped.some((one) => one === channel))
        report(state, last, `${shown.key} is open for ${channel} although its person said no, or who has its mobile`)
  }
}

/** Nobody is forgotten, but for who looks like somebody else: an opt-out that is applied keeps nobody. */
export function whenAllPlanned(state: State, entry: Of<'all-planned'>): void {
  for (const { shown } of state.known.values()) {
    if (state.gone.has(shown.key)) continue
    const live = liveOf(state, shown.history)
    const theirs = samePerson(shown, live)
    const { keys } = factsFor(theirs)
    if ([...keys].some((key) => state.inPlan.has(key) || wasTakenOut(state, key))) continue
    if (looksLikeAnother(state, theirs, live) || isOnItsWay(state, everOf(state, theirs))) continue
    if (stoppedChannels(state.past, new Set(everOf(state, theirs))).size === channels.length) continue
    if (reasonToBeGuarded(state, entry, shown.key, 'silent') === null)
      report(state, entry, `${shown.key} is in no plan, and nothing keeps its person`)
  }
}

const looksLikeAnother = (state: State, theirs: readonly Shown[], live: readonly Shown[]): boolean =>
  live.some(
    (one) =>
      !theirs.includes(one) &&
      theirs.some(
        (own) =>
          own.lastName === one.lastName ||
          (own.mobile !== null && own.mobile === one.mobile) ||
          everOf(state, [own]).some((address) => everOf(state, [one]).includes(address)) ||
          own.addresses.some((address) => one.addresses.includes(address)),
      ),
  )

/** What they said was not carried everywhere since. */
const isOnItsWay = ({ past }: State, addresses: readonly string[]): boolean =>
  past.findLastIndex((entry) => entry.what === 'no' && addresses.includes(entry.address)) >
  past.findLastIndex((entry) => entry.what === 'carried')

/** Somebody decided about them, or a system refused. */
const wasTakenOut = ({ past }: State, key: string): boolean =>
  past.some(
    (entry) =>
      (entry.what === 'refused' && entry.record === key) || (entry.what === 'restored' && entry.records.includes(key)),
  )
