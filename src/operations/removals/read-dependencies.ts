import type { RecordRef } from '../../connector/records.ts'
import type { Dependencies } from '../../connector/related.ts'
import type { DependencyCounts, DependencyKind, OpenWork } from '../../domain/removals/dependencies.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { recordsToAsk, saveDependencies, type AskedRecord } from '../../store/removals/dependencies.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { findConnection, type Connection } from '../../store/connections/connections.ts'
import type { App } from '../app/app.ts'
import { asConnectorError } from '../app/as-connector-error.ts'
import { connectorOf, openConnection } from '../connections/open-connection.ts'
import { decideContacts } from '../decisions/decide-contacts.ts'
import { encountersSince, takeEncounters } from './encounters/take-encounters.ts'
import { byConnection } from './batches/plan-batches.ts'

/**
 * Records of one question: what the connectors ask by lists fits in it (docs/reference/hubspot.md#associations-batch).
 */
const askedAtOnce = 1_000

/** How the people of a plan are asked about. */
interface Asking {
  settings: Settings
  signal: AbortSignal
  /**
   * Of a system that cannot be reached: `unknown` = its people are kept for now; `throw` = the plan waits, and asks
   * again.
   */
  unreachable: 'unknown' | 'throw'
  /** Kinds that say nothing for this plan: neither found nor unknown. */
  without?: readonly DependencyKind[]
  /** Before each question: whoever works may have to say that they are still at it. */
  onPage?: () => Promise<void>
}

/** What is open with a person, and on which records of theirs that was read. */
interface ReadWork extends OpenWork {
  recordIds: readonly number[]
  /** A call or meeting of theirs counts as their act: the clock was run anew. */
  acted: boolean
}

/**
 * Reads afresh what is open with these people, in every system that holds them, and keeps it with its time. Nothing a
 * poll sees moves when a case or an offer begins, so nobody goes by an older look. Somebody who is in no system is left
 * out.
 */
export async function readDependencies(
  app: App,
  contactIds: readonly string[],
  asking: Asking,
): Promise<ReadonlyMap<string, ReadWork>> {
  const { without = [] } = asking
  const work = new Map<
    string,
    { found: OpenWork['found'][number][]; unread: OpenWork['unread'][number][]; recordIds: number[]; acted: boolean }
  >()
  for (const [connectionId, records] of byConnection(await recordsToAsk(app.pool, contactIds))) {
    for (let start = 0; start < records.length; start += askedAtOnce) {
      asking.signal.throwIfAborted()
      await asking.onPage?.()
      const page = records.slice(start, start + askedAtOnce)
      const { rows: read, acted } = await readPage(app, connectionId, page, asking)
      await saveDependencies(app.pool, read, app.clock.now())
      if (acted.length > 0) await decideContacts(app, acted, (await loadSettings(app.pool)).settings)
      for (const [place, { recordId, found, unread }] of read.entries()) {
        const { contactId } = page[place] as AskedRecord
        const theirs = work.get(contactId) ?? { found: [], unread: [], recordIds: [], acted: false }
        work.set(contactId, theirs)
        theirs.recordIds.push(recordId)
        theirs.acted ||= acted.includes(contactId)
        for (const [kind, count] of entriesOf(found))
          if (!without.includes(kind)) theirs.found.push({ connectionId, kind, count })
        for (const [kind, detail] of entriesOf(unread))
          if (!without.includes(kind)) theirs.unread.push({ connectionId, kind, ...detail })
      }
    }
  }
  return work
}

/** `Object.entries` with the keys that the type says. */
function entriesOf<T>(record: Readonly<Partial<Record<DependencyKind, T>>>): [DependencyKind, T][] {
  return Object.entries(record) as [DependencyKind, T][]
}

interface PageRow {
  recordId: number
  found: DependencyCounts
  unread: Partial<Record<DependencyKind, { en: string; fr: string }>>
}

/** One question to one system, in the order of its records, and whose clock its answer moves. */
async function readPage(
  app: App,
  connectionId: string,
  page: readonly AskedRecord[],
  { settings, signal, unreachable }: Asking,
): Promise<{ rows: PageRow[]; acted: readonly string[] }> {
  const connection = await findConnection(app.pool, connectionId)
  const kinds = connection === null ? [] : (connectorOf(app, connection).dependencies ?? [])
  if (connection === null || kinds.length === 0) return { rows: page.map(ownWord), acted: [] }
  const { openWork } = settings
  try {
    const { system } = await openConnection(app, connectionId, 'read', signal)
    const options = { company: openWork.company, since: encountersSince(settings, app.clock.now()) }
    const answer = (await system.dependencies?.(page, options)) ?? { found: [], unread: [] }
    const rows = rowsOf(page, answer, openWork.complete[connectionId] ?? [])
    return await withEncounters(app, connection, { page, rows, answer }, settings)
  } catch (error) {
    if (signal.aborted || unreachable === 'throw') throw error
    const { message } = asConnectorError(app.log, error, {
      doing: 'when open work was read',
      message: 'What is open with people there could not be read.',
      ids: { connectionId },
    })
    const unread = Object.fromEntries(kinds.map((kind) => [kind, { en: message, fr: message }]))
    return { rows: page.map(({ recordId }) => ({ recordId, found: {}, unread })), acted: [] }
  }
}

/** Calls and meetings are kept, and those that nobody judged count among what was found. */
async function withEncounters(
  app: App,
  { id: connectionId, connector }: Connection,
  { page, rows, answer }: { page: readonly AskedRecord[]; rows: readonly PageRow[]; answer: Dependencies },
  settings: Settings,
): Promise<{ rows: PageRow[]; acted: readonly string[] }> {
  const byRef = new Map(page.map((record) => [keyOf(record.ref), record]))
  const met = (answer.encounters ?? []).flatMap((one) => {
    const record = byRef.get(keyOf(one.ref))
    return record === undefined ? [] : [{ ...one, recordId: record.recordId, contactId: record.contactId }]
  })
  const hidden = new Set(answer.unread.filter(({ kind }) => kind === 'encounter').map(({ ref }) => ref && keyOf(ref)))
  const whole = hidden.has(undefined) ? [] : page.filter(({ ref }) => !hidden.has(keyOf(ref)))
  const taken = await takeEncounters(
    app,
    { connectionId, connector, whole: whole.map(({ recordId }) => recordId) },
    met,
    settings,
  )
  return {
    acted: taken.acted,
    rows: rows.map((row) => {
      const count = taken.undecided.get(row.recordId) ?? 0
      return count === 0 ? row : { ...row, found: { ...row.found, encounter: count } }
    }),
  }
}

const keyOf = ({ object, id }: RecordRef) => `${object} ${id}`

/** A system that tells of nothing beside its records: their own word on a deal stands. */
function ownWord({ recordId, relation }: AskedRecord): PageRow {
  return { recordId, found: relation === 'open-deal' ? { 'open-deal': 1 } : {}, unread: {} }
}

/**
 * `complete`: an admin said that there is nothing of these kinds besides what is read. It says nothing of one record
 * that could not be told, nor of one that shows a deal by itself.
 */
function rowsOf(page: readonly AskedRecord[], answer: Dependencies, complete: readonly DependencyKind[]): PageRow[] {
  const found = Map.groupBy(answer.found, ({ ref }) => keyOf(ref))
  const everywhere = answer.unread.filter(({ ref }) => ref === undefined)
  const apart = Map.groupBy(answer.unread, ({ ref }) => (ref === undefined ? '' : keyOf(ref)))
  return page.map(({ recordId, ref, relation }) => {
    const counts = (found.get(keyOf(ref)) ?? []).map(({ kind, count }) => [kind, count] as const)
    const unread = [
      ...everywhere.filter(
        ({ kind }) => !complete.includes(kind) || (kind === 'open-deal' && relation === 'open-deal'),
      ),
      ...(apart.get(keyOf(ref)) ?? []),
    ]
    return {
      recordId,
      found: Object.fromEntries(counts),
      unread: Object.fromEntries(unread.map(({ kind, detail: { en, fr } }) => [kind, { en, fr }])),
    }
  })
}
