import type { Sql } from '../app/database.ts'
import { hasOpenReview } from '../mailbox/reviews.ts'

/** What makes two contacts look like one person (docs/reference/promises.md#matching). */
export type Likeness = 'address' | 'former-address' | 'mobile' | 'phone' | 'company'

const digits = (column: string): string => `right(regexp_replace(coalesce(${column}, ''), '\\D', '', 'g'), 9)`
const sameNumber = (a: string, b: string): string =>
  `(${a} is not null and ${b} is not null and ${digits(b)} = ${digits(a)} and length(${digits(a)}) = 9)`
const sameName = `lower(theirs.last_name) = lower(r.last_name) and lower(theirs.first_name) = lower(r.first_name)`
const domain = (address: string): string => `split_part(${address}.value, '@', 2)`

/**
 * Pairs of live records `r` and `theirs`, by likeness: where they are found, and what else holds of both. They are
 * asked for as a set, once: asked for one contact after the other, a base without mobiles would be read through each
 * time.
 */
function pairsOf(since: string): Readonly<Record<Likeness, readonly string[]>> {
  const shares = `r.gone_at is null and theirs.gone_at is null and theirs.contact_id <> r.contact_id
    and not exists (select 1 from same_person_answers a where a.answer = 'two' and a.contact_a = least(r.contact_id, theirs.contact_id) and a.contact_b = greatest(r.contact_id, theirs.contact_id))`
  const counts = `(theirs.relation <> 'none' or theirs.last_act_at >= ${since} or ${hasOpenReview('theirs.contact_id')} or exists (select 1 from decisions b where b.contact_id = theirs.contact_id and (b.last_act_at >= ${since} or b.started_at >= ${since})))`
  const records = 'remote_records r join remote_records theirs on'
  return {
    address: [
      `remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
      join record_identities other on other.identity_hash = ri.identity_hash join remote_records theirs on theirs.id = other.record_id
      where ${shares} and (not i.role or theirs.last_act_at >= ${since})`,
    ],
    'former-address': [
      `remote_records r join former_identities had on had.record_id = r.id join known_identities other on other.identity_hash = had.identity_hash
      join remote_records theirs on theirs.id = other.record_id where ${shares} and ${counts}`,
      `remote_records r join record_identities ri on ri.record_id = r.id join former_identities other on other.identity_hash = ri.identity_hash
      join remote_records theirs on theirs.id = other.record_id where ${shares} and ${counts}`,
    ],
    // A mobile belongs to one person, in whichever field a system keeps it.
    mobile: [
      `${records} ${sameNumber('r.mobile', 'theirs.mobile')} where ${shares} and ${counts}`,
      `${records} ${sameNumber('r.mobile', 'theirs.phone')} where ${shares} and ${counts}`,
      `${records} ${sameNumber('r.phone', 'theirs.mobile')} where ${shares} and ${counts}`,
    ],
    // A switchboard does not, unless the name is the same.
    phone: [`${records} ${sameNumber('r.phone', 'theirs.phone')} where ${shares} and ${sameName} and ${counts}`],
    company: [
      `${records} ${sameName} join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and not i.private_mailbox
      join record_identities other on other.record_id = theirs.id join identities oi on oi.hash = other.identity_hash and not oi.private_mailbox
      where ${domain('oi')} = ${domain('i')} and ${domain('i')} <> '' and ${shares} and ${counts}`,
    ],
  }
}

/**
 * SQL of a boolean: another contact is maybe the same person as the contact in the column `contact`, and their acts
 * would count (docs/reference/promises.md#matching). They hold one of the own addresses of the contact under another
 * name, or acted since the instant `since` from a shared mailbox that both hold. Or they have an address that the other
 * had before, the same mobile, the same name and phone, or the same name and company domain, and acted since or came
 * since, are a customer or wrote what waits to be read. What somebody answered is remembered: two people are no pair.
 */
export function possibleDuplicate(contact: string, since: string): string {
  const pairs = Object.values(pairsOf(since)).flat()
  return `${contact} in (${pairs.map((pair) => `select r.contact_id from ${pair}`).join('\n    union all ')})`
}

/** Two contacts that are maybe one person: the first is kept out of a plan for it. */
interface PossiblePair {
  contactId: string
  otherId: string
  likenesses: Likeness[]
}

/**
 * Pairs for the people whom a list of a plan keeps out as maybe somebody else, and about whom nobody has answered.
 * `since`: as of `possibleDuplicate`.
 */
export async function openPairs(sql: Sql, since: string, limit: number): Promise<PossiblePair[]> {
  const union = Object.entries(pairsOf('$1')).flatMap(([likeness, pairs]) =>
    pairs.map(
      (pair) => `select '${likeness}' as likeness, r.contact_id as kept, theirs.contact_id as other from ${pair}`,
    ),
  )
  const { rows } = await sql.query<PossiblePair>(
    `select k.contact_id as "contactId", p.other as "otherId", array_agg(distinct p.likeness) as likenesses
     from (select distinct contact_id from removal_kept where guard = 'maybe') k
     join contacts c on c.id = k.contact_id and c.purged_at is null and c.merged_into is null join (${union.join(' union all ')}) p on p.kept = k.contact_id
     where not exists (select 1 from same_person_answers a where a.contact_a = least(k.contact_id, p.other) and a.contact_b = greatest(k.contact_id, p.other))
     group by 1, 2 order by 1, 2 limit $2`,
    [since, limit],
  )
  return rows
}

export const samePersonAnswers = ['two', 'one'] as const
export type SamePersonAnswer = (typeof samePersonAnswers)[number]

/** Keeps the answer about two contacts; a later one replaces it. */
export async function saveSamePerson(
  sql: Sql,
  pair: readonly [string, string],
  { answer, reason, by }: { answer: SamePersonAnswer; reason: string; by: string },
  now: Date,
): Promise<void> {
  const [a, b] = pair.toSorted((one, other) => (one < other ? -1 : 1))
  await sql.query(
    `insert into same_person_answers (contact_a, contact_b, answer, reason, answered_by, answered_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (contact_a, contact_b) do update set answer = excluded.answer, reason = excluded.reason, answered_by = excluded.answered_by, answered_at = excluded.answered_at`,
    [a, b, answer, reason, by, now],
  )
}
