import { afterAll, beforeAll, expect, it } from 'vitest'
import { copyOut } from '../../../src/store/backup/copy.ts'
import { until } from '../../support/until.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase('migrated')
})
afterAll(() => database.close())

it('a table that fills the reader to the brim with its last rows comes whole, and the connection goes on', async () => {
  const client = await database.pool.connect()
  const given: number[] = []
  const sizes = Array.from({ length: 24 }, (_unused, place) => 500 + place)
  try {
    for (const rows of sizes) {
      const out = copyOut(client, `copy (select repeat('x', 1023) from generate_series(1, ${rows})) to stdout`)
      // A slow reader: nobody takes anything before all that fits is here.
      let length = -1
      await until('no more comes', () => {
        const still = length === out.writableLength
        length = out.writableLength
        return Promise.resolve(out.writableEnded || (out.writableNeedDrain && still))
      })
      let bytes = 0
      for await (const chunk of out) bytes += (chunk as Buffer).length
      await client.query('select 1')
      given.push(bytes)
    }
  } finally {
    client.release(true)
  }
  expect(given).toEqual(sizes.map((rows) => rows * 1_024))
}, 15_000)
