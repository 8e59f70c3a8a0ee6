import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { standingOf } from '../../../src/domain/brokers/broker-standing.ts'
import { addDays } from '../../../src/domain/app/day.ts'
import { loadBrokerChecks } from '../../../src/operations/decisions/facts/broker-checks.ts'
import { brokerNames, listBrokers } from '../../../src/store/brokers/brokers.ts'
import { migrate } from '../../../src/store/app/migrate.ts'
import { migrateBefore, openDatabase, type TestDatabase } from '../app/database.ts'

const folder = join(import.meta.dirname, '../../../migrations')
const now = new Date()
const today = now.toISOString().slice(0, 10)
let database: TestDatabase

// A database of the version before the register, with brokers that somebody mapped and attested.
beforeAll(async () => {
  database = await openDatabase('empty')
  await migrateBefore(database.pool, '0039', now)
  const save = (values: object[]) =>
    database.pool.query('insert into settings (data, author, created_at) values ($1, $2, $3)', [
      JSON.stringify({
        sources: {
          hubspot: { property: 'p', values },
          salesforce: { property: 'q', values: [{ value: 'x', kind: 'C7', name: 'PROSPECTA', accepted: true }] },
        },
        moreSources: {
          hubspot: [
            { property: 'r', values: [{ value: 'y', kind: 'C7', name: 'Second Field Data', accepted: false }] },
          ],
        },
      }),
      'a',
      now,
    ])
  await save([{ value: 'old', kind: 'C7', name: 'Forgotten Data', accepted: true }])
  await save([
    { value: 'a', kind: 'C7', name: ' Prospecta ', accepted: true },
    { value: 'b', kind: 'C14', name: 'Société  Sœur', accepted: false },
    { value: 'c', kind: 'C1', name: 'Form', accepted: false },
  ])
  const attest = (name: string, kind: string, withdrawn: Date | null) =>
    database.pool.query(
      `insert into attestations (id, covers_before, kind, name, notice_shown, statement, author, created_at, withdrawn_at) values (gen_random_uuid(), $1, $2, $3, true, 'x', 'a', $1, $4)`,
      [now, kind, name, withdrawn],
    )
  await attest('Attested Data', 'C7', null)
  await attest('Withdrawn Data', 'C7', now)
  await migrate(database.pool, folder, now)
})
afterAll(() => database.close())

it('puts who was mapped or attested into the register as not yet checked, counted for thirty days', async () => {
  const brokers = await listBrokers(database.pool)
  expect(
    brokers.map((broker) => [
      broker.profile.legalName,
      broker.countedUntil,
      broker.createdBy,
      broker.version,
      standingOf(broker, today).state,
      standingOf(broker, addDays(today, 31)).state,
    ]),
  ).toEqual(
    ['Attested Data', 'PROSPECTA', 'Second Field Data', 'Société  Sœur'].map((name) => [
      name,
      addDays(today, 30),
      'lawbase',
      1,
      'counted',
      'open',
    ]),
  )
  expect((await brokerNames(database.pool)).map(({ normal }) => normal).toSorted()).toEqual([
    'attested data',
    'prospecta',
    'second field data',
    'société sœur',
  ])
  expect([...(await loadBrokerChecks(database.pool, now)).values()].every(({ accepted }) => accepted)).toBe(true)
})
