import { insertAudit } from '../../store/app/audit.ts'
import type { Sql } from '../../store/app/database.ts'
import { forgetVerdicts } from '../../store/backup/replay.ts'
import { erasuresRestingOn, insertCorrection, noteRight, reachedBy } from '../../store/objections/corrections.ts'
import { noteKeptAddresses } from '../../store/objections/kept-address-blocks.ts'
import { insertKnownMistakenBlocks } from '../../store/objections/mistaken-blocks.ts'
import { findObjections } from '../../store/objections/objections.ts'
import { findErasure, noteTakenBack } from '../../store/removals/erasure-requests.ts'
import { movePlan } from '../../store/removals/removals.ts'
import { undoEntry } from '../corrections/undo-entry.ts'
import { journaledWords, type JournalCorrection } from './journal-lines.ts'
import { noReason, type Replay } from './replay-batches.ts'

/**
 * Says again that an objection was entered for the wrong person: neither the backup nor the lines before bring the
 * mistake back. What its systems showed of it then is no new objection of the person, and is opened where Lawbase had
 * written it.
 */
export async function replayCorrection({ app, sql, keys, now, done }: Replay, line: JournalCorrection): Promise<void> {
  const [mistaken] = await findObjections(sql, [line.id])
  // Objections of the mystery shopper are in no journal.
  if (mistaken === undefined) return
  const at = new Date(line.correctedAt)
  const reached = await reachedBy(sql, line.id)
  const { by, reason } = journaledWords(keys, line) ?? { by: 'journal', reason: noReason }
  if (await insertCorrection(sql, { objectionId: line.id, reason, by, at })) {
    await endErasures(sql, line.id, { by, why: reason }, now)
    await undoEntry(app, sql, mistaken, 'journal', now)
    await insertKnownMistakenBlocks(
      sql,
      line.id,
      line.blocks.map(([connectionId, object, remoteId, channel, kind, ours]) => ({
        connectionId,
        object,
        remoteId,
        channel,
        kind,
        ours,
      })),
      now,
    )
    const connectionIds = [...new Set(line.blocks.map(([connectionId]) => connectionId))]
    await noteKeptAddresses(sql, line.id, { connectionIds, hashes: reached.hashes }, now)
    done.corrections += 1
  }
  const right = line.right === null ? [] : await findObjections(sql, [line.right])
  if (right[0] !== undefined) await noteRight(sql, line.id, right[0].id)
  await insertAudit(
    sql,
    [
      {
        actId: line.act,
        act: 'correction',
        actor: 'journal',
        contactId: mistaken.contactId,
        details: { number: mistaken.number, objectionIds: [mistaken.id], journal: true },
      },
    ],
    now,
  )
  await forgetVerdicts(sql, reached.contactIds)
}

/** Nobody is erased because of a mistake: decisions that rest on the entry are taken back, as they were then. */
async function endErasures(sql: Sql, id: string, said: { by: string; why: string }, now: Date): Promise<void> {
  for (const { id: requestId } of await erasuresRestingOn(sql, id)) {
    const planId = (await findErasure(sql, requestId))?.planId ?? null
    const ends = { refusal: said.why, finishedAt: now }
    if (planId === null || (await movePlan(sql, planId, ['planned', 'approved'], 'refused', ends)))
      await noteTakenBack(sql, requestId, said, now)
  }
}
