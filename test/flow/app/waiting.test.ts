import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, expect, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { newMasterKey } from '../../../src/crypto/envelope.ts'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { openWaitingServer } from '../../../src/http/public/waiting-server.ts'
import { until } from '../../support/until.ts'

// A process that starts while its database is away (docs/admin/operations.md).

const home = mkdtempSync(join(tmpdir(), 'lawbase-waiting-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const kept = (folder: string) =>
  readFileSync(join(folder, 'stops.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { door: string; token: string; at: string })

it('keeps what people ask for by their own links, and tells everything else to come again', async () => {
  const spoolFolder = join(home, 'spool')
  const now = new Date('2026-05-04T10:00:00.000Z')
  const server = await openWaitingServer({
    spoolFolder,
    localesFolder: join(home, 'locales'),
    log: pino({ level: 'silent' }),
    clock: { now: () => now },
    trustedProxies: ['loopback'],
    publicUrl: 'https://privacy.acme.example.test',
  })
  const token = newToken()
  const post = async (url: string, payload: string) =>
    (await server.inject({ method: 'POST', url, payload, headers: form })).statusCode
  const get = async (url: string) => (await server.inject({ method: 'GET', url })).statusCode
  expect({
    oneClick: await post(`/u/${token}/one-click`, 'List-Unsubscribe=One-Click'),
    link: await post(`/u/${token}`, ''),
    stop: await post(`/u/${token}/preferences`, 'stop=all'),
    choice: await post(`/u/${token}/preferences`, 'email=on'),
    typed: await post(`/u/${token}`, 'email=anne%40example.test'),
    webhook: await post('/webhooks/hubspot/abc', '[]'),
    look: await get(`/u/${token}`),
    probes: [await get('/openz'), await get('/healthz'), await get('/readyz')],
  }).toEqual({
    oneClick: 200,
    link: 200,
    stop: 200,
    choice: 503,
    typed: 503,
    webhook: 503,
    look: 503,
    probes: [200, 200, 503],
  })
  const line = { token: tokenHash(token).toString('hex'), at: now.toISOString() }
  expect(kept(spoolFolder)).toEqual(['one-click', 'link', 'preferences'].map((door) => ({ ...line, door })))
  await server.close()
})

it('does so as the program, as soon as a mail tool would not wait longer', async () => {
  const port = await freePort('127.0.0.1')
  const program = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../../dist/src/main.js'), 'start', '--role', 'web'],
    {
      env: {
        PATH: process.env['PATH'],
        LAWBASE_HOME: join(home, 'program'),
        LAWBASE_KEY: newMasterKey(),
        DATABASE_URL: `postgres://lawbase@127.0.0.1:${await freePort('127.0.0.1')}/lawbase`,
        PORT: String(await freePort()),
        PUBLIC_PORT: String(port),
      },
      stdio: 'ignore',
    },
  )
  const token = newToken()
  const click = () =>
    fetch(`http://127.0.0.1:${port}/u/${token}/one-click`, { method: 'POST', body: 'x=1', headers: form }).then(
      ({ status }) => status,
      () => null,
    )
  expect(await until('it answers', click, 30_000)).toBe(200)
  expect(kept(join(home, 'program', 'spool')).map(({ token: hash }) => hash)).toEqual([
    tokenHash(token).toString('hex'),
  ])
  program.kill('SIGKILL')
  await once(program, 'exit')
}, 40_000)
