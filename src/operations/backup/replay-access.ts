import type { Sql } from '../../store/app/database.ts'
import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { insertKnownAccess, linkAccess, setAskerHashes } from '../../store/evidence/access-requests.ts'
import { contactNow } from '../../store/backup/replay.ts'
import type { Kept } from './journal-lines.ts'
import { noReason, noteNumber, type Replay } from './replay-batches.ts'

/**
 * Brings back that somebody asked what is held of them, with the number and the day they know (GDPR art. 12(3)): about
 * the contact it was, or who holds their address in the backup; else about somebody in no system, known again once
 * their system is read. The journal holds no name and no address: whoever answers finds them in the message or letter.
 */
export async function replayAccess(
  { sql, done }: Replay,
  line: Extract<Kept, { t: 'access' }>,
  recordedAt: Date,
): Promise<void> {
  const { id, number, door, receivedOn, dueOn, identity, language, hashes } = line
  const contactId = await contactOf(sql, line)
  await insertKnownAccess(
    sql,
    {
      id,
      number,
      contactId,
      entry: { door, receivedOn, dueOn, identity: { how: identity, words: noReason } },
      language,
    },
    recordedAt,
  )
  if (contactId === null) await setAskerHashes(sql, id, hashes)
  noteNumber(done, 'access', number)
}

/** The same where somebody said since who asked, or found their record: the request keeps that contact again. */
export async function replayAsker({ sql }: Replay, line: Extract<Kept, { t: 'access-asker' }>): Promise<void> {
  const contactId = await contactOf(sql, line)
  if (contactId === null || !(await linkAccess(sql, line.id, contactId, new Date(line.done))))
    await setAskerHashes(sql, line.id, line.hashes)
}

/** The contact it was about, as it is by now, or who holds one of its addresses in the backup. */
async function contactOf(
  sql: Sql,
  { contactId, hashes }: { contactId: string | null; hashes: readonly Buffer[] },
): Promise<string | null> {
  const known = contactId === null ? null : await contactNow(sql, contactId)
  return known ?? [...(await peopleOfIdentities(sql, hashes)).values()].flat()[0] ?? null
}
