import { insertAudit } from '../../store/app/audit.ts'
import { insertWithdrawals } from '../../store/consents/consents.ts'
import type { Sql } from '../../store/app/database.ts'
import { numbersInUse } from '../../store/app/numbers.ts'
import { addObjectionIdentities, contactsOfIdentities, ensureIdentities } from '../../store/objections/objections.ts'
import { tieMobiles } from '../../store/objections/taken-mobiles.ts'
import { forgetVerdicts, insertKnownCells, insertKnownObjections, knownContacts } from '../../store/backup/replay.ts'
import type { No } from './journal-lines.ts'
import { planPropagations } from '../propagation/plan-propagations.ts'
import type { Replay } from './replay-batches.ts'

/** An objection of the journal with the contacts of this base whom it is about. */
interface Replaying {
  no: No
  contactIds: readonly string[]
}

/**
 * Brings objections back with the ids and numbers they had, and plans the way of those that the backup does not know.
 */
export async function replayObjections(replay: Replay, objections: readonly No[]): Promise<void> {
  if (objections.length === 0) return
  const { sql, now, done } = replay
  await ensureIdentities(
    sql,
    objections.flatMap((no) => no.identities.map(([hash, kind, role]) => ({ hash, kind, role }))),
    now,
  )
  const people = await peopleOf(sql, objections)
  const first = [...new Map(people.map((person) => [person.no.id, person])).values()]
  const fresh = new Set(
    await insertKnownObjections(
      sql,
      first.map(({ no, contactIds }) => ({ ...no, contactId: contactIds[0] ?? null })),
    ),
  )
  await insertStanding(sql, objections, now)
  await carryAgain(
    replay,
    first.filter(({ no }) => fresh.has(no.id)),
  )
  await auditReplayed(sql, people, now)
  await forgetVerdicts(
    sql,
    people.flatMap(({ contactIds }) => contactIds),
  )
  done.noes += fresh.size
}

async function peopleOf(sql: Sql, objections: readonly No[]): Promise<Replaying[]> {
  const holders = await contactsOfIdentities(sql, hashesOf(objections))
  const contacts = await knownContacts(
    sql,
    objections.flatMap((no) => (no.contactId === null ? [] : [no.contactId])),
  )
  return objections.map((no) => {
    const named = no.contactId !== null && contacts.has(no.contactId) ? [no.contactId] : []
    const held = no.identities.flatMap(([hash]) => holders.get(hash.toString('hex')) ?? [])
    return { no, contactIds: [...new Set([...named, ...held])] }
  })
}

const hashesOf = (objections: readonly No[]): Buffer[] =>
  objections.flatMap((no) => no.identities.map(([hash]) => hash))

/** What stands because of them: the identities, what each stops, and the consents that they withdraw. */
async function insertStanding(sql: Sql, objections: readonly No[], now: Date): Promise<void> {
  // First: what is tied stays as it is.
  await tieMobiles(
    sql,
    objections.flatMap((no) => no.taken.map((hash) => ({ objectionId: no.id, hash }))),
  )
  await addObjectionIdentities(
    sql,
    objections.flatMap((no) => no.identities.map(([hash]) => ({ objectionId: no.id, hash }))),
  )
  await insertKnownCells(
    sql,
    objections.flatMap((no) =>
      no.cells.map(([hash, channel, kind, since, objectionId]) => ({
        hash,
        channel,
        kind,
        since: new Date(since),
        objectionId,
        fallback: no.id,
      })),
    ),
  )
  await insertWithdrawals(
    sql,
    objections
      .filter((no) => no.kinds.length === 0)
      .map((no) => ({
        objectionId: no.id,
        hashes: no.identities.map(([hash]) => hash).filter((hash) => !no.taken.some((one) => one.equals(hash))),
        channels: no.channels,
        receivedAt: new Date(no.receivedAt),
      })),
    now,
  )
}

/** Plans the way of new ones to every system that must know them. */
async function carryAgain({ app, sql, now }: Replay, fresh: readonly Replaying[]): Promise<void> {
  const held = await numbersInUse(sql, hashesOf(fresh.map(({ no }) => no)))
  await planPropagations(
    app,
    sql,
    fresh.map(({ no, contactIds }) => ({
      id: no.id,
      kinds: no.kinds,
      originConnectionId: no.origin,
      lane: no.lane,
      contactIds,
      numberHeld: no.identities.some(([hash]) => held.has(hash.toString('hex'))),
      onlyTo: null,
    })),
    now,
  )
}

async function auditReplayed(sql: Sql, people: readonly Replaying[], now: Date): Promise<void> {
  await insertAudit(
    sql,
    people.map(({ no, contactIds }) => ({
      actId: no.act,
      act: no.t,
      actor: 'journal',
      contactId: contactIds[0] ?? null,
      details:
        no.t === 'widened'
          ? { objectionId: no.id, journal: true }
          : {
              number: no.number,
              door: no.door,
              channels: no.channels,
              ...(no.kinds.length === 0 ? {} : { kinds: no.kinds }),
              receivedAt: no.receivedAt,
              reason: no.reason,
              journal: true,
            },
    })),
    now,
  )
}
