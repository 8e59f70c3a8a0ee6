import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { issueAuditHead } from '../../../src/operations/evidence/audit-head.ts'
import { keepEvidence, readEvidence } from '../../../src/operations/app/evidence.ts'
import { openConnection } from '../../../src/operations/connections/open-connection.ts'
import { recordByHand, notedWords } from '../../../src/operations/objections/record-by-hand.ts'
import { keepCompanyLogin, secretOf } from '../../../src/operations/accounts/company/company-settings.ts'
import { findCompanyLogin } from '../../../src/store/accounts/company-login.ts'
import { rotateDataKey } from '../../../src/operations/backup/rotate-data-key.ts'
import { keepPiece, openSealedPiece } from '../../../src/operations/spreadsheets/sealed-pieces.ts'
import { secretPlace } from '../../../src/operations/decisions/tell-changes.ts'
import { insertDecisionHook } from '../../../src/store/decisions/decision-hooks.ts'
import { openKeyRing } from '../../../src/store/app/key-ring.ts'
import { listKeys } from '../../../src/store/app/master-key.ts'
import { activateKey, addComingKey, resealBatch, usesOfKey } from '../../../src/store/backup/reseal.ts'
import { inTransaction, type Sql } from '../../../src/store/app/database.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'

let lawbase: Lawbase
beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 10 })
})
afterAll(() => lawbase.close())

it('seals everything anew under another key while processes go on sealing, loses nothing, and retires the old key', async () => {
  const { app, place } = lawbase
  const masterKey = parseMasterKey(place.masterKey)
  const hubspotId = await lawbase.connectHubspot()
  const head = await issueAuditHead(app)
  const { id: evidenceId } = await keepEvidence(
    app,
    app.pool,
    { name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('a letter') },
    'a test',
  )
  const screeningId = randomUUID()
  await inTransaction(app.pool, async (sql) => {
    await sql.query('set local session_replication_role = replica')
    await keepPiece(app, sql, { id: screeningId, part: 'content', position: 3 }, Buffer.from('a row'))
    await sql.query(
      'insert into broker_sample_rows (sample_id, place, row_number, identity_hash, address) values ($1, 2, 7, $2, $3)',
      [
        screeningId,
        Buffer.alloc(32),
        app.keys.seal('anne.roy@example.test', { table: 'broker_sample_rows', row: screeningId, column: 'address:2' }),
      ],
    )
  })
  const heard = await recordByHand(app, {
    who: { contactId: null, email: 'anne.roy@example.test', phone: null },
    channels: ['email'],
    receivedAt: app.clock.now(),
    door: 'phone',
    actor: 'a test',
    words: 'She said stop',
    evidenceId,
    second: false,
  })
  await keepCompanyLogin(app, lawbase.admin, {
    name: 'Acme',
    issuer: 'https://login.example.test',
    clientId: 'lawbase',
    clientSecret: 'a secret of the provider',
    groupsClaim: 'groups',
    groupRoles: [{ group: 'staff', role: 'viewer' }],
  })
  const [old] = (await listKeys(app.pool)).keys.filter((key) => key.purpose === 'credentials')
  expect(Object.keys(await usesOfKey(app.pool, old?.kid ?? '')).toSorted()).toEqual([
    'app_registrations.client_secret',
    'broker_sample_rows.address',
    'company_login.client_secret',
    'connections.credentials',
    'evidence_files.content',
    'objections.evidence',
    'screening_pieces.body',
    'signing_keys.sealed_private',
  ])

  // Another process, which hears of the new key like each of them, and stores secrets all the time.
  const theirs = await openKeyRing(app.pool, masterKey, app.clock.now())
  const stored: string[] = []
  let going = true
  const sealing = (async () => {
    while (going) {
      await theirs.refresh(app.pool)
      for (let n = 0; n < 5; n++) {
        const id = randomUUID()
        await insertDecisionHook(
          app.pool,
          {
            id,
            name: `hook ${id}`,
            url: 'https://a.example.test',
            secret: theirs.seal(`secret ${id}`, secretPlace(id)),
          },
          'a test',
          app.clock.now(),
        )
        stored.push(id)
      }
      await pause(5)
    }
  })()
  // A try that died after its first step is taken up.
  const begun = await inTransaction(app.pool, (sql) => addComingKey(sql, masterKey, app.clock.now()))
  const done = await rotateDataKey(app, masterKey, 150)
  going = false
  await sealing
  expect([done.kid, done.retired, done.left, done.resealed >= 8]).toEqual([begun, [old?.kid], {}, true])
  expect(await usesOfKey(app.pool, old?.kid ?? '')).toEqual({})
  const company = await findCompanyLogin(app.pool)
  expect(company === null ? null : secretOf({ keys: theirs }, company)).toBe('a secret of the provider')
  expect(
    (await listKeys(app.pool)).keys
      .filter((key) => key.purpose === 'credentials')
      .map(({ kid, state }) => ({ kid, state })),
  ).toEqual([
    { kid: old?.kid, state: 'retired' },
    { kid: begun, state: 'active' },
  ])

  const fresh = { ...app, keys: await openKeyRing(app.pool, masterKey, app.clock.now()) }
  const { rows } = await app.pool.query<{ id: string; secret: string }>('select id, secret from decision_hooks')
  expect(rows.length).toBe(stored.length)
  for (const { id, secret } of rows) expect(fresh.keys.open(secret, secretPlace(id))).toBe(`secret ${id}`)
  expect((await readEvidence(fresh, { id: evidenceId }))?.bytes.toString()).toBe('a letter')
  expect((await openSealedPiece(fresh, screeningId, 'content', 3))?.toString()).toBe('a row')
  const { rows: objections } = await app.pool.query<{ evidence: Record<string, unknown> }>(
    'select evidence from objections where id = $1',
    ['recorded' in heard ? heard.recorded.id : null],
  )
  expect(notedWords(fresh, objections[0]?.evidence ?? {})).toBe('She said stop')
  expect((await issueAuditHead(fresh)).seq).toBeGreaterThan(head.seq)
  const { system } = await openConnection(fresh, hubspotId, 'read')
  expect((await system.check()).accountId).not.toBe('')
})

it('leaves a value alone that somebody stored while it was being sealed anew', async () => {
  const { app, place } = lawbase
  const before =
    (await listKeys(app.pool)).keys.find((key) => key.purpose === 'credentials' && key.state === 'active')?.kid ?? ''
  const id = randomUUID()
  await insertDecisionHook(
    app.pool,
    { id, name: 'renewed', url: 'https://a.example.test', secret: app.keys.seal('old secret', secretPlace(id)) },
    'a test',
    app.clock.now(),
  )
  const theirs: Sql = {
    query: async (text, values) => {
      if (text.startsWith('update decision_hooks') && values?.[0] === id)
        await app.pool.query('update decision_hooks set secret = $2 where id = $1', [
          id,
          app.keys.seal('new secret', secretPlace(id)),
        ])
      return app.pool.query(text, values as unknown[])
    },
  }
  const coming = await inTransaction(app.pool, (sql) =>
    addComingKey(sql, parseMasterKey(place.masterKey), app.clock.now()),
  )
  await inTransaction(app.pool, (sql) => activateKey(sql, coming))
  await app.keys.refresh(app.pool)
  while (
    (await resealBatch(theirs, before, (sealed, where) => app.keys.seal(app.keys.open(sealed, where), where), 500)) > 0
  );
  const { rows } = await app.pool.query<{ secret: string }>('select secret from decision_hooks where id = $1', [id])
  expect(app.keys.open(rows[0]?.secret ?? '', secretPlace(id))).toBe('new secret')
})

it('knows every place where something is sealed', () => {
  const root = join(import.meta.dirname, '../../../src')
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/u.test(name) && !name.includes('.test.') && !name.endsWith('reseal.ts'),
  )
  const places = new Set(
    sources.flatMap((name) =>
      [...readFileSync(join(root, name), 'utf8').matchAll(/\{\s*table: '([a-z_]+)',\s*row: /gu)].map(
        (match) => match[1] ?? '',
      ),
    ),
  )
  const known = readFileSync(join(root, 'store/backup/reseal.ts'), 'utf8')
  expect([...places].filter((table) => !known.includes(`'${table}'`))).toEqual([])
  expect(places.size).toBeGreaterThan(9)
})
