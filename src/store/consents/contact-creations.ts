import type { RecordRef } from '../../connector/records.ts'
import { creationLock, type Sql } from '../app/database.ts'

/** One order to create a contact, claimed by this worker. */
export interface Creation {
  answerId: string
  connectionId: string
  contactId: string
  identityHash: Buffer
  evidenceId: string
  attempts: number
}

export async function insertCreation(sql: Sql, answerId: string, connectionId: string, now: Date): Promise<void> {
  await sql.query(
    `insert into contact_creations (answer_id, connection_id, state, next_attempt_at) values ($1, $2, 'due', $3)`,
    [answerId, connectionId, now],
  )
}

export async function dueCreations(sql: Sql, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select answer_id as id from contact_creations where state = 'due' and next_attempt_at <= $1 and (claimed_until is null or claimed_until < clock_timestamp()) order by next_attempt_at limit 100`,
    [now],
  )
  return rows.map((row) => row.id)
}

/**
 * Takes a due order for this worker alone; null when it is not due, or another order for the same address at the same
 * system is being worked on: two at once could both find nobody and make two contacts. Runs in a transaction of its
 * own.
 */
export async function claimCreation(sql: Sql, answerId: string, now: Date, claimMs: number): Promise<Creation | null> {
  await sql.query('select pg_advisory_xact_lock($1)', [creationLock])
  const { rows } = await sql.query<Creation>(
    `update contact_creations c set claimed_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000), attempts = c.attempts + 1
     from questionnaire_answers a join evidence_files e on e.answer_id = a.id
     where c.answer_id = $1 and a.id = c.answer_id and c.state = 'due' and c.next_attempt_at <= $2 and (c.claimed_until is null or c.claimed_until < clock_timestamp())
       and not exists (select 1 from contact_creations o join questionnaire_answers oa on oa.id = o.answer_id
         where oa.identity_hash = a.identity_hash and o.connection_id = c.connection_id and o.answer_id <> c.answer_id and o.claimed_until >= clock_timestamp())
     returning c.answer_id as "answerId", c.connection_id as "connectionId", a.contact_id as "contactId", a.identity_hash as "identityHash", e.id as "evidenceId", c.attempts`,
    [answerId, now, claimMs],
  )
  return rows[0] ?? null
}

export type CreationEnd =
  | { state: 'done'; record: RecordRef; existing: boolean }
  | { state: 'refused'; reason: string }
  | { state: 'due'; reason: string; nextAttemptAt: Date }

/** Saves how an attempt ended and gives the order free. */
export async function endCreation(sql: Sql, answerId: string, end: CreationEnd, now: Date): Promise<void> {
  await sql.query(
    `update contact_creations set state = $2::text, object = $3, remote_id = $4, existing = $5, reason = $6, next_attempt_at = $7, claimed_until = null, done_at = case when $2::text = 'done' then $8::timestamptz end
     where answer_id = $1 and state = 'due'`,
    [
      answerId,
      end.state,
      end.state === 'done' ? end.record.object : null,
      end.state === 'done' ? end.record.id : null,
      end.state === 'done' ? end.existing : null,
      end.state === 'done' ? null : end.reason.slice(0, 300),
      end.state === 'due' ? end.nextAttemptAt : null,
      now,
    ],
  )
}

/** What was refused, or waits, is tried again now: in the system its questionnaire names today. Gives the ids. */
export async function retryCreations(sql: Sql, questionnaireId: string, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `update contact_creations c set state = 'due', next_attempt_at = $2, attempts = 0, connection_id = q.connection_id
     from questionnaire_answers a join questionnaire_versions v on v.id = a.version_id join questionnaires q on q.id = v.questionnaire_id
     where a.id = c.answer_id and q.id = $1 and c.state <> 'done' and (c.claimed_until is null or c.claimed_until < clock_timestamp()) returning c.answer_id as id`,
    [questionnaireId, now],
  )
  return rows.map((row) => row.id)
}
