import { forgetVerdicts } from '../../store/backup/replay.ts'
import { deleteToolActs } from '../../store/inactivity/tool-acts.ts'
import { stillAdded, withdrawSources } from '../../store/sources/withdrawn-sources.ts'
import { journaledWords, type Kept } from './journal-lines.ts'
import { noReason, ourPages, type Replay } from './replay-batches.ts'

/**
 * Takes sources back again that were taken back after the backup, and acts on which nothing rests without them, which
 * an earlier line may have told (docs/decisions/0066-sources-taken-back.md).
 */
export async function replayWithdrawnSource(
  { sql, keys }: Replay,
  kept: Extract<Kept, { t: 'source-withdrawn' }>,
): Promise<void> {
  const { by, reason: why } = journaledWords(keys, kept) ?? { by: 'journal', reason: noReason }
  const standing = await stillAdded(sql, kept.sources)
  await withdrawSources(
    sql,
    standing.map(({ id }) => id),
    { id: kept.id, reason: kept.reason, why, isCorrected: kept.corrected, by },
    new Date(kept.done),
  )
  await deleteToolActs(
    sql,
    ourPages,
    kept.acts.flatMap(([at, hashes]) => hashes.map((hash) => ({ hash, kind: 'form', at: new Date(at) }))),
  )
  await forgetVerdicts(
    sql,
    standing.map(({ contactId }) => contactId),
  )
}
