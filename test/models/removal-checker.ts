import type { Channel } from '../../src/domain/app/channel.ts'
import {
  dayMs,
  emptyState,
  everOf,
  factsFor,
  isHeld,
  liveOf,
  type Of,
  ownOf,
  planOf,
  reach,
  report,
  samePerson,
  type State,
  stoppedChannels,
} from './removal-known.ts'
import type { Entry, Happening, Shown } from './removal-log.ts'
import { reasonToBeGuarded, reasonToStay } from './removal-reasons.ts'

/**
 * Judges what happened, from the log alone and by rules of its own: nobody active, held, pending or blind goes;
 * everybody planned and approved goes exactly once; every suppression holds; no opt-out is invented; restore gives
 * back.
 */

const restoreDays = 14

/** Everything that is wrong, in words; empty = nothing. */
export function violationsOf(entries: readonly Entry[]): string[] {
  const state = emptyState()
  for (const entry of entries) {
    const take = handlers[entry.what] as ((state: State, entry: Entry) => void) | undefined
    take?.(state, entry)
    state.past.push(entry)
  }
  const last = entries.at(-1) ?? { seq: 0, at: 0 }
  findWhoStayed(state, last)
  findWhoIsHeld(state, last)
  findWhoIsOpen(state, last)
  return state.wrong
}

/** Their person said no to these channels, under each of the record's own addresses. */
const noteNo = ({ past }: State, { seq, at }: Entry, record: Shown, channels: readonly Channel[]) =>
  past.push(
    ...ownOf(record).map((address) => ({ what: 'no' as const, history: record.history, address, channels, seq, at })),
  )

function whenShown(state: State, entry: Of<'shown'>): void {
  const { record, at, seq } = entry
  const first = state.known.get(record.key)
  const before = first?.shown
  const left = before === undefined ? [] : ownOf(before).filter((address) => !record.addresses.includes(address))
  // An objection to the address that was theirs goes with them to the new one.
  for (const address of left) {
    const stopped = [...stoppedChannels(state.past, new Set([address]))] as Channel[]
    if (stopped.length > 0) noteNo(state, entry, record, stopped)
  }
  state.known.set(record.key, {
    former: new Map(
      [...(first?.former ?? []), ...left.map((address) => [address, at] as const)].filter(
        ([address]) => !record.addresses.includes(address),
      ),
    ),
    shown: record,
    seq,
    firstAt: first?.firstAt ?? at,
    endedAt: endedAt(entry, before, first?.endedAt ?? null),
  })
  // An objection that the vendor's own user wrote is heard when it is first shown.
  if (record.stoppedThere.some((channel) => before?.stoppedThere.includes(channel) !== true))
    noteNo(state, entry, record, record.stoppedThere)
}

function endedAt({ record, at }: Of<'shown'>, before: Shown | undefined, endedBefore: number | null): number | null {
  if (record.relation === 'customer') return null
  return before?.relation === 'customer' ? at : endedBefore
}

function whenNo(state: State, entry: Of<'no'>): void {
  if (isHeld(state, entry.address)) return
  for (const { shown, former } of state.known.values())
    if (former.has(entry.address) && !state.gone.has(shown.key))
      state.past.push(...ownOf(shown).map((address) => ({ ...entry, address })))
}

function whenPlanned(state: State, entry: Of<'planned'>): void {
  state.planned.set(entry.plan, entry.seq)
  for (const [first = ''] of entry.people) {
    const why = reasonToBeGuarded(state, entry, first, entry.kind)
    if (why !== null) report(state, entry, `${first} is in a plan (${entry.kind}) and ${why}`)
  }
}

function whenHeld(state: State, entry: Of<'held'>): void {
  if (planOf(state, entry.record) === undefined) report(state, entry, `${entry.record} is held without an approval`)
  if (!state.held.has(entry.record)) state.held.set(entry.record, entry.at)
}

function whenStopped(state: State, entry: Of<'stopped'>): void {
  // An address that two people hold stops both: everybody who can be reached by a chain of addresses counts.
  // What it showed when it was last looked at counts, too: a new address is known from the next look on.
  const theirs = state.known.get(entry.record)?.shown
  const addresses = [...entry.addresses, ...(theirs === undefined ? [] : everOf(state, [theirs]))]
  if (!stoppedChannels(state.past, reach(addresses, state.known)).has(entry.channel))
    report(state, entry, `${entry.record} was stopped for ${entry.channel} and nobody said no`)
}

/** What is deleted for good lay in the bin before, where it was judged. */
function whenDeleted(state: State, entry: Of<'emptied' | 'erased' | 'binned'>): void {
  if (entry.what !== 'binned' && state.binned.has(entry.record)) return
  const plan = planOf(state, entry.record)
  if (plan === undefined) return report(state, entry, `${entry.record} is deleted without an approved plan`)
  const [planId, { kind }] = plan
  const faults = [
    ...unlookedAt(state, entry.record),
    ...unheld(state, entry),
    ...undue(state, entry, planId, kind),
    ...unaskedFor(state, entry.record),
    ...(state.binned.has(entry.record) ? ['twice'] : []),
  ]
  for (const fault of faults) report(state, entry, `${entry.record} is deleted ${fault}`)
  state.binned.set(entry.record, planId)
  state.gone.add(entry.record)
}

function unlookedAt({ known, pulls, advanceSeq }: State, key: string): string[] {
  return [
    ...((known.get(key)?.seq ?? -2) < advanceSeq || !known.has(key) ? ['unlooked at since the work was taken up'] : []),
    ...((pulls.get('beside')?.seq ?? -1) < advanceSeq
      ? ['and nobody asked the tool beside since the work was taken up']
      : []),
  ]
}

/** Each record of theirs said, since the work was taken up, that nothing is open. */
function unaskedFor(state: State, key: string): string[] {
  const record = state.known.get(key)?.shown
  const theirs = record === undefined ? [] : samePerson(record, liveOf(state, record.history))
  return theirs.flatMap((one) => {
    const told = state.asked.get(one.key)
    if (told === undefined || told.seq < state.advanceSeq)
      return [`while nobody asked ${one.key} what is open since the work was taken up`]
    if (told.cases === null) return [`although ${one.key} hides what is open`]
    return told.cases > 0 ? [`although ${one.key} has an open case`] : []
  })
}

function unheld(state: State, { record: key, at }: Of<'emptied' | 'erased' | 'binned'>): string[] {
  const record = state.known.get(key)?.shown
  const theirs = record === undefined ? [] : samePerson(record, liveOf(state, record.history))
  return theirs
    .filter((one) => {
      const since = state.held.get(one.key)
      return !state.binned.has(one.key) && (since === undefined || at - since < restoreDays * dayMs)
    })
    .map((one) => `while ${one.key} was not held for ${restoreDays} days`)
}

function undue(state: State, entry: Of<'emptied' | 'erased' | 'binned'>, plan: string, kind: string): string[] {
  const why = reasonToStay(state, entry, entry.record, kind, plan)
  const restored = state.past.some(
    (one) => one.what === 'restored' && one.plan === plan && one.records.includes(entry.record),
  )
  return [...(why === null ? [] : [`(${kind}) and ${why}`]), ...(restored ? ['after it was restored'] : [])]
}

type Handlers = { readonly [K in Happening['what']]?: (state: State, entry: Of<K>) => void }
const handlers: Handlers = {
  shown: whenShown,
  no: whenNo,
  planned: whenPlanned,
  held: whenHeld,
  stopped: whenStopped,
  emptied: whenDeleted,
  erased: whenDeleted,
  binned: whenDeleted,
  gone: ({ gone }, { record }) => void gone.add(record),
  cases: ({ cases }, { record, cases: count }) => void cases.set(record, count),
  asked: ({ asked }, { record, cases, seq }) => void asked.set(record, { seq, cases }),
  hidden: ({ hidden }, { system, on }) => void (on ? hidden.add(system) : hidden.delete(system)),
  pulled: ({ pulls }, { system, ok, at, seq }) =>
    void pulls.set(system, { at: ok ? at : (pulls.get(system)?.at ?? 0), failing: !ok, seq }),
  advance: (state, { whole, seq }) => {
    state.advanceSeq = whole ? state.lastSeq : seq
    state.lastSeq = seq
  },
  approved: ({ approved, planned }, { plan, kind, people, seq }) =>
    void approved.set(plan, { kind, people, plannedSeq: planned.get(plan) ?? seq }),
  released: ({ held }, { record }) => void held.delete(record),
  'asked-again': (state, entry) =>
    report(state, entry, `${entry.record} was to be deleted once more after it was answered`),
}

type Last = Pick<Entry, 'seq' | 'at'>

/** Everybody approved goes, unless something came between. */
function findWhoStayed(state: State, last: Last): void {
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
  // Who reads the same mailbox, or has the same name at the same company, may be the same person.
  const near = [...state.known.values()]
    .map((one) => one.shown)
    .filter(
      (other) =>
        other.addresses.some((address) => facts.all.has(address)) ||
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
    (entry.what === 'hidden' && entry.on && records.some((key) => key.startsWith(`${entry.system} `)))
  const plannedAt = state.past[plannedSeq]?.at ?? 0
  return (
    state.past.some((entry) => entry.seq > plannedSeq && isExcuse(entry)) ||
    [...shown, ...near].some(({ acts }) => acts.some((at) => at > plannedAt))
  )
}

/** The hold of whoever could not be deleted ends by its own date, which has passed by then. */
function findWhoIsHeld(state: State, last: Last): void {
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

/** Whoever said no is stopped in each system. */
function findWhoIsOpen(state: State, last: Last): void {
  for (const { shown } of state.known.values())
    if (!state.gone.has(shown.key))
      for (const channel of stoppedChannels(state.past, new Set(ownOf(shown))))
        if (!shown.stopped.some((one) => one === channel))
          report(state, last, `${shown.key} is open for ${channel} although its person said no`)
}
