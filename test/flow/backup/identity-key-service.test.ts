import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject, afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { openPool } from '../../../src/store/app/database.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/** The service as a process of its own, while the identity key is changed by another one. */
let scene: Scene
let service: ChildProcess | undefined
const folder = mkdtempSync(join(tmpdir(), 'lawbase-service-'))
const program = join(import.meta.dirname, '../../../dist/src/main.js')
let env: Record<string, string> = {}
let links: { token: string; email: string }[] = []
let posted = 0

beforeAll(async () => {
  scene = await openScene({ contacts: 60, broker: false })
  for (let n = 0; n < 24; n++) links.push(await linkFor(scene.app))
  await scene.stopWorking()
  const database = new URL(scene.place.databaseUrl.replace('socket:', 'socket://here')).searchParams.get('db')
  const [port, publicPort] = [await freePort(), await freePort()]
  env = {
    PATH: process.env['PATH'] ?? '',
    LAWBASE_HOME: folder,
    LAWBASE_KEY: scene.place.masterKey,
    DATABASE_URL: `postgres://lawbase@${encodeURIComponent(inject('socketFolder'))}/${database}`,
    PORT: String(port),
    PUBLIC_PORT: String(publicPort),
    PUBLIC_URL: `http://localhost:${publicPort}`,
    LOG_LEVEL: 'warn',
    HUBSPOT_API_URL: scene.sandbox.urls.hubspotApi,
    HUBSPOT_APP_URL: scene.sandbox.urls.hubspotApp,
    LAWBASE_CLOCK_URL: `${scene.sandbox.urls.control}/_sandbox/clock`,
  }
})
afterAll(async () => {
  service?.kill('SIGKILL')
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (words: readonly string[]) => {
  const child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => (said[name] += chunk.toString()))
  return { child, said, ended: once(child, 'exit').then(([code]) => code as number | null) }
}

/** One click of the next person; gives the status of the answer. */
const click = async () => {
  const { token } = links[posted++] ?? { token: '' }
  const answer = await fetch(`http://localhost:${env['PUBLIC_PORT']}/u/${token}`, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  return answer.status
}

it('goes on by itself under the new key, loses no no that comes meanwhile, and stays as it was when the change dies', async () => {
  // The program of this test must not be in the way.
  await scene.reopen(async () => {
    const plain = openPool({ connectionString: scene.place.databaseUrl }, { max: 2, onError: () => undefined })
    try {
      const started = run(['start'])
      service = started.child
      await until(
        'the service runs',
        async () =>
          started.said.stdout.includes('Lawbase runs at') ||
          (started.child.exitCode !== null && Promise.reject(new Error(started.said.stderr))),
      )
      expect(await click()).toBe(200)

      // Somebody holds a table that the service has no need of: the change hangs there with the service waiting for its
      // end, and is killed.
      const holder = await plain.connect()
      await holder.query('begin')
      await holder.query('lock table broker_sample_rows in access exclusive mode')
      const first = run(['keys', 'rotate-identity'])
      const waits = async (what: string) =>
        (await plain.query(`select from pg_stat_activity where application_name = 'lawbase keys' and ${what}`))
          .rowCount === 1
      await until('the change waits for the table', () => waits(`wait_event_type = 'Lock'`))
      const held = click()
      first.child.kill('SIGKILL')
      await first.ended
      await holder.query('rollback')
      holder.release()
      expect(await held).toBe(200)

      const clicks: number[] = []
      let going = true
      const clicking = (async () => {
        while (going && posted < links.length - 1) {
          clicks.push(await click())
          await pause(100)
        }
      })()
      const second = run(['keys', 'rotate-identity', '--json'])
      expect(await second.ended).toBe(0)
      going = false
      await clicking
      expect(await click()).toBe(200)
      expect(JSON.parse(second.said.stdout)).toMatchObject({ ok: true, generation: 2, ended: 0 })
      expect(clicks.filter((status) => status !== 200)).toEqual([])

      started.child.kill('SIGTERM')
      expect(await started.ended).toBe(0)
    } finally {
      await plain.end()
    }
  })
  const { rows } = await scene.app.pool.query<{ hash: Buffer }>(
    `select identity_hash as hash from suppressions where channel = 'email' and kind = ''`,
  )
  const stand = new Set(rows.map((row) => row.hash.toString('hex')))
  expect(
    links.slice(0, posted).filter(({ email }) => !stand.has(scene.app.keys.hashEmail(email).toString('hex'))),
  ).toEqual([])
})
