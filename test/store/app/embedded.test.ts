import { totalmem } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bufferMb } from '../../../src/store/embedded/postgres.ts'
import { openDatabase, type TestDatabase } from './database.ts'

const gib = 2 ** 30

describe('the embedded server keeps pages of the base in memory', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase('empty')
  })
  afterAll(() => database.close())

  it('in a quarter of what the machine or the container has, within bounds', () => {
    const cases = [
      [8 * gib, 0],
      [2 * gib, 0],
      [16 * gib, 1 * gib],
      [2 * gib, 2 ** 64],
      [256 * 2 ** 20, 0],
    ] as const
    expect(cases.map(([machine, limit]) => bufferMb(machine, limit))).toEqual([1_024, 512, 256, 512, 128])
  })

  it('and runs with it', async () => {
    const { rows } = await database.pool.query(
      `select setting::int * 8 / 1024 as mb from pg_settings where name = 'shared_buffers'`,
    )
    expect(rows).toEqual([{ mb: bufferMb(totalmem(), process.constrainedMemory()) }])
  })
})
