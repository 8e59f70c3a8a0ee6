import type { Sql } from '../app/database.ts'

export interface DecisionPass {
  startedAt: Date
  /** Null = everybody was judged. */
  since: Date | null
  common: string
}

/** The pass of a run, when it began before. */
export async function passOfRun(sql: Sql, runId: string): Promise<DecisionPass | null> {
  return (
    (
      await sql.query<DecisionPass>(
        'select started_at as "startedAt", since, common from decision_passes where run_id = $1',
        [runId],
      )
    ).rows[0] ?? null
  )
}

/** The last pass that came to its end, and when the last one over everybody began; null = never. */
export async function lastPasses(sql: Sql): Promise<{ last: DecisionPass; fullAt: Date } | null> {
  const { rows } = await sql.query<DecisionPass & { fullAt: Date | null }>(
    `select started_at as "startedAt", since, common, (select max(f.started_at) from decision_passes f where f.finished_at is not null and f.since is null) as "fullAt"
     from decision_passes where finished_at is not null order by started_at desc limit 1`,
  )
  const row = rows[0]
  return row === undefined || row.fullAt === null ? null : { last: row, fullAt: row.fullAt }
}

export async function beginPass(sql: Sql, runId: string, pass: DecisionPass): Promise<void> {
  await sql.query(
    'insert into decision_passes (run_id, started_at, since, common) values ($1, $2, $3, $4) on conflict (run_id) do nothing',
    [runId, pass.startedAt, pass.since, pass.common],
  )
}

export async function endPass(sql: Sql, runId: string, now: Date): Promise<void> {
  await sql.query('update decision_passes set finished_at = $2 where run_id = $1 and finished_at is null', [runId, now])
}

/**
 * Identities and numbers about which something was recorded at or after $1: consents, notices, objections, lifts, acts,
 * deliveries.
 */
const newHashes = `
  select identity_hash as hash from consents where recorded_at >= $1 union select number_hash from consents where recorded_at >= $1
  union select k.identity_hash from consents k join consent_withdrawals w on w.consent_id = k.id where w.recorded_at >= $1
  union select k.number_hash from consents k join consent_withdrawals w on w.consent_id = k.id where w.recorded_at >= $1
  union select k.identity_hash from consents k join consent_confirmations f on f.consent_id = k.id where f.confirmed_at >= $1
  union select identity_hash from notices where created_at >= $1
  union select oi.identity_hash from objections o join objection_identities oi on oi.objection_id = o.id where o.recorded_at >= $1
  union select identity_hash from lifts where lifted_at >= $1
  union select oi.identity_hash from objection_corrections k join objection_identities oi on oi.objection_id = k.objection_id where k.corrected_at >= $1
  union select identity_hash from tool_acts where brought_at >= $1
  union select identity_hash from questionnaire_answers where recorded_at >= $1
  union select acted_hash from mailbox_messages where taken_in_at >= $1
  union select w.identity_hash from broker_deliveries d join broker_delivery_rows w on w.screening_id = d.screening_id where d.recorded_at >= $1
  union select identity_hash from removal_memory where removed_at >= $1`

/**
 * Contacts whose verdict may differ from the stored one although nothing common changed: something about them was
 * recorded at or after `since`, or a day came (by the UTC day `today`) on which it changes by itself or the term ends,
 * whatever else decides the verdict. Sorted by id.
 */
export async function staleContacts(sql: Sql, since: Date, today: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `with hashes as (${newHashes}),
     stale as (
       select contact_id as id from remote_records where changed_at >= $1
       union select contact_id from remote_records where matched_at >= $1
       union select contact_id from sources where created_at >= $1
       union select contact_id from withdrawn_sources where withdrawn_at >= $1
       union select contact_id from holds where created_at >= $1 or ended_at >= $1
       union select contact_id from review_holds where created_at >= $1 or done_at >= $1
       union select contact_id from reviews where kind = 'erasure-request' and (opened_at >= $1 or answered_at >= $1)
       union select contact_id from erasure_requests where decided_at >= $1 or answered_at >= $1 or taken_back_at >= $1
       union select contact_id from lifts where lifted_at >= $1
       union select contact_id from questionnaire_answers where recorded_at >= $1
       union select contact_id from repermission_asks where created_at >= $1 or asked_at >= $1 or answered_at >= $1
       union select contact_id from decisions where changes_on <= $2::date
       union select contact_id from decisions where term_on <= $2::date and clock_state in ('running', 'assumed')
       union select contact_id from decisions where detail ->> 'noticeState' = 'DUE' and detail ->> 'noticeDueOn' <= $2::text
       union select r.contact_id from hashes h join known_identities ri on ri.identity_hash = h.hash join remote_records r on r.id = ri.record_id
       union select r.contact_id from hashes h join record_numbers n on n.number_hash = h.hash join remote_records r on r.id = n.record_id
       union select r.contact_id from removal_memory m join record_traces t on t.trace_hash = m.identity_hash join remote_records r on r.id = t.record_id where m.removed_at >= $1)
     select s.id from stale s join contacts c on c.id = s.id where c.merged_into is null and c.purged_at is null order by s.id`,
    [since, today],
  )
  return rows.map((row) => row.id)
}
