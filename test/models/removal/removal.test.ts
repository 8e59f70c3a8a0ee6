import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violationsOf } from './checker.ts'
import { play } from './driver.ts'
import { found } from './found.ts'
import { cases } from './history.ts'
import type { Case } from './steps.ts'
import { openWorld, type World } from './world.ts'

/**
 * Random histories of people, runs, plans and mishaps on the real rules and database, with two systems in memory,
 * judged by a checker that knows the log alone. Many of them at a time live side by side in one base and share its days
 * and runs; a failure is shrunk to few people and few steps, and names its seed and path.
 *
 * LAWBASE_HISTORIES: how many (600: with these each planted fault turns red, npm run planted); one in forty more
 * through the whole product. LAWBASE_SEED: which. LAWBASE_PATH: only this one, as a failure named it. LAWBASE_TRACE:
 * the log of a failure too. LAWBASE_SHRINK_MS: see below.
 */
const histories = Number(process.env['LAWBASE_HISTORIES'] ?? 600)
const seed = Number(process.env['LAWBASE_SEED'] ?? 20_260)
/** So many live side by side: in few bases, or, through the whole product, in many. */
const side = { pure: 64, whole: 8 }
/** How long a failure may be shrunk; 0 = it is told as it is found. */
const shrinkMs = Number(process.env['LAWBASE_SHRINK_MS'] ?? 60_000)
/** So many of them go through the whole product: its queues, workers and sweeps. */
const wholeHistories = Math.ceil(histories / 40)

const counts = { histories: 0, binned: 0, restored: 0, held: 0, stopped: 0, judged: 0, emptied: 0, unseen: 0 }
let worlds: World[] = []
beforeAll(async () => {
  worlds = await Promise.all([openWorld({ whole: false }), openWorld({ whole: true })])
})
afterAll(() => Promise.all(worlds.map((world) => world.close())))

async function holds(world: World, whole: boolean, given: Case): Promise<void> {
  await play(world, whole, given)
  const { entries } = world.log
  counts.histories += given.histories.length
  for (const { what } of entries) if (what in counts) counts[what as keyof typeof counts] += 1
  const wrong = violationsOf(entries)
  if (wrong.length > 0)
    throw new Error(
      `${wrong.join('\n')}\n${process.env['LAWBASE_TRACE'] === undefined ? '' : entries.map((entry) => JSON.stringify(entry)).join('\n')}`,
    )
}

/** Runs until so many histories were played. */
async function check(world: World, whole: boolean, wanted: number): Promise<void> {
  let played = 0
  const property = fc.asyncProperty(cases(whole ? side.whole : side.pure), async (given) => {
    if (played >= wanted && !failed) return
    played += given.histories.length
    await holds(world, whole, given).catch((error: unknown) => {
      failed = true
      throw error
    })
  })
  let failed = false
  await fc.assert(property, {
    seed,
    examples: found.map((one): [Case] => [one]),
    numRuns: wanted,
    endOnFailure: whole || shrinkMs === 0,
    interruptAfterTimeLimit: shrinkMs + wanted * (whole ? 30_000 : 1_500),
    markInterruptAsFailure: true,
    ...(process.env['LAWBASE_PATH'] === undefined ? {} : { path: process.env['LAWBASE_PATH'] }),
  })
}

it('deletes nobody who should stay, everybody approved once, and invents nothing', async () => {
  const began = Date.now()
  await check(worlds[0] as World, false, histories)
  process.stdout.write(`${JSON.stringify(counts)} in ${Math.round((Date.now() - began) / 100) / 10} s\n`)
  // A checker that never saw a deletion has proved nothing.
  expect(counts.binned).toBeGreaterThan(histories / 10)
}, 1_800_000)

it('does so with the workers, queues and sweeps of the product', async () => {
  await check(worlds[1] as World, true, wholeHistories)
}, 600_000)
