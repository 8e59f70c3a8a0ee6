import type { Sql } from '../app/database.ts'
import { notMistaken } from '../sql/not-mistaken.ts'
import { sameNumber } from '../sql/same-number.ts'
import { suppressedOnEveryChannel } from '../sql/suppressed-on-every-channel.ts'
import { hasOpenReview } from '../mailbox/reviews.ts'
import { allKeptOnPurpose } from './legal-holds.ts'

/** What makes two contacts look like one person (docs/reference/promises.md#matching). */
export type Likeness =
  | 'removed'
  | 'address'
  | 'former-address'
  | 'mobile'
  | 'linkedin'
  | 'phone'
  | 'company'
  | 'objector'

/** The lines `l` of record `r` and `tl` of record `theirs` are one number. */
const sameLine = `record_lines l on l.record_id = r.id join record_lines tl on ${sameNumber('l', 'tl')} join remote_records theirs on theirs.id = tl.record_id`
/** A mobile that more contacts than this have is a placeholder or a switchboard, and nobody's own. */
const maxHolders = 20
const isOwn = (line: string): string =>
  `${line}.is_mobile and right(${line}.digits, 8) not in (select tail from crowded)`
/**
 * SQL of a query: the last digits of mobiles that are nobody's own, of all or of those of the contacts that the query
 * `of` gives.
 */
const crowded = (of?: string): string =>
  `select right(l.digits, 8) as tail from record_lines l join remote_records r on r.id = l.record_id and r.gone_at is null where l.is_mobile${of === undefined ? '' : ` and right(l.digits, 8) in (select right(m.digits, 8) from record_lines m join remote_records mr on mr.id = m.record_id where mr.contact_id in (${of}))`} group by 1 having count(distinct r.contact_id) > ${maxHolders}`
/** First and last name are in one order: one system may have them the other way round. */
const sameName = 'theirs.name_key = r.name_key'
const domain = (address: string): string => `split_part(${address}.value, '@', 2)`

/** Where live records `r` and `theirs` are found that look alike, and what else holds of both. */
function placesOf(since: string): Readonly<Record<Exclude<Likeness, 'objector' | 'removed'>, readonly string[]>> {
  const records = 'remote_records r join remote_records theirs on'
  return {
    address: [
      `remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
      join record_identities other on other.identity_hash = ri.identity_hash join remote_records theirs on theirs.id = other.record_id
      where (not i.role or theirs.last_act_at >= ${since})`,
    ],
    'former-address': [
      `remote_records r join former_identities had on had.record_id = r.id join known_identities other on other.identity_hash = had.identity_hash
      join remote_records theirs on theirs.id = other.record_id where true`,
      `remote_records r join record_identities ri on ri.record_id = r.id join former_identities other on other.identity_hash = ri.identity_hash
      join remote_records theirs on theirs.id = other.record_id where true`,
    ],
    // A mobile belongs to one person, in whichever field both systems keep it. Each with a filter of its own: else all
    // pairs of a switchboard are made first.
    mobile: [
      `remote_records r join ${sameLine} where ${isOwn('l')}`,
      `remote_records r join ${sameLine} where ${isOwn('tl')}`,
    ],
    linkedin: [`${records} theirs.linkedin = r.linkedin where true`],
    // A switchboard does not, unless the name is the same.
    phone: [`remote_records r join ${sameLine} where ${sameName}`],
    company: [
      `${records} ${sameName} join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and not i.private_mailbox
      join record_identities other on other.record_id = theirs.id join identities oi on oi.hash = other.identity_hash and not oi.private_mailbox
      where ${domain('oi')} = ${domain('i')} and ${domain('i')} <> ''`,
    ],
  }
}

/** Two contacts of whom somebody said that they are two. */
const saidToBeTwo = `exists (select 1 from same_person_answers a where a.answer = 'two' and a.contact_a = least(p.kept, p.other) and a.contact_b = greatest(p.kept, p.other))`

/**
 * SQL of a query (likeness, kept, other), beside a table `crowded`, of contacts that look alike, or of whom somebody
 * said that they are one: that holds whatever their records show by now. `of`: a query of the contacts to find pairs
 * of; left out = of all.
 */
function pairsSince(since: string, of?: string): string {
  const within = (contact: string) => (of === undefined ? '' : ` and ${contact} in (${of})`)
  const alike = Object.entries(placesOf(since)).flatMap(([likeness, places]) =>
    places.map(
      (place) =>
        `select '${likeness}' as likeness, r.contact_id as kept, theirs.contact_id as other from ${place} and r.gone_at is null and theirs.gone_at is null and theirs.contact_id <> r.contact_id${within('r.contact_id')}`,
    ),
  )
  const saidToBeOne = [
    `select 'answered', contact_a, contact_b from same_person_answers where answer = 'one'${within('contact_a')}`,
    `select 'answered', contact_b, contact_a from same_person_answers where answer = 'one'${within('contact_b')}`,
  ]
  return [...alike, ...saidToBeOne].join('\n    union all ')
}

/**
 * SQL of a query (likeness, kept, other) of contacts that are maybe one person, and of whom the second's acts would
 * count. Pairs are found first, as a set, once, and only those found are asked what would count: asked for one contact
 * after the other, or before the pair is known, a base without mobiles would be read through each time. Whatever record
 * the two were found by, each record of the second one speaks for it.
 */
function lookAlikes(since: string, today: string, of?: string): string {
  const speaks = `exists (select 1 from remote_records o left join record_dependencies w on w.record_id = o.id where o.contact_id = p.other and o.gone_at is null
          and (o.relation <> 'none' or o.relation_means in ('unjudged', 'hidden', 'unread') or o.last_act_at >= ${since} or w.found <> '{}' or w.unread <> '{}'))`
  return `(with crowded as materialized (${crowded(of)}), pairs as materialized (${pairsSince(since, of)})
    select p.likeness, p.kept, p.other from pairs p
    where not ${saidToBeTwo}
      and (p.likeness = 'address' or ${speaks} or ${hasOpenReview('p.other')} or p.other in ${allKeptOnPurpose(today)}
        or exists (select 1 from decisions b where b.contact_id = p.other and (b.last_act_at >= ${since} or b.started_at >= ${since}))))`
}

/**
 * Who looks like one of these contacts and is none of them: what is open with them keeps these contacts, whether they
 * could go themselves or not.
 */
export async function lookAlikesOf(sql: Sql, contactIds: readonly string[], since: string): Promise<string[]> {
  if (contactIds.length === 0) return []
  const asked = 'select unnest($1::uuid[])'
  const { rows } = await sql.query<{ id: string }>(
    `with crowded as materialized (${crowded(asked)}), pairs as materialized (${pairsSince('$2::timestamptz', asked)}) select distinct p.other as id from pairs p join contacts c on c.id = p.other and c.purged_at is null and c.merged_into is null
     where p.kept = any($1) and p.other <> all($1) and p.likeness <> 'address' and not ${saidToBeTwo} order by 1`,
    [contactIds, since],
  )
  return rows.map(({ id }) => id)
}

/**
 * SQL of a boolean: another contact is maybe the same person as the contact in the column `contact`, and their acts
 * would count (docs/reference/promises.md#matching). They hold one of the own addresses of the contact under another
 * name, or acted since the instant `since` from a shared mailbox that both hold. Or they have an address that the other
 * had before, the same mobile or page at LinkedIn, the same name and phone, or the same name and company domain, and
 * acted since or came since, are a customer, have something open, wrote what waits to be read or are kept on purpose
 * on the day `today`. What somebody answered is remembered: two people are no pair.
 */
export const possibleDuplicate = (contact: string, since: string, today: string): string =>
  `${contact} in (select m.kept from ${lookAlikes(since, today)} m)`

/**
 * SQL of a query (likeness, kept, other): who said no to everything, and who else holds a mobile of theirs and is
 * blocked for calls only (docs/decisions/0040-objectors-by-mobile.md).
 */
const objectorPairs = `select distinct 'objector' as likeness, o.contact_id as kept, holder.contact_id as other from objection_identities oi join objections o on o.id = oi.objection_id and o.contact_id is not null
  join record_numbers n on n.number_hash = oi.identity_hash join remote_records holder on holder.id = n.record_id and holder.gone_at is null and holder.contact_id <> o.contact_id
  where oi.taken and exists (select 1 from suppressions s where s.identity_hash = oi.identity_hash and s.objection_id = o.id) and not ${suppressedOnEveryChannel('holder.contact_id')}`

/**
 * Objections of the one of two contacts that stand and do not cover the other: their ids, and whom they are to be
 * recorded for. One to everything covers nothing but calls where it came by a mobile alone.
 */
export async function objectionsOfOne(
  sql: Sql,
  pair: readonly [string, string],
): Promise<{ objectionId: string; otherId: string }[]> {
  const blocked = (channel: string, kinds: string) =>
    `exists (select 1 from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and not i.role join suppressions s on s.identity_hash = i.hash and s.channel = ${channel} and (s.kind = '' or s.kind = any(${kinds})) where r.contact_id = p.other and r.gone_at is null)`
  const { rows } = await sql.query<{ objectionId: string; otherId: string }>(
    `select o.id as "objectionId", p.other as "otherId" from (values ($1::uuid, $2::uuid), ($2, $1)) as p (id, other) join objections o on ${notMistaken('o.id')} and exists (select 1 from suppressions s where s.objection_id = o.id)
       and (o.contact_id = p.id or exists (select 1 from objection_identities oi join identities i on i.hash = oi.identity_hash and not i.role join record_identities ri on ri.identity_hash = i.hash join remote_records r on r.id = ri.record_id and r.gone_at is null where oi.objection_id = o.id and r.contact_id = p.id))
     where exists (select 1 from unnest(o.channels) as said (channel) where not ${blocked('said.channel', 'o.kinds')}) order by o.received_at, o.id`,
    pair,
  )
  return rows
}

/** SQL of a query of contacts that a list keeps out as maybe somebody else. */
const keptAsMaybe = `select distinct contact_id from removal_kept where guard = 'maybe'`

/** SQL of the same: who holds an address of somebody who was removed and whom a restored backup does not know. */
const removedPairs = `select 'removed' as likeness, t.contact_id as kept, t.went as other from removal_twins t join contacts h on h.id = t.contact_id and h.purged_at is null and h.merged_into is null where t.same is null`

/** Two contacts that are maybe one person: the first is kept out of a plan for it, or said no to everything. */
interface PossiblePair {
  contactId: string
  otherId: string
  likenesses: Likeness[]
}

/**
 * Pairs for the people whom a list of a plan keeps out as maybe somebody else, of who said no to everything with who
 * shares their mobile, and of who holds an address of somebody removed, about whom nobody has answered. Two who are
 * kept out for each other are one question.
 * `since`: as of `possibleDuplicate`.
 */
export async function openPairs(
  sql: Sql,
  { since, today }: { since: string; today: string },
  limit: number,
): Promise<PossiblePair[]> {
  const { rows } = await sql.query<PossiblePair>(
    `with asked as (select p.likeness, p.kept, p.other from (${keptAsMaybe}) k
     join contacts c on c.id = k.contact_id and c.purged_at is null and c.merged_into is null join ${lookAlikes('$1', '$3::date', keptAsMaybe)} p on p.kept = k.contact_id
       union all ${objectorPairs} union all ${removedPairs})
     select (array_agg(p.kept order by p.kept))[1] as "contactId", (array_agg(p.other order by p.kept))[1] as "otherId", array_agg(distinct p.likeness) as likenesses from asked p
     where not exists (select 1 from same_person_answers a where a.contact_a = least(p.kept, p.other) and a.contact_b = greatest(p.kept, p.other))
     group by least(p.kept, p.other), greatest(p.kept, p.other) order by 1, 2 limit $2`,
    [since, limit, today],
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
