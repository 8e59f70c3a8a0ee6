import { randomUUID } from 'node:crypto'
import { keptBefore } from '../../domain/runs/kept.ts'
import { rememberRemovals } from '../../store/removals/removal-memory.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { vanishedReason } from '../../store/runs/kept.ts'
import { purgeContacts } from '../../store/removals/purge.ts'
import { holdersBefore, isApproved, knownContacts, noteBinned, noteCarriedOut } from '../../store/backup/replay.ts'
import { answersWith, noteTwins } from '../../store/removals/same-person/removal-twins.ts'
import { carryAnswers, noteAnsweredRecords } from '../../store/contacts/answered-records.ts'
import { saveSamePerson } from '../../store/removals/possible-duplicate.ts'
import { rememberPeople, toldAgain } from '../removals/remember-people.ts'
import { fixAddresses } from '../removals/issue-certificate.ts'
import {
  JournalAnswer,
  JournalSplit,
  JournalRestore,
  removalOf,
  journaledWords,
  type Removal,
} from './journal-lines.ts'
import { replaySplit } from './replay-split.ts'
import { replayRestore } from './replay-restore.ts'
import { batches, noReason, noteNumber, type Replay } from './replay-batches.ts'

/**
 * Brings back who was removed after the backup, with the memory of it, and who was restored since; a plan that it knows
 * as approved gets what its systems showed, and what its certificate proves.
 */
export async function replayRemovals(replay: Replay, folder: string): Promise<void> {
  await fixCertificates(replay, folder)
  for await (const { batch } of batches(replay, folder, 'removals'))
    for (const entry of batch)
      if (entry['t'] === 'purged') await replayRemoval(replay, removalOf(replay.keys, entry))
      else if (entry['t'] === 'same-person') await replayAnswer(replay, JournalAnswer.parse(entry))
      else if (entry['t'] === 'parted' || entry['t'] === 'rejoined')
        await replaySplit(replay, JournalSplit.parse(entry))
      else await replayRestore(replay, JournalRestore.parse(entry))
}

/** All addresses of a plan are fixed together, before the first of its people goes. */
async function fixCertificates(replay: Replay, folder: string): Promise<void> {
  const { sql } = replay
  const plans = new Map<string, { contactIds: string[]; at: Date }>()
  // An older journal does not tell what systems showed: a certificate would prove less than it says.
  const untold = new Set<string>()
  for await (const { batch } of batches(replay, folder, 'removals')) {
    for (const { planId, contactId, removedAt, ends } of batch.flatMap((entry) =>
      entry['t'] === 'purged' ? [removalOf(replay.keys, entry)] : [],
    )) {
      if (planId === null || contactId === null) continue
      if (ends.length === 0) untold.add(planId)
      const plan = plans.get(planId) ?? { contactIds: [], at: new Date(removedAt) }
      plans.set(planId, {
        contactIds: [...plan.contactIds, contactId],
        at: new Date(Math.max(plan.at.getTime(), Date.parse(removedAt))),
      })
    }
  }
  for (const [planId, { contactIds, at }] of plans) {
    const known = await knownContacts(sql, contactIds)
    if (untold.has(planId) || !(await isApproved(sql, planId)) || known.size === 0) continue
    await fixAddresses(
      sql,
      planId,
      contactIds.filter((id) => known.get(id)?.purged === false),
      at,
    )
    await noteCarriedOut(sql, planId, at)
  }
}

/**
 * Who holds an address of somebody who went, and is that one by all that tells people: under another id in this backup,
 * or before both became one contact. They went, too. Whoever was said to be somebody else stays. `ask`: the backup does
 * not know who went by their id; where it cannot be told, a person is asked and nothing is erased.
 */
async function goneUnderAnotherId(
  { sql, keys, now, done }: Replay,
  removal: Removal,
  { hashes, ask }: { hashes: readonly Buffer[]; ask: boolean },
): Promise<string[]> {
  const removedAt = new Date(removal.removedAt)
  const holders = (await holdersBefore(sql, hashes, removedAt)).filter((id) => id !== removal.contactId)
  if (holders.length === 0) return []
  const answers = await answersWith(sql, holders, removal.contactId)
  const told = await toldAgain({ keys }, sql, holders, removal.known)
  const isSame = (id: string) => answers.get(id) === 'one' || (answers.get(id) === undefined && told.has(id))
  const same = holders.filter(isSame)
  const unsure = ask ? holders.filter((id) => answers.get(id) === undefined && !told.has(id)) : []
  if (removal.contactId !== null) {
    const twins = { went: removal.contactId, removedAt }
    await noteTwins(sql, { ...twins, contactIds: same, same: true }, now)
    await noteTwins(sql, { ...twins, contactIds: unsure, same: false }, now)
    done.unsure += unsure.length
  }
  return same
}

async function replayRemoval(replay: Replay, removal: Removal): Promise<void> {
  const { sql, keys, now, done } = replay
  const hashes = removal.identities.filter(([, , role]) => !role).map(([hash]) => hash)
  const known =
    removal.contactId === null ? undefined : (await knownContacts(sql, [removal.contactId])).get(removal.contactId)
  const gone = [
    ...(known?.purged === false && removal.contactId !== null ? [removal.contactId] : []),
    ...(await goneUnderAnotherId(replay, removal, { hashes, ask: known === undefined })),
  ]
  const remembered = removal.remembered && new Date(removal.removedAt) >= keptBefore('memory', now)
  const removedAt = new Date(removal.removedAt)
  if (remembered) await rememberPeople({ keys }, sql, gone, removedAt)
  await purgeContacts(sql, gone, { remember: remembered }, removedAt)
  if (removal.planId !== null) await noteBinned(sql, removal.planId, gone, removal.ends, now)
  if (remembered) {
    // Of somebody whom nothing names, nobody can come back.
    const contactId = removal.contactId ?? randomUUID()
    const known = [...removal.identities.map(([hash]) => hash), ...removal.known]
    await rememberRemovals(
      sql,
      known.map((hash) => ({ contactId, hash })),
      removedAt,
    )
  }
  await insertAudit(
    sql,
    [
      {
        actId: removal.act,
        act: 'purged',
        actor: 'journal',
        contactId: removal.contactId,
        details: {
          ...(removal.planId === null
            ? { reason: vanishedReason }
            : { planId: removal.planId, number: removal.number }),
          journal: true,
        },
      },
    ],
    now,
  )
  done.removals += 1
  noteNumber(done, 'removal', removal.number ?? '')
}

/**
 * What somebody said of two contacts, by their ids; whoever came after the backup has another one here, and is known by
 * their records.
 */
async function replayAnswer({ sql, keys, now }: Replay, line: JournalAnswer): Promise<void> {
  const { by, reason } = journaledWords(keys, line) ?? { by: 'journal', reason: noReason }
  await saveSamePerson(sql, line.pair, { answer: line.answer, reason, by }, new Date(line.answeredAt))
  const records = line.records.map(([contactId, connector, accountId, object, remoteId]) => ({
    contactId,
    connector,
    accountId,
    object,
    remoteId,
  }))
  await carryAnswers(sql, await noteAnsweredRecords(sql, records, now))
  await insertAudit(
    sql,
    [
      {
        actId: line.act,
        act: 'same-person',
        actor: 'journal',
        contactId: line.contactId,
        details: { answer: line.answer, journal: true },
      },
    ],
    now,
  )
}
