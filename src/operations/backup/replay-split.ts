import { insertAudit } from '../../store/app/audit.ts'
import type { Sql } from '../../store/app/database.ts'
import { forgetVerdicts, insertBareContact, knownContacts } from '../../store/backup/replay.ts'
import {
  carryAnswers,
  noteAnsweredRecords,
  recordsHere,
  type AnsweredRecord,
} from '../../store/contacts/answered-records.ts'
import { heldNow } from '../../store/contacts/split-records.ts'
import { forgetSplitPairs, noteSplitPairs } from '../../store/contacts/split-pairs.ts'
import { saveSamePerson } from '../../store/removals/possible-duplicate.ts'
import { matchRecords } from '../intake/match-records.ts'
import { journaledWords, type JournalSplit } from './journal-lines.ts'
import { noReason, type Replay } from './replay-batches.ts'

/**
 * Tells records apart that were told apart after the backup, or puts them together again. Both people keep the ids that
 * they had, so that what the journal says of them later finds them; records that come after the backup are told apart
 * once they are read.
 */
export async function replaySplit({ sql, keys, now }: Replay, line: JournalSplit): Promise<void> {
  const said = journaledWords(keys, line) ?? { by: 'journal', reason: noReason }
  const [ones, others] = line.sides.map((side) =>
    side.map(([contactId, connector, accountId, object, remoteId]) => ({
      contactId,
      connector,
      accountId,
      object,
      remoteId,
    })),
  ) as [AnsweredRecord[], AnsweredRecord[]]
  const at = new Date(line.saidAt)
  const isSplit = line.t === 'parted'
  await (isSplit ? noteSplitPairs(sql, [ones, others], said, at) : forgetSplitPairs(sql, [ones, others]))
  for (const one of contactsIn(ones))
    for (const other of contactsIn(others))
      if (one !== other) await saveSamePerson(sql, [one, other], { answer: isSplit ? 'two' : 'one', ...said }, at)
  const all = [...ones, ...others]
  const unknown = await noteAnsweredRecords(sql, all, now)
  const here = await recordsHere(sql, all)
  await matchRecords(sql, [...here.keys()], now, isSplit ? await nameUnknown(sql, here, now) : new Map())
  await carryAnswers(sql, unknown)
  const contacts = (await heldNow(sql, [...here.keys()])).map(([, contactId]) => contactId)
  await forgetVerdicts(sql, contacts)
  await insertAudit(
    sql,
    [
      {
        actId: line.act,
        act: 'same-person',
        actor: 'journal',
        contactId: line.contactId,
        details: { answer: isSplit ? 'two' : 'one', journal: true },
      },
    ],
    now,
  )
}

const contactsIn = (side: readonly AnsweredRecord[]): string[] => [...new Set(side.map(({ contactId }) => contactId))]

/** Makes the contacts that came by the split, by their ids; gives them by the records that are theirs. */
async function nameUnknown(sql: Sql, here: ReadonlyMap<number, string>, now: Date): Promise<Map<number, string>> {
  const known = await knownContacts(sql, [...new Set(here.values())])
  const fresh = new Map([...here].filter(([, contactId]) => !known.has(contactId)))
  for (const contactId of new Set(fresh.values())) await insertBareContact(sql, contactId, now)
  return fresh
}
