import type { Sql } from '../app/database.ts'

/**
 * SQL of a boolean: the objection in `suppression` is one of the person whose record has, or had, the identity in
 * `known` (a row of `known_identities`). An objection under a former address is over once the person took that cell
 * back since, under an address of this record.
 */
export function saidByThem(suppression: string, known: string): string {
  return `(not ${known}.former or (${suppression}.since <= ${known}.until and not exists (
    select 1 from known_identities mine join lifted_suppressions back on back.identity_hash = mine.identity_hash and back.channel = ${suppression}.channel and back.kind = ${suppression}.kind
      join lifts on lifts.id = back.lift_id join objections said on said.id = ${suppression}.objection_id and said.recorded_at <= lifts.lifted_at where mine.record_id = ${known}.record_id)))`
}

/**
 * SQL of a query that gives, for each identity in the array `hashes`, itself and the others of whoever it means:
 * `told`, `same`.
 */
export function sameIdentities(hashes: string): string {
  return `select told, told as same from unnest(${hashes}::bytea[]) told union
    select told, mine.identity_hash from unnest(${hashes}::bytea[]) told join known_identities k on k.identity_hash = told and k.until = 'infinity' join remote_records r on r.id = k.record_id and r.gone_at is null
      join remote_records mate on mate.contact_id = r.contact_id and mate.gone_at is null join known_identities mine on mine.record_id = mate.id and mine.until = 'infinity' join identities i on i.hash = mine.identity_hash and not i.role`
}

/**
 * Which contacts are meant by these identities: those that hold one, or else those whose record had it before and
 * nobody holds since (an unsubscribe link in an old mail, a reply from an old address). Hash (hex) → contact ids.
 */
export async function peopleOfIdentities(sql: Sql, hashes: readonly Buffer[]): Promise<Map<string, string[]>> {
  const { rows } = await sql.query<{ hash: string; contact_id: string }>(
    `select distinct encode(ri.identity_hash, 'hex') as hash, r.contact_id from known_identities ri join remote_records r on r.id = ri.record_id
     where ri.identity_hash = any($1) and r.gone_at is null and r.contact_id is not null and ri.until = 'infinity'`,
    [hashes],
  )
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.hash, [...(found.get(row.hash) ?? []), row.contact_id])
  return found
}
