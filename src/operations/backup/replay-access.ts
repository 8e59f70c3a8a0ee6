import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { insertKnownAccess, setAskerHashes } from '../../store/evidence/access-requests.ts'
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
  const known = line.contactId === null ? null : await contactNow(sql, line.contactId)
  const contactId = known ?? [...(await peopleOfIdentities(sql, hashes)).values()].flat()[0] ?? null
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
