import type { Channel } from '../../domain/app/channel.ts'
import { scopeKey, type Scope } from '../../domain/app/kind.ts'
import type { Sql } from '../app/database.ts'
import { move } from '../../domain/propagation/states.ts'
import { onSecondary } from './kept-address-blocks.ts'
import { supportedCells } from './supported-cells.ts'
import { findObjections, type ObjectionRow } from './objections.ts'

/** That an objection was entered for the wrong person. */
export interface Correction {
  objectionId: string
  reason: string
  by: string
  at: Date
  /** The same words, recorded for the right person. */
  right: { id: string; number: string } | null
}

const columns = `k.objection_id as "objectionId", k.reason, k.corrected_by as by, k.corrected_at as at,
  (select jsonb_build_object('id', o.id, 'number', o.number) from objections o where o.id = k.right_objection_id) as right`

/** Corrections of these objections, by the objection. */
export async function correctionsOf(sql: Sql, objectionIds: readonly string[]): Promise<Map<string, Correction>> {
  if (objectionIds.length === 0) return new Map()
  const { rows } = await sql.query<Correction>(
    `select ${columns} from objection_corrections k where k.objection_id = any($1)`,
    [objectionIds],
  )
  return new Map(rows.map((row) => [row.objectionId, row]))
}

/** The mistaken entry that an objection was recorded from for the right person; null = none. */
export async function correctedFrom(sql: Sql, objectionId: string): Promise<{ id: string; number: string } | null> {
  const { rows } = await sql.query<{ id: string; number: string }>(
    'select o.id, o.number from objection_corrections k join objections o on o.id = k.objection_id where k.right_objection_id = $1',
    [objectionId],
  )
  return rows[0] ?? null
}

/** False where the objection was corrected before. */
export async function insertCorrection(
  sql: Sql,
  { objectionId, reason, by, at }: Omit<Correction, 'right'>,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'insert into objection_corrections (objection_id, reason, corrected_by, corrected_at) values ($1, $2, $3, $4) on conflict (objection_id) do nothing',
    [objectionId, reason, by, at],
  )
  return rowCount === 1
}

export async function noteRight(sql: Sql, objectionId: string, rightId: string): Promise<void> {
  await sql.query('update objection_corrections set right_objection_id = $2 where objection_id = $1', [
    objectionId,
    rightId,
  ])
}

/**
 * Contacts and live records that an objection reached: its own person, who holds its addresses and numbers, and where
 * it was written.
 */
export async function reachedBy(
  sql: Sql,
  objectionId: string,
): Promise<{ contactIds: string[]; recordIds: number[]; hashes: Buffer[] }> {
  const { rows } = await sql.query<{ contactIds: string[]; recordIds: number[]; hashes: Buffer[] }>(
    `with said as (select identity_hash from objection_identities where objection_id = $1 union select identity_hash from suppressions where objection_id = $1),
     people as (
       select o.contact_id as id from objections o where o.id = $1 and o.contact_id is not null
       union select r.contact_id from said join known_identities ri on ri.identity_hash = said.identity_hash join remote_records r on r.id = ri.record_id where r.gone_at is null
       union select r.contact_id from said join record_numbers n on n.number_hash = said.identity_hash join remote_records r on r.id = n.record_id where r.gone_at is null
       union select r.contact_id from propagations p join own_blocks b on b.propagation_id = p.id join remote_records r on r.id = b.record_id where p.objection_id = $1 and r.gone_at is null)
     select coalesce((select array_agg(id) from people where id is not null), '{}') as "contactIds",
       coalesce((select array_agg(r.id order by r.id) from remote_records r where r.gone_at is null and r.contact_id in (select id from people)), '{}') as "recordIds",
       coalesce((select array_agg(identity_hash) from said), '{}') as hashes`,
    [objectionId],
  )
  return rows[0] ?? { contactIds: [], recordIds: [], hashes: [] }
}

/**
 * Ends the Suppressions that a mistaken entry stands behind. What another objection of the same identity covers stands
 * for that one from now on, under its own date; what the entry had only dated back has its own date again.
 */
export async function endMistaken(sql: Sql, objectionId: string): Promise<Scope[]> {
  const { rows } = await sql.query<Scope>(
    `with said as materialized (select identity_hash as hash from objection_identities where objection_id = $1 union select identity_hash from suppressions where objection_id = $1),
     supported as materialized (${supportedCells('select hash from said', 'array[$1::uuid]')}),
     ended as (
       delete from suppressions s where s.objection_id = $1 and not exists (select 1 from supported u where u.hash = s.identity_hash and u.channel = s.channel and u.kind = s.kind) returning s.channel, s.kind),
     moved as (
       update suppressions s set objection_id = case when s.objection_id = $1 then u.id else s.objection_id end, since = u.since from supported u
       where u.hash = s.identity_hash and u.channel = s.channel and u.kind = s.kind and (s.objection_id = $1 or s.since = (select received_at from objections where id = $1)))
     select distinct channel, kind from ended order by channel, kind`,
    [objectionId],
  )
  return rows
}

/** Cancels what is on its way of a mistaken entry. Gives the systems that were told of it. */
export async function cancelMistaken(
  sql: Sql,
  objectionId: string,
): Promise<{ connectionId: string; connector: string; toldAt: Date }[]> {
  for (const from of ['queued', 'written', 'accepted', 'waiting', 'absent', 'refused', 'applied'] as const)
    move(from, 'superseded')
  const { rows } = await sql.query<{ connectionId: string; connector: string; toldAt: Date }>(
    `with told as (select p.connection_id, c.connector, coalesce(p.told_at, p.first_sent_at) as at, p.state from propagations p join connections c on c.id = p.connection_id where p.objection_id = $1 and c.state <> 'disconnected'),
     cancelled as (
       update propagations p set state = 'superseded', reason = 'corrected', owner = null, detail = null, next_attempt_at = null, settled_at = null, settled_by = null, settled_note = null, version = p.version + 1
       where p.objection_id = $1 and p.state not in ('sending', 'superseded'))
     select connection_id as "connectionId", connector, at as "toldAt" from told where at is not null and state not in ('absent', 'superseded') order by connection_id`,
    [objectionId],
  )
  return rows
}

export async function insertCorrectionTasks(
  sql: Sql,
  objectionId: string,
  told: readonly { connectionId: string; toldAt: Date }[],
): Promise<void> {
  await sql.query(
    'insert into correction_tasks (objection_id, connection_id, told_at) select $1, connection_id, told_at from unnest($2::uuid[], $3::timestamptz[]) as p (connection_id, told_at) on conflict do nothing',
    [objectionId, told.map((row) => row.connectionId), told.map((row) => row.toldAt)],
  )
}

/** Notes that somebody took it back at a system that nobody reads; false where nothing is open there. */
export async function closeCorrectionTask(
  sql: Sql,
  objectionId: string,
  connectionId: string,
  done: { by: string; note: string; at: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update correction_tasks set done_at = $3, done_by = $4, note = $5 where objection_id = $1 and connection_id = $2 and done_at is null',
    [objectionId, connectionId, done.at, done.by, done.note],
  )
  return rowCount === 1
}

/** Questions that only the mistaken entry had opened are over. Gives how many. */
export async function closeQuestions(sql: Sql, objectionId: string, by: string, now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `update reviews set answer = 'mistaken', answered_by = $2, answered_at = $3 where objection_id = $1 and answered_at is null and kind in ('erasure-request', 'crm-edit')`,
    [objectionId, by, now],
  )
  return rowCount ?? 0
}

/** Decisions to erase that rest on a mistaken entry and are not answered: by it, or by the question that it opened. */
export async function erasuresRestingOn(
  sql: Sql,
  objectionId: string,
): Promise<{ id: string; objectionId: string | null }[]> {
  const { rows } = await sql.query<{ id: string; objectionId: string | null }>(
    `select e.id, e.objection_id as "objectionId" from erasure_requests e left join reviews v on v.id = e.review_id
     where (e.objection_id = $1 or v.objection_id = $1) and e.answered_at is null and e.taken_back_at is null`,
    [objectionId],
  )
  return rows
}

/** Whether an objection asks for erasure, or opened the question about it. */
export async function wantsErasure(sql: Sql, objectionId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from objections where id = $1 and reason = 'erasure' union select 1 from reviews where objection_id = $1 and kind = 'erasure-request' limit 1`,
    [objectionId],
  )
  return rowCount !== 0
}

/** Whether everybody of these contacts was removed: they cannot be brought back by a correction. */
export async function goneOf(sql: Sql, contactId: string | null): Promise<Date | null> {
  if (contactId === null) return null
  const { rows } = await sql.query<{ at: Date | null }>('select purged_at as at from contacts where id = $1', [
    contactId,
  ])
  return rows[0]?.at ?? null
}

/** Where one system stands with a correction. */
export interface CorrectedSystem {
  connectionId: string
  label: string
  /** Cells that it shows open again, or that never were shut there. */
  open: number
  /** Cells that are still shut there, and why where it is known. */
  shut: { object: string; remoteId: string; cell: string; detail: string | null; byHand: boolean }[]
  /** Told of the entry, and read by nobody. */
  task: { toldAt: Date | null; doneAt: Date | null; doneBy: string | null; note: string | null } | null
}

/** How far the systems are with these corrections, by objection. */
export async function correctedSystems(sql: Sql, objectionId: string): Promise<CorrectedSystem[]> {
  const { rows } = await sql.query<
    Omit<CorrectedSystem, 'shut'> & { shut: (Omit<CorrectedSystem['shut'][number], 'cell'> & Scope)[] }
  >(
    `with blocks as (
       select r.connection_id, l.state, jsonb_build_object('object', r.object, 'remoteId', r.remote_id, 'channel', l.channel, 'kind', l.kind, 'detail', l.detail, 'byHand', l.next_attempt_at is null) as shut
       from lifted_blocks l join remote_records r on r.id = l.record_id and r.gone_at is null where l.cause_id = $1
       union all
       select k.connection_id, k.state, jsonb_build_object('object', r.object, 'remoteId', r.remote_id, 'channel', 'email', 'kind', '', 'detail', $2::text, 'byHand', true)
       from kept_address_blocks k join record_identities ri on ri.identity_hash = k.identity_hash join remote_records r on r.id = ri.record_id and r.gone_at is null and r.connection_id = k.connection_id where k.objection_id = $1
     )
     select c.id as "connectionId", c.label, (select count(*)::int from blocks b where b.connection_id = c.id and b.state = 'open') as open,
       coalesce((select jsonb_agg(b.shut order by b.shut ->> 'remoteId', b.shut ->> 'channel') from blocks b where b.connection_id = c.id and b.state = 'pending'), '[]') as shut,
       (select jsonb_build_object('toldAt', t.told_at, 'doneAt', t.done_at, 'doneBy', t.done_by, 'note', t.note) from correction_tasks t where t.objection_id = $1 and t.connection_id = c.id) as task
     from connections c where c.state <> 'disconnected' and (c.id in (select connection_id from blocks) or exists (select 1 from correction_tasks t where t.objection_id = $1 and t.connection_id = c.id)) order by c.position`,
    [objectionId, onSecondary],
  )
  return rows.map((row) => ({
    ...row,
    task: row.task === null ? null : { ...row.task, toldAt: dateOf(row.task.toldAt), doneAt: dateOf(row.task.doneAt) },
    shut: row.shut.map(({ channel, kind, ...rest }) => ({ ...rest, cell: scopeKey({ channel, kind }) })),
  }))
}

const dateOf = (value: Date | string | null): Date | null => (value === null ? null : new Date(value))

/** The objection, held fast for the caller's transaction. */
export async function lockObjection(sql: Sql, id: string): Promise<ObjectionRow | null> {
  await sql.query('select 1 from objections where id = $1 for update', [id])
  return (await findObjections(sql, [id]))[0] ?? null
}

/** Tells whether what a door says of an address is a mistaken entry of that door told again. */
interface MistakenReports {
  isAgain(hash: Buffer, channel: Channel, at: Date): boolean
}

/**
 * What this door said of these addresses up to when the mistaken entry was recorded is that entry; what it says of a
 * later moment is new.
 */
export async function mistakenReports(
  sql: Sql,
  hashes: readonly Buffer[],
  door: string,
  connectionId: string | null,
): Promise<MistakenReports> {
  const { rows } = await sql.query<{ hash: Buffer; channels: Channel[]; until: Date }>(
    `select oi.identity_hash as hash, o.channels, o.recorded_at as until from objection_identities oi join objection_corrections k on k.objection_id = oi.objection_id join objections o on o.id = k.objection_id
     where oi.identity_hash = any($1) and o.door = $2 and o.origin_connection_id is not distinct from $3`,
    [hashes, door, connectionId],
  )
  return {
    isAgain: (hash, channel, at) =>
      rows.some((row) => row.hash.equals(hash) && row.channels.includes(channel) && at <= row.until),
  }
}
