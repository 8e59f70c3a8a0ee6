import { insertAudit } from '../../store/app/audit.ts'
import { insertWithdrawals } from '../../store/consents/consents.ts'
import type { Sql } from '../../store/app/database.ts'
import { numbersInUse } from '../../store/app/numbers.ts'
import { addObjectionIdentities, contactsOfIdentities, ensureIdentities } from '../../store/objections/objections.ts'
import { tieMobiles } from '../../store/objections/taken-mobiles.ts'
import { forgetVerdicts, insertKnownCells, insertKnownObjections, knownContacts } from '../../store/backup/replay.ts'
import type { JournalObjection } from './journal-lines.ts'
import { planPropagations } from '../propagation/plan-propagations.ts'
import type { Replay } from './replay-batches.ts'

/** An objection of the journal with the contacts of this base whom it is about. */
interface Replaying {
  objection: JournalObjection
  contactIds: readonly string[]
}

/**
 * Brings objections back with the ids and numbers they had, and plans the way of those that the backup does not know.
 */
export async function replayObjections(replay: Replay, objections: readonly JournalObjection[]): Promise<void> {
  if (objections.length === 0) return
  const { sql, now, done } = replay
  await ensureIdentities(
    sql,
    objections.flatMap(({ identities }) => identities.map(([hash, kind, role]) => ({ hash, kind, role }))),
    now,
  )
  const people = await peopleOf(sql, objections)
  const first = [...new Map(people.map((person) => [person.objection.id, person])).values()]
  const fresh = new Set(
    await insertKnownObjections(
      sql,
      first.map(({ objection, contactIds }) => ({ ...objection, contactId: contactIds[0] ?? null })),
    ),
  )
  await insertStanding(sql, objections, now)
  await carryAgain(
    replay,
    first.filter(({ objection }) => fresh.has(objection.id)),
  )
  await auditReplayed(sql, people, now)
  await forgetVerdicts(
    sql,
    people.flatMap(({ contactIds }) => contactIds),
  )
  done.objections += fresh.size
}

async function peopleOf(sql: Sql, objections: readonly JournalObjection[]): Promise<Replaying[]> {
  const holders = await contactsOfIdentities(sql, hashesOf(objections))
  const contacts = await knownContacts(
    sql,
    objections.flatMap(({ contactId }) => (contactId === null ? [] : [contactId])),
  )
  return objections.map((objection) => {
    const { contactId, identities } = objection
    const named = contactId !== null && contacts.has(contactId) ? [contactId] : []
    const held = identities.flatMap(([hash]) => holders.get(hash.toString('hex')) ?? [])
    return { objection, contactIds: [...new Set([...named, ...held])] }
  })
}

const hashesOf = (objections: readonly JournalObjection[]): Buffer[] =>
  objections.flatMap(({ identities }) => identities.map(([hash]) => hash))

/** What stands because of them: the identities, what each stops, and the consents that they withdraw. */
async function insertStanding(sql: Sql, objections: readonly JournalObjection[], now: Date): Promise<void> {
  // First: what is tied stays as it is.
  await tieMobiles(
    sql,
    objections.flatMap(({ id, taken }) => taken.map((hash) => ({ objectionId: id, hash }))),
  )
  await addObjectionIdentities(
    sql,
    objections.flatMap(({ id, identities }) => identities.map(([hash]) => ({ objectionId: id, hash }))),
  )
  await insertKnownCells(
    sql,
    objections.flatMap(({ id, cells }) =>
      cells.map(([hash, channel, kind, since, objectionId]) => ({
        hash,
        channel,
        kind,
        since: new Date(since),
        objectionId,
        fallback: id,
      })),
    ),
  )
  await insertWithdrawals(
    sql,
    objections
      .filter(({ kinds }) => kinds.length === 0)
      .map(({ id, identities, taken, channels, receivedAt }) => ({
        objectionId: id,
        hashes: identities.map(([hash]) => hash).filter((hash) => !taken.some((one) => one.equals(hash))),
        channels,
        receivedAt: new Date(receivedAt),
      })),
    now,
  )
}

/** Plans the way of new ones to every system that must know them. */
async function carryAgain({ app, sql, now }: Replay, fresh: readonly Replaying[]): Promise<void> {
  const held = await numbersInUse(sql, hashesOf(fresh.map(({ objection }) => objection)))
  await planPropagations(
    app,
    sql,
    fresh.map(({ objection, contactIds }) => ({
      id: objection.id,
      kinds: objection.kinds,
      originConnectionId: objection.origin,
      lane: objection.lane,
      contactIds,
      numberHeld: objection.identities.some(([hash]) => held.has(hash.toString('hex'))),
      onlyTo: null,
    })),
    now,
  )
}

async function auditReplayed(sql: Sql, people: readonly Replaying[], now: Date): Promise<void> {
  await insertAudit(
    sql,
    people.map(({ objection, contactIds }) => ({
      actId: objection.act,
      act: objection.t,
      actor: 'journal',
      contactId: contactIds[0] ?? null,
      details:
        objection.t === 'widened'
          ? { objectionId: objection.id, journal: true }
          : {
              number: objection.number,
              door: objection.door,
              channels: objection.channels,
              ...(objection.kinds.length === 0 ? {} : { kinds: objection.kinds }),
              receivedAt: objection.receivedAt,
              reason: objection.reason,
              journal: true,
            },
    })),
    now,
  )
}
