import { numberChannels } from '../../domain/app/channel.ts'
import { type Scope, everyKind } from '../../domain/app/kind.ts'
import type { Sql } from '../app/database.ts'
import { suppressedOnEveryChannel } from '../sql/suppressed-on-every-channel.ts'
import { stands } from './mistaken-blocks.ts'
import { supportedCells } from './supported-cells.ts'

/** A number on a live record of somebody who said no to everything, and the objection that says so for calls. */
interface ObjectorNumber {
  objectionId: string
  since: Date
  phone: string | null
  mobile: string | null
  country: string | null
}

/** Numbers of those of these contacts who said no to every channel, under an address of their own. */
export async function numbersOfObjectors(sql: Sql, contactIds: readonly string[]): Promise<ObjectorNumber[]> {
  if (contactIds.length === 0) return []
  const { rows } = await sql.query<ObjectorNumber>(
    `with people as (select c.id from contacts c where c.id = any($1) and ${suppressedOnEveryChannel('c.id')}),
     said as (
       select distinct on (p.id) p.id, s.objection_id, s.since from people p join remote_records r on r.contact_id = p.id and r.gone_at is null join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and not i.role
         join suppressions s on s.identity_hash = i.hash and s.channel = 'phone' and s.kind = '' join objections o on o.id = s.objection_id and o.number like 'R-%' order by p.id, s.since, s.objection_id)
     select distinct said.objection_id as "objectionId", said.since, r.phone, r.mobile, r.country from said join remote_records r on r.contact_id = said.id and r.gone_at is null where coalesce(r.phone, r.mobile) is not null`,
    [contactIds],
  )
  return rows
}

/** Whose records these are. */
export async function contactsOf(sql: Sql, recordIds: readonly number[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select distinct contact_id as id from remote_records where id = any($1) and contact_id is not null and gone_at is null',
    [recordIds],
  )
  return rows.map(({ id }) => id)
}

/** Numbers (hex) that more than `most` contacts hold: a company's, whatever kind of number it is. */
export async function heldByMany(sql: Sql, hashes: readonly Buffer[], most: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ hash: string }>(
    `select encode(n.number_hash, 'hex') as hash from record_numbers n join remote_records r on r.id = n.record_id and r.gone_at is null where n.number_hash = any($1) group by n.number_hash having count(distinct r.contact_id) > $2`,
    [hashes, most],
  )
  return new Set(rows.map((row) => row.hash))
}

/** Ties mobiles to the objections of whoever holds them; gives the pairs that are new. */
export async function tieMobiles(
  sql: Sql,
  rows: readonly { objectionId: string; hash: Buffer }[],
): Promise<ReadonlySet<string>> {
  const { rows: tied } = await sql.query<{ pair: string }>(
    `insert into objection_identities (objection_id, identity_hash, taken) select distinct *, true from unnest($1::uuid[], $2::bytea[]) on conflict do nothing returning objection_id || ' ' || encode(identity_hash, 'hex') as pair`,
    [rows.map((row) => row.objectionId), rows.map((row) => row.hash)],
  )
  return new Set(tied.map(({ pair }) => pair))
}

/**
 * Frees the mobiles that were blocked only because of objections whose cells were lifted: what another objection says
 * of the number stands for that one. Blocks that Lawbase wrote for them on records of others are due to be opened.
 */
export async function freeTakenMobiles(
  sql: Sql,
  { liftId, objectionIds, scopes }: { liftId: string; objectionIds: readonly string[]; scopes: readonly Scope[] },
  now: Date,
): Promise<void> {
  const calls = scopes.filter(
    ({ channel, kind }) => kind === everyKind && numberChannels.some((one) => one === channel),
  )
  if (calls.length === 0 || objectionIds.length === 0) return
  const channels = calls.map(({ channel }) => channel)
  const { rows: freed } = await sql.query<{ hash: Buffer }>(
    `with ended as (
       delete from suppressions s using objection_identities oi
       where oi.objection_id = any($2) and oi.taken and s.identity_hash = oi.identity_hash and s.objection_id = oi.objection_id and s.channel = any($3) and s.kind = ''
       returning s.identity_hash, s.channel, s.kind, s.since, s.objection_id)
     insert into lifted_suppressions (lift_id, identity_hash, channel, kind, since, objection_id) select $1, identity_hash, channel, kind, since, objection_id from ended on conflict do nothing returning identity_hash as hash`,
    [liftId, objectionIds, channels],
  )
  const hashes = freed.map(({ hash }) => hash)
  await sql.query(
    `insert into suppressions (identity_hash, channel, kind, since, objection_id)
     select hash, channel, kind, since, id from (${supportedCells('select distinct h as hash from unnest($1::bytea[]) h', '$2::uuid[]')}) u where u.channel = any($3) on conflict do nothing`,
    [hashes, objectionIds, channels],
  )
  await sql.query(
    `with written as (
       select distinct r.id, r.contact_id, b.channel, b.kind from record_numbers n join remote_records r on r.id = n.record_id and r.gone_at is null
         join own_blocks b on b.record_id = r.id and b.kind = '' and b.channel = any($5) join propagations p on p.id = b.propagation_id and p.objection_id = any($2) where n.number_hash = any($6))
     insert into lifted_blocks (cause_id, record_id, channel, kind, state, noted_at, next_attempt_at)
     select $1, w.id, w.channel, w.kind, 'pending', $3, $3 from written w where not ${stands('w')} on conflict do nothing`,
    [liftId, objectionIds, now, numberChannels, channels, hashes],
  )
}
