import type { RecordRef, Tombstone } from '../../connector/records.ts'
import { isOver, recordColumns, type RecordToStore } from './record-columns.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { Sql } from '../app/database.ts'
import { storeParts } from './record-parts.ts'
import { tableOf } from '../app/table-of.ts'

/** Whoever was a customer by a field that is hidden by now is one as far as anybody knows. */
const relationNow = `case when r.relation = 'customer' and excluded.relation_means = 'hidden' then 'customer' else excluded.relation end`

/** What a field said that is hidden by now stands; docs/decisions/0028-what-cannot-be-seen.md. */
const extrasNow = `case when excluded.extras ? 'factsUnread' then excluded.extras || jsonb_build_object('facts', coalesce(excluded.extras -> 'facts', '{}')
  || coalesce((select jsonb_object_agg(f.key, f.value) from jsonb_each(coalesce(r.extras -> 'facts', '{}')) f where excluded.extras -> 'factsUnread' ? f.key), '{}')) else excluded.extras end`

/**
 * Inserts or updates the records of one page (each ref once); gives the row ids of those that are new or differ. Blocks
 * that were noted after the page was asked for (`askedAt`, wall clock) stay, and the record is looked at again next
 * time. A relationship ended on the day that the system tells, else on the day on which we saw it end
 * (docs/reference/law.md#g2): later than it was, never earlier. One that was over when it was first read has no day.
 */
export async function upsertRecords(
  sql: Sql,
  connectionId: string,
  given: readonly RecordToStore[],
  askedAt: Date,
  now: Date,
): Promise<number[]> {
  if (given.length === 0) return []
  // One order for every transaction, so that two pages with common records cannot block each other.
  const rows = given.toSorted((a, b) =>
    `${a.record.ref.object} ${a.record.ref.id}` < `${b.record.ref.object} ${b.record.ref.id}` ? -1 : 1,
  )
  const p = tableOf('p', 5, rows, recordColumns(now))
  const result = await sql.query<{ id: number }>(
    `insert into remote_records as r (connection_id, relation_ended_on, seen_at, changed_at, ${p.names})
     select $1, case when relation = 'customer' or extras ->> 'overOn' = '' then null else (extras ->> 'overOn')::date end, $2, $2, ${p.names}
     from ${p.from}
     on conflict (connection_id, object, remote_id) do update set
       first_name = excluded.first_name, last_name = excluded.last_name, job_title = excluded.job_title, company = excluded.company, country = excluded.country,
       phone = excluded.phone, mobile = excluded.mobile, linkedin = excluded.linkedin, source_value = excluded.source_value, acts = excluded.acts,
       blocks = case when r.noted_at >= $3 then r.blocks else excluded.blocks end, kind_blocks = case when r.noted_at >= $3 then r.kind_blocks else excluded.kind_blocks end,
       last_act_at = greatest(r.last_act_at, excluded.last_act_at),
       last_act_kind = case when excluded.last_act_at > r.last_act_at or r.last_act_at is null then excluded.last_act_kind else r.last_act_kind end,
       first_contact_by = case when excluded.first_contact_on < r.first_contact_on or r.first_contact_on is null then excluded.first_contact_by else r.first_contact_by end, first_contact_on = least(r.first_contact_on, excluded.first_contact_on),
       last_open_at = greatest(r.last_open_at, excluded.last_open_at), created_remote_at = least(r.created_remote_at, excluded.created_remote_at),
       modified_remote_at = excluded.modified_remote_at, relation = ${relationNow}, relation_shown = excluded.relation_shown, relation_values = excluded.relation_values, relation_means = excluded.relation_means,
       relation_ended_on = case when ${relationNow} = 'customer' then null when excluded.extras ->> 'overOn' <> '' then excluded.relation_ended_on
         when r.relation = 'customer' or (${isOver('excluded')} and not ${isOver('r')} and r.relation_means is distinct from 'unread') then coalesce(r.relation_ended_on, $4::date) else r.relation_ended_on end, tags = excluded.tags, hold_until = excluded.hold_until, person_id = excluded.person_id, extras = ${extrasNow},
       erasure_asked_at = case when excluded.erasure_asked_at is null then null else coalesce(r.erasure_asked_at, excluded.erasure_asked_at) end,
       content_hash = case when r.noted_at >= $3 then '' else excluded.content_hash end, changed_at = excluded.changed_at, seen_at = excluded.seen_at, matched_at = null, gone_at = null, gone_reason = null, gone_by = null, merged_object = excluded.merged_object, merged_to = excluded.merged_to
     where r.content_hash <> excluded.content_hash or r.gone_at is not null
     returning id`,
    [connectionId, now, askedAt, dayOf(now), ...p.values],
  )
  await touchSeen(
    sql,
    connectionId,
    rows.map((row) => row.record.ref),
    now,
  )
  await storeIdentities(sql, connectionId, rows, now)
  await storeParts(sql, connectionId, rows)
  return result.rows.map((row) => row.id)
}

/** Has the systems read once more, and what numbers without a country say taken in anew. */
export async function readNumbersAgain(sql: Sql, now: Date): Promise<void> {
  await sql.query(
    `update remote_records set content_hash = '' where gone_at is null and coalesce(phone, mobile) is not null and btrim(coalesce(country, '')) = ''`,
  )
  await sql.query(
    `update connections set resync_wanted_at = $1 where full_pulled_at is not null and state <> 'disconnected' and resync_wanted_at is null`,
    [now],
  )
}

/** Unchanged rows are not rewritten, but a full sweep must know that they were seen. */
async function touchSeen(sql: Sql, connectionId: string, refs: readonly RecordRef[], now: Date): Promise<void> {
  await sql.query(
    `update remote_records r set seen_at = $4 from unnest($2::text[], $3::text[]) as p (object, remote_id)
     where r.connection_id = $1 and r.object = p.object and r.remote_id = p.remote_id and r.seen_at <> $4`,
    [connectionId, refs.map((ref) => ref.object), refs.map((ref) => ref.id), now],
  )
}

/**
 * An address that a record lost is kept as a former one: whoever said no under it, or acts under it, is the same person
 * still (docs/reference/promises.md#i2, #i5; docs/decisions/0024). Of a shared mailbox nobody knows whose objections
 * and acts they are.
 */
async function storeIdentities(
  sql: Sql,
  connectionId: string,
  rows: readonly RecordToStore[],
  now: Date,
): Promise<void> {
  const identities = new Map(
    rows.flatMap((row) => row.identities.map((identity) => [identity.hash.toString('hex'), identity] as const)),
  )
  // One order for every transaction, so that two pages with common addresses cannot block each other.
  const list = [...identities.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, identity]) => identity)
  await sql.query(
    `insert into identities as i (hash, kind, value, role, private_mailbox, created_at)
     select hash, 'email', value, role, private_mailbox, $5 from unnest($1::bytea[], $2::text[], $3::bool[], $4::bool[]) as p (hash, value, role, private_mailbox)
     on conflict (hash) do update set value = excluded.value, role = excluded.role, private_mailbox = excluded.private_mailbox where i.value is null`,
    [
      list.map((row) => row.hash),
      list.map((row) => row.value),
      list.map((row) => row.role),
      list.map((row) => row.privateMailbox),
      now,
    ],
  )
  const links = rows.flatMap((row) =>
    row.identities.map((identity, position) => ({ ref: row.record.ref, hash: identity.hash, position })),
  )
  await sql.query(
    `with wanted as (
       select r.id as record_id, p.hash, p.position from unnest($2::text[], $3::text[], $4::bytea[], $5::int[]) as p (object, remote_id, hash, position)
       join remote_records r on r.connection_id = $1 and r.object = p.object and r.remote_id = p.remote_id
     ), dropped as (
       delete from record_identities ri using (select distinct record_id from wanted) w
       where ri.record_id = w.record_id and not exists (select 1 from wanted where wanted.record_id = ri.record_id and wanted.hash = ri.identity_hash)
       returning ri.record_id, ri.identity_hash
     ), left_behind as (
       insert into former_identities (record_id, identity_hash, left_at) select d.record_id, d.identity_hash, $6 from dropped d join identities i on i.hash = d.identity_hash and not i.role on conflict do nothing
     ), back as (
       delete from former_identities f using wanted w where f.record_id = w.record_id and f.identity_hash = w.hash
     )
     insert into record_identities as ri (record_id, identity_hash, position) select record_id, hash, position from wanted
     on conflict (record_id, identity_hash) do update set position = excluded.position where ri.position <> excluded.position`,
    [
      connectionId,
      links.map((link) => link.ref.object),
      links.map((link) => link.ref.id),
      links.map((link) => link.hash),
      links.map((link) => link.position),
      now,
    ],
  )
}

/**
 * Marks records that the vendor says are gone, with who did it as far as it says so. Those merged away name the record
 * they live on in, the last one of a chain, and are given.
 */
export async function markGone(
  sql: Sql,
  connectionId: string,
  tombstones: readonly (Tombstone & { by: string | null })[],
  now: Date,
): Promise<number[]> {
  if (tombstones.length === 0) return []
  const { rows } = await sql.query<{ id: number; merged: boolean }>(
    `update remote_records r set gone_at = $5, gone_reason = case when p.merged_into is null then 'deleted' else 'merged' end, gone_by = p.by, changed_at = $5,
       merged_object = case when p.merged_into is null then null when w.merged_to is null then p.object else w.merged_object end, merged_to = coalesce(w.merged_to, p.merged_into)
     from unnest($2::text[], $3::text[], $4::text[], $6::text[]) as p (object, remote_id, merged_into, by)
     left join remote_records w on w.connection_id = $1 and w.object = p.object and w.remote_id = p.merged_into
     where r.connection_id = $1 and r.object = p.object and r.remote_id = p.remote_id and r.gone_at is null returning r.id, p.merged_into is not null as merged`,
    [
      connectionId,
      tombstones.map((stone) => stone.ref.object),
      tombstones.map((stone) => stone.ref.id),
      tombstones.map((stone) => stone.mergedInto),
      now,
      tombstones.map((stone) => stone.by),
    ],
  )
  const merged = tombstones.filter((stone) => stone.mergedInto !== null)
  if (merged.length === 0) return []
  await sql.query(
    `update remote_records r set merged_object = w.merged_object, merged_to = w.merged_to from unnest($2::text[], $3::text[]) as p (object, remote_id)
     join remote_records w on w.connection_id = $1 and w.object = p.object and w.remote_id = p.remote_id and w.merged_to is not null
     where r.connection_id = $1 and r.merged_object = p.object and r.merged_to = p.remote_id`,
    [connectionId, merged.map((stone) => stone.ref.object), merged.map((stone) => stone.ref.id)],
  )
  return rows.filter((row) => row.merged).map((row) => row.id)
}

/** Records among these that we took away ourselves, as `object id`. */
export async function takenAmong(sql: Sql, connectionId: string, refs: readonly RecordRef[]): Promise<Set<string>> {
  const { rows } = await sql.query<{ key: string }>(
    `select r.object || ' ' || r.remote_id as key from remote_records r join unnest($2::text[], $3::text[]) as p (object, remote_id) on r.object = p.object and r.remote_id = p.remote_id
     where r.connection_id = $1 and r.gone_at is not null and r.gone_reason = 'binned'`,
    [connectionId, refs.map((ref) => ref.object), refs.map((ref) => ref.id)],
  )
  return new Set(rows.map(({ key }) => key))
}

/** After a full sweep: what was not seen since it began is gone. Gives how many. */
export async function markUnseenGone(sql: Sql, connectionId: string, sweepStartedAt: Date, now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `update remote_records set gone_at = $3, gone_reason = 'not seen', changed_at = $3 where connection_id = $1 and seen_at < $2 and gone_at is null`,
    [connectionId, sweepStartedAt, now],
  )
  return rowCount ?? 0
}

export async function countLiveRecords(sql: Sql, connectionId: string): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    'select count(*)::int as n from remote_records where connection_id = $1 and gone_at is null',
    [connectionId],
  )
  return rows[0]?.n ?? 0
}

/** Row id, contact and identities of records by `object id`, those that are gone included. */
export async function ownersOfRecords(
  sql: Sql,
  connectionId: string,
  refs: readonly RecordRef[],
): Promise<Map<string, { id: number; contactId: string | null; hashes: Buffer[] }>> {
  const { rows } = await sql.query<{
    id: number
    contact_id: string | null
    object: string
    remote_id: string
    hashes: Buffer[] | null
  }>(
    `select r.id, r.contact_id, r.object, r.remote_id, (select array_agg(ri.identity_hash order by ri.position) from record_identities ri where ri.record_id = r.id) as hashes
     from remote_records r join unnest($2::text[], $3::text[]) as p (object, remote_id) on r.object = p.object and r.remote_id = p.remote_id where r.connection_id = $1`,
    [connectionId, refs.map((ref) => ref.object), refs.map((ref) => ref.id)],
  )
  return new Map(
    rows.map((row) => [
      `${row.object} ${row.remote_id}`,
      { id: row.id, contactId: row.contact_id, hashes: row.hashes ?? [] },
    ]),
  )
}

/** Row id and contact of live records by `object id`. */
export async function contactsOfRecords(
  sql: Sql,
  connectionId: string,
  refs: readonly RecordRef[],
): Promise<Map<string, { id: number; contactId: string }>> {
  const { rows } = await sql.query<{ id: number; contact_id: string; object: string; remote_id: string }>(
    `select r.id, r.contact_id, r.object, r.remote_id from remote_records r join unnest($2::text[], $3::text[]) as p (object, remote_id) on r.object = p.object and r.remote_id = p.remote_id
     where r.connection_id = $1 and r.gone_at is null and r.contact_id is not null`,
    [connectionId, refs.map((ref) => ref.object), refs.map((ref) => ref.id)],
  )
  return new Map(rows.map((row) => [`${row.object} ${row.remote_id}`, { id: row.id, contactId: row.contact_id }]))
}

/**
 * People of these records who have a verdict: it was given before a record joined or left them.
 */
export async function judgedAmong(sql: Sql, recordIds: readonly number[]): Promise<string[]> {
  if (recordIds.length === 0) return []
  const { rows } = await sql.query<{ id: string }>(
    'select distinct d.contact_id as id from remote_records r join decisions d on d.contact_id = r.contact_id where r.id = any($1)',
    [recordIds],
  )
  return rows.map(({ id }) => id)
}
