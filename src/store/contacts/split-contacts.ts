import type { Sql } from '../app/database.ts'

/** Notes that these contacts were one (docs/decisions/0024). */
export async function noteSplit(
  sql: Sql,
  pairs: readonly { contactId: string; from: string }[],
  now: Date,
): Promise<void> {
  if (pairs.length === 0) return
  await sql.query(
    'insert into parted_contacts (contact_id, other_id, parted_at) select distinct a, b, $3::timestamptz from unnest($1::uuid[], $2::uuid[]) as p (a, b) where a <> b on conflict do nothing',
    [pairs.map((pair) => pair.contactId), pairs.map((pair) => pair.from), now],
  )
}

/** Contacts that become one: `pairs` is SQL of a table `p (loser, winner)` over `values`. */
export async function mergeSplit(sql: Sql, pairs: string, values: readonly string[][]): Promise<void> {
  await sql.query(
    `with old as (delete from parted_contacts o using ${pairs} where p.loser in (o.contact_id, o.other_id) returning o.*, p.loser, p.winner)
     insert into parted_contacts (contact_id, other_id, parted_at) select distinct on (a, b) a, b, parted_at from (
       select case when contact_id = loser then winner else contact_id end as a, case when other_id = loser then winner else other_id end as b, parted_at from old) moved where a <> b order by a, b, parted_at on conflict do nothing`,
    values,
  )
}

/**
 * The other parts of people who are several contacts because a system gave them a new address and another did not: they
 * were one, and still share an address of their own that one of them has and another has or had. Contact → other
 * contacts.
 */
export async function otherParts(sql: Sql, contactIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql.query<{ id: string; part: string }>(
    `with recursive parts as (select id, id as part from unnest($1::uuid[]) as p (id)
       union select parts.id, either.b from parts join lateral (select other_id as b from parted_contacts where contact_id = parts.part union all select contact_id from parted_contacts where other_id = parts.part) either on true
         join contacts c on c.id = either.b and c.purged_at is null and c.merged_into is null where exists (select 1 from remote_records mine join known_identities ours on ours.record_id = mine.id join identities i on i.hash = ours.identity_hash and not i.role
           join known_identities theirs on theirs.identity_hash = ours.identity_hash join remote_records other on other.id = theirs.record_id and other.gone_at is null
           where mine.contact_id = parts.part and mine.gone_at is null and other.contact_id = either.b))
     select id, part from parts where part <> id order by id, part`,
    [contactIds],
  )
  const found = new Map<string, string[]>()
  for (const { id, part } of rows) found.set(id, [...(found.get(id) ?? []), part])
  return found
}

/** The other parts of one person. */
export async function otherPartsOf(sql: Sql, contactId: string): Promise<string[]> {
  return (await otherParts(sql, [contactId])).get(contactId) ?? []
}
