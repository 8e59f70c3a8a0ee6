import type { Channel } from '../../domain/app/channel.ts'
import { scopeKey, scopesOf } from '../../domain/app/kind.ts'
import type { Door } from '../../domain/objections/objection.ts'
import { identityLock, isUuid, listLock, peopleLock, type Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

export interface ObjectionRow {
  id: string
  number: string
  contactId: string | null
  channels: Channel[]
  /** Empty = all kinds of message. */
  kinds: string[]
  receivedAt: Date
  recordedAt: Date
  door: Door
  originConnectionId: string | null
  lane: 'objection' | 'backfill'
  reason: 'objection' | 'complaint' | 'erasure'
  actor: string
  evidence: Record<string, unknown>
  idempotencyKey: string | null
}

const columns = `id, number, contact_id as "contactId", channels, kinds, received_at as "receivedAt", recorded_at as "recordedAt", door,
  origin_connection_id as "originConnectionId", lane, reason, actor, evidence, idempotency_key as "idempotencyKey"`

export async function findObjections(sql: Sql, ids: readonly string[]): Promise<ObjectionRow[]> {
  if (ids.length === 0) return []
  return (await sql.query<ObjectionRow>(`select ${columns} from objections where id = any($1)`, [ids])).rows
}

/** Objections by idempotency key, for a call that is made twice. */
export async function findByIdempotencyKeys(sql: Sql, keys: readonly string[]): Promise<Map<string, ObjectionRow>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql.query<ObjectionRow>(`select ${columns} from objections where idempotency_key = any($1)`, [
    keys,
  ])
  return new Map(rows.map((row) => [row.idempotencyKey ?? '', row]))
}

/**
 * Stores hashes of the given identities without a clear value: nobody in the base has them, and the list needs no more
 * (docs/reference/law.md#f17).
 */
export async function ensureIdentities(
  sql: Sql,
  hashes: readonly { hash: Buffer; kind: 'email' | 'phone'; role: boolean }[],
  now: Date,
): Promise<void> {
  const sorted = hashes.toSorted((a, b) => Buffer.compare(a.hash, b.hash))
  await sql.query(
    `insert into identities (hash, kind, role, created_at) select distinct on (hash) hash, kind, role, $4 from unnest($1::bytea[], $2::text[], $3::bool[]) as p (hash, kind, role) on conflict (hash) do nothing`,
    [sorted.map((row) => row.hash), sorted.map((row) => row.kind), sorted.map((row) => row.role), now],
  )
}

/**
 * An objection must see every record there is: waits for a page that is being matched, and lets no other start until
 * the commit.
 */
export async function lockPeopleShared(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_xact_lock_shared($1)', [peopleLock])
}

export async function lockPeople(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_xact_lock($1)', [peopleLock])
}

/** One list of opt-outs after the other. */
export async function lockLists(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_xact_lock($1)', [listLock])
}

/** One answer of an address after the other. */
export async function lockIdentity(sql: Sql, hash: Buffer): Promise<void> {
  await sql.query('select pg_advisory_xact_lock($1, $2)', [identityLock, hash.readInt32BE(0)])
}

/** Whether the person asked to be erased, and that stands. */
export async function asksErasure(sql: Sql, hash: Buffer): Promise<boolean> {
  return (
    (
      await sql.query(
        `select 1 from suppressions s join objections o on o.id = s.objection_id where s.identity_hash = $1 and o.reason = 'erasure' limit 1`,
        [hash],
      )
    ).rowCount === 1
  )
}

/** Which contacts hold these identities: hash (hex) → contact ids. */
export async function contactsOfIdentities(sql: Sql, hashes: readonly Buffer[]): Promise<Map<string, string[]>> {
  const { rows } = await sql.query<{ hash: string; contact_id: string }>(
    `select distinct encode(ri.identity_hash, 'hex') as hash, r.contact_id from record_identities ri join remote_records r on r.id = ri.record_id
     where ri.identity_hash = any($1) and r.gone_at is null and r.contact_id is not null`,
    [hashes],
  )
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.hash, [...(found.get(row.hash) ?? []), row.contact_id])
  return found
}

/** All identities that the live records of these contacts hold, shared ones marked. */
export async function identitiesOfContacts(
  sql: Sql,
  contactIds: readonly string[],
): Promise<{ contactId: string; hash: Buffer; role: boolean }[]> {
  const { rows } = await sql.query<{ contactId: string; hash: Buffer; role: boolean }>(
    `select distinct r.contact_id as "contactId", i.hash, i.role from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     where r.contact_id = any($1) and r.gone_at is null`,
    [contactIds],
  )
  return rows
}

/** What is suppressed already: hash (hex) → `email` or `email:newsletter` → objection. */
export async function loadSuppressions(sql: Sql, hashes: readonly Buffer[]): Promise<Map<string, Map<string, string>>> {
  const { rows } = await sql.query<{ hash: string; channel: Channel; kind: string; objection_id: string }>(
    `select encode(identity_hash, 'hex') as hash, channel, kind, objection_id from suppressions where identity_hash = any($1)`,
    [hashes],
  )
  const found = new Map<string, Map<string, string>>()
  for (const row of rows) {
    const known = found.get(row.hash) ?? new Map<string, string>()
    found.set(row.hash, known.set(scopeKey(row), row.objection_id))
  }
  return found
}

export interface NewObjection extends Omit<ObjectionRow, 'number' | 'recordedAt'> {
  hashes: readonly Buffer[]
  /** Numbers of people's objections (`R`) have no gaps for the mystery shopper's (`S`). */
  series: 'R' | 'S'
}

/**
 * Inserts objections with their identities and suppressions; the earliest no of an identity keeps its date. Gives the
 * numbers by id.
 */
export async function insertObjections(
  sql: Sql,
  rows: readonly NewObjection[],
  now: Date,
): Promise<Map<string, string>> {
  const p = tableOf('p', 2, rows, {
    id: ['uuid', (row) => row.id],
    contact_id: ['uuid', (row) => row.contactId],
    channels: ['text', (row) => row.channels.join(',')],
    kinds: ['text', (row) => row.kinds.join(',')],
    received_at: ['timestamptz', (row) => row.receivedAt],
    door: ['text', (row) => row.door],
    origin: ['uuid', (row) => row.originConnectionId],
    lane: ['text', (row) => row.lane],
    reason: ['text', (row) => row.reason],
    actor: ['text', (row) => row.actor],
    evidence: ['jsonb', (row) => JSON.stringify(row.evidence)],
    key: ['text', (row) => row.idempotencyKey],
    series: ['text', (row) => row.series],
  })
  const { rows: inserted } = await sql.query<{ id: string; number: string }>(
    `insert into objections (id, number, contact_id, channels, received_at, recorded_at, door, origin_connection_id, lane, reason, actor, evidence, idempotency_key, kinds)
     select id, series || '-' || to_char($1::timestamptz at time zone 'UTC', 'YYYY') || '-' || to_char(case series when 'R' then nextval('objection_numbers') else nextval('shopper_numbers') end, 'FM999999990000'), contact_id,
       string_to_array(channels, ','), received_at, $1, door, origin, lane, reason, actor, evidence, key, string_to_array(kinds, ',')
     from ${p.from}
     returning id, number`,
    [now, ...p.values],
  )
  const pairs = rows.flatMap((row) => row.hashes.map((hash) => ({ row, hash })))
  await sql.query(
    `insert into objection_identities (objection_id, identity_hash) select * from unnest($1::uuid[], $2::bytea[]) on conflict do nothing`,
    [pairs.map(({ row }) => row.id), pairs.map(({ hash }) => hash)],
  )
  await insertSuppressions(
    sql,
    pairs.flatMap(({ row, hash }) =>
      scopesOf(row.channels, row.kinds).map((scope) => ({
        hash,
        ...scope,
        since: row.receivedAt,
        objectionId: row.id,
      })),
    ),
  )
  return new Map(inserted.map((row) => [row.id, row.number]))
}

export interface NewSuppression {
  hash: Buffer
  channel: Channel
  /** Empty = all kinds. */
  kind: string
  since: Date
  objectionId: string
}

/** Gives the objections that cover something they did not cover before. */
export async function insertSuppressions(sql: Sql, rows: readonly NewSuppression[]): Promise<string[]> {
  const sorted = rows.toSorted((a, b) => Buffer.compare(a.hash, b.hash) || (scopeKey(a) < scopeKey(b) ? -1 : 1))
  const table = tableOf('p', 1, sorted, {
    hash: ['bytea', (row) => row.hash],
    channel: ['text', (row) => row.channel],
    since: ['timestamptz', (row) => row.since],
    objection_id: ['uuid', (row) => row.objectionId],
    kind: ['text', (row) => row.kind],
  })
  const written = await sql.query<{ id: string; fresh: boolean }>(
    `insert into suppressions as s (identity_hash, channel, kind, since, objection_id)
     select distinct on (hash, channel, kind) hash, channel, kind, since, objection_id from ${table.from}
     order by hash, channel, kind, since
     on conflict (identity_hash, channel, kind) do update set since = excluded.since where excluded.since < s.since
     returning objection_id as id, xmax = 0 as fresh`,
    [...table.values],
  )
  return [...new Set(written.rows.filter((row) => row.fresh).map((row) => row.id))]
}

/** Hashes of an objection are added when the person turns out to have more addresses. */
export async function addObjectionIdentities(
  sql: Sql,
  pairs: readonly { objectionId: string; hash: Buffer }[],
): Promise<void> {
  await sql.query(
    `insert into objection_identities (objection_id, identity_hash) select * from unnest($1::uuid[], $2::bytea[]) on conflict do nothing`,
    [pairs.map((pair) => pair.objectionId), pairs.map((pair) => pair.hash)],
  )
}

/**
 * Brokers that a source names for these contacts (docs/reference/promises.md#doors: an objection goes only to brokers
 * that had the person).
 */
export async function brokersOfContacts(sql: Sql, contactIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql.query<{ contact_id: string; broker: string }>(
    `select distinct s.contact_id, s.broker_connection_id as broker from sources s join connections c on c.id = s.broker_connection_id
     where s.contact_id = any($1) and c.state <> 'disconnected'`,
    [contactIds],
  )
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.contact_id, [...(found.get(row.contact_id) ?? []), row.broker])
  return found
}

/** The objection, when it concerns one of these identities; null for any other, or for what is no id. */
export async function objectionOfLink(sql: Sql, id: string, hashes: readonly Buffer[]): Promise<string | null> {
  if (!isUuid(id)) return null
  const { rows } = await sql.query<{ id: string }>(
    'select o.id from objections o where o.id = $1 and exists (select 1 from objection_identities oi where oi.objection_id = o.id and oi.identity_hash = any($2))',
    [id, hashes],
  )
  return rows[0]?.id ?? null
}

/** Objections that came in at this Connection. */
export async function countFrom(sql: Sql, connectionId: string): Promise<number> {
  return (
    (
      await sql.query<{ n: number }>('select count(*)::int as n from objections where origin_connection_id = $1', [
        connectionId,
      ])
    ).rows[0]?.n ?? 0
  )
}
