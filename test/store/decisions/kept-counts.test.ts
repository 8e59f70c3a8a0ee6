import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTransaction, type Sql } from '../../../src/store/app/database.ts'
import { foldCounts } from '../../../src/store/runs/fold-counts.ts'
import { contactIdsOf, countContacts, type ContactFilters } from '../../../src/store/contacts/contacts-list.ts'
import { livePeopleCounts, liveRecordCount, relationCounts } from '../../../src/store/sql/kept-counts.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const now = new Date('2026-11-25T10:00:00Z')
const [today, steps] = ['2026-11-25', 400]
const systems = [randomUUID(), randomUUID()]
const people = Array.from({ length: 40 }, () => randomUUID())
let database: TestDatabase
const query = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await database.pool.query<Row>(text, values)).rows

/** The same history each time. */
let seed = 7
const random = (below: number) => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % below
}
const one = <T>(list: readonly T[]): T => list[random(list.length)] as T

/** What happens to a base: each is one statement, over one person or some. */
const acts: readonly ((sql: Sql) => Promise<unknown>)[] = [
  (sql) =>
    sql.query(
      `insert into remote_records (connection_id, object, remote_id, contact_id, relation_values, created_remote_at, modified_remote_at, seen_at, changed_at, blocks, tags, written_tags, content_hash, relation, acts)
       select $1, 'contact', gen_random_uuid()::text, id, $3, $4, $4, $4, $4, '{}', '{}', '{}', '\\x00', 'none', '[]' from unnest($2::uuid[]) id`,
      [one(systems), [one(people), one(people)], one([null, '{"stage":"lead"}', '{"stage":"customer"}']), now],
    ),
  (sql) => sql.query(`update remote_records set gone_at = $2 where contact_id = $1`, [one(people), now]),
  (sql) => sql.query(`update remote_records set gone_at = null where contact_id = $1`, [one(people)]),
  (sql) => sql.query(`update remote_records set contact_id = $2 where contact_id = $1`, [one(people), one(people)]),
  (sql) =>
    sql.query(`update remote_records set relation_values = '{"stage":"won"}', seen_at = $2 where contact_id = $1`, [
      one(people),
      now,
    ]),
  (sql) => sql.query(`delete from remote_records where contact_id = $1 and gone_at is not null`, [one(people)]),
  (sql) => judge(sql, [...new Set([one(people), one(people), one(people), one(people)])]),
  (sql) => judge(sql, [...new Set([one(people), one(people)])]),
  // As a purge and a merge do, in one transaction.
  (sql) => sql.query(`delete from decisions where contact_id = $1`, [one(people)]),
  () => foldCounts(database.pool),
]

const judge = (sql: Sql, ids: readonly string[]) =>
  sql.query(
    `insert into decisions (contact_id, verdict, basis, rule, rules, detail, clock_state, started_assumed, term_on, decided_at, content_hash)
     select id, $2, $3, 'FR1', '{}', $4, 'running', false, '2029-11-25', $5, '\\x00' from unnest($1::uuid[]) id
     on conflict (contact_id) do update set verdict = excluded.verdict, basis = excluded.basis, detail = excluded.detail`,
    [
      ids,
      one(['ALLOW', 'BLOCK']),
      one([null, 'consent']),
      JSON.stringify({
        source: one(['', 'C1 Form', 'C7 Prospecta (declared)']),
        countries: one([[], ['FR'], ['FR', 'DE']]),
        functions: one([[], ['it']]),
        noticeState: one(['DUE', 'GIVEN', null]),
        ...(random(2) === 0 ? {} : { objectedOn: today, language: 'fr' }),
      }),
      now,
    ],
  )

/** What is kept, and the same counted row by row. */
async function both() {
  const hasLive = 'exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null)'
  const sums = (columns: string, from: string, where = 'true') =>
    `select ${columns}, sum(total)::int as n from ${from} as kept where ${where} group by ${columns} having sum(total) <> 0 order by ${columns}`
  const groups = 'verdict, basis, source_kind, countries, functions, language, notice_state, objected'
  const counted = (where: string) =>
    `select verdict, basis, c.source_kind, c.countries, c.functions, c.language, c.notice_state, c.objected, count(*)::int as n from decisions d, counted_of(d.detail) c where ${where} group by ${groups} order by ${groups}`
  const values = 'connection_id, relation_values'
  return {
    kept: {
      decisions: await query(sums(groups, 'decision_counts')),
      live: await query(sums(groups, livePeopleCounts)),
      records: await query(`select id, ${liveRecordCount('connections.id')} as n from connections order by id`),
      values: await query(sums(values, relationCounts)),
    },
    counted: {
      decisions: await query(counted('true')),
      live: await query(counted(hasLive)),
      records: await query(
        `select id, (select count(*)::int from remote_records r where r.connection_id = c.id and r.gone_at is null) as n from connections c order by id`,
      ),
      values: await query(
        `select ${values}, count(*)::int as n from remote_records where gone_at is null and contact_id is not null and relation_values is not null group by ${values} order by ${values}`,
      ),
    },
  }
}

beforeAll(async () => {
  database = await openDatabase('migrated')
  for (const [place, id] of systems.entries())
    await query(
      `insert into connections (id, connector, account_id, label, state, created_at) values ($1, 'hubspot', $2, 'HubSpot', 'active', $3)`,
      [id, String(place), now],
    )
  await query('insert into contacts (id, created_at) select id, $2 from unnest($1::uuid[]) id', [people, now])
})
afterAll(() => database.close())

it('keeps counts that are the same as counting, whatever happens, breaks off or runs beside it', async () => {
  for (let step = 0; step < steps; step += 1) {
    const broken = random(5) === 0
    const work = inTransaction(database.pool, async (sql) => {
      await one(acts)(sql)
      await one(acts)(sql)
      if (broken) throw new Error('killed')
    })
    // Two at once, and two that fold. Two that wait for each other's people are one that is broken off.
    const mayEnd = (error: unknown) => expect((error as Error).message).toMatch(/^(?:killed|deadlock detected)$/u)
    await Promise.all([work.catch(mayEnd), one(acts)(database.pool).catch(mayEnd), foldCounts(database.pool)])
  }
  const { kept, counted } = await both()
  expect(kept).toEqual(counted)
  expect(counted.live.length).toBeGreaterThan(10)
  expect(counted.values.length).toBeGreaterThan(2)
})

it('folds what was added into one row per group, and says the same before and after', async () => {
  const before = await both()
  await query('update record_counts set folded = false')
  for (let step = 0; step < 300; step += 1)
    await judge(database.pool, [one(people), one(people)].slice(0, 1 + random(1)))
  await Promise.all([foldCounts(database.pool), foldCounts(database.pool)])
  const { kept, counted } = await both()
  expect(kept).toEqual(counted)
  expect(kept.records).toEqual(before.kept.records)
  expect((await query('select 1 from decision_counts where not folded')).length).toBeLessThan(200)
})

it.each<ContactFilters>([
  {},
  { verdict: 'ALLOW' },
  { verdict: 'mailable' },
  { basis: 'none' },
  { basis: 'consent', country: 'DE' },
  { country: 'none' },
  { country: 'FR', verdict: 'BLOCK' },
  { country: 'none', basis: 'none' },
  { country: 'none', clock: 'running' },
])('counts a list as it lists it: %o', async (filters) => {
  await query('update contacts set purged_at = $2 where id = $1', [people[0], now])
  await query('delete from decisions where contact_id = $1', [people[0]])
  const ids = await contactIdsOf(database.pool, filters, today)
  expect(await countContacts(database.pool, filters, today)).toBe(ids.length)
})
