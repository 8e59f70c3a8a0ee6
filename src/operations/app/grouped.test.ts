import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { grouped } from './grouped.ts'

/** A call that notes its groups and ends when told. */
function recorder(failsOn: (inputs: readonly string[]) => boolean = () => false) {
  const groups: string[][] = []
  const open: (() => void)[] = []
  const call = grouped<string, string>(
    3,
    (input) => input.slice(0, 1),
    async (inputs) => {
      groups.push([...inputs])
      await new Promise<void>((resolve) => open.push(resolve))
      if (failsOn(inputs)) throw new Error(`no ${inputs.join()}`)
      return inputs.map((input) => input.toUpperCase())
    },
  )
  const endAll = async () => {
    while (open.length > 0) {
      open.shift()?.()
      for (let step = 0; step < 5; step += 1) await turn()
    }
  }
  return { groups, call, endAll }
}

it('takes together what comes while a call runs, at most so many', async () => {
  const { groups, call, endAll } = recorder()
  const outs = Promise.all(['a', 'b', 'c', 'd', 'e'].map((input) => call(input)))
  await endAll()
  expect(await outs).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e']])
})

it('never takes two of one key together, and keeps their order', async () => {
  const { groups, call, endAll } = recorder()
  const outs = Promise.all(['x', 'a1', 'b1', 'a2', 'c1', 'a3'].map((input) => call(input)))
  await endAll()
  expect(await outs).toEqual(['X', 'A1', 'B1', 'A2', 'C1', 'A3'])
  expect(groups).toEqual([['x'], ['a1', 'b1', 'c1'], ['a2'], ['a3']])
})

it('tries each alone when a group fails, and only the one at fault fails', async () => {
  const { groups, call, endAll } = recorder((inputs) => inputs.includes('c'))
  const outs = Promise.allSettled(['a', 'b', 'c', 'd'].map((input) => call(input)))
  await endAll()
  expect(await outs).toEqual([
    { status: 'fulfilled', value: 'A' },
    { status: 'fulfilled', value: 'B' },
    { status: 'rejected', reason: new Error('no c') },
    { status: 'fulfilled', value: 'D' },
  ])
  expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['b'], ['c'], ['d']])
})

it('fails all of a group at once when the database is away: nobody waits for it one by one', async () => {
  const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  let calls = 0
  const call = grouped<string, string>(
    3,
    (input) => input,
    () => {
      calls += 1
      return Promise.reject(away)
    },
  )
  expect(await Promise.allSettled(['a', 'b', 'c', 'd'].map((input) => call(input)))).toEqual(
    Array.from({ length: 4 }, () => ({ status: 'rejected', reason: away })),
  )
  expect(calls).toBe(2)
})
