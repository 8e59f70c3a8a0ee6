import { expect, it } from 'vitest'
import { forAMoment } from './for-a-moment.ts'

it('loads once for all within the moment, anew after it, and keeps no failure', async () => {
  let at = 0
  let loads = 0
  const ask = forAMoment(250, async () => {
    loads += 1
    if (loads === 3) throw new Error('the database is away')
    return loads
  }, () => at)
  const given: unknown[] = await Promise.all([ask(), ask()])
  for (at of [249, 250, 499, 500, 501]) given.push(await ask().catch((error: Error) => error.message))
  expect(given).toEqual([1, 1, 1, 2, 2, 'the database is away', 4])
})
