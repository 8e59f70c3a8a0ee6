import { expect, it } from 'vitest'
import { cacheFor } from './cache-for.ts'

it('loads each key once for all within the moment, anew after it, and keeps no failure', async () => {
  let at = 0
  let loads = 0
  const ask = cacheFor(
    250,
    async (key: string) => {
      loads += 1
      if (loads === 4) throw new Error('the database is away')
      return `${key}${loads}`
    },
    () => at,
  )
  const given: unknown[] = await Promise.all([ask('a'), ask('a'), ask('b')])
  for (at of [249, 250, 499, 500, 501]) given.push(await ask('a').catch((error: Error) => error.message))
  expect(given).toEqual(['a1', 'a1', 'b2', 'a1', 'a3', 'a3', 'the database is away', 'a5'])
})
