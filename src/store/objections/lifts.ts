import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import type { Scope } from '../../domain/app/kind.ts'
import { move } from '../../domain/propagation/states.ts'
import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'
import { sameIdentities } from '../contacts/former-identities.ts'
import { sharedNumber } from '../app/numbers.ts'
import { otherPartsOf } from '../contacts/split-contacts.ts'
import { tableOf } from '../app/table-of.ts'

/**
 * After a Lift a system may keep its block: until it was seen open once it is the old no, afterwards a block there is a
 * new one. Notes, for the given records, which of them are open now.
 */
export async function noteOpenedBlocks(sql: Sql, recordIds: readonly number[], now: Date): Promise<void> {
  await sql.query(
    `update lifted_blocks l set state = 'open', noted_at = $2, next_attempt_at = null from remote_records r
     where r.id = l.record_id and l.record_id = any($1) and l.state = 'pending' and r.gone_at is null and (not l.unread or r.seen_at > l.noted_at)
       and case when l.kind = '' then coalesce(r.blocks ->> l.channel, 'open') = 'open' else not r.kind_blocks ? (l.channel || ':' || l.kind) and not r.kind_blocks ? '*' and coalesce(r.blocks ->> l.channel, '') <> 'hidden' end`,
    [recordIds, now],
  )
}

interface NewLift {
  id: string
  mailId: string
  contactId: string
  identityHash: Buffer
  scopes: readonly Scope[]
  evidence: Readonly<Record<string, unknown>>
}

/**
 * Ends the Suppressions of one address, and of those that the person had before it and nobody holds now but another
 * part of them, for the given cells, as far as they were recorded before `until` and no erasure stands behind them.
 * They are kept as they stood. Gives what was ended.
 */
export async function insertLift(
  sql: Sql,
  lift: NewLift,
  until: Date,
  now: Date,
): Promise<{ channel: Channel; kind: string; objectionId: string }[]> {
  await sql.query(
    'insert into lifts (id, mail_id, contact_id, identity_hash, scope, evidence, lifted_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      lift.id,
      lift.mailId,
      lift.contactId,
      lift.identityHash,
      JSON.stringify(lift.scopes),
      JSON.stringify(lift.evidence),
      now,
    ],
  )
  const { rows } = await sql.query<{ channel: Channel; kind: string; objectionId: string }>(
    `with ended as (
       delete from suppressions s using objections o, unnest($2::text[], $3::text[]) as w (channel, kind)
       where s.identity_hash in (select $1 union select f.identity_hash from former_identities f join remote_records r on r.id = f.record_id and r.gone_at is null where r.contact_id = $6
           and not exists (select 1 from record_identities o join remote_records theirs on theirs.id = o.record_id and theirs.gone_at is null where o.identity_hash = f.identity_hash and theirs.contact_id <> all($7)))
         and s.channel = w.channel and s.kind = w.kind and o.id = s.objection_id and o.recorded_at <= $4 and o.reason <> 'erasure'
       returning s.identity_hash, s.channel, s.kind, s.since, s.objection_id
     )
     insert into lifted_suppressions (lift_id, identity_hash, channel, kind, since, objection_id) select $5, identity_hash, channel, kind, since, objection_id from ended
     returning channel, kind, objection_id as "objectionId"`,
    [
      lift.identityHash,
      lift.scopes.map((scope) => scope.channel),
      lift.scopes.map((scope) => scope.kind),
      until,
      lift.id,
      lift.contactId,
      await otherPartsOf(sql, lift.contactId),
    ],
  )
  return rows
}

/** When the objections of these addresses were last lifted: `hash channel` (hash in hex) → time. */
export async function lastLifts(sql: Sql, hashes: readonly Buffer[]): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ hash: string; channel: Channel; at: Date }>(
    `select encode(same.told, 'hex') as hash, ls.channel, max(l.lifted_at) as at from (${sameIdentities('$1')}) same join lifted_suppressions ls on ls.identity_hash = same.same and ls.kind = '' join lifts l on l.id = ls.lift_id
     group by 1, 2`,
    [hashes],
  )
  return new Map(rows.map((row) => [`${row.hash} ${row.channel}`, row.at]))
}

/**
 * True while a worker is writing one of these objections: freeing now could be overtaken by that write. Until the
 * commit nobody starts to.
 */
export async function isBeingWritten(sql: Sql, objectionIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql.query<{ state: string }>(
    'select state from propagations where objection_id = any($1) for update',
    [objectionIds],
  )
  return rows.some((row) => row.state === 'sending')
}

/** Propagations of objections of which nothing stands any more. Gives how many were superseded. */
export async function supersede(sql: Sql, objectionIds: readonly string[]): Promise<number> {
  for (const from of ['queued', 'written', 'accepted', 'waiting', 'absent', 'refused', 'applied'] as const)
    move(from, 'superseded')
  const { rowCount } = await sql.query(
    `update propagations p set state = 'superseded', reason = 'lifted', owner = null, next_attempt_at = null, version = p.version + 1
     where p.objection_id = any($1) and p.state not in ('sending', 'superseded') and not exists (
       select 1 from objections o join objection_identities oi on oi.objection_id = o.id join suppressions s on s.identity_hash = oi.identity_hash
       where o.id = p.objection_id and s.channel = any(o.channels) and (s.kind = '' or s.kind = any(o.kinds)))`,
    [objectionIds],
  )
  return rowCount ?? 0
}

/** Objections behind the Suppressions of one address in these cells. */
export async function objectionsBehind(sql: Sql, identityHash: Buffer, scopes: readonly Scope[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct s.objection_id as id from suppressions s join unnest($2::text[], $3::text[]) as w (channel, kind) on s.channel = w.channel and s.kind = w.kind where s.identity_hash = $1`,
    [identityHash, scopes.map((scope) => scope.channel), scopes.map((scope) => scope.kind)],
  )
  return rows.map((row) => row.id)
}

/** Cells that one objection stands behind for one address. */
export async function scopesBehind(sql: Sql, identityHash: Buffer, objectionId: string): Promise<Scope[]> {
  return (
    await sql.query<Scope>(
      'select channel, kind from suppressions where identity_hash = $1 and objection_id = $2 order by channel, kind',
      [identityHash, objectionId],
    )
  ).rows
}

/** Blocks that a person lifted and their system still shows, by Connection: contacts and since when. */
export async function pendingLifts(
  sql: Sql,
): Promise<{ connectionId: string; label: string; connector: string; people: number; since: Date }[]> {
  const { rows } = await sql.query<{
    connectionId: string
    label: string
    connector: string
    people: number
    since: Date
  }>(
    `select c.id as "connectionId", c.label, c.connector, count(distinct r.contact_id)::int as people, min(l.noted_at) as since
     from lifted_blocks l join remote_records r on r.id = l.record_id and r.gone_at is null join connections c on c.id = r.connection_id
     where l.state = 'pending' and c.state <> 'disconnected' and l.cause_id in (select id from lifts) group by c.id order by c.position`,
  )
  return rows
}

/** Connections whose lifted blocks are due to be taken off, where writing blocks is granted. */
export async function connectionsWithDueLifts(sql: Sql, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct r.connection_id as id from lifted_blocks l join remote_records r on r.id = l.record_id join connections c on c.id = r.connection_id
     where l.state = 'pending' and l.next_attempt_at <= $1 and r.gone_at is null and c.state in ('observe', 'active') and 'suppress' = any(c.granted)`,
    [now],
  )
  return rows.map((row) => row.id)
}

export interface LiftedBlock extends Scope {
  causeId: string
  byLift: boolean
  recordId: number
  contactId: string
  ref: RecordRef
  attempts: number
  /** Cells that stand for the person now. */
  standing: Scope[]
}

/** Due lifted blocks of one Connection, with what still stands for each person at this moment. */
export async function dueLiftedBlocks(
  sql: Sql,
  connectionId: string,
  now: Date,
  limit: number,
): Promise<LiftedBlock[]> {
  const { rows } = await sql.query<Omit<LiftedBlock, 'ref'> & { object: string; remoteId: string }>(
    `select l.cause_id as "causeId", exists (select 1 from lifts where id = l.cause_id) as "byLift", l.record_id as "recordId", r.contact_id as "contactId", r.object, r.remote_id as "remoteId", l.channel, l.kind, l.attempts,
       coalesce((select jsonb_agg(distinct jsonb_build_object('channel', s.channel, 'kind', s.kind)) from remote_records mate join record_identities ri on ri.record_id = mate.id
         join identities i on i.hash = ri.identity_hash join suppressions s on s.identity_hash = ri.identity_hash
         where mate.contact_id = r.contact_id and mate.gone_at is null and (not i.role or mate.id = r.id)), '[]')
       -- A Lift frees an address: the no of a number stays.
       || coalesce((select jsonb_agg(distinct jsonb_build_object('channel', s.channel, 'kind', s.kind)) from remote_records mate join record_numbers n on n.record_id = mate.id
         join suppressions s on s.identity_hash = n.number_hash
         where mate.contact_id = r.contact_id and mate.gone_at is null and s.channel = any($4) and (mate.id = r.id or not ${sharedNumber})), '[]') as standing
     from lifted_blocks l join remote_records r on r.id = l.record_id
     where r.connection_id = $1 and l.state = 'pending' and l.next_attempt_at <= $2 and r.gone_at is null order by l.next_attempt_at, l.record_id limit $3`,
    [connectionId, now, limit, numberChannels],
  )
  return rows.map(({ object, remoteId, ...row }) => ({ ...row, ref: { object, id: remoteId } }))
}

export interface LiftedResult extends Scope {
  causeId: string
  recordId: number
  state: 'pending' | 'open'
  attempts: number
  detail: string | null
  nextAttemptAt: Date | null
}

export async function saveLiftedBlocks(sql: Sql, rows: readonly LiftedResult[], now: Date): Promise<void> {
  const p = tableOf('p', 2, rows, {
    cause_id: ['uuid', (row) => row.causeId],
    record_id: ['bigint', (row) => row.recordId],
    channel: ['text', (row) => row.channel],
    kind: ['text', (row) => row.kind],
    state: ['text', (row) => row.state],
    attempts: ['int', (row) => row.attempts],
    detail: ['text', (row) => row.detail],
    next_attempt_at: ['timestamptz', (row) => row.nextAttemptAt],
  })
  await sql.query(
    `update lifted_blocks l set state = p.state, unread = l.unread and p.state = 'pending', attempts = p.attempts, detail = p.detail, next_attempt_at = p.next_attempt_at, noted_at = case when p.state = 'open' then $1 else l.noted_at end
     from ${p.from}
     where l.cause_id = p.cause_id and l.record_id = p.record_id and l.channel = p.channel and l.kind = p.kind`,
    [now, ...p.values],
  )
}

/**
 * Notes on our rows that a cell was just read back open; what is read next is looked at in any case, and a page that
 * was asked for before `wallNow` says nothing about it.
 */
export async function noteReleased(
  sql: Sql,
  rows: readonly { recordId: number; scope: Scope }[],
  wallNow: Date,
): Promise<void> {
  await sql.query(
    `update remote_records r set blocks = r.blocks || p.opened, kind_blocks = r.kind_blocks - p.kinds, noted_at = $4, content_hash = '' from (
       select id, coalesce(jsonb_object_agg(channel, 'open') filter (where kind = ''), '{}') as opened, coalesce(array_agg(channel || ':' || kind) filter (where kind <> ''), '{}') as kinds
       from unnest($1::bigint[], $2::text[], $3::text[]) as u (id, channel, kind) group by id) p where r.id = p.id`,
    [rows.map((row) => row.recordId), rows.map((row) => row.scope.channel), rows.map((row) => row.scope.kind), wallNow],
  )
}

/** Address in clear behind a hash, while the base still holds it. */
export async function clearAddress(sql: Sql, hash: Buffer): Promise<string | null> {
  return (
    (await sql.query<{ value: string | null }>('select value from identities where hash = $1', [hash])).rows[0]
      ?.value ?? null
  )
}

/** Connections that still show a lifted e-mail block of this contact. */
export async function connectionsKeepingEmail(sql: Sql, contactId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct r.connection_id as id from lifted_blocks l join remote_records r on r.id = l.record_id where r.contact_id = $1 and l.channel = 'email' and l.state = 'pending' and r.gone_at is null`,
    [contactId],
  )
  return rows.map((row) => row.id)
}

/** When each channel of these addresses (hex of the hash) was last opened again by the person, for all kinds. */
export async function liftsOfIdentities(
  sql: Sql,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, ReadonlyMap<Channel, Date>>> {
  const { rows } = await sql.query<{ hash: string; channel: Channel; at: Date }>(
    `select encode(same.told, 'hex') as hash, w ->> 'channel' as channel, max(l.lifted_at) as at from (${sameIdentities('$1')}) same join lifts l on l.identity_hash = same.same, jsonb_array_elements(l.scope) w
     where w ->> 'kind' = '' group by 1, 2`,
    [hashes],
  )
  return new Map(
    [...Map.groupBy(rows, ({ hash }) => hash)].map(([hash, theirs]) => [
      hash,
      new Map(theirs.map(({ channel, at }) => [channel, at])),
    ]),
  )
}
