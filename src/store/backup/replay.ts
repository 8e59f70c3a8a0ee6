import type { Door } from '../../domain/objections/objection.ts'
import type { Sql } from '../app/database.ts'
import { insertSuppressions, type NewSuppression } from '../objections/objections.ts'
import { tableOf } from '../app/table-of.ts'

/** An objection as the journal keeps it. */
interface KnownObjection {
  id: string
  number: string
  contactId: string | null
  channels: readonly string[]
  kinds: readonly string[]
  receivedAt: string
  recordedAt: string
  door: Door
  reason: string
  lane: string
  origin: string | null
}

/** Which of these acts are in the log already. */
export async function knownActs(sql: Sql, actIds: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(
    (
      await sql.query<{ id: string }>('select act_id as id from audit_events where act_id = any($1)', [actIds])
    ).rows.map((row) => row.id),
  )
}

export async function knownContacts(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { purged: boolean }>> {
  const { rows } = await sql.query<{ id: string; purged: boolean }>(
    'select id, purged_at is not null as purged from contacts where id = any($1)',
    [ids],
  )
  return new Map(rows.map((row) => [row.id, { purged: row.purged }]))
}

/** The contact, or the one it was folded into; null = the backup knows none. */
export async function contactNow(sql: Sql, id: string): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    'select coalesce(merged_into, id) as id from contacts where id = $1',
    [id],
  )
  return rows[0]?.id ?? null
}

/** A contact that came after the backup, and of whom something must be kept: nothing but its id. */
export async function insertBareContact(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query('insert into contacts (id, created_at) values ($1, $2) on conflict do nothing', [id, now])
}

/**
 * Inserts objections with the ids and numbers they had; those that are there stay as they are. Gives the ids of the new
 * ones. A number that another no holds here gets an end of its own.
 */
export async function insertKnownObjections(sql: Sql, objections: readonly KnownObjection[]): Promise<string[]> {
  const p = tableOf('p', 1, objections, {
    id: ['uuid', (no) => no.id],
    number: ['text', (no) => no.number],
    contact_id: ['uuid', (no) => no.contactId],
    channels: ['text', (no) => no.channels.join(',')],
    kinds: ['text', (no) => no.kinds.join(',')],
    received_at: ['timestamptz', (no) => no.receivedAt],
    recorded_at: ['timestamptz', (no) => no.recordedAt],
    door: ['text', (no) => no.door],
    origin: ['uuid', (no) => no.origin],
    lane: ['text', (no) => no.lane],
    reason: ['text', (no) => no.reason],
  })
  const { rows } = await sql.query<{ id: string }>(
    `insert into objections (id, number, contact_id, channels, received_at, recorded_at, door, origin_connection_id, lane, reason, actor, evidence, kinds)
     select p.id, case when exists (select 1 from objections o where o.number = p.number and o.id <> p.id) then p.number || '-' || left(p.id::text, 4) else p.number end, p.contact_id, string_to_array(p.channels, ','), p.received_at, p.recorded_at, p.door,
       (select c.id from connections c where c.id = p.origin), p.lane, p.reason, 'journal', '{"journal": true}', string_to_array(p.kinds, ',')
     from ${p.from}
     on conflict (id) do nothing returning id`,
    p.values,
  )
  return rows.map((row) => row.id)
}

/**
 * Cells that stood when the journal was written; behind each the objection it named, or, where that one is not here,
 * `fallback`.
 */
export async function insertKnownCells(
  sql: Sql,
  cells: readonly (NewSuppression & { fallback: string })[],
): Promise<void> {
  const known = new Set(
    (
      await sql.query<{ id: string }>('select id from objections where id = any($1)', [
        cells.map((cell) => cell.objectionId),
      ])
    ).rows.map((row) => row.id),
  )
  await insertSuppressions(
    sql,
    cells.map(({ fallback, ...cell }) => ({
      ...cell,
      objectionId: known.has(cell.objectionId) ? cell.objectionId : fallback,
    })),
  )
}

/** Ends what a lift ended, as `insertLift` does, under the id it had. Gives the cells that stood. */
export async function insertKnownLift(
  sql: Sql,
  lift: {
    id: string
    contactId: string
    hash: Buffer
    scope: unknown
    liftedAt: string
    cells: readonly { channel: string; kind: string }[]
  },
): Promise<{ channel: string; kind: string; objectionId: string }[]> {
  await sql.query(
    `insert into lifts (id, contact_id, identity_hash, scope, evidence, lifted_at) values ($1, $2, $3, $4, '{"journal": true}', $5) on conflict (id) do nothing`,
    [lift.id, lift.contactId, lift.hash, JSON.stringify(lift.scope), lift.liftedAt],
  )
  const { rows } = await sql.query<{ channel: string; kind: string; objectionId: string }>(
    `with ended as (
       delete from suppressions s using objections o, unnest($2::text[], $3::text[]) as w (channel, kind)
       where s.identity_hash = $1 and s.channel = w.channel and s.kind = w.kind and o.id = s.objection_id and o.recorded_at <= $4 and o.reason <> 'erasure'
       returning s.identity_hash, s.channel, s.kind, s.since, s.objection_id
     )
     insert into lifted_suppressions (lift_id, identity_hash, channel, kind, since, objection_id) select $5, identity_hash, channel, kind, since, objection_id from ended on conflict do nothing
     returning channel, kind, objection_id as "objectionId"`,
    [lift.hash, lift.cells.map((cell) => cell.channel), lift.cells.map((cell) => cell.kind), lift.liftedAt, lift.id],
  )
  return rows
}

/** Contacts of today that hold one of these addresses, made before the removal: the removed person under another id. */
export async function holdersBefore(sql: Sql, hashes: readonly Buffer[], before: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct c.id from record_identities ri join remote_records r on r.id = ri.record_id and r.gone_at is null join contacts c on c.id = r.contact_id
     where ri.identity_hash = any($1) and c.purged_at is null and c.merged_into is null and c.created_at <= $2`,
    [hashes, before],
  )
  return rows.map((row) => row.id)
}

/** What a system showed of one record that was taken away. */
interface RecordEnd {
  record: number
  state: string
  binnedAt: string | null
  binned: string | null
  erasedAt: string | null
  erased: string | null
  detail: string | null
}

/** Whether the backup knows the plan as one that may be carried out. */
export async function isApproved(sql: Sql, planId: string): Promise<boolean> {
  return (
    (await sql.query('select 1 from removal_plans where id = $1 and approved_at is not null', [planId])).rowCount === 1
  )
}

/** A plan of the backup in which these contacts went after it, and what their systems showed of it. */
export async function noteBinned(
  sql: Sql,
  planId: string,
  contactIds: readonly string[],
  ends: readonly RecordEnd[],
  now: Date,
): Promise<void> {
  await sql.query(
    `update removal_items set state = 'binned', reason = null, updated_at = $3 where plan_id = $1 and contact_id = any($2)`,
    [planId, contactIds, now],
  )
  await sql.query(
    `update removal_records rr set state = p.state, binned_at = p."binnedAt", binned_value = p.binned, erased_at = p."erasedAt", erased_value = p.erased, detail = p.detail
     from jsonb_to_recordset($2::jsonb) as p (record bigint, state text, "binnedAt" timestamptz, binned text, "erasedAt" timestamptz, erased text, detail text) where rr.plan_id = $1 and rr.record_id = p.record`,
    [planId, JSON.stringify(ends)],
  )
}

/**
 * An approved plan of the backup that was carried out after it is no expired one; who is left of it got out in time.
 */
export async function noteCarriedOut(sql: Sql, planId: string, finishedAt: Date): Promise<void> {
  const { rowCount } = await sql.query(
    `update removal_plans set state = 'done', finished_at = $2 where id = $1 and state = 'expired' and approved_at is not null`,
    [planId, finishedAt],
  )
  if (rowCount === 1)
    await sql.query(
      `update removal_items set state = 'taken-out', reason = 'restored', updated_at = $2 where plan_id = $1 and state in ('planned', 'held')`,
      [planId, finishedAt],
    )
}

/**
 * Verdicts from before the objections that came back: the next run decides again, and nobody reads an old one
 * meanwhile.
 */
export async function forgetVerdicts(sql: Sql, contactIds: readonly string[]): Promise<void> {
  await sql.query('delete from decisions where contact_id = any($1)', [contactIds])
}
