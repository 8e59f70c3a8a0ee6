import { randomUUID } from 'node:crypto'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { keptBefore } from '../../domain/runs/kept.ts'
import { dayOf } from '../../domain/app/day.ts'
import { chainAt, sealWholeAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  followerState,
  lockJournal,
  nextEntries,
  noteJournalFailure,
  noteWritten,
  oldestUnwritten,
  startFollower,
  type FollowerState,
} from '../../store/backup/journal.ts'
import {
  appendEntries,
  journalFiles,
  journalSeries,
  lastEntry,
  type JournalEntry,
  type JournalSeries,
} from '../../store/backup/journal-files.ts'
import type { App } from '../app/app.ts'

const together = 1_000
/** How old the note that all is written may be while nothing happens. */
const notedEveryMs = 30_000

/**
 * Writes what a restored backup would have forgotten into LAWBASE_JOURNAL_DIR (docs/reference/promises.md#journal):
 * seals the audit log, then adds each sealed no, lift, removal and act that keeps somebody to the file of its series,
 * forced to the disk before the position moves. One follower works at a time; one that dies in between writes again
 * only what is not in the file. Gives how many entries were written.
 */
export async function followJournal(app: App): Promise<number> {
  const folder = app.journalFolder
  if (folder === null) return 0
  // Waits for another sealer: what happened before this call is sealed when its lines are read.
  await sealWholeAudit(app.pool)
  if ((await followerState(app.pool)) === null) await startFollower(app.pool, randomUUID())
  let written = 0
  try {
    for (;;) {
      const step = await inTransaction(app.pool, async (sql) =>
        (await lockJournal(sql)) ? followOnce(app, sql, folder) : null,
      )
      written += step?.written ?? 0
      if (step === null || step.whole) return written
    }
  } catch (error) {
    const failure = failureOf(error)
    if (await noteJournalFailure(app.pool, failure, app.clock.now()))
      app.log.error({ failure }, 'the journal cannot be written to LAWBASE_JOURNAL_DIR')
    return written
  }
}

async function followOnce(app: App, sql: Sql, folder: string): Promise<{ written: number; whole: boolean }> {
  const state = await followerState(sql)
  if (state === null) return { written: 0, whole: true }
  const now = app.clock.now()
  const key = app.keys.journalKey(null)
  if (key === null) throw new Error('The key ring has no key for the journal')
  const batch = await nextEntries(sql, state, { scheme: app.keys.identityKid, key }, together)
  let written = 0
  for (const series of journalSeries) {
    const entries = await unwritten(sql, folder, series, state, batch[series])
    await appendEntries(folder, series, dayOf(now), entries, (kid) => {
      const key = app.keys.journalKey(kid)
      if (key === null)
        throw new Error(
          'The folder of the journal belongs to another installation: name one of its own in LAWBASE_JOURNAL_DIR',
        )
      return key
    })
    written += entries.length
  }
  const quiet =
    batch.seq === state.seq &&
    state.failingSince === null &&
    state.writtenAt !== null &&
    now.getTime() - state.writtenAt.getTime() < notedEveryMs
  if (!quiet) await noteWritten(sql, batch.seq, now)
  return { written, whole: batch.whole }
}

/** What a follower wrote before it died is there already: its act stands in our log under the same number and link. */
async function unwritten(
  sql: Sql,
  folder: string,
  series: JournalSeries,
  state: FollowerState,
  entries: readonly JournalEntry[],
): Promise<readonly JournalEntry[]> {
  // Also looked at when there is nothing to write: a folder that is gone must show before the next no.
  const last = await lastEntry(folder, series)
  if (
    entries.length === 0 ||
    last === null ||
    last['epoch'] !== state.epoch ||
    typeof last['seq'] !== 'number' ||
    last['seq'] <= state.seq
  )
    return entries
  const ours = await chainAt(sql, last['seq'])
  const isOurs = ours.seq === last['seq'] && ours.chain.toString('hex') === last['chain']
  return isOurs ? entries.filter((entry) => Number(entry['seq']) > Number(last['seq'])) : entries
}

function failureOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return typeof code === 'string' && /^E[A-Z]+$/u.test(code) ? code : String(message).slice(0, 200)
}

/** How late an act may be in the files before somebody is told. */
const behindMs = 60_000

interface JournalHealth {
  /** Business time since when something is not written; null = all is. */
  since: Date | null
  failure: string | null
  /** A service follows at this moment. */
  isFollowed: boolean
}

/** Whether the files hold everything; null = there is no folder. */
export async function journalHealth(app: App): Promise<JournalHealth | null> {
  if (app.journalFolder === null) return null
  const state = await followerState(app.pool)
  const oldest = await oldestUnwritten(app.pool, state?.seq ?? 0)
  const behind = oldest !== null && app.clock.now().getTime() - oldest.getTime() > behindMs ? oldest : null
  const isFollowed = state?.writtenAt != null && app.clock.now().getTime() - state.writtenAt.getTime() < behindMs
  return { since: state?.failingSince ?? behind, failure: state?.failure ?? null, isFollowed }
}

/**
 * Files of removals, and of what keeps people from them, whose whole content is past the memory of removals
 * (docs/reference/law.md#h5), which no backup outlives. Gives how many went.
 */
export async function forgetJournal(app: App): Promise<number> {
  const folder = app.journalFolder
  if (folder === null) return 0
  const before = dayOf(keptBefore('memory', app.clock.now()))
  const old: string[] = []
  // The latest file goes on, whatever its day.
  for (const series of ['removals', 'kept'] as const)
    old.push(
      ...(await journalFiles(folder, series))
        .slice(0, -1)
        .filter((name) => (/\d{4}-\d{2}-\d{2}/u.exec(name)?.[0] ?? '9999') < before),
    )
  for (const name of old) await unlink(join(folder, name))
  return old.length
}
