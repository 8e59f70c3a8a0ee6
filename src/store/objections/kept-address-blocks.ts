import type { Scope } from '../../domain/app/kind.ts'
import type { Sql } from '../app/database.ts'
import { otherPartsOf } from '../contacts/split-contacts.ts'

/** Why a secondary address is named where its record is open. */
export const onSecondary = 'on a secondary address of the record'

/** Connections to which an objection to all e-mail was carried, be it that nobody knows how the call ended. */
export async function mailWrittenTo(sql: Sql, objectionId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select p.connection_id as id from propagations p join objections o on o.id = p.objection_id where o.id = $1 and 'email' = any(o.channels) and o.kinds = '{}' and p.first_sent_at is not null`,
    [objectionId],
  )
  return rows.map(({ id }) => id)
}

/**
 * Notes the addresses that these systems may block because Lawbase wrote them for the entry. Of a primary address the
 * record speaks (`lifted_blocks`); what another objection covers stands for that one.
 */
export async function noteKeptAddresses(
  sql: Sql,
  objectionId: string,
  { connectionIds, hashes }: { connectionIds: readonly string[]; hashes: readonly Buffer[] },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into kept_address_blocks (objection_id, connection_id, identity_hash, state, noted_at)
     select $1, c.id, h.hash, 'pending', $4 from unnest($2::uuid[]) as c (id), unnest($3::bytea[]) as h (hash) join identities i on i.hash = h.hash and i.kind = 'email'
     where exists (select 1 from connections k where k.id = c.id)
       and not exists (select 1 from record_identities ri join remote_records r on r.id = ri.record_id and r.gone_at is null where ri.identity_hash = h.hash and ri.position = 0 and r.connection_id = c.id)
       and not exists (select 1 from suppressions s where s.identity_hash = h.hash and s.channel = 'email' and s.kind = '') on conflict do nothing`,
    [objectionId, connectionIds, hashes, now],
  )
}

/**
 * Blocks that stand on the person's records, those of another part of them too, for what was lifted: the old no, until
 * each was seen open once. One that Lawbase wrote stands there, also where nobody has read it since (`unread`).
 */
export async function noteLiftedBlocks(
  sql: Sql,
  liftId: string,
  contactId: string,
  scopes: readonly Scope[],
  now: Date,
): Promise<void> {
  await sql.query(
    `with shown as (
       select r.id, w.channel, w.kind, case when w.kind = '' then coalesce(r.blocks ->> w.channel, 'open') <> 'open' else r.kind_blocks ? (w.channel || ':' || w.kind) end as blocked
       from remote_records r, unnest($3::text[], $4::text[]) as w (channel, kind) where r.contact_id = any($2) and r.gone_at is null)
     insert into lifted_blocks (cause_id, record_id, channel, kind, state, noted_at, next_attempt_at, unread)
     select $1, s.id, s.channel, s.kind, 'pending', $5, $5, not s.blocked from shown s
     where s.blocked or exists (select 1 from own_blocks b join propagations p on p.id = b.propagation_id and p.first_sent_at is not null join lifted_suppressions ls on ls.objection_id = p.objection_id and ls.lift_id = $1
       where b.record_id = s.id and b.channel = s.channel and b.kind = s.kind)`,
    [
      liftId,
      [contactId, ...(await otherPartsOf(sql, contactId))],
      scopes.map((scope) => scope.channel),
      scopes.map((scope) => scope.kind),
      now,
    ],
  )
}

/**
 * Notes the addresses that systems may still block although a Lift ended their opt-out: where it was said, and where it
 * was carried to, be it that nobody knows how the call ended. Of a first address the record speaks as well
 * (`lifted_blocks`), but it may be a secondary one later.
 */
export async function noteLiftedAddresses(sql: Sql, liftId: string, now: Date): Promise<void> {
  await sql.query(
    `insert into kept_address_blocks as k (objection_id, connection_id, identity_hash, state, noted_at)
     select distinct on (ls.objection_id, at.connection_id, ls.identity_hash) ls.objection_id, at.connection_id, ls.identity_hash, 'pending', $2::timestamptz
     from lifted_suppressions ls join identities i on i.hash = ls.identity_hash and i.kind = 'email' join objection_identities oi on oi.identity_hash = ls.identity_hash
       join objections o on o.id = oi.objection_id and 'email' = any(o.channels) and o.kinds = '{}'
       join lateral (select p.connection_id from propagations p where p.objection_id = o.id and p.first_sent_at is not null union select o.origin_connection_id where o.origin_connection_id is not null) at on true
     where ls.lift_id = $1 and ls.channel = 'email' and ls.kind = '' and exists (select 1 from connections c where c.id = at.connection_id)
       and not exists (select 1 from suppressions s where s.identity_hash = ls.identity_hash and s.channel = 'email' and s.kind = '')
     on conflict (objection_id, connection_id, identity_hash) do update set state = 'pending', noted_at = excluded.noted_at`,
    [liftId, now],
  )
}

/** Those of the addresses whose block in this system is explained by a Lift or a corrected entry, as hex. */
export async function keptAddresses(
  sql: Sql,
  connectionId: string,
  hashes: readonly Buffer[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set()
  const { rows } = await sql.query<{ hash: string }>(
    `select encode(identity_hash, 'hex') as hash from kept_address_blocks where connection_id = $1 and identity_hash = any($2) and state = 'pending'`,
    [connectionId, hashes],
  )
  return new Set(rows.map(({ hash }) => hash))
}

/** Addresses that the system was just read to send to again: a block there is a new one from now on. */
export async function noteOpenedAddresses(
  sql: Sql,
  connectionId: string,
  hashes: readonly Buffer[],
  now: Date,
): Promise<void> {
  if (hashes.length === 0) return
  await sql.query(
    `update kept_address_blocks set state = 'open', noted_at = $3 where connection_id = $1 and identity_hash = any($2) and state = 'pending'`,
    [connectionId, hashes, now],
  )
}
