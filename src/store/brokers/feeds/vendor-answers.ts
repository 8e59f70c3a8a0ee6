import type { VendorAnswer } from '../../../connector/opt-outs.ts'
import type { Sql } from '../../app/database.ts'
import { boughtPeople } from '../brokers.ts'

/** Somebody to be looked up at a vendor. */
export interface ToLookUp {
  hash: Buffer
  email: string
}

/**
 * People whose source is this vendor by one of its `names` (in normal form) and whose address was not answered there
 * since then, or not clearly since `unclear`. Whoever opted out here, or is in nobody's base any more, is not told of
 * again.
 */
export async function dueForLookUp(
  sql: Sql,
  connectionId: string,
  names: readonly string[],
  { answered: before, unclear }: { answered: Date; unclear: Date },
  limit: number,
): Promise<ToLookUp[]> {
  return (
    await sql.query<ToLookUp>(
      `select distinct i.hash, i.value as email from ${boughtPeople} b
         join remote_records r on r.contact_id = b.contact_id and r.gone_at is null
         join record_identities ri on ri.record_id = r.id and ri.position = 0
         join identities i on i.hash = ri.identity_hash and i.kind = 'email' and not i.role and i.value is not null
       where b.normal = any($2::text[])
         and not exists (select 1 from suppressions s where s.identity_hash = i.hash and s.channel = 'email' and s.kind = '')
         and not exists (select 1 from vendor_answers a where a.connection_id = $1 and a.identity_hash = i.hash and a.asked_at > case when a.answer = 'unclear' then greatest($3::timestamptz, $5::timestamptz) else $3::timestamptz end)
       order by i.hash limit $4`,
      [connectionId, names, before, limit, unclear],
    )
  ).rows
}

/** What the vendor said of each, now; `since` stays where it said the same before. */
export async function saveAnswers(
  sql: Sql,
  connectionId: string,
  answers: readonly (VendorAnswer & { hash: Buffer })[],
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into vendor_answers as a (connection_id, identity_hash, answer, said, since, asked_at)
       select $1, p.hash, p.answer, p.said, $5::timestamptz, $5::timestamptz from unnest($2::bytea[], $3::text[], $4::text[]) as p (hash, answer, said)
     on conflict (connection_id, identity_hash) do update set since = case when a.answer = excluded.answer then a.since else excluded.since end, answer = excluded.answer, said = excluded.said, asked_at = excluded.asked_at`,
    [connectionId, answers.map((one) => one.hash), answers.map((one) => one.is), answers.map((one) => one.said), now],
  )
}

/** How many people each answer was last given for, and when the last was asked. */
export async function countAnswers(
  sql: Sql,
  connectionId: string,
): Promise<{ answer: VendorAnswer['is']; count: number; askedAt: Date }[]> {
  return (
    await sql.query<{ answer: VendorAnswer['is']; count: number; askedAt: Date }>(
      'select answer, count(*)::int as count, max(asked_at) as "askedAt" from vendor_answers where connection_id = $1 group by 1 order by 1',
      [connectionId],
    )
  ).rows
}

/** What vendors last said of one person's addresses, the latest first. */
export async function answersAbout(
  sql: Sql,
  contactId: string,
): Promise<{ label: string; answer: VendorAnswer['is']; said: string; since: Date; askedAt: Date }[]> {
  return (
    await sql.query<{ label: string; answer: VendorAnswer['is']; said: string; since: Date; askedAt: Date }>(
      `select distinct c.label, a.answer, a.said, a.since, a.asked_at as "askedAt" from remote_records r
         join record_identities ri on ri.record_id = r.id join vendor_answers a on a.identity_hash = ri.identity_hash join connections c on c.id = a.connection_id
       where r.contact_id = $1 and r.gone_at is null order by a.asked_at desc`,
      [contactId],
    )
  ).rows
}
