import type { Channel } from '../domain/channel.ts'
import type { Scope } from '../domain/kind.ts'
import { move } from '../domain/propagation.ts'
import type { Sql } from './database.ts'

/**
 * After a Lift a system may keep its block: until it was seen open once it is the old no, afterwards a block there is a
 * new one. Notes, for the given records, which of them are open now.
 */
export async function noteOpenedBlocks(sql: Sql, recordIds: readonly number[], now: Date): Promise<void> {
  await sql.query(
    `update lifted_blocks l set state = 'open', noted_at = $2 from remote_records r
     where r.id = l.record_id and l.record_id = any($1) and l.state = 'pending' and r.gone_at is null
       and case when l.kind = '' then coalesce(r.blocks ->> l.channel, 'open') = 'open' else not r.kind_blocks ? (l.channel || ':' || l.kind) end`,
    [recordIds, now],
  )
}

export interface NewLift {
  id: string
  mailId: string
  contactId: string
  identityHash: Buffer
  scopes: readonly Scope[]
  evidence: Readonly<Record<string, unknown>>
}

/**
 * Ends the Suppressions of one address for the given cells, as far as they were recorded before `until` and no erasure
 * stands behind them. They are kept as they stood. Gives what was ended.
 */
export async function insertLift(sql: Sql, lift: NewLift, until: Date, now: Date): Promise<{ channel: Channel; kind: string; objectionId: string }[]> {
  await sql.query('insert into lifts (id, mail_id, contact_id, identity_hash, scope, evidence, lifted_at) values ($1, $2, $3, $4, $5, $6, $7)', [
    lift.id, lift.mailId, lift.contactId, lift.identityHash, JSON.stringify(lift.scopes), JSON.stringify(lift.evidence), now,
  ])
  const { rows } = await sql.query<{ channel: Channel; kind: string; objectionId: string }>(
    `with ended as (
       delete from suppressions s using objections o, unnest($2::text[], $3::text[]) as w (channel, kind)
       where s.identity_hash = $1 and s.channel = w.channel and s.kind = w.kind and o.id = s.objection_id and o.recorded_at <= $4 and o.reason <> 'erasure'
       returning s.identity_hash, s.channel, s.kind, s.since, s.objection_id
     )
     insert into lifted_suppressions (lift_id, identity_hash, channel, kind, since, objection_id) select $5, identity_hash, channel, kind, since, objection_id from ended
     returning channel, kind, objection_id as "objectionId"`,
    [lift.identityHash, lift.scopes.map((scope) => scope.channel), lift.scopes.map((scope) => scope.kind), until, lift.id],
  )
  return rows
}

/** Blocks that stand on the person's records for what was lifted: the old no, until each was seen open once. */
export async function noteLiftedBlocks(sql: Sql, liftId: string, contactId: string, scopes: readonly Scope[], now: Date): Promise<void> {
  await sql.query(
    `insert into lifted_blocks (lift_id, record_id, channel, kind, state, noted_at)
     select $1, r.id, w.channel, w.kind, 'pending', $5 from remote_records r, unnest($3::text[], $4::text[]) as w (channel, kind)
     where r.contact_id = $2 and r.gone_at is null
       and case when w.kind = '' then coalesce(r.blocks ->> w.channel, 'open') <> 'open' else r.kind_blocks ? (w.channel || ':' || w.kind) end`,
    [liftId, contactId, scopes.map((scope) => scope.channel), scopes.map((scope) => scope.kind), now],
  )
}

/** True while a worker is writing one of these noes: freeing now could be overtaken by that write. Until the commit nobody starts to. */
export async function isBeingWritten(sql: Sql, objectionIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql.query<{ state: string }>('select state from propagations where objection_id = any($1) for update', [objectionIds])
  return rows.some((row) => row.state === 'sending')
}

/** Propagations of noes of which nothing stands any more. Gives how many were superseded. */
export async function supersede(sql: Sql, objectionIds: readonly string[]): Promise<number> {
  for (const from of ['queued', 'written', 'accepted', 'waiting', 'absent', 'refused', 'applied'] as const) move(from, 'superseded')
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
  return (await sql.query<Scope>('select channel, kind from suppressions where identity_hash = $1 and objection_id = $2 order by channel, kind', [identityHash, objectionId])).rows
}

/** Lifted blocks that their system still shows, by Connection: contacts and since when. */
export async function pendingLifts(sql: Sql): Promise<{ connectionId: string; label: string; connector: string; people: number; since: Date }[]> {
  const { rows } = await sql.query<{ connectionId: string; label: string; connector: string; people: number; since: Date }>(
    `select c.id as "connectionId", c.label, c.connector, count(distinct r.contact_id)::int as people, min(l.noted_at) as since
     from lifted_blocks l join remote_records r on r.id = l.record_id and r.gone_at is null join connections c on c.id = r.connection_id
     where l.state = 'pending' and c.state <> 'disconnected' group by c.id order by c.position`,
  )
  return rows
}
