import { BrokerProfile, normalBrokerName } from '../../domain/brokers/broker-profile.ts'
import type { BrokerFacts, DiligenceAnswer } from '../../domain/brokers/broker-standing.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { DiligenceId } from '../../domain/brokers/tables/diligence-points.ts'
import { normalName } from '../sql/normal-name.ts'
import { attestedRecord } from '../sql/attested.ts'
import type { Sql } from '../app/database.ts'

/** One broker of the register, with its latest profile and answers. */
export interface Broker extends BrokerFacts {
  id: string
  createdAt: Date
  createdBy: string
  profile: BrokerProfile
  version: number
  profileBy: string
  profileAt: Date
}

interface BrokerRow {
  id: string
  createdAt: Date
  createdBy: string
  countedUntil: string | null
  version: number
  profile: unknown
  profileBy: string
  profileAt: Date
  reviewedAt: Date | null
  answers: { point: DiligenceId; answer: DiligenceAnswer; evidence: number; at: string }[]
}

const query = `select b.id, b.created_at as "createdAt", b.created_by as "createdBy", b.counted_until as "countedUntil", p.number as version, p.profile, p.author as "profileBy", p.created_at as "profileAt",
    (select max(reviewed_at) from broker_reviews r where r.broker_id = b.id) as "reviewedAt",
    coalesce((select jsonb_agg(jsonb_build_object('point', a.point, 'answer', a.answer, 'evidence', cardinality(a.evidence_ids), 'at', to_char(a.answered_at at time zone 'UTC', 'YYYY-MM-DD'))) from (
      select distinct on (point) point, answer, evidence_ids, answered_at from broker_point_answers where broker_id = b.id order by point, id desc) a), '[]') as answers
  from brokers b join lateral (select number, profile, author, created_at from broker_profiles where broker_id = b.id order by number desc limit 1) p on true`

function brokerOf({ answers, reviewedAt, profile, ...row }: BrokerRow): Broker {
  return {
    ...row,
    profile: BrokerProfile.parse(profile),
    reviewedOn: reviewedAt === null ? null : dayOf(reviewedAt),
    answers: Object.fromEntries(
      answers.map(({ point, answer, evidence, at }) => [point, { answer, evidence, on: at }]),
    ),
  }
}

/** The whole register, by name. */
export async function listBrokers(sql: Sql): Promise<Broker[]> {
  return (await sql.query<BrokerRow>(`${query} order by lower(p.profile ->> 'legalName'), b.id`)).rows.map(brokerOf)
}

export async function findBroker(sql: Sql, id: string): Promise<Broker | null> {
  const { rows } = await sql.query<BrokerRow>(`${query} where b.id = $1`, [id])
  return rows[0] === undefined ? null : brokerOf(rows[0])
}

/** Keeps others from changing this broker until the transaction ends; false when there is none. */
export async function lockBroker(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('select 1 from brokers where id = $1 for update', [id])).rowCount === 1
}

export async function insertBroker(sql: Sql, id: string, by: string, now: Date): Promise<void> {
  await sql.query('insert into brokers (id, created_at, created_by) values ($1, $2, $3)', [id, now, by])
}

/**
 * Adds a version and takes its names; gives the first name that is another broker's, with nothing stored. The broker
 * must be locked.
 */
export async function saveProfile(
  sql: Sql,
  brokerId: string,
  profile: BrokerProfile,
  author: string,
  now: Date,
): Promise<{ taken: string } | { number: number }> {
  const names = new Map([profile.legalName, ...profile.names].map((name) => [normalBrokerName(name), name.trim()]))
  await sql.query('lock table broker_names in share row exclusive mode')
  const taken = (
    await sql.query<{ name: string }>(
      'select name from broker_names where normal = any($1) and broker_id <> $2 order by normal limit 1',
      [[...names.keys()], brokerId],
    )
  ).rows[0]
  if (taken !== undefined) return { taken: taken.name }
  await sql.query('delete from broker_names where broker_id = $1', [brokerId])
  await sql.query(
    'insert into broker_names (normal, name, broker_id) select normal, name, $3 from unnest($1::text[], $2::text[]) as n (normal, name)',
    [[...names.keys()], [...names.values()], brokerId],
  )
  const { rows } = await sql.query<{ number: number }>(
    `insert into broker_profiles (broker_id, number, profile, author, created_at) select $1, coalesce(max(number), 0) + 1, $2, $3, $4 from broker_profiles where broker_id = $1 returning number`,
    [brokerId, JSON.stringify(profile), author, now],
  )
  return { number: rows[0]?.number ?? 1 }
}

/** One answer to one point, as it was given. */
export interface GivenAnswer {
  id: number
  point: DiligenceId
  answer: DiligenceAnswer
  note: string | null
  evidenceIds: readonly string[]
  author: string
  answeredAt: Date
}

export async function insertPointAnswer(sql: Sql, brokerId: string, given: Omit<GivenAnswer, 'id'>): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    'insert into broker_point_answers (broker_id, point, answer, note, evidence_ids, author, answered_at) values ($1, $2, $3, $4, $5, $6, $7) returning id',
    [brokerId, given.point, given.answer, given.note, given.evidenceIds, given.author, given.answeredAt],
  )
  return rows[0]?.id ?? 0
}

/** Every answer ever given of one broker, the newest first. */
export async function answersOf(sql: Sql, brokerId: string): Promise<GivenAnswer[]> {
  return (
    await sql.query<GivenAnswer>(
      `select id, point, answer, note, evidence_ids as "evidenceIds", author, answered_at as "answeredAt" from broker_point_answers where broker_id = $1 order by id desc`,
      [brokerId],
    )
  ).rows
}

export interface BrokerReview {
  note: string
  author: string
  reviewedAt: Date
}

export async function insertBrokerReview(
  sql: Sql,
  brokerId: string,
  { note, author, reviewedAt }: BrokerReview,
): Promise<void> {
  await sql.query('insert into broker_reviews (broker_id, note, author, reviewed_at) values ($1, $2, $3, $4)', [
    brokerId,
    note,
    author,
    reviewedAt,
  ])
}

export async function reviewsOf(sql: Sql, brokerId: string): Promise<BrokerReview[]> {
  return (
    await sql.query<BrokerReview>(
      `select note, author, reviewed_at as "reviewedAt" from broker_reviews where broker_id = $1 order by reviewed_at desc, id desc`,
      [brokerId],
    )
  ).rows
}

/**
 * Every name of every broker in its normal form. Made here and not by the database, whose locale may know no accents.
 */
export async function brokerNames(sql: Sql): Promise<{ normal: string; brokerId: string }[]> {
  return (
    await sql.query<{ name: string; brokerId: string }>('select name, broker_id as "brokerId" from broker_names')
  ).rows.map(({ name, brokerId }) => ({ normal: normalBrokerName(name), brokerId }))
}

/** A name in the form of `broker_names`, as `normalBrokerName` makes it; the index on sources is of the same form. */

/** Whoever stands on data of a seller, proven or only attested, with its name: as `knownSources` reads them. */
export const boughtPeople = `(select s.contact_id, s.name, ${normalName('s.name')} as normal from sources s where s.kind in ('C7', 'C14')
  union all select r.contact_id, a.name, ${normalName('a.name')} from attestations a join remote_records r on r.gone_at is null and ${attestedRecord}
    where a.withdrawn_at is null and a.kind in ('C7', 'C14') and not exists (select 1 from sources k where k.contact_id = r.contact_id))`

/** People whose data came from a broker, some at a time in the order of their ids. */
export async function contactsOfBroker(
  sql: Sql,
  brokerId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct b.contact_id as id from ${boughtPeople} b join broker_names n on n.normal = b.normal where n.broker_id = $1 and ($2::uuid is null or b.contact_id > $2) order by b.contact_id limit $3`,
    [brokerId, after, limit],
  )
  return rows.map((row) => row.id)
}
