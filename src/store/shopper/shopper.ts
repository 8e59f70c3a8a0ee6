import type { Door } from '../../domain/objections/objection.ts'
import type { RecordRef } from '../../connector/records.ts'
import { moveRound, type RoundState, type ShopperDoor } from '../../domain/shopper/shopper.ts'
import type { Sql } from '../app/database.ts'

/** One round of the mystery shopper. Instants are business time. */
export interface ShopperRound extends ShopperDoor {
  id: string
  state: RoundState
  /** Null once the round is forgotten. */
  email: string | null
  startedAt: Date
  /** When the objection was committed, or set in the system it was made in. */
  actedAt: Date | null
  attempts: number
  version: number
  failure: string | null
}

/** One system of a round. */
export interface RoundSystem {
  connectionId: string
  record: RecordRef | null
  refusal: string | null
  readBackAt: Date | null
  erasedAt: Date | null
  erasure: string | null
}

const columns = `id, state, email, door, door_connection_id as "connectionId", started_at as "startedAt", acted_at as "actedAt", attempts, version, failure`

/** Starts a round with its address and systems; false when one is under way. */
export async function insertRound(
  sql: Sql,
  round: {
    id: string
    email: string
    hash: Buffer
    door: ShopperDoor
    requestedBy: string
    connectionIds: readonly string[]
  },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into shopper_rounds (id, state, requested_by, email, door, door_connection_id, started_at, next_step_at) values ($1, 'planting', $2, $3, $4, $5, $6, $6) on conflict do nothing`,
    [round.id, round.requestedBy, round.email, round.door.door, round.door.connectionId, now],
  )
  if (rowCount !== 1) return false
  // Personal, whatever the mailbox is called: the records of the systems must meet in one contact.
  await sql.query(`insert into identities (hash, kind, value, role, created_at) values ($1, 'email', $2, false, $3)`, [
    round.hash,
    round.email,
    now,
  ])
  await sql.query('insert into shopper_identities (identity_hash, round_id) values ($1, $2)', [round.hash, round.id])
  await sql.query('insert into shopper_round_systems (round_id, connection_id) select $1, unnest($2::uuid[])', [
    round.id,
    round.connectionIds,
  ])
  return true
}

/** Rounds whose next step is due and that nobody works on. */
export async function dueRounds(sql: Sql, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from shopper_rounds where state <> 'done' and next_step_at <= $1 and (claimed_until is null or claimed_until < clock_timestamp())`,
    [now],
  )
  return rows.map((row) => row.id)
}

/** Takes a due round for this worker alone; null when it is not due or another has it. */
export async function claimRound(sql: Sql, id: string, now: Date, claimMs: number): Promise<ShopperRound | null> {
  const { rows } = await sql.query<ShopperRound>(
    `update shopper_rounds set claimed_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000), version = version + 1
     where id = $1 and state <> 'done' and next_step_at <= $2 and (claimed_until is null or claimed_until < clock_timestamp()) returning ${columns}`,
    [id, now, claimMs],
  )
  return rows[0] ?? null
}

export async function roundSystems(sql: Sql, roundId: string): Promise<RoundSystem[]> {
  const { rows } = await sql.query<Omit<RoundSystem, 'record'> & { object: string | null; remote_id: string | null }>(
    `select s.connection_id as "connectionId", s.object, s.remote_id, s.refusal, s.read_back_at as "readBackAt", s.erased_at as "erasedAt", s.erasure
     from shopper_round_systems s join connections c on c.id = s.connection_id where s.round_id = $1 order by c.position`,
    [roundId],
  )
  return rows.map(({ object, remote_id: id, ...row }) => ({
    ...row,
    record: object === null || id === null ? null : { object, id },
  }))
}

/** How a step of a round ended. */
export interface StepEnd {
  to: RoundState
  nextStepAt: Date
  attempts: number
  failure: string | null
}

/** Saves the end of a step and gives the round free; nothing is saved when another worker took it over meanwhile. */
export async function endRoundStep(sql: Sql, round: ShopperRound, end: StepEnd, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update shopper_rounds set state = $3::text, next_step_at = $4, attempts = $5, failure = $6, claimed_until = null, finished_at = case when $3::text = 'done' then $7::timestamptz end, email = case when $3::text = 'done' then null else email end
     where id = $1 and version = $2`,
    [round.id, round.version, moveRound(round.state, end.to), end.nextStepAt, end.attempts, end.failure, now],
  )
  return rowCount === 1
}

export async function notePlanted(
  sql: Sql,
  roundId: string,
  connectionId: string,
  planted: { record: RecordRef } | { refusal: string },
): Promise<void> {
  const record = 'record' in planted ? planted.record : null
  await sql.query(
    'update shopper_round_systems set object = $3, remote_id = $4, refusal = $5 where round_id = $1 and connection_id = $2',
    [
      roundId,
      connectionId,
      record?.object ?? null,
      record?.id ?? null,
      'refusal' in planted ? planted.refusal.slice(0, 300) : null,
    ],
  )
}

export async function noteActed(sql: Sql, roundId: string, at: Date): Promise<void> {
  await sql.query('update shopper_rounds set acted_at = coalesce(acted_at, $2) where id = $1', [roundId, at])
}

/** When the round's first objection was committed; null = none was yet. */
export async function firstNoAt(sql: Sql, roundId: string): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `select min(o.recorded_at) as at from shopper_identities i join objection_identities oi on oi.identity_hash = i.identity_hash join objections o on o.id = oi.objection_id where i.round_id = $1`,
    [roundId],
  )
  return rows[0]?.at ?? null
}

/** Notes for each system the first proof that the round's no was read back there; the audit log keeps it. */
export async function noteReadBacks(sql: Sql, roundId: string): Promise<void> {
  await sql.query(
    `update shopper_round_systems s set read_back_at = first.at from (
       select a.connection_id, min(a.at) as at from shopper_identities i join objection_identities oi on oi.identity_hash = i.identity_hash join objections o on o.id = oi.objection_id
       join audit_events a on a.contact_id = o.contact_id and a.act = 'propagation' and a.details ->> 'objectionId' = o.id::text and a.details ->> 'to' = 'applied'
       where i.round_id = $1 group by a.connection_id) first
     where s.round_id = $1 and s.connection_id = first.connection_id and s.read_back_at is null`,
    [roundId],
  )
}

/** `at` null: the contact is still there, and `how` says why. */
export async function noteErased(
  sql: Sql,
  roundId: string,
  connectionId: string,
  at: Date | null,
  how: string,
): Promise<void> {
  await sql.query(
    'update shopper_round_systems set erased_at = $3, erasure = $4 where round_id = $1 and connection_id = $2',
    [roundId, connectionId, at, how.slice(0, 300)],
  )
}

/** The round's records as they are known here, by Connection. */
export async function knownRecords(
  sql: Sql,
  roundId: string,
): Promise<{ connectionId: string; contactId: string | null; record: RecordRef }[]> {
  const { rows } = await sql.query<{
    connection_id: string
    contact_id: string | null
    object: string
    remote_id: string
  }>(
    `select r.connection_id, r.contact_id, r.object, r.remote_id from shopper_identities i join record_identities ri on ri.identity_hash = i.identity_hash join remote_records r on r.id = ri.record_id
     where i.round_id = $1 and r.gone_at is null and r.id in (select id from shopper_records) order by r.id`,
    [roundId],
  )
  return rows.map((row) => ({
    connectionId: row.connection_id,
    contactId: row.contact_id,
    record: { object: row.object, id: row.remote_id },
  }))
}

/** Doors of earlier rounds, newest first. */
export async function doorsUsed(sql: Sql, limit: number): Promise<{ door: Door; connectionId: string | null }[]> {
  return (
    await sql.query<{ door: Door; connectionId: string | null }>(
      'select door, door_connection_id as "connectionId" from shopper_rounds order by started_at desc limit $1',
      [limit],
    )
  ).rows
}

/**
 * Where an objection of the mystery shopper may go: the Connections of its round, by hash (hex). Hashes of people are
 * not in the answer.
 */
export async function shopperConnections(
  sql: Sql,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql.query<{ hash: string; ids: string[] }>(
    `select encode(i.identity_hash, 'hex') as hash, array_agg(s.connection_id) as ids from shopper_identities i join shopper_round_systems s on s.round_id = i.round_id where i.identity_hash = any($1) group by 1`,
    [hashes],
  )
  return new Map(rows.map((row) => [row.hash, new Set(row.ids)]))
}
