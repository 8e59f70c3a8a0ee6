import type { Entry, Happening, PlannedPeople, Shown } from './removal-log.ts'
import type { Channel } from '../../src/domain/app/channel.ts'

/**
 * Judges what happened, from the log alone and by rules of its own: nobody active, held, pending or blind goes;
 * everybody planned and approved goes exactly once; every suppression holds; no opt-out is invented; restore gives
 * back.
 */

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const termYears = 3
const restoreDays = 14
const freshHours = 48
const searchDays = 30
const channelCount = 8

/** Year, month and day as one number that sorts. */
const dayNumber = (at: number): number => {
  const date = new Date(at)
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
}
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
/**
 * First day on which something of that instant is three years old: the same day of the year, or the 28th for a 29
 * February that the year has not.
 */
function termOf(at: number): number {
  const day = dayNumber(at) + termYears * 10_000
  return day % 10_000 === 229 && !isLeap(Math.floor(day / 10_000)) ? day - 1 : day
}

interface Known {
  shown: Shown
  /** When the system showed it last, by place in the log. */
  seq: number
  firstAt: number
  /** When it first showed no customer after it had shown one; null = it never did, or shows one again. */
  endedAt: number | null
  /** The person's own addresses that it showed and shows no longer: when that was first seen. */
  former: ReadonlyMap<string, number>
}
interface Approved {
  kind: string
  people: PlannedPeople
  plannedSeq: number
}
type Of<K extends Happening['what']> = Extract<Entry, { what: K }>

/** Everything that is wrong, in words; empty = nothing. */
export function violationsOf(entries: readonly Entry[]): string[] {
  const wrong: string[] = []
  const known = new Map<string, Known>()
  const gone = new Set<string>()
  const held = new Map<string, number>()
  const binned = new Map<string, string>()
  const pulls = new Map<string, { at: number; failing: boolean; seq: number }>()
  const planned = new Map<string, number>()
  const approved = new Map<string, Approved>()
  const past: Entry[] = []
  let [advanceSeq, lastSeq] = [-1, -1]

  /** Records that answer; those that this plan took away itself still tell of their person. */
  const liveOf = (history: number, plan: string | null = null) =>
    [...known.values()]
      .filter(
        ({ shown }) =>
          shown.history === history && (!gone.has(shown.key) || (plan !== null && binned.get(shown.key) === plan)),
      )
      .map(({ shown }) => shown)
  /** Own addresses of today and of before. */
  const everOf = (records: readonly Shown[]) =>
    records.flatMap((record) => [...ownOf(record), ...(known.get(record.key)?.former.keys() ?? [])])
  const isHeld = (address: string) =>
    [...known.values()].some(({ shown }) => !gone.has(shown.key) && shown.addresses.includes(address))
  /**
   * What was told beside the records of these people: under a former address until it left them, or for as long as
   * nobody has it.
   */
  const toldOf = (records: readonly Shown[]) => [
    ...besideOf(past, new Set(records.flatMap(ownOf))),
    ...records.flatMap((record) =>
      [...(known.get(record.key)?.former ?? [])].flatMap(([address, leftAt]) =>
        besideOf(past, new Set([address])).filter((at) => at <= leftAt || !isHeld(address)),
      ),
    ),
  ]
  const factsFor = (records: readonly Shown[]) => ({
    keys: new Set(records.flatMap((record) => [record.key, ...record.formerKeys])),
    own: new Set(records.flatMap(ownOf)),
    all: new Set(records.flatMap((record) => record.addresses)),
  })
  const report = (entry: { seq: number; at: number }, text: string) =>
    wrong.push(`#${entry.seq} ${new Date(entry.at).toISOString()}: ${text}`)

  /** Why this person may not go now in a plan of this kind; null = nothing speaks against it. */
  const reasonToStay = (entry: Entry, key: string, kind: string, plan: string | null = null): string | null => {
    const record = known.get(key)?.shown
    if (record === undefined) return 'nobody ever read the record'
    const records = samePerson(record, liveOf(record.history, plan))
    const facts = factsFor(records)
    const today = dayNumber(entry.at)
    const acts = [...records.flatMap(({ acts: theirs }) => theirs), ...toldOf(records)].filter((at) => at <= entry.at)
    const since = Math.max(
      ...acts,
      Math.min(...records.map(({ createdAt }) => createdAt)),
      ...liftsOf(past, facts.own),
      ...records.flatMap((one) => known.get(one.key)?.endedAt ?? []),
    )
    if (kind === 'silent' && termOf(since) > today) return `is active: term ${termOf(since)}`
    if (kind === 'no-source' && acts.some((at) => termOf(at) > today)) return 'acted within the term'
    if (kind === 'no-source' && records.some(({ sourced }) => sourced)) return 'has a source'
    if (
      kind === 'no-source' &&
      entry.at - Math.min(...records.map((one) => known.get(one.key)?.firstAt ?? entry.at)) < searchDays * dayMs
    )
      return 'the search for a source goes on'
    if (records.some(({ relation }) => relation !== 'none')) return 'is a customer'
    const hold = standing(past, 'kept', 'kept-ended').find(
      (one) => one.history === record.history && covers(one, facts.keys) && endOf(one) > today,
    )
    if (hold !== undefined) return 'is held by law'
    if (standing(past, 'pending', 'answered').some((one) => one.history === record.history && covers(one, facts.keys)))
      return 'waits for an answer'
    const stopped = stoppedChannels(past, facts.own)
    if (kind === 'objected' && stopped.size < channelCount) return 'has no no to everything'
    if (kind !== 'objected' && stoppedChannels(past, facts.all).size > 0) return 'said no, which another plan is for'
    if (
      ['a', 'b', 'beside'].some(
        (system) =>
          pulls.get(system)?.failing !== false || entry.at - (pulls.get(system)?.at ?? 0) > freshHours * hourMs,
      )
    )
      return 'a clock is blind'
    return null
  }
  const reasonToBeGuarded = (entry: Entry, key: string, kind: string): string | null => {
    const stay = reasonToStay(entry, key, kind)
    if (stay !== null) return stay
    const record = known.get(key)?.shown as Shown
    const theirs = samePerson(record, liveOf(record.history))
    const others = liveOf(record.history).filter((one) => !theirs.includes(one))
    const [own, all] = [new Set(theirs.flatMap(ownOf)), new Set(theirs.flatMap(({ addresses }) => addresses))]
    if (others.some((one) => ownOf(one).some((address) => own.has(address)))) return 'is maybe somebody else too'
    const ever = new Set(everOf(theirs))
    for (const part of others.filter((one) => everOf([one]).some((address) => ever.has(address)))) {
      const whole = samePerson(part, others)
      if (
        [...whole.flatMap(({ acts }) => acts), ...toldOf(whole)].some(
          (at) => at <= entry.at && termOf(at) > dayNumber(entry.at),
        )
      )
        return `is a part of somebody who acted, as ${part.key}`
      if (part.relation !== 'none') return `is a part of a customer, as ${part.key}`
    }
    return others.some(
      (one) =>
        one.addresses.some((address) => all.has(address)) &&
        one.acts.some((at) => at <= entry.at && termOf(at) > dayNumber(entry.at)),
    )
      ? 'shares a mailbox with somebody who acted'
      : null
  }
  /** The objections that stand on an address stand on those of these records too. */
  const passOn = (entry: Entry, from: string, records: readonly Shown[]) => {
    const stopped = [...stoppedChannels(past, new Set([from]))] as Channel[]
    if (stopped.length > 0)
      for (const record of records)
        past.push(
          ...ownOf(record).map((address) => ({
            what: 'no' as const,
            history: record.history,
            address,
            channels: stopped,
            seq: entry.seq,
            at: entry.at,
          })),
        )
  }
  const planOf = (key: string) =>
    [...approved].findLast(([, { people }]) => people.some((records) => records.includes(key)))

  for (const entry of entries) {
    switch (entry.what) {
      case 'shown': {
        const first = known.get(entry.record.key)
        const before = first?.shown
        const former = new Map(
          [
            ...(first?.former ?? []),
            ...(before === undefined ? [] : ownOf(before).map((address) => [address, entry.at] as const)),
          ].filter(([address]) => !entry.record.addresses.includes(address)),
        )
        // An objection to the address that was theirs goes with them to the new one.
        for (const address of before === undefined
          ? []
          : ownOf(before).filter((one) => !entry.record.addresses.includes(one)))
          passOn(entry, address, [entry.record])
        known.set(entry.record.key, {
          former,
          shown: entry.record,
          seq: entry.seq,
          firstAt: first?.firstAt ?? entry.at,
          endedAt:
            entry.record.relation === 'customer'
              ? null
              : before?.relation === 'customer'
                ? entry.at
                : (first?.endedAt ?? null),
        })
        // An objection that the vendor's own user wrote is heard when it is first shown.
        if (entry.record.stoppedThere.some((channel) => before?.stoppedThere.includes(channel) !== true))
          for (const address of ownOf(entry.record))
            past.push({
              what: 'no',
              history: entry.record.history,
              address,
              channels: entry.record.stoppedThere,
              seq: entry.seq,
              at: entry.at,
            })
        break
      }
      case 'no':
        if (!isHeld(entry.address))
          for (const { shown, former } of known.values())
            if (former.has(entry.address) && !gone.has(shown.key))
              past.push(...ownOf(shown).map((address) => ({ ...entry, address })))
        break
      case 'gone':
        gone.add(entry.record)
        break
      case 'pulled':
        pulls.set(entry.system, {
          at: entry.ok ? entry.at : (pulls.get(entry.system)?.at ?? 0),
          failing: !entry.ok,
          seq: entry.seq,
        })
        break
      case 'advance':
        advanceSeq = entry.whole ? lastSeq : entry.seq
        lastSeq = entry.seq
        break
      case 'planned':
        planned.set(entry.plan, entry.seq)
        for (const records of entry.people) {
          const why = reasonToBeGuarded(entry, records[0] ?? '', entry.kind)
          if (why !== null) report(entry, `${records[0]} is in a plan (${entry.kind}) and ${why}`)
        }
        break
      case 'approved':
        approved.set(entry.plan, {
          kind: entry.kind,
          people: entry.people,
          plannedSeq: planned.get(entry.plan) ?? entry.seq,
        })
        break
      case 'held':
        if (planOf(entry.record) === undefined) report(entry, `${entry.record} is held without an approval`)
        if (!held.has(entry.record)) held.set(entry.record, entry.at)
        break
      case 'released':
        held.delete(entry.record)
        break
      case 'asked-again':
        report(entry, `${entry.record} was to be deleted once more after it was answered`)
        break
      case 'stopped': {
        // An address that two people hold stops both: everybody who can be reached by a chain of addresses counts.
        // What it showed when it was last looked at counts, too: a new address is known from the next look on.
        const theirs = known.get(entry.record)?.shown
        if (
          !stoppedChannels(
            past,
            reach([...entry.addresses, ...(theirs === undefined ? [] : everOf([theirs]))], known),
          ).has(entry.channel)
        )
          report(entry, `${entry.record} was stopped for ${entry.channel} and nobody said no`)
        break
      }
      case 'emptied':
      case 'erased':
      case 'binned': {
        if (entry.what !== 'binned' && binned.has(entry.record)) break
        const plan = planOf(entry.record)
        if (plan === undefined) {
          report(entry, `${entry.record} is deleted without an approved plan`)
          break
        }
        const [planId, { kind }] = plan
        const record = known.get(entry.record)
        if (record === undefined || record.seq < advanceSeq)
          report(entry, `${entry.record} is deleted unlooked at since the work was taken up`)
        if ((pulls.get('beside')?.seq ?? -1) < advanceSeq)
          report(entry, `${entry.record} is deleted and nobody asked the tool beside since the work was taken up`)
        for (const one of record === undefined ? [] : samePerson(record.shown, liveOf(record.shown.history))) {
          const since = held.get(one.key)
          if (!binned.has(one.key) && (since === undefined || entry.at - since < restoreDays * dayMs))
            report(entry, `${entry.record} is deleted while ${one.key} was not held for ${restoreDays} days`)
        }
        const why = reasonToStay(entry, entry.record, kind, planId)
        if (why !== null) report(entry, `${entry.record} is deleted (${kind}) and ${why}`)
        if (past.some((one) => one.what === 'restored' && one.plan === planId && one.records.includes(entry.record)))
          report(entry, `${entry.record} is deleted after it was restored`)
        if (binned.has(entry.record)) report(entry, `${entry.record} is deleted twice`)
        binned.set(entry.record, planId)
        gone.add(entry.record)
        break
      }
    }
    past.push(entry)
  }

  const last = entries.at(-1) ?? { seq: 0, at: 0 }
  for (const [plan, { kind, people, plannedSeq }] of approved) {
    const after = past.filter((entry) => entry.seq > plannedSeq)
    for (const records of people) {
      const shown = records.flatMap((key) => known.get(key)?.shown ?? [])
      const facts = factsFor(shown)
      // Who reads the same mailbox may be the same person.
      const near = new Set(
        [...known.values()]
          .filter((one) => one.shown.addresses.some((address) => facts.all.has(address)))
          .map((one) => one.shown.key),
      )
      const ever = new Set(everOf(shown))
      const excused =
        after.some(
          (entry) =>
            (entry.what === 'acted-beside' && ever.has(entry.address)) ||
            (entry.what === 'touched' &&
              (entry.addresses.some((address) => facts.all.has(address)) ||
                entry.records.some((key) => facts.keys.has(key) || near.has(key)))) ||
            (entry.what === 'refused' && records.includes(entry.record)),
        ) || shown.some(({ acts }) => acts.some((at) => at > (past[plannedSeq]?.at ?? entries[plannedSeq]?.at ?? 0)))
      const went = records.filter((key) => binned.has(key))
      if (!excused && went.length < records.length)
        report(
          last,
          `${records.join(', ')} stayed although the plan ${plan} (${kind}) was approved and nothing came between`,
        )
    }
  }
  // The hold of whoever could not be deleted ends by its own date, which has passed by then.
  const refused = new Set(
    past.flatMap((entry) =>
      entry.what === 'refused'
        ? [...(planOf(entry.record)?.[1].people ?? []), [entry.record]]
            .filter((records) => records.includes(entry.record))
            .flat()
        : [],
    ),
  )
  for (const key of held.keys())
    if (!binned.has(key) && !gone.has(key) && !refused.has(key)) report(last, `${key} is still on hold`)
  for (const { shown } of known.values()) {
    if (gone.has(shown.key)) continue
    for (const channel of stoppedChannels(past, new Set(ownOf(shown))))
      if (!shown.stopped.some((one) => one === channel))
        report(last, `${shown.key} is open for ${channel} although its person said no`)
  }
  return wrong
}

const isShared = (address: string): boolean => address.startsWith('contact@')
const ownOf = (record: Shown): string[] => record.addresses.filter((address) => !isShared(address))

/** Records of the same person: a common address of their own under the same name, over as many steps as it takes. */
function samePerson(record: Shown, others: readonly Shown[]): Shown[] {
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

/** Every address that hangs together with these by any record ever shown. */
function reach(from: readonly string[], known: ReadonlyMap<string, Known>): Set<string> {
  const addresses = new Set(from)
  for (let size = 0; size < addresses.size; ) {
    size = addresses.size
    for (const { shown } of known.values())
      if (shown.addresses.some((address) => addresses.has(address)))
        for (const address of shown.addresses) addresses.add(address)
  }
  return addresses
}

/** Channels with an objection to one of the addresses that no later lift ended. */
function stoppedChannels(past: readonly Entry[], addresses: ReadonlySet<string>): Set<string> {
  const noes = past.flatMap((entry) =>
    entry.what === 'no' && addresses.has(entry.address)
      ? entry.channels.map((channel) => ({ channel, address: entry.address, seq: entry.seq }))
      : [],
  )
  return new Set(
    noes
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

/** A person who starts again by a mail's button has acted. */
function liftsOf(past: readonly Entry[], addresses: ReadonlySet<string>): number[] {
  return past.flatMap((entry) => (entry.what === 'lift' && addresses.has(entry.address) ? [entry.at] : []))
}

function standing(
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

const covers = (one: Of<'kept' | 'pending'>, keys: ReadonlySet<string>): boolean =>
  one.records === 'all' || one.records.some((key) => keys.has(key))
/** First day without it, as a number; a hold without an end stands for ever. */
const endOf = (one: Of<'kept' | 'pending'>): number =>
  Number((one.id.split(' ')[1] ?? '').replaceAll('-', '')) || Number.POSITIVE_INFINITY
