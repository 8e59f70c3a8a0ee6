import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { certificateOf, fixCertificate } from '../../../src/store/removals/certificates.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const now = new Date('2026-11-25T10:00:00Z')
let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase('migrated')
})
afterAll(() => database.close())

it('what a certificate proves is fixed once: a second worker on the same plan changes nothing', async () => {
  const planId = randomUUID()
  await database.pool.query(
    `insert into removal_plans (id, number, kind, state, author, base_count, candidate_count, guards, digest, created_at, expires_at, settings_version) values ($1, 'RP-2026-01', 'silent', 'binning', 'a test', 10, 2, '[]', 'x', $2, $2, 3)`,
    [planId, now],
  )
  expect(await certificateOf(database.pool, planId)).toBe(null)
  const commitments = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  await fixCertificate(database.pool, planId, Buffer.alloc(32, 9), commitments, now)
  await fixCertificate(database.pool, planId, Buffer.alloc(32, 8), [], now)
  expect(await certificateOf(database.pool, planId)).toEqual({
    root: Buffer.alloc(32, 9),
    addresses: 2,
    settingsVersion: 3,
    commitments,
  })
})
