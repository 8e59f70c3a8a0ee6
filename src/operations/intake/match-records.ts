import { randomUUID } from 'node:crypto'
import { clearlyDifferent, groupRecords } from '../../domain/contacts/same-person.ts'
import { dayOf } from '../../domain/app/day.ts'
import { insertAudit } from '../../store/app/audit.ts'
import type { Sql } from '../../store/app/database.ts'
import { contactsWaitedFor } from '../../store/contacts/waited-for.ts'
import { waitingContacts } from '../../store/consents/questionnaires.ts'
import { findAskers } from '../../store/contacts/access-askers.ts'
import { carryAnswers } from '../../store/contacts/answered-records.ts'
import { splitReadPairs } from '../../store/contacts/split-pairs.ts'
import { assignContacts, loadNeighbours, type Assignment, type MatchNeighbour } from '../../store/contacts/matching.ts'

/**
 * Ties the given records to contacts (docs/reference/promises.md#matching). Runs in the transaction that stored them; a
 * page costs a constant number of statements. The contact of the lowest record id survives a merge, so twins agree.
 * Whoever waits for the answer to a request for access and is found in one of them is waited for there. Gives the
 * records of every person who gained or lost one. `named`: contacts without a record that are to have these, by record.
 */
export async function matchRecords(
  sql: Sql,
  recordIds: readonly number[],
  now: Date,
  named: ReadonlyMap<number, string> = new Map(),
): Promise<readonly number[]> {
  if (recordIds.length === 0) return []
  await splitReadPairs(sql)
  const records = await loadNeighbours(sql, recordIds)
  const byId = new Map(records.map((record) => [record.id, record]))
  const addresses = [
    ...new Set(records.filter((record) => record.contactId === null).flatMap((record) => record.addresses)),
  ]
  const waiting = await waitingFor(sql, addresses, now)
  const taken = new Set<string>()
  const assignments: Assignment[] = []
  const moved: number[] = []
  for (const ids of groupRecords(records)) {
    const members = ids.map((id) => byId.get(id)).filter((record) => record !== undefined)
    const assignment = assign(
      members,
      records,
      [...ids.flatMap((id) => named.get(id) ?? []), ...waiting(members)],
      taken,
    )
    assignments.push(assignment)
    if (assignment.absorbed.length > 0 || members.some((record) => record.contactId !== assignment.contactId))
      moved.push(...ids)
  }
  const holds = await assignContacts(sql, assignments, now)
  await insertAudit(
    sql,
    holds.map(({ id, contactId, from, reason, until }) => ({
      actId: `hold:${id}`,
      act: 'hold' as const,
      actor: 'lawbase',
      contactId,
      details: { reason, until, partedFrom: from },
    })),
    now,
  )
  await carryAnswers(sql, [...recordIds, ...moved])
  const asked = await findAskers(sql, recordIds, now)
  await insertAudit(
    sql,
    asked.map(({ id, number, contactId }) => ({
      actId: `access-found:${id}`,
      act: 'access' as const,
      actor: 'lawbase',
      contactId,
      details: { number, found: true },
    })),
    now,
  )
  return moved
}

/** Contacts without a record that wait for somebody of these addresses: those of a group, as far as its names fit. */
async function waitingFor(
  sql: Sql,
  addresses: readonly string[],
  now: Date,
): Promise<(members: readonly MatchNeighbour[]) => string[]> {
  if (addresses.length === 0) return () => []
  const hashes = addresses.map((hash) => Buffer.from(hash, 'hex'))
  const answered = await waitingContacts(sql, hashes)
  const waitedFor = await contactsWaitedFor(sql, hashes, dayOf(now))
  return (members) =>
    members.flatMap(({ addresses: own }) =>
      own.flatMap((hash) => [
        ...(answered.get(hash) ?? []),
        ...(waitedFor.get(hash) ?? [])
          .filter((one) => members.every((member) => !clearlyDifferent(member, one)))
          .map(({ contactId }) => contactId),
      ]),
    )
}

/**
 * A contact that two groups claim stays with the first one: the second group was split off and gets its own. Whoever
 * answered a questionnaire before any system had them waits here as a contact without a record (`waiting`), and so does
 * somebody about whom something is open and whose records are gone.
 */
function assign(
  members: readonly MatchNeighbour[],
  all: readonly MatchNeighbour[],
  waiting: readonly string[],
  taken: Set<string>,
): Assignment {
  const before = members.map((record) => record.contactId).filter((id) => id !== null)
  const known = [...new Set([...before, ...waiting])].filter((id) => !taken.has(id))
  const partedFrom = [...new Set(before)].filter((id) => taken.has(id))
  const [survivor, ...absorbed] = known
  const contactId = survivor ?? randomUUID()
  for (const id of known) taken.add(id)
  taken.add(contactId)
  return {
    contactId,
    recordIds: members.map((record) => record.id),
    reason: reasonOf(members),
    isNew: survivor === undefined,
    absorbed,
    partedFrom,
    samePerson: partedFrom.filter((id) =>
      all.some(
        (other) =>
          other.contactId === id &&
          !members.includes(other) &&
          members.some((member) => !member.apartFrom.includes(other.id) && !clearlyDifferent(member, other)),
      ),
    ),
  }
}

function reasonOf(members: readonly MatchNeighbour[]): string {
  if (members.length === 1) return 'alone'
  const addresses = members.flatMap((record) => record.addresses)
  return new Set(addresses).size < addresses.length ? 'same personal address' : 'same person at the vendor'
}
