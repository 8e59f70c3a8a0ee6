import type { Channel } from '../../../src/domain/app/channel.ts'
import {
  callChannels,
  hasMobileOfObjector,
  dayMs,
  emptyState,
  everOf,
  isHeld,
  type Known,
  liveOf,
  type Of,
  ownOf,
  planOf,
  reach,
  report,
  samePerson,
  type State,
  stoppedChannels,
  notifiedOf,
} from './known.ts'
import type { Entry, Happening, Shown } from './log.ts'
import { findWhoIsHeld, findWhoIsOpen, findWhoStayed, whenAllPlanned } from './left-over.ts'
import { reasonToBeGuarded, reasonToStay } from './reasons.ts'

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
  const { record } = entry
  const first = state.known.get(record.key)
  const before = first?.shown
  const left = before === undefined ? [] : ownOf(before).filter((address) => !record.addresses.includes(address))
  // An objection to the address that was theirs goes with them to the new one.
  for (const address of left) {
    const stopped = [...stoppedChannels(state.past, new Set([address]))] as Channel[]
    if (stopped.length > 0) noteNo(state, entry, record, stopped)
  }
  state.known.set(record.key, knownAs(entry, first, left))
  // An objection that the vendor's own user wrote is heard when it is first shown.
  if (record.stoppedThere.some((channel) => before?.stoppedThere.includes(channel) !== true))
    noteNo(state, entry, record, record.stoppedThere)
}

/** What is known of a record now: `left` are the addresses that it showed before and shows no longer. */
function knownAs(entry: Of<'shown'>, first: Known | undefined, left: readonly string[]): Known {
  const { record, at, seq } = entry
  const { firstAt, firstSeq, mobiles, former } = first ?? { firstAt: at, firstSeq: seq, mobiles: [], former: [] }
  return {
    mobiles: new Set([...mobiles, ...(record.mobile === null ? [] : [record.mobile])]),
    former: new Map(
      [...former, ...left.map((address) => [address, at] as const)].filter(
        ([address]) => !record.addresses.includes(address),
      ),
    ),
    shown: record,
    seq,
    firstAt,
    firstSeq,
    endedAt: endedAt(entry, first?.shown, first?.endedAt ?? null),
  }
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
  for (const key of entry.people.flat()) state.inPlan.add(key)
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
  if (
    !stoppedChannels(state.past, reach(addresses, state.known)).has(entry.channel) &&
    !(callChannels.has(entry.channel) && hasMobileOfObjector(state, entry.record))
  )
    report(state, entry, `${entry.record} was stopped for ${entry.channel} and nobody said no`)
}

/** What is deleted for good lay in the bin before, where it was judged. */
function whenDeleted(state: State, entry: Of<'emptied' | 'erased' | 'binned'>): void {
  if (entry.what === 'emptied') report(state, entry, `${entry.record} is emptied, which nobody asked for`)
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
  const shown = state.known.get(entry.record)?.shown
  // Who said no to everything is known by that, where an address or a mobile comes back.
  for (const trace of shown === undefined ? [] : [...tracesOf(shown), ...(kind === 'objected' ? [] : namesOf(shown))])
    state.went.set(trace, entry)
}

/** What somebody who comes back is known by. */
const tracesOf = (record: Shown): string[] => [...ownOf(record), ...(record.mobile === null ? [] : [record.mobile])]
/** All of one history work for one company: the same name there is maybe the same person. */
const namesOf = ({ history, lastName }: Shown): string[] => (lastName === '' ? [] : [`${history} ${lastName}`])

/** Who went is remembered for thirteen months (docs/reference/promises.md#kept): at least so long. */
const shortestMemoryMs = 390 * dayMs

/** Nobody who went is free again by what a list says: only by what they did since. */
function whenJudged(state: State, entry: Of<'judged'>): void {
  const known = state.known.get(entry.record)
  // Blocked, or without a source that counts (docs/reference/law.md#c13): nothing that a list said has helped them.
  if (known === undefined || entry.verdict === 'BLOCK' || entry.rule === 'C13') return
  const { shown } = known
  const theirs = samePerson(shown, liveOf(state, shown.history))
  const went = theirs
    .flatMap((one) => [...tracesOf(one), ...namesOf(one)])
    .flatMap((trace) => state.went.get(trace) ?? [])
    .toSorted((a, b) => a.seq - b.seq)
    .at(-1)
  if (went === undefined || theirs.some((one) => (state.known.get(one.key)?.firstSeq ?? -1) < went.seq)) return
  const acts = [...theirs.flatMap((one) => one.acts), ...notifiedOf(state, theirs)]
  if (entry.at - went.at >= shortestMemoryMs || acts.some((act) => act > went.at)) return
  report(
    state,
    entry,
    `${entry.record} has a source (${entry.rule}) although its person was removed and did nothing since`,
  )
}

/** A field that shows again counts once everything was read anew. */
function whenUnseen({ unseen }: State, { system, on, at }: Of<'unseen'>): void {
  if (on) unseen.set(system, { since: at, back: false })
  else unseen.set(system, { since: unseen.get(system)?.since ?? at, back: true })
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
  'all-planned': whenAllPlanned,
  held: whenHeld,
  stopped: whenStopped,
  emptied: whenDeleted,
  erased: whenDeleted,
  binned: whenDeleted,
  gone: ({ gone }, { record }) => void gone.add(record),
  cases: ({ cases }, { record, cases: count }) => void cases.set(record, count),
  asked: ({ asked }, { record, cases, seq }) => void asked.set(record, { seq, cases }),
  judged: whenJudged,
  unseen: whenUnseen,
  hidden: ({ hidden }, { system, on }) => void (on ? hidden.add(system) : hidden.delete(system)),
  pulled: ({ pulls, unseen }, { system, ok, at, seq }) => {
    pulls.set(system, { at: ok ? at : (pulls.get(system)?.at ?? 0), failing: !ok, seq })
    if (ok && unseen.get(system)?.back === true) unseen.delete(system)
  },
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
