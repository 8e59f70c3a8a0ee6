import type { Sql } from '../../store/app/database.ts'
import { readEntries, type JournalEntry, type JournalSeries } from '../../store/backup/journal-files.ts'
import type { KeyRing } from '../../store/app/key-ring.ts'
import { knownActs } from '../../store/backup/replay.ts'
import type { App } from '../app/app.ts'

export interface Replayed {
  /** Identity keys that came after the backup. */
  keys: number
  objections: number
  lifts: number
  corrections: number
  /** Companies that opted out as a whole, and the ends of that. */
  companies: number
  removals: number
  /** Own acts of people, breaks, legal holds, and requests for access. */
  kept: number
  /** People of legal holds whom the backup does not know: somebody has to hold them again. */
  unheld: number
  /** Who may be somebody who was removed, or share their address: a person has to say which. */
  unsure: number
  /** Highest counter of the removal plans, erasure requests and access requests that the journal names. */
  lastNumbers: { removal: number; erasure: number; access: number }
}

/** One replay under way. */
export interface Replay {
  app: Pick<App, 'connectors'>
  sql: Sql
  keys: KeyRing
  now: Date
  done: Replayed
}

/** Words of a user are kept nowhere but in the database: the log from before the restore has them. */
export const noReason = 'Brought back from the journal, which does not hold the reason.'

/** Stands in the place of a tool where an act on our own pages is only known from the journal. */
export const ourPages = 'Lawbase'

const together = 500

/** Entries of which the backup knows nothing, some hundred at a time. */
export async function* batches(
  { sql, keys }: Replay,
  folder: string,
  series: JournalSeries,
): AsyncGenerator<{ batch: JournalEntry[] }> {
  let batch: JournalEntry[] = []
  const fresh = async () => {
    const known = await knownActs(
      sql,
      batch.map((entry) => String(entry['act'])),
    )
    const seen = new Set<string>()
    return batch.filter((entry) => {
      const act = String(entry['act'])
      const isNew = !known.has(act) && !seen.has(act)
      seen.add(act)
      return isNew
    })
  }
  for await (const entry of readEntries(
    folder,
    series,
    (kid) => keys.journalKey(kid)?.key ?? null,
    series !== 'noes',
  )) {
    batch.push(entry)
    if (batch.length < together) continue
    yield { batch: await fresh() }
    batch = []
  }
  if (batch.length > 0) yield { batch: await fresh() }
}

/** A number that somebody may have is not given again. */
export function noteNumber({ lastNumbers }: Replayed, series: keyof Replayed['lastNumbers'], number: string): void {
  lastNumbers[series] = Math.max(lastNumbers[series], Number(/(?<!\d)\d+$/u.exec(number)?.[0] ?? 0))
}
