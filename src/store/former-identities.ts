import type { Sql } from './database.ts'

/**
 * SQL of a boolean: the no in `suppression` is one of the person whose record has, or had, the identity in `known` (a row of `known_identities`). A no
 * under a former address ends where the person took it back under the one they have now: a Lift frees one address (DESIGN 6, Links).
 */
export function saidByThem(suppression: string, known: string): string {
  return `(not ${known}.former or (${suppression}.since <= ${known}.until and not exists (
    select 1 from lifted_suppressions taken_back where taken_back.objection_id = ${suppression}.objection_id and taken_back.channel = ${suppression}.channel and taken_back.kind = ${suppression}.kind)))`
}

/**
 * Which contacts are meant by these identities: those that hold one, or else those whose record had it before and nobody holds since (an unsubscribe
 * link in an old mail, a reply from an old address). Hash (hex) → contact ids.
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
