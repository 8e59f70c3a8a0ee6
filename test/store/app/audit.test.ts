import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  exportAudit,
  insertAudit,
  sealAudit,
  sealWholeAudit,
  verifyAudit,
  type AuditAct,
} from '../../../src/store/app/audit.ts'
import { until } from '../../support/until.ts'
import { openDatabase, type TestDatabase } from './database.ts'

const now = new Date('2026-11-25T10:00:00Z')
const act = (n: number): AuditAct => ({
  actId: `setting:${n}`,
  act: 'setting',
  actor: 'dpo@exemple.example.test',
  details: { z: n, a: { list: [1, 'two', null] } },
})

describe('the audit chain', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openDatabase('migrated')
    await insertAudit(
      database.pool,
      Array.from({ length: 12 }, (_, n) => act(n)),
      now,
    )
  })
  afterEach(() => database.close())

  it('holds once it is sealed, and says how much is not', async () => {
    expect(await verifyAudit(database.pool)).toEqual({ sealedUpTo: 0, unsealed: 12, brokenAt: null })
    expect(await sealAudit(database.pool)).toBe(12)
    await insertAudit(database.pool, [act(12)], now)
    expect(await verifyAudit(database.pool)).toEqual({ sealedUpTo: 12, unsealed: 1, brokenAt: null })
  })

  it('keeps an act once, as it was first', async () => {
    await insertAudit(database.pool, [{ ...act(3), details: { changed: true } }, act(20)], now)
    await sealAudit(database.pool)
    const lines = []
    for await (const line of exportAudit(database.pool)) lines.push(line)
    expect(lines.map(({ seq, actId, details }) => ({ seq, actId, z: details['z'] }))).toEqual(
      [...Array.from({ length: 12 }, (_, n) => n), 20].map((n, index) => ({
        seq: index + 1,
        actId: `setting:${n}`,
        z: n,
      })),
    )
  })

  it('is sealed without a gap by several sealers at once', async () => {
    const pools = Array.from({ length: 4 }, () => database.another())
    const sealed = await Promise.all(pools.map((pool) => sealAudit(pool)))
    expect(sealed.reduce((sum, n) => sum + n, 0)).toBe(12)
    expect(await verifyAudit(database.pool)).toEqual({ sealedUpTo: 12, unsealed: 0, brokenAt: null })
  })

  it('is sealed to its end for who reads it as proof, whoever else is sealing', async () => {
    const [sealer, reader] = [database.another(), database.another()]
    const busy = await sealer.connect()
    await busy.query('begin')
    await busy.query('select pg_advisory_xact_lock($1)', [0x5e_a1])
    expect(await sealAudit(reader)).toBe(0)
    const sealed = sealWholeAudit(reader)
    await until(
      'the reader waits',
      async () =>
        (
          await database.pool.query(
            "select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
          )
        ).rowCount === 1,
    )
    await busy.query('commit')
    busy.release()
    await sealed
    expect(await verifyAudit(database.pool)).toEqual({ sealedUpTo: 12, unsealed: 0, brokenAt: null })
  })

  it.each([
    ['changed details', `update audit_events set details = '{}' where seq = 5`, 5],
    ['another actor', `update audit_events set actor = 'somebody' where seq = 7`, 7],
    ['another time', `update audit_events set at = at - interval '1 hour' where seq = 2`, 2],
    ['a row taken out', `delete from audit_events where seq = 9`, 10],
    [
      'two rows changed about',
      `update audit_events set seq = case seq when 3 then -1 else 3 end where seq in (3); update audit_events set seq = 3 where seq = 4; update audit_events set seq = 4 where seq = -1`,
      3,
    ],
  ])('breaks at the first line with %s', async (_what, statement, brokenAt) => {
    await sealAudit(database.pool)
    await database.pool.query(statement)
    expect(await verifyAudit(database.pool)).toEqual({
      sealedUpTo: brokenAt === 10 ? 8 : brokenAt - 1,
      unsealed: 0,
      brokenAt,
    })
  })
})
