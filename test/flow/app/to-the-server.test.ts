import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { newMasterKey } from '../../../src/crypto/envelope.ts'
import { openApp } from '../../../src/operations/app/open-app.ts'
import { openPool } from '../../../src/store/app/database.ts'
import { startEmbedded, type EmbeddedPostgres } from '../../../src/store/embedded/postgres.ts'
import { runHere } from '../../support/command-line.ts'
import { until } from '../../support/until.ts'
import { noVendors } from '../../support/vendors.ts'

const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

const open = (home: string, databaseUrl: string) =>
  openApp(
    {
      home,
      masterKey: newMasterKey(),
      databaseUrl,
      redisUrl: undefined,
      connections: 16,
      vendors: noVendors,
      outboundHosts: [],
      publicUrl: undefined,
      consoleUrl: 'http://localhost:4100',
      pollSeconds: 5,
      sandboxClock: true,
      owner: null,
      migrationsFolder: join(import.meta.dirname, '../../../migrations'),
    },
    [],
    { now: () => new Date() },
    pino({ level: 'silent' }),
  )

/** Debian's pgbouncer; `.ci/run` installs it. */
describe.skipIf(!has('pgbouncer'))('PgBouncer before the database (apt-get install pgbouncer)', () => {
  const home = mkdtempSync(join(tmpdir(), 'lawbase-pooler-'))
  const database = `f_${randomUUID().replaceAll('-', '')}`
  const poolers: ChildProcess[] = []
  beforeAll(async () => {
    chmodSync(home, 0o755)
    const host = inject('socketFolder')
    const maker = openPool({ host, user: 'lawbase', database: 'postgres' }, { max: 1, onError: () => undefined })
    await maker.query(`create database ${database}`)
    await maker.end()
  })
  afterAll(() => {
    for (const pooler of poolers) pooler.kill('SIGKILL')
    rmSync(home, { recursive: true, force: true })
  })
  /** Starts one of that mode as the user of the server, whose socket is its own alone; gives the way over it. */
  const start = async (mode: string, more = '') => {
    const port = await freePort('127.0.0.1')
    const host = inject('socketFolder')
    const file = join(home, `${mode}-${port}.ini`)
    writeFileSync(
      file,
      `[databases]\n* = host=${host} user=lawbase\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = any\npool_mode = ${mode}\ndefault_pool_size = 40\n${more}\n`,
    )
    const { uid, gid } = statSync(host)
    const own = process.getuid?.() === 0 ? { uid, gid } : {}
    poolers.push(spawn('pgbouncer', ['-q', file], { stdio: 'ignore', ...own }))
    const url = `postgres://lawbase@127.0.0.1:${port}/${database}`
    await until('the pooler answers', async () => {
      const client = new Client({ connectionString: url })
      client.on('error', () => undefined)
      return client.connect().then(
        () => client.end().then(() => true),
        () => false,
      )
    })
    return url
  }

  it.each([
    ['transaction', ''],
    ['transaction', 'server_round_robin = 1'],
    ['transaction', 'ignore_startup_parameters = options'],
    ['statement', ''],
  ])('by %s is refused with a sentence, whatever else it is told: %s', async (mode, more) => {
    const env = { DATABASE_URL: await start(mode, more), LAWBASE_HOME: home, LOG_LEVEL: 'silent' }
    expect(await runHere(['migrate'], env)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'DATABASE_URL leads to a pooler that gives each transaction another connection (PgBouncer with pool_mode = transaction): locks and settings of Lawbase would end up on those of others. Name the server itself, or a pool with pool_mode = session.\n',
    })
  })

  it('by session works, and each connection has the settings of its work', async () => {
    const opened = await open(home, await start('session'))
    const { app, doors } = opened
    const timeout = async (pool: typeof app.pool) =>
      (await pool.query<{ statement_timeout: string }>('show statement_timeout')).rows[0]?.statement_timeout
    expect([opened.migrated.applied.length > 0, await timeout(app.pool), await timeout(doors.pool)]).toEqual([
      true,
      '2min',
      '1min',
    ])
    expect(
      (await app.pool.query(`select 1 from pg_tables where schemaname = 'bullmq' limit 1`)).rowCount,
      'the queue made its tables in its own schema',
    ).toBe(1)
    await opened.close()
  })
})

describe.skipIf(!has('openssl'))('PostgreSQL over TLS, its authority in a file (apt-get install openssl)', () => {
  const home = mkdtempSync(join(tmpdir(), 'lawbase-tls-'))
  const at = (name: string) => join(home, name)
  let server: EmbeddedPostgres
  let port: number
  const url = (more: string) => `postgres://lawbase@localhost:${port}/postgres?${more}`
  const authority = (name: string) =>
    execFileSync(
      'openssl',
      `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=${name} -keyout ${at(`${name}.key`)} -out ${at(`${name}.crt`)}`.split(
        ' ',
      ),
      { stdio: 'ignore' },
    )
  beforeAll(async () => {
    chmodSync(home, 0o755)
    port = await freePort('localhost')
    for (const name of ['ours', 'other']) authority(name)
    writeFileSync(at('names'), 'subjectAltName=DNS:localhost')
    const words = [
      `req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout ${at('server.key')} -out ${at('server.csr')}`,
      `x509 -req -in ${at('server.csr')} -days 2 -CA ${at('ours.crt')} -CAkey ${at('ours.key')} -CAcreateserial -extfile ${at('names')} -out ${at('server.crt')}`,
    ]
    for (const line of words) execFileSync('openssl', line.split(' '), { stdio: 'ignore' })
    chmodSync(at('server.key'), 0o600)
    if (process.getuid?.() === 0) {
      const { uid, gid } = statSync(inject('socketFolder'))
      chownSync(at('server.key'), uid, gid)
    }
    server = await startEmbedded(at('db'), [
      '-c fsync=off',
      '-c ssl=on',
      `-c ssl_cert_file=${at('server.crt')}`,
      `-c ssl_key_file=${at('server.key')}`,
      '-c listen_addresses=localhost',
      `-c port=${port}`,
    ])
  })
  afterAll(async () => {
    await server.stop('immediate')
    rmSync(home, { recursive: true, force: true })
  })

  it('is used with the authority that DATABASE_URL names', async () => {
    const opened = await open(home, url(`sslmode=verify-full&sslrootcert=${at('ours.crt')}`))
    expect(
      (await opened.app.pool.query('select ssl, version from pg_stat_ssl where pid = pg_backend_pid()')).rows,
    ).toEqual([{ ssl: true, version: 'TLSv1.3' }])
    await opened.close()
  })

  it.each([
    [
      'another authority',
      () => url(`sslmode=verify-full&sslrootcert=${at('other.crt')}`),
      () => 'The certificate of the database is not from an authority that DATABASE_URL names',
    ],
    [
      'no authority',
      () => url('sslmode=verify-full'),
      () => 'The certificate of the database is not from an authority that DATABASE_URL names',
    ],
    [
      'another name',
      () => url(`sslmode=verify-full&sslrootcert=${at('ours.crt')}`).replace('localhost', '127.0.0.1'),
      () => 'The certificate of the database is for another name than DATABASE_URL says',
    ],
    [
      'a file that is not there',
      () => url(`sslmode=verify-full&sslrootcert=${at('nowhere.crt')}`),
      () => `${at('nowhere.crt')}: there is no such file or folder.`,
    ],
  ])('is refused with a sentence: %s', async (_name, databaseUrl, sentence) => {
    const told = await runHere(['migrate'], { DATABASE_URL: databaseUrl(), LAWBASE_HOME: home, LOG_LEVEL: 'silent' })
    expect([told.code, told.stdout]).toEqual([2, ''])
    expect(told.stderr).toContain(sentence())
  })
})
