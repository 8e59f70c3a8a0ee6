import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import { z } from 'zod'
import type { Lane } from '../../../src/connector/access.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Cursor, RecordPage } from '../../../src/connector/records.ts'
import { personsWithAccountSince } from '../records/account-changes.ts'
import { personsContactedSince } from '../encounters/first-contact.ts'
import { personsWithActsSince } from './acts.ts'
import { ask } from '../transport/api.ts'
import { changesStart, isReadByJob, parseCursor, rest, sweepStart } from './cursor.ts'
import type { PullCursor } from './cursor.ts'
import { actsEveryMs, bulkAboveRecords, collectionSize, overlapMs, paths } from '../transport/endpoints.ts'
import { personObjects } from '../fields/fields.ts'
import type { PersonObject } from '../fields/fields.ts'
import { personsWithIndividualSince } from './individual-events.ts'
import { pageByJob } from './job-sweep.ts'
import { pageByQuery } from './person-page.ts'
import { deleteJob } from './query-job.ts'
import { read } from './read.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/**
 * Contacts, then Leads, by (SystemModstamp, Id), restartable anywhere (docs/reference/salesforce.md#polling,
 * #rotation-session): by a query per page, or by Bulk 2.0 jobs in a sweep of many records. Deleted and merged rows come
 * as tombstones. Increments end with the persons whose acts are new or whose account or Individual changed, because
 * none of it moves the contact's stamp. Throws `not-ready` while a job runs.
 */
export async function* pull(
  system: SalesforceSystem,
  from: Cursor | null,
  mode: 'full' | 'changes',
): AsyncGenerator<RecordPage> {
  const given = from === null ? null : parseCursor(from)
  let position = await startOf(system, given, mode)
  while (position.walk !== 'rest') {
    if (position.object === 'acts') {
      yield* pullActs(system, position)
      return
    }
    const before = position
    const nextPage = isReadByJob(position, position.object) ? pageByJob : pageByQuery
    const page = await nextPage(system, position, position.object)
    position = page.position
    yield { records: page.records, tombstones: page.tombstones, next: position, total: position.total }
    // Only now is the position without the job saved.
    if (before.job !== null && position.job !== before.job) await deleteJob(system, before.job)
  }
}

async function startOf(
  system: SalesforceSystem,
  given: PullCursor | null,
  mode: 'full' | 'changes',
): Promise<PullCursor> {
  const now = system.deps.clock.now()
  if (given !== null && given.walk !== 'rest' && (given.walk === 'full' || mode === 'changes')) return given
  if (given !== null && given.walk === 'rest' && mode === 'changes') return changesStart(given, now)
  let total = 0
  const large: PersonObject[] = []
  for (const object of personObjects) {
    const count = await countOf(system, object)
    total += count
    if (count > bulkAboveRecords) large.push(object)
  }
  return sweepStart(now.toISOString(), total, large)
}

async function countOf(system: SalesforceSystem, object: string): Promise<number> {
  const soql = `SELECT count() FROM ${object}`
  const answer = await ask(
    system,
    { method: 'GET', path: `${paths.query}?q=${encodeURIComponent(soql)}` },
    z.object({ totalSize: z.number() }),
  )
  return answer.totalSize
}

async function* pullActs(system: SalesforceSystem, position: PullCursor): AsyncGenerator<RecordPage> {
  const before = (text: string) => new Date(new Date(text).getTime() - overlapMs)
  const actsDue = new Date(position.startedAt).getTime() - new Date(position.actsSince).getTime() >= actsEveryMs
  // Both objects side by side: their questions share calls.
  const acting = actsDue
    ? await ifFree(() =>
        allEnded(
          personObjects.map((object) => personsBeside(inLane(system, 'read'), object, before(position.actsSince))),
        ),
      )
    : null
  const individualsSince = before(position.individualsSince || position.actsSince)
  const behind = await allEnded(
    personObjects.map((object) => personsWithIndividualSince(system, object, individualsSince)),
  )
  for (const [place, object] of personObjects.entries()) {
    const ids = new Set([...(acting?.[place] ?? []), ...(behind[place] ?? [])])
    for (const slice of chunksOf([...ids], collectionSize)) {
      const records = await read(
        system,
        slice.map((id) => ({ object, id })),
      )
      yield { records, tombstones: [], next: position, total: null }
    }
  }
  yield { records: [], tombstones: [], next: rest(position, acting !== null), total: null }
}

/** Persons of whom something else than their own record changed. */
async function personsBeside(system: SalesforceSystem, object: PersonObject, since: Date): Promise<string[]> {
  const found = await allEnded([
    personsWithActsSince(system, object, since),
    personsWithAccountSince(system, object, since),
    personsContactedSince(system, object, since),
  ])
  return found.flat()
}

/** Acts may wait for a day with more calls; opt-outs are read all the same. Null = no call was free. */
async function ifFree<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'rate-limited') return null
    throw error
  }
}

function inLane(system: SalesforceSystem, lane: Lane): SalesforceSystem {
  return { ...system, deps: { ...system.deps, lane } }
}
