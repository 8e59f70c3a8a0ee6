import type { ErasureDecision, Looked } from '../../domain/removals/erasure-request.ts'
import type { Sql } from '../app/database.ts'
import { notMistaken } from '../sql/not-mistaken.ts'
import { maybeCustomer } from '../sql/relation-of.ts'
import { keptByLaw } from './legal-holds.ts'

export interface ErasureRequest {
  id: string
  number: string
  /** Null: somebody who was in no system. */
  contactId: string | null
  /** Null: nothing is kept of somebody who was in no system. */
  objectionId: string | null
  reviewId: string | null
  /** Null = the records stay. */
  planId: string | null
  /** What was looked at for somebody who was in no system; null = a contact. */
  looked: Looked | null
  kept: string
  keptUntil: string | null
  door: string
  receivedOn: string
  dueOn: string
  decidedBy: string
  decidedAt: Date
  answeredBy: string | null
  answeredAt: Date | null
  /** Of its plan; null when the records stay. */
  planState: string | null
  finishedAt: Date | null
  /** Records that a system did not let go of. */
  refused: number
  /** Null: nobody was asked to say, of older requests and of those who are in no system. */
  identityHow: string | null
  identityWords: string
  /** Until when it can be taken back and nothing goes; null while a second person is asked, and where nothing goes. */
  coolUntil: Date | null
  takenBackBy: string | null
  takenBackAt: Date | null
  takenBackWhy: string | null
  /** Its decision was taken back, nobody decided again, and the person has no answer: the month goes on. */
  owed: boolean
  /** What a second person would approve; null where nothing goes. */
  digest: string | null
}

const decidedAgain = `exists (select 1 from erasure_requests later where later.contact_id = e.contact_id and later.decided_at > e.decided_at)`
/** A decision that rested on a mistaken entry was nobody's wish. */
const owed = `(e.taken_back_at is not null and e.answered_at is null and ${notMistaken('e.objection_id')} and not ${decidedAgain})`

const columns = `e.id, e.number, e.contact_id as "contactId", e.objection_id as "objectionId", e.review_id as "reviewId", e.plan_id as "planId", e.looked, e.kept, e.kept_until as "keptUntil", e.door,
    e.received_on as "receivedOn", e.due_on as "dueOn", e.decided_by as "decidedBy", e.decided_at as "decidedAt", e.answered_by as "answeredBy", e.answered_at as "answeredAt", p.state as "planState", p.finished_at as "finishedAt",
    (select count(*)::int from removal_records rr where rr.plan_id = e.plan_id and rr.state = 'refused') as refused,
    e.identity_how as "identityHow", e.identity_words as "identityWords", e.cool_until as "coolUntil", e.taken_back_by as "takenBackBy", e.taken_back_at as "takenBackAt", e.taken_back_why as "takenBackWhy", ${owed} as owed, p.digest`
const from = 'erasure_requests e left join removal_plans p on p.id = e.plan_id'
const query = `select ${columns} from ${from}`

/** Requests to be erased: by state, days of receipt and who decided. */
export const erasureList = {
  columns,
  from,
  where: 'true',
  id: 'e.id',
  idType: 'uuid' as const,
  sorts: { decided: 'e.decided_at', received: 'e.received_on', due: 'e.due_on' },
  filters: {
    state: (value: string) =>
      `(${value} = 'open' and e.answered_at is null and e.taken_back_at is null) or (${value} = 'answered' and e.answered_at is not null) or (${value} = 'taken-back' and e.taken_back_at is not null)`,
    user: (value: string) => `e.decided_by = (select u.email from users u where u.id::text = ${value})`,
    from: (value: string) => `e.received_on >= ${value}::date`,
    to: (value: string) => `e.received_on <= ${value}::date`,
  },
}

/** Stores a decision and gives its number. */
export async function insertErasure(
  sql: Sql,
  row: {
    id: string
    contactId: string | null
    objectionId: string | null
    reviewId: string | null
    planId: string | null
    decision: Omit<ErasureDecision, 'identity'> & { identity: ErasureDecision['identity'] | null }
    looked: Looked | null
    by: string
    coolUntil: Date | null
  },
  now: Date,
): Promise<string> {
  const { door, receivedOn, dueOn, kept, identity } = row.decision
  const { rows } = await sql.query<{ number: string }>(
    `insert into erasure_requests (id, number, contact_id, objection_id, review_id, plan_id, kept, kept_until, door, received_on, due_on, decided_by, decided_at, looked, identity_how, identity_words, cool_until)
     values ($1, 'ER-' || to_char($2::timestamptz at time zone 'UTC', 'YYYY') || '-' || to_char(nextval('erasure_numbers'), 'FM9999999900'), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $2, $13, $14, $15, $16) returning number`,
    [
      row.id,
      now,
      row.contactId,
      row.objectionId,
      row.reviewId,
      row.planId,
      kept?.words ?? '',
      kept?.until ?? null,
      door,
      receivedOn,
      dueOn,
      row.by,
      row.looked === null ? null : JSON.stringify(row.looked),
      identity?.how ?? null,
      identity?.words ?? '',
      row.coolUntil,
    ],
  )
  return rows[0]?.number ?? ''
}

/** By id or by number. */
export async function findErasure(sql: Sql, id: string): Promise<ErasureRequest | null> {
  return (await sql.query<ErasureRequest>(`${query} where e.id::text = $1 or e.number = $1`, [id])).rows[0] ?? null
}

/**
 * Makes room for a new decision on a contact whose last one nobody agreed to: that one is noted as taken back by who
 * decides anew.
 */
export async function replaceLapsed(sql: Sql, contactId: string, by: string, now: Date): Promise<void> {
  await sql.query(
    `update erasure_requests e set taken_back_by = $2, taken_back_at = $3, taken_back_why = 'decided-again' from removal_plans p
     where e.contact_id = $1 and e.answered_at is null and e.taken_back_at is null and p.id = e.plan_id and p.state in ('refused', 'expired')`,
    [contactId, by, now],
  )
}

/** The one that is not answered yet, of a contact; one that was taken back is none. */
export async function openErasureOf(sql: Sql, contactId: string): Promise<ErasureRequest | null> {
  return (
    (
      await sql.query<ErasureRequest>(
        `${query} where e.contact_id = $1 and e.answered_at is null and e.taken_back_at is null`,
        [contactId],
      )
    ).rows[0] ?? null
  )
}

/** One decision at a time on an address or number, until the transaction ends. */
export async function lockIdentities(sql: Sql, hashes: readonly Buffer[]): Promise<void> {
  // One order for every transaction, so that two cannot block each other.
  for (const hex of hashes.map((hash) => hash.toString('hex')).toSorted())
    await sql.query('select pg_advisory_xact_lock(1701994867, hashtext($1))', [hex])
}

/** Whether somebody of this address or number, who was in no system, waits for the answer. */
export async function openErasureOfAddress(sql: Sql, hashes: readonly Buffer[]): Promise<boolean> {
  return (
    (
      await sql.query(
        'select 1 from erasure_requests e join objection_identities oi on oi.objection_id = e.objection_id where e.answered_at is null and oi.identity_hash = any($1) limit 1',
        [hashes],
      )
    ).rowCount === 1
  )
}

/** Since when an objection to one of these stands; null = none does. */
export async function stoppedSince(sql: Sql, hashes: readonly Buffer[]): Promise<Date | null> {
  return (
    (
      await sql.query<{ since: Date | null }>(
        'select min(since) as since from suppressions where identity_hash = any($1)',
        [hashes],
      )
    ).rows[0]?.since ?? null
  )
}

/** Those to answer first, then the others, the newest first. */
export async function listErasures(sql: Sql, limit: number): Promise<ErasureRequest[]> {
  return (
    await sql.query<ErasureRequest>(
      `${query} order by e.answered_at is not null, case when e.answered_at is null then e.due_on end, e.decided_at desc limit $1`,
      [limit],
    )
  ).rows
}

export async function unansweredErasures(sql: Sql): Promise<{ count: number; dueOn: string | null }> {
  return (
    (
      await sql.query<{ count: number; dueOn: string | null }>(
        `select count(*)::int as count, min(e.due_on) as "dueOn" from erasure_requests e where e.answered_at is null and e.taken_back_at is null and not ${decidedAgain}`,
      )
    ).rows[0] ?? { count: 0, dueOn: null }
  )
}

/**
 * Requests whose decision was taken back and that wait to be decided again; of one that came as a question the question
 * itself is open again.
 */
export async function owedErasures(sql: Sql): Promise<{ count: number; dueOn: string | null }> {
  const { rows } = await sql.query<{ count: number; dueOn: string | null }>(
    `select count(*)::int as count, min(e.due_on) as "dueOn" from erasure_requests e where e.review_id is null and ${owed}`,
  )
  return rows[0] ?? { count: 0, dueOn: null }
}

/** Notes that a decision was taken back before anything went; false when it was before. */
export async function noteTakenBack(
  sql: Sql,
  id: string,
  { by, why }: { by: string; why: string },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update erasure_requests set taken_back_by = $2, taken_back_at = $4, taken_back_why = $3 where id = $1 and taken_back_at is null and answered_at is null',
    [id, by, why, now],
  )
  return rowCount === 1
}

/** From when on a plan of one person, whom a second one agreed to erase, may go. */
export async function startCooling(sql: Sql, planId: string, until: Date): Promise<void> {
  await sql.query('update erasure_requests set cool_until = $2 where plan_id = $1', [planId, until])
}

/** Whether some live record of these contacts shows a customer or an open deal, or may for all that is known. */
export async function isCustomer(sql: Sql, contactIds: readonly string[]): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from remote_records r where r.contact_id = any($1) and r.gone_at is null and (r.relation <> 'none' or ${maybeCustomer('r.contact_id')}) limit 1`,
    [contactIds],
  )
  return rowCount === 1
}

/** False when somebody noted it before. */
export async function noteErasureAnswered(sql: Sql, id: string, by: string, now: Date): Promise<boolean> {
  return (
    (
      await sql.query(
        'update erasure_requests set answered_by = $2, answered_at = $3 where id = $1 and answered_at is null',
        [id, by, now],
      )
    ).rowCount === 1
  )
}

/** Who was told of the objection behind a request, and how far it is there (GDPR art. 19). */
export interface ToldRecipient {
  label: string
  connector: string
  state: string
  sentAt: Date | null
}

export async function notifiedOf(sql: Sql, objectionId: string | null): Promise<ToldRecipient[]> {
  return (
    await sql.query<ToldRecipient>(
      `select k.label, k.connector, p.state, p.told_at as "sentAt" from propagations p join connections k on k.id = p.connection_id where p.objection_id = $1 and p.state <> 'superseded' order by k.position`,
      [objectionId],
    )
  ).rows
}

/** Systems that hold the person and where we may not delete, by name. */
export async function notRemovableIn(sql: Sql, contactId: string): Promise<string[]> {
  return (
    await sql.query<{ label: string }>(
      `select distinct k.label from remote_records r join connections k on k.id = r.connection_id where r.contact_id = $1 and r.gone_at is null and not (k.granted @> '{suppress,remove}' and k.state = 'active') order by k.label`,
      [contactId],
    )
  ).rows.map((row) => row.label)
}

/** Whether a legal hold stands over somebody of an erasure that is not carried out yet. */
export async function isKeptByLaw(sql: Sql, planId: string, today: string): Promise<boolean> {
  return (
    (
      await sql.query(
        `select 1 from removal_items i where i.plan_id = $1 and i.state in ('planned', 'held') and ${keptByLaw('i.contact_id', '$2')} limit 1`,
        [planId, today],
      )
    ).rowCount === 1
  )
}

/** Locks a contact until the transaction ends; false when it was removed, or is another one by now. */
export async function lockLiveContact(sql: Sql, contactId: string): Promise<boolean> {
  const live = 'select 1 from contacts where id = $1 and purged_at is null and merged_into is null for update'
  return (await sql.query(live, [contactId])).rowCount === 1
}
