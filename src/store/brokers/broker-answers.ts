import type { BrokerAnswer } from '../../domain/brokers/broker-answer.ts'
import { move, type PropagationState } from '../../domain/propagation/states.ts'
import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

export interface NewAnswer {
  propagationId: string
  noticeId: string | null
  door: 'page' | 'task' | 'file' | 'webhook'
  dedupeKey: string
  answer: BrokerAnswer
  reason: string | null
  ticket: string | null
  answeredBy: string | null
  ip: string | null
  /** SHA-256 of a file of evidence, in hex. */
  evidenceDigest: string | null
  answeredAt: Date
}

/**
 * Keeps answers; one told before is left alone. Gives the Propagations of those that are new, with whom they are about.
 */
export async function insertAnswers(
  sql: Sql,
  answers: readonly NewAnswer[],
  now: Date,
): Promise<{ dedupeKey: string; propagationId: string; contactId: string | null; connectionId: string }[]> {
  const p = tableOf('p', 2, answers, {
    propagation_id: ['uuid', (row) => row.propagationId],
    notice_id: ['uuid', (row) => row.noticeId],
    door: ['text', (row) => row.door],
    dedupe_key: ['text', (row) => row.dedupeKey],
    answer: ['text', (row) => row.answer],
    reason: ['text', (row) => row.reason],
    ticket: ['text', (row) => row.ticket],
    answered_by: ['text', (row) => row.answeredBy],
    evidence_digest: ['text', (row) => row.evidenceDigest],
    answered_at: ['timestamptz', (row) => row.answeredAt],
    ip: ['text', (row) => row.ip],
  })
  const { rows } = await sql.query<{
    dedupeKey: string
    propagationId: string
    contactId: string | null
    connectionId: string
  }>(
    `with fresh as (
       insert into broker_answers (${p.names}, received_at) select ${p.names}, $1 from ${p.from}
       on conflict (dedupe_key) do nothing returning dedupe_key, propagation_id)
     select f.dedupe_key as "dedupeKey", f.propagation_id as "propagationId", o.contact_id as "contactId", p.connection_id as "connectionId"
     from fresh f join propagations p on p.id = f.propagation_id join objections o on o.id = p.objection_id`,
    [now, ...p.values],
  )
  return rows
}

export interface OpenAnswer {
  id: number
  propagationId: string
  connectionId: string
  objectionId: string
  contactId: string | null
  answer: BrokerAnswer
  reason: string | null
  ticket: string | null
  answeredAt: Date
  state: PropagationState
  stateReason: string | null
  proof: number | null
  version: number
  attempts: number
  /** When the answer was given that it stands on. */
  standsSince: Date | null
}

/** The first open answer of each Propagation that can take one now, both locked. */
export async function lockOpenAnswers(sql: Sql, limit: number): Promise<OpenAnswer[]> {
  const { rows } = await sql.query<OpenAnswer>(
    `select a.id::int as id, p.id as "propagationId", p.connection_id as "connectionId", p.objection_id as "objectionId", o.contact_id as "contactId", a.answer, a.reason, a.ticket, a.answered_at as "answeredAt",
       p.state, p.reason as "stateReason", p.proof, p.version, p.attempts,
       (select max(s.answered_at) from broker_answers s where s.propagation_id = p.id and s.settled_as = 'moved') as "standsSince"
     from broker_answers a join propagations p on p.id = a.propagation_id join objections o on o.id = p.objection_id
     where a.settled_at is null and p.state not in ('queued', 'sending', 'written') and (p.state <> 'waiting' or p.reason = 'person')
       and not exists (select 1 from broker_answers b where b.propagation_id = p.id and b.settled_at is null and (b.answered_at, b.id) < (a.answered_at, a.id))
     order by a.id limit $1 for update of a, p skip locked`,
    [limit],
  )
  return rows
}

export async function endAnswers(
  sql: Sql,
  rows: readonly { id: number; as: 'moved' | 'noted' }[],
  now: Date,
): Promise<void> {
  await sql.query(
    'update broker_answers a set settled_at = $3, settled_as = r.how from unnest($1::bigint[], $2::text[]) as r (id, how) where a.id = r.id',
    [rows.map((row) => row.id), rows.map((row) => row.as), now],
  )
}

/** An IP address proves nothing after a month. */
export async function forgetIps(sql: Sql, before: Date): Promise<void> {
  await sql.query('update broker_answers set ip = null where ip is not null and received_at < $1', [before])
}

/** What waits for a person is looked at now: the connector reads the answer. */
export async function lookNow(sql: Sql, propagationIds: readonly string[], now: Date): Promise<void> {
  move('waiting', 'queued')
  await sql.query(
    `update propagations set state = 'queued', reason = null, owner = null, verify_first = true, next_attempt_at = $2, version = version + 1 where id = any($1) and state = 'waiting'`,
    [propagationIds, now],
  )
}

/** Objections that wait at one Connection until a person acts. */
export async function waitingForPerson(sql: Sql, connectionId: string): Promise<string[]> {
  return (
    await sql.query<{ id: string }>(
      `select id from propagations where connection_id = $1 and state = 'waiting' and reason = 'person'`,
      [connectionId],
    )
  ).rows.map((row) => row.id)
}
