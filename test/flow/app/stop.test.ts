import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { newMasterKey } from '../../../src/crypto/envelope.ts'
import { backendKinds, startRedis } from '../../support/redis.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/** A stop is no fault: an operator who restarts reads no error (docs/admin/operations.md). */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 20, broker: false })
})
afterAll(() => scene.close())

it('ends what a sweep is doing before the connections to the database close', async () => {
  await scene.stopWorking()
  const said: string[] = []
  for (let times = 0; times < 5; times++) {
    scene.app.log.error = (line: object) => {
      said.push(JSON.stringify(line))
    }
    // The first sweep begins with the work, so that each stop falls into one.
    await scene.startWorking()
    await scene.stopWorking()
    await scene.reopen(async () => undefined)
  }
  expect(said).toEqual([])
})

it.runIf(backendKinds.includes('redis'))(
  'ends the program by itself while its queue is away, and its database with it',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'lawbase-stop-'))
    const redis = await startRedis()
    const program = spawn(process.execPath, [join(import.meta.dirname, '../../../dist/src/main.js'), 'start'], {
      env: {
        PATH: process.env['PATH'],
        LAWBASE_HOME: home,
        LAWBASE_KEY: newMasterKey(),
        REDIS_URL: redis.url,
        PORT: String(await freePort('localhost')),
        PUBLIC_PORT: String(await freePort('127.0.0.1')),
      },
    })
    let said = ''
    for (const stream of [program.stdout, program.stderr]) stream.on('data', (text) => void (said += String(text)))
    await until('it runs', async () => said.includes('Lawbase runs at'))
    await redis.stop()
    await until('it knows', async () => said.includes('redis connection lost'))
    const ended = new Promise((resolve) => program.once('exit', (code, signal) => resolve({ code, signal })))
    program.kill('SIGTERM')
    // Not cut off after 25 seconds, with its database left behind.
    expect([await ended, said.includes('kept this process from ending')]).toEqual([{ code: 0, signal: null }, false])
    expect(existsSync(join(home, 'db/postgres/data/postmaster.pid'))).toBe(false)
    rmSync(home, { recursive: true, force: true })
  },
  60_000,
)
