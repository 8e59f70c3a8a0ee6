import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { JournalObjection } from '../../../src/operations/backup/journal-lines.ts'
import { migrate } from '../../../src/store/app/migrate.ts'
import { migrateBefore, openDatabase, type TestDatabase } from '../app/database.ts'

const folder = join(import.meta.dirname, '../../../migrations')
const now = new Date()
let database: TestDatabase

// A database of the version in which the door of a CRM bore the vendor's name.
beforeAll(async () => {
  database = await openDatabase('empty')
  await migrateBefore(database.pool, '0101', now)
  for (const [index, door] of ['hubspot', 'salesforce', 'found', 'rest'].entries()) {
    await database.pool.query(
      `insert into objections (id, number, channels, received_at, recorded_at, door, lane, reason, actor, evidence, kinds)
       values (gen_random_uuid(), $1, '{email}', $2, $2, $3, 'objection', 'objection', $3, '{}', '{}')`,
      [`O-${index}`, now, door],
    )
    await database.pool.query(
      `insert into shopper_rounds (id, state, requested_by, email, door, started_at, next_step_at, finished_at)
       values (gen_random_uuid(), 'done', 'a test', null, $1, $2, $2, $2)`,
      [door, now],
    )
  }
  await migrate(database.pool, folder, now)
})
afterAll(() => database.close())

it('makes one door of what was one for each CRM', async () => {
  const doors = async (table: string) =>
    (
      await database.pool.query<{ door: string; count: number }>(
        `select door, count(*)::int as count from ${table} group by door order by door`,
      )
    ).rows
  const expected = [
    { door: 'crm', count: 2 },
    { door: 'found', count: 1 },
    { door: 'rest', count: 1 },
  ]
  expect({ objections: await doors('objections'), rounds: await doors('shopper_rounds') }).toEqual({
    objections: expected,
    rounds: expected,
  })
})

it.each([
  ['hubspot', 'crm'],
  ['salesforce', 'crm'],
  ['crm', 'crm'],
  ['one-click', 'one-click'],
])('reads a line of the journal through the door %s as %s', (door, expected) => {
  const line = {
    t: 'objection',
    act: 'a',
    at: now.toISOString(),
    scheme: 'k',
    id: '4f6f2b0e-6c0e-4a3e-9c1e-0d6e0a4a2d11',
    number: 'O-1',
    contactId: null,
    channels: ['email'],
    kinds: [],
    receivedAt: now.toISOString(),
    recordedAt: now.toISOString(),
    door,
    reason: 'objection',
    lane: 'objection',
    origin: null,
    identities: [],
    cells: [],
  }
  expect(JournalObjection.parse(line).door).toBe(expected)
})
