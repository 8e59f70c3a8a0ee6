import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Client, type Pool } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newApiKey, newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { openHealthServer } from '../../../src/http/app/health.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openApp, type OpenedApp } from '../../../src/operations/app/open-app.ts'
import { takeInSpool } from '../../../src/operations/links/spool.ts'
import { newMasterKey } from '../../../src/crypto/envelope.ts'
import { startEmbedded, type EmbeddedPostgres } from '../../../src/store/embedded/postgres.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { lockMigrations } from '../../../src/store/app/migrate.ts'
import { ensureIdentities } from '../../../src/store/objections/objections.ts'
import { appendSpool } from '../../../src/store/links/spool-file.ts'
import { insertAddressLink } from '../../../src/store/tags/tags.ts'
import { insertUser } from '../../../src/store/accounts/users.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { until } from '../../support/until.ts'
import { noVendors } from '../../support/vendors.ts'

/** A server of its own, that restarts, stays away and is full. */
describe('doors while the database is away', () => {
  const home = mkdtempSync(join(tmpdir(), 'lawbase-away-'))
  const folder = join(home, 'db')
  const options = ['-c max_connections=60', '-c fsync=off']
  let server: EmbeddedPostgres
  let opened: OpenedApp
  let pages: FastifyInstance
  let console: FastifyInstance
  let health: FastifyInstance
  let offsetMs = 0
  let key: string
  let token: string
  beforeAll(async () => {
    server = await startEmbedded(folder, options)
    opened = await openApp(
      {
        home,
        masterKey: newMasterKey(),
        databaseUrl: `socket:${server.socketFolder}?db=postgres&user=lawbase`,
        redisUrl: undefined,
        vendors: noVendors,
        outboundHosts: [],
        publicUrl: 'http://localhost:4180',
        consoleUrl: 'http://localhost:4100',
        pollSeconds: 5,
        sandboxClock: true,
        owner: null,
        migrationsFolder: join(import.meta.dirname, '../../../migrations'),
      },
      [],
      { now: () => new Date(Date.now() + offsetMs) },
      pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    )
    pages = await openPublicServer(opened.doors)
    console = await openConsoleServer(opened.doors)
    health = openHealthServer(opened.doors)
    const userId = randomUUID()
    await insertUser(
      opened.app.pool,
      { id: userId, email: 'admin@example.test', name: 'Admin', role: 'admin', language: 'en', passwordHash: null },
      new Date(),
    )
    const made = newApiKey()
    await insertApiKey(
      opened.app.pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'test',
        scopes: ['status:read'],
        createdBy: userId,
        expiresAt: new Date(opened.app.clock.now().getTime() + 86_400_000),
      },
      opened.app.clock.now(),
    )
    key = made.text
  })
  afterAll(async () => {
    for (const one of [pages, console, health]) await one.close()
    await opened.close()
    await server.stop('immediate')
    rmSync(home, { recursive: true, force: true })
  })
  beforeEach(async () => {
    token = newToken()
    await addLink(randomUUID(), token)
  })
  const addLink = async (contactId: string, ofToken: string) => {
    await opened.app.pool.query('insert into contacts (id, created_at) values ($1, now())', [contactId])
    const identityHash = opened.app.keys.hashEmail(`${contactId}@away.example.test`)
    await ensureIdentities(opened.app.pool, [{ hash: identityHash, kind: 'email', role: false }], new Date())
    await insertAddressLink(
      opened.app.pool,
      { tokenHash: tokenHash(ofToken), contactId, identityHash, masked: 'a••••@away.example.test', language: 'en' },
      new Date(),
    )
  }
  const restart = async () => {
    server = await startEmbedded(folder, options)
    await until('it answers', () =>
      opened.app.pool.query('select 1').then(
        () => true,
        () => false,
      ),
    )
  }
  const oneClick = () =>
    pages.inject({
      method: 'POST',
      url: `/u/${token}/one-click`,
      payload: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const objections = async () =>
    (
      await opened.app.pool.query<{ door: string; at: Date }>(
        'select o.door, o.received_at as at from objections o join objection_identities i on i.objection_id = o.id join person_links l on i.identity_hash = any(l.identity_hashes) where l.token_hash = $1',
        [tokenHash(token)],
      )
    ).rows
  const spool = join(home, 'spool')
  const spooled = () =>
    existsSync(spool)
      ? readdirSync(spool)
          .map((name) => readFileSync(join(spool, name), 'utf8'))
          .join('')
      : ''

  it('have a statement ended by the server after a time that fits the work, and a migration never', async () => {
    const timeoutOf = async (pool: Pool) =>
      (await pool.query<{ statement_timeout: string }>('show statement_timeout')).rows[0]?.statement_timeout
    expect([
      await timeoutOf(opened.doors.pool),
      await timeoutOf(opened.app.askPool),
      await timeoutOf(opened.app.pool),
    ]).toEqual(['1min', '10s', '2min'])
    const inMigration = await inTransaction(opened.app.pool, async (sql) => {
      await lockMigrations(sql)
      return (await sql.query<{ statement_timeout: string }>('show statement_timeout')).rows
    })
    expect(inMigration).toEqual([{ statement_timeout: '0' }])
  })

  it('wait for one that restarts, and answer as if nothing had been', async () => {
    await server.stop()
    const [clicked, shown, status] = [
      oneClick(),
      console.inject({ method: 'GET', url: '/login' }),
      console.inject({ method: 'GET', url: '/api/v1/status', headers: { authorization: `Bearer ${key}` } }),
    ]
    await restart()
    expect([(await clicked).statusCode, (await shown).statusCode, (await status).statusCode]).toEqual([200, 200, 200])
    expect([(await objections()).map(({ door }) => door), spooled()]).toEqual([['one-click'], ''])
  })

  it('say so each in its own format where it stays away, and keep what a person asked for', async () => {
    await server.stop()
    const at = opened.app.clock.now()
    const [clicked, again, button, saved, page, call, hook, ready] = await Promise.all([
      oneClick(),
      oneClick(),
      pages.inject({
        method: 'POST',
        url: `/u/${token}?lang=en`,
        payload: 'stop=all',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
      pages.inject({
        method: 'POST',
        url: `/u/${token}/preferences?lang=en`,
        payload: 'c.email=no',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
      console.inject({ method: 'GET', url: '/', cookies: { '__Host-lb': newToken() } }),
      console.inject({ method: 'GET', url: '/api/v1/status', headers: { authorization: `Bearer ${key}` } }),
      pages.inject({ method: 'POST', url: '/webhooks/hubspot/abc', payload: '[]' }),
      Promise.all(
        [pages, console, health].map(async (one) => (await one.inject({ method: 'GET', url: '/readyz' })).statusCode),
      ),
    ])
    expect([
      clicked.statusCode,
      clicked.body,
      again.statusCode,
      button.statusCode,
      button.body.includes('Your request has arrived'),
    ]).toEqual([200, '', 200, 200, true])
    expect([saved.statusCode, saved.headers['retry-after'], saved.body.includes('Nothing is lost')]).toEqual([
      503,
      '5',
      true,
    ])
    expect([page.statusCode, page.headers['retry-after'], page.body.includes('The database is not available')]).toEqual(
      [503, '5', true],
    )
    expect([call.statusCode, call.headers['retry-after'], call.headers['content-type'], call.json()]).toEqual([
      503,
      '5',
      'application/problem+json; charset=utf-8',
      {
        type: 'about:blank',
        title: 'Service Unavailable',
        status: 503,
        detail: 'The database is not available for a moment. Make the same call again in a few seconds.',
        error: 'away',
        fields: [],
      },
    ])
    expect([hook.statusCode, hook.headers['retry-after'], hook.json()]).toEqual([
      503,
      '5',
      { error: 'failed: send it again later' },
    ])
    expect(ready).toEqual([503, 503, 503])
    const kept = spooled()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { token: string; door: string; at: string })
    expect(kept.map(({ token: hash, door }) => `${door} ${hash}`).toSorted((a, b) => a.localeCompare(b))).toEqual(
      ['link', 'one-click', 'one-click'].map((door) => `${door} ${tokenHash(token).toString('hex')}`),
    )

    await restart()
    offsetMs += 3_600_000
    await Promise.all([takeInSpool(opened.app), takeInSpool(opened.app)])
    await takeInSpool(opened.app)
    const rows = await objections()
    expect(rows.every((row) => Math.abs(row.at.getTime() - at.getTime()) < 60_000)).toBe(true)
    expect([rows.length >= 1, new Set(rows.map(({ door }) => door)).size <= 2, spooled()]).toEqual([true, true, ''])
    expect(
      (
        await opened.app.pool.query(
          'select distinct channel from suppressions s join person_links l on s.identity_hash = any(l.identity_hashes) where l.token_hash = $1',
          [tokenHash(token)],
        )
      ).rowCount,
    ).toBe(8)
    expect(
      await Promise.all(
        [pages, console, health].map(async (one) => (await one.inject({ method: 'GET', url: '/readyz' })).statusCode),
      ),
    ).toEqual([200, 200, 200])
    const heads = ['/healthz', '/readyz', '/openz'].map((url) => pages.inject({ method: 'HEAD', url }))
    expect((await Promise.all(heads)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  })

  it('keep nothing twice that was taken in by a process which died before it could delete the file', async () => {
    await server.stop()
    expect((await oneClick()).statusCode).toBe(200)
    const text = spooled()
    await restart()
    await takeInSpool(opened.app)
    const before = await objections()
    writeFileSync(join(spool, `stops.${randomUUID()}.taken`), `${text}{"token":"cut off`)
    await takeInSpool(opened.app)
    expect([before.length, await objections(), spooled()]).toEqual([1, before, ''])
  })

  it('keep what a person asked for while a failover left only a server that may not write', async () => {
    const write = async (may: boolean) => {
      const admin = new Client({
        host: server.socketFolder,
        user: 'lawbase',
        database: 'postgres',
        options: '-c default_transaction_read_only=off',
      })
      await admin.connect()
      await admin.query(`alter database postgres set default_transaction_read_only = ${may ? 'off' : 'on'}`)
      await admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $1',
        ['client backend'],
      )
      await admin.end()
    }
    await write(false)
    const [clicked, call, ready] = await Promise.all([
      oneClick(),
      console.inject({ method: 'GET', url: '/api/v1/status', headers: { authorization: `Bearer ${key}` } }),
      pages.inject({ method: 'GET', url: '/readyz' }),
    ])
    expect([clicked.statusCode, spooled().includes(tokenHash(token).toString('hex'))]).toEqual([200, true])
    expect([call.statusCode, call.headers['retry-after'], ready.statusCode]).toEqual([503, '5', 503])
    await write(true)
    await until('what was kept is recorded', () =>
      takeInSpool(opened.app).then(
        () => spooled() === '',
        () => false,
      ),
    )
    expect((await objections()).map(({ door }) => door)).toEqual(['one-click'])
  })

  it('keep what a person asked for while the database lets them wait, with the time it came', async () => {
    const holder = new Client({ host: server.socketFolder, user: 'lawbase', database: 'postgres' })
    await holder.connect()
    await holder.query('begin')
    await holder.query('lock table objections in access exclusive mode')
    const at = opened.app.clock.now()
    const clicked = await oneClick()
    expect([clicked.statusCode, spooled().includes(tokenHash(token).toString('hex'))]).toEqual([200, true])
    await holder.end()
    await takeInSpool(opened.app)
    await until(
      'both are through',
      async () =>
        (
          await opened.app.pool.query(
            "select 1 from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid() and backend_type = 'client backend'",
          )
        ).rowCount === 0,
    )
    const rows = await objections()
    expect([
      rows.length > 0,
      rows.every((row) => row.door === 'one-click' && row.at.getTime() - at.getTime() < 1_000),
      spooled(),
    ]).toEqual([true, true, ''])
  }, 40_000)

  it('keep what a person asked for whose mail program waits no longer than a second', async () => {
    const base = await pages.listen({ port: 0, host: '127.0.0.1' })
    await server.stop()
    await expect(
      fetch(`${base}/u/${token}/one-click`, { method: 'POST', signal: AbortSignal.timeout(1_000) }),
    ).rejects.toThrow('timeout')
    await until('it is kept', () => Promise.resolve(spooled().includes(tokenHash(token).toString('hex'))), 15_000)
    await restart()
    await takeInSpool(opened.app)
    expect([(await objections()).map(({ door }) => door), spooled()]).toEqual([['one-click'], ''])
  }, 40_000)

  it('keep what many people ask for through one proxy that names none of them', async () => {
    await server.stop()
    const clicked = await Promise.all(Array.from({ length: 100 }, oneClick))
    expect(clicked.filter(({ statusCode }) => statusCode !== 200)).toEqual([])
    await restart()
    await takeInSpool(opened.app)
    expect([(await objections()).length > 0, spooled()]).toEqual([true, ''])
  }, 40_000)

  it('are recorded with few commits, where many waited', async () => {
    const people = Array.from({ length: 300 }, () => ({ id: randomUUID(), token: newToken() }))
    for (const person of people) await addLink(person.id, person.token)
    const receivedAt = opened.app.clock.now()
    for (const { token: by } of people)
      await appendSpool(spool, { tokenHash: tokenHash(by), door: 'one-click', receivedAt })
    await Promise.all([takeInSpool(opened.app), takeInSpool(opened.app)])
    const { rows } = await opened.app.pool.query(
      'select count(*)::int as objections, count(distinct xmin::text) < 20 as "isFewCommits" from objections where received_at = $1',
      [receivedAt],
    )
    expect([rows, spooled()]).toEqual([[{ objections: 300, isFewCommits: true }], ''])
  })

  it('wait for a connection of a server that is full', async () => {
    // What this process holds already is lent out: the next visitor needs a new connection.
    const lent = [await opened.doors.pool.connect()]
    const hogs: Client[] = []
    try {
      for (;;) {
        const hog = new Client({ host: server.socketFolder, user: 'lawbase', database: 'postgres' })
        hog.on('error', () => undefined)
        await hog.connect()
        hogs.push(hog)
      }
    } catch (error) {
      expect((error as { code?: string }).code).toBe('53300')
    }
    const clicked = oneClick()
    await Promise.all(hogs.splice(0).map((hog) => hog.end()))
    expect((await clicked).statusCode).toBe(200)
    for (const client of lent) client.release()
    expect((await objections()).map(({ door }) => door)).toEqual(['one-click'])
  })

  it('are not waited for by pages for ever: a pool that is all lent out says so', async () => {
    const lent = await Promise.all(
      Array.from({ length: (opened.doors.pool.options as { max: number }).max }, () => opened.doors.pool.connect()),
    )
    const page = await console.inject({ method: 'GET', url: '/', cookies: { '__Host-lb': newToken() } })
    for (const client of lent) client.release()
    expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '5'])
    expect((await console.inject({ method: 'GET', url: '/login' })).statusCode).toBe(200)
  })
})
