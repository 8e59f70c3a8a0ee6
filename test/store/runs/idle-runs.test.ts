import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { idleRuns } from '../../../src/store/runs/runs.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const now = new Date('2026-11-25T10:00:00Z')
const [later, ago] = [new Date(now.getTime() + 60_000), new Date(now.getTime() - 60_000)]
let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase('migrated')
})
afterAll(() => database.close())

it.each([
  [
    'a step to do',
    [
      ['done', null],
      ['pending', null],
    ],
    null,
    true,
  ],
  ['a step whose next attempt is due', [['running', ago]], null, true],
  [
    'only a step that waits',
    [
      ['done', null],
      ['running', later],
      ['done', null],
    ],
    null,
    false,
  ],
  [
    'no step left, its worker dead before it could end the run',
    [
      ['done', null],
      ['failed', null],
      ['skipped', null],
    ],
    new Date(0),
    true,
  ],
  ['no step left, its worker at it', [['done', null]], new Date('2099-01-01T00:00:00Z'), false],
] as const)('a run with %s', async (_name, steps, claimedUntil, idle) => {
  const id = randomUUID()
  await database.pool.query('delete from hygiene_steps')
  await database.pool.query('delete from hygiene_runs')
  await database.pool.query(
    `insert into hygiene_runs (id, requested_by, state, mode, started_at, claimed_until) values ($1, 'a test', 'running', 'full', $2, $3)`,
    [id, ago, claimedUntil],
  )
  for (const [position, [state, next]] of steps.entries())
    await database.pool.query(
      `insert into hygiene_steps (run_id, position, name, state, next_attempt_at) values ($1, $2, 'report', $3, $4)`,
      [id, position + 1, state, next],
    )
  expect(await idleRuns(database.pool, now)).toEqual(idle ? [id] : [])
})
