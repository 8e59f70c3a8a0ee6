import { insertAudit } from '../../store/app/audit.ts'
import { knowsItem, noteRestoreEnd } from '../../store/backup/replay-restores.ts'
import { purgeContacts } from '../../store/removals/purge.ts'
import { forgetRestored, forgetRemoval } from '../../store/removals/removal-memory.ts'
import { askRestore, noteBack } from '../../store/removals/restores.ts'
import { journaledWords, type JournalRestore } from './journal-lines.ts'
import { noReason, type Replay } from './replay-batches.ts'

/**
 * Says again that somebody of a plan came back out of a bin: they are not removed, and what their systems showed is no
 * second time asked of them. A restore that had not ended goes on from there. Of a plan that came after the backup the
 * person alone is left: they are a contact again once a system showed them.
 */
export async function replayRestore(replay: Replay, line: JournalRestore): Promise<void> {
  const { sql, keys, now } = replay
  const { planId, contactId } = line
  const known = await knowsItem(sql, planId, contactId)
  if (line.t === 'restored') {
    const { by, reason } = journaledWords(keys, line) ?? { by: 'journal', reason: noReason }
    if (known) await askRestore(sql, planId, [contactId], { by, reason }, new Date(line.askedAt))
  } else if (line.t === 'back') {
    if (known) {
      await noteBack(sql, planId, [{ recordId: line.record, value: line.seen ?? '' }], new Date(line.backAt))
      await forgetRestored(sql, planId, [line.record], now)
    } else await forgetRemoval(sql, contactId, now)
  } else {
    if (known) await noteRestoreEnd(sql, planId, contactId, line.ends, new Date(line.endedAt))
    const { purgedAt, remembered } = line
    if (purgedAt !== null) await purgeContacts(sql, [contactId], { remember: remembered }, new Date(purgedAt))
  }
  await insertAudit(
    sql,
    [{ actId: line.act, act: 'release', actor: 'journal', contactId, details: { planId, journal: true } }],
    now,
  )
}
