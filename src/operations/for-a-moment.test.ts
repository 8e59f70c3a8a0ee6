import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { forAMoment } from './for-a-moment.ts'

/** Asks for `a` at each of these times; the loads with these numbers fail. */
async function asked(times: readonly number[], failing: readonly number[] = []): Promise<unknown[]> {
  let at = 0
  let loads = 0
  const ask = forAMoment(250, async (key: string) => {
    const mine = (loads += 1)
    await turn()
    if (failing.includes(mine)) throw new Error('the database is away')
    return `${key}${mine}`
  }, () => at)
  const given: unknown[] = []
  for (at of times) {
    given.push(await ask('a').catch((error: Error) => error.message))
    await turn()
    await turn()
  }
  return given
}

it('loads each key once for all who ask at the same time', async () => {
  let loads = 0
  const ask = forAMoment(250, (key: string) => Promise.resolve(`${key}${(loads += 1)}`), () => 0)
  expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual(['a1', 'a1', 'b2'])
})

it('loads anew when the moment has passed, and keeps no failure', async () => {
  expect(await asked([0, 124, 250, 374, 500, 501], [3])).toEqual(['a1', 'a1', 'a2', 'a2', 'the database is away', 'a4'])
})

it('loads anew beside who asks in the second half of the moment, and gives nothing older than it', async () => {
  expect(await asked([0, 125, 126, 250, 251, 376, 501])).toEqual(['a1', 'a1', 'a2', 'a2', 'a3', 'a3', 'a4'])
  // What was to be renewed and could not is kept to the end of its moment, and not longer.
  expect(await asked([0, 125, 249, 250], [2, 3])).toEqual(['a1', 'a1', 'a1', 'a4'])
})
