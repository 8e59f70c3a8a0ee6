import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newMasterKey } from '../../../src/crypto/envelope.ts'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openApp, type OpenedApp } from '../../../src/operations/app/open-app.ts'
import { openPool } from '../../../src/store/app/database.ts'
import { ensureIdentities } from '../../../src/store/objections/objections.ts'
import { insertAddressLink } from '../../../src/store/tags/tags.ts'
import { noVendors } from '../../support/vendors.ts'

const ours = join(import.meta.dirname, '../../../migrations')

/** One database, this release, and two that come after it. */
describe('a release and the next on one database', () => {
  const home = mkdtempSync(join(tmpdir(), 'lawbase-next-'))
  const database = `f_${randomUUID().replaceAll('-', '')}`
  const masterKey = newMasterKey()
  const more = {
    '9001_more.sql': "-- works with: 0.1\nalter table objections add column weather text not null default 'fair';",
  }
  const less = { '9002_less.sql': '-- works with: 0.2\nalter table objections drop column weather;' }
  let now: OpenedApp
  let next: OpenedApp
  const open = (migrationsFolder: string) =>
    openApp(
      {
        home,
        masterKey,
        databaseUrl: `socket:${inject('socketFolder')}?db=${database}&user=lawbase`,
        redisUrl: undefined,
        connections: 16,
        vendors: noVendors,
        outboundHosts: [],
        publicUrl: 'http://localhost:4180',
        consoleUrl: 'http://localhost:4100',
        pollSeconds: 5,
        sandboxClock: true,
        owner: null,
        migrationsFolder,
      },
      [],
      { now: () => new Date() },
      pino({ level: 'silent' }),
    )
  const release = (version: string, files: Readonly<Record<string, string>>) => {
    const there = join(home, version, 'migrations')
    mkdirSync(there, { recursive: true })
    cpSync(ours, there, { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(there, name), text)
    writeFileSync(join(home, version, 'package.json'), JSON.stringify({ version }))
    return there
  }
  beforeAll(async () => {
    const maker = openPool(
      { host: inject('socketFolder'), user: 'lawbase', database: 'postgres' },
      { max: 1, onError: () => undefined },
    )
    await maker.query(`create database ${database}`)
    await maker.end()
    now = await open(ours)
    next = await open(release('0.2.0', more))
  })
  afterAll(async () => {
    await next.close()
    await now.close()
    rmSync(home, { recursive: true, force: true })
  })

  /** A person's one-click link, made and pressed at one release. */
  const optOut = async ({ app, doors }: OpenedApp) => {
    const [contactId, token] = [randomUUID(), newToken()]
    await app.pool.query('insert into contacts (id, created_at) values ($1, now())', [contactId])
    const identityHash = app.keys.hashEmail(`${contactId}@example.test`)
    await ensureIdentities(app.pool, [{ hash: identityHash, kind: 'email', role: false }], new Date())
    await insertAddressLink(
      app.pool,
      { tokenHash: tokenHash(token), contactId, identityHash, masked: 'a••••@example.test', language: 'en' },
      new Date(),
    )
    const pages = await openPublicServer(doors)
    const { statusCode } = await pages.inject({
      method: 'POST',
      url: `/u/${token}/one-click`,
      payload: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    await pages.close()
    return statusCode
  }
  const doorsSeen = async ({ app }: OpenedApp) =>
    (await app.pool.query<{ door: string }>('select door from objections order by received_at')).rows.map(
      ({ door }) => door,
    )

  it('both record opt-outs that the other reads', async () => {
    expect([await optOut(now), await optOut(next)]).toEqual([200, 200])
    expect([await doorsSeen(now), await doorsSeen(next)]).toEqual([
      ['one-click', 'one-click'],
      ['one-click', 'one-click'],
    ])
  })

  it('this one starts again after the next changed the database, and works', async () => {
    const again = await open(ours)
    expect(again.migrated).toMatchObject({ applied: [], release: '0.1', madeBy: '0.2', worksWith: '0.1' })
    expect([await optOut(again), (await doorsSeen(again)).length]).toEqual([200, 3])
    await again.close()
  })

  it('this one refuses to start once the release after the next took away what it needs', async () => {
    const third = await open(release('0.3.0', { ...more, ...less }))
    expect(await optOut(next)).toBe(200)
    await expect(open(ours)).rejects.toThrow('release 0.3 changed the database so that it needs 0.2 or later')
    await third.close()
  })
})
