import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { until } from '../test/support/until.ts'
import { keepChild, keyChanges } from './serve.ts'

it('gives the process for runs a large nursery and lets objections go before it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lawbase-child-'))
  const [program, told] = [join(folder, 'program.mjs'), join(folder, 'told.json')]
  writeFileSync(
    program,
    `
    import { renameSync, writeFileSync } from 'node:fs'
    import { getPriority } from 'node:os'
    import { setTimeout as pause } from 'node:timers/promises'
    while (getPriority() === ${getPriority()}) await pause(10)
    writeFileSync(process.argv[2] + '.part', JSON.stringify({ priority: getPriority(), nursery: process.execArgv.findLast((option) => option.includes('semi-space')) }))
    renameSync(process.argv[2] + '.part', process.argv[2])
    setInterval(() => undefined, 1_000)
  `,
  )
  const child = keepChild(
    program,
    [told],
    async () => true,
    () => undefined,
  )
  await until('the child told how it runs', async () => existsSync(told))
  await child.stop()
  expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual({
    priority: getPriority() + 5,
    nursery: '--max-semi-space-size=32',
  })
  rmSync(folder, { recursive: true })
})

it('hears that it is to stop while the database never answers', async () => {
  const stop = new AbortController()
  const changes = keyChanges({ isKeyChanging: () => new Promise<boolean>(() => undefined) }, stop.signal)
  stop.abort()
  expect(await changes).toBe(false)
})
