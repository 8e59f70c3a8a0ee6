import { randomUUID } from 'node:crypto'
import { clearlyDifferent, groupRecords } from '../../domain/contacts/same-person.ts'
import { insertAudit } from '../../store/app/audit.ts'
import type { Sql } from '../../store/app/database.ts'
import { waitingContacts } from '../../store/consents/questionnaires.ts'
import { findAskers } from '../../store/contacts/access-askers.ts'
import { assignContacts, loadNeighbours, type Assignment, type MatchNeighbour } from '../../store/contacts/matching.ts'

/**
 * Ties the given records to contacts (docs/reference/promises.md#matching). Runs in the transaction that stored them; a
 * page costs a constant number of statements. The contact of the lowest record id survives a merge, so twins agree.
 * Whoever waits for the answer to a request for access and is found in one of them is waited for there. Gives the
 * records of every person who gained or lost one.
 */
export async function matchRecords(sql: Sql, recordIds: readonly number[], now: Date): Promise<readonly number[]> {
  if (recordIds.length === 0) return []
  const records = await loadNeighbours(sql, recordIds)
  const byId = new Map(records.map((record) => [record.id, record]))
  const addresses = [
    ...new Set(records.filter((record) => record.contactId === null).flatMap((record) => record.addresses)),
  ]
  const waiting =
    addresses.length === 0
      ? new Map<string, string[]>()
      : await waitingContacts(
          sql,
          addresses.map((hash) => Buffer.from(hash, 'hex')),
        )
  const taken = new Set<string>()
  const assignments: Assignment[] = []
  const moved: number[] = []
  for (const ids of groupRecords(records)) {
    const members = ids.map((id) => byId.get(id)).filter((record) => record !== undefined)
    const assignment = assign(members, records, waiting, taken)
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

/**
 * A contact that two groups claim stays with the first one: the second group was split off and gets its own. Whoever
 * answered a questionnaire before any system had them waits here as a contact without a record.
 */
function assign(
  members: readonly MatchNeighbour[],
  all: readonly MatchNeighbour[],
  waiting: ReadonlyMap<string, readonly string[]>,
  taken: Set<string>,
): Assignment {
  const before = members.map((record) => record.contactId).filter((id) => id !== null)
  const answered = members.flatMap((record) => record.addresses).flatMap((hash) => waiting.get(hash) ?? [])
  const known = [...new Set([...before, ...answered])].filter((id) => !taken.has(id))
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
          members.some((member) => !clearlyDifferent(member, other)),
      ),
    ),
  }
}

function reasonOf(members: readonly MatchNeighbour[]): string {
  if (members.length === 1) return 'alone'
  const addresses = members.flatMap((record) => record.addresses)
  return new Set(addresses).size < addresses.length ? 'same personal address' : 'same person at the vendor'
}
