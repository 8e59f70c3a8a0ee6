import type { Sql } from '../app/database.ts'

/**
 * Who else somebody answered to be the same person as these contacts (docs/reference/promises.md#matching), also by way
 * of a third one. Contact → other contacts.
 */
export async function saidToBeOne(sql: Sql, contactIds: readonly string[]): Promise<Map<string, string[]>> {
  if (contactIds.length === 0) return new Map()
  const { rows } = await sql.query<{ id: string; other: string }>(
    `with recursive same as (select id, id as other from unnest($1::uuid[]) as p (id)
       union select same.id, either.b from same join lateral (select contact_b as b from same_person_answers where contact_a = same.other and answer = 'one' union all select contact_a from same_person_answers where contact_b = same.other and answer = 'one') either on true
         join contacts c on c.id = either.b and c.purged_at is null and c.merged_into is null)
     select id, other from same where other <> id order by id, other`,
    [contactIds],
  )
  const found = new Map<string, string[]>()
  for (const { id, other } of rows) found.set(id, [...(found.get(id) ?? []), other])
  return found
}

/**
 * Contacts that become one keep what was answered about them and others: `pairs` is SQL of a table `p (loser, winner)`
 * over `values`. What was answered about the one they become stands, where both have an answer.
 */
export async function mergeAnswers(sql: Sql, pairs: string, values: readonly string[][]): Promise<void> {
  await sql.query(
    `with old as (delete from same_person_answers o using ${pairs} where p.loser in (o.contact_a, o.contact_b) returning o.*, p.loser, p.winner)
     insert into same_person_answers (contact_a, contact_b, answer, reason, answered_by, answered_at) select distinct on (a, b) a, b, answer, reason, answered_by, answered_at from (
       select least(one, other) as a, greatest(one, other) as b, answer, reason, answered_by, answered_at from (
         select winner as one, case when contact_a = loser then contact_b else contact_a end as other, answer, reason, answered_by, answered_at from old) told where one <> other) moved
     order by a, b, answered_at desc on conflict do nothing`,
    values,
  )
}
