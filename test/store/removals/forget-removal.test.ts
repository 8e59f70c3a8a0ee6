import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { noteTwins } from '../../../src/store/removals/same-person/removal-twins.ts'
import { forgetRemoval, rememberRemovals } from '../../../src/store/removals/removal-memory.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const now = new Date('2026-11-25T10:00:00Z')
const hashOf = (text: string) => createHash('sha256').update(text).digest()

/** A backup knows neither who was restored, by their id, nor their colleague (docs/reference/promises.md#journal). */
let database: TestDatabase
const query = async (text: string, values: unknown[] = []) =>
  (await database.pool.query<Record<string, unknown>>(text, values)).rows

beforeAll(async () => {
  database = await openDatabase('migrated')
})
afterAll(() => database.close())

it('who is restored is forgotten with who they were in the backup, and not with who shares anything with them', async () => {
  const [restored, before, colleague, mate] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await query('insert into contacts (id, created_at, purged_at) select id, $2, $2 from unnest($1::uuid[]) as p (id)', [
    [before, mate],
    now,
  ])
  for (const [email, role] of [
    ['own@example.test', false],
    ['info@example.test', true],
  ])
    await query(`insert into identities (hash, kind, role, created_at) values ($1, 'email', $2, $3)`, [
      hashOf(String(email)),
      role,
      now,
    ])
  const known = [
    [restored, ['own@example.test', 'info@example.test', 'mobile +33639986103']],
    [before, ['own@example.test', 'info@example.test']],
    [mate, ['own@example.test', 'mate mobile']],
    [colleague, ['colleague@example.test', 'info@example.test', 'mobile +33639986103']],
  ] as const
  await rememberRemovals(
    database.pool,
    known.flatMap(([contactId, texts]) => texts.map((text) => ({ contactId, hash: hashOf(text) }))),
    now,
  )
  await noteTwins(database.pool, { contactIds: [before], went: restored, removedAt: now, same: true }, now)
  await forgetRemoval(database.pool, restored, now)
  expect(await query('select contact_id as id, count(*)::int as n from removal_memory group by 1 order by 2')).toEqual([
    { id: mate, n: 2 },
    { id: colleague, n: 3 },
  ])
  expect(await query('select id from contacts where purged_at is null')).toEqual([{ id: before }])
  expect(await query('select purged_at from contacts where id = $1', [mate])).toEqual([{ purged_at: now }])
})
