import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openAnswers } from '../../../src/operations/decisions/answer-decisions.ts'
import { signCertificate } from '../../../src/operations/removals/issue-certificate.ts'
import { recordEntries } from '../../../src/operations/objections/record-entries.ts'
import { rotateIdentityKey } from '../../../src/operations/backup/rotate-identity-key.ts'
import { verifyDocument } from '../../../src/operations/evidence/verify-document.ts'
import { inTransaction, openPool } from '../../../src/store/app/database.ts'
import { isIdentityKeyChanging } from '../../../src/store/backup/identity-change.ts'
import { fencedName } from '../../../src/store/app/identity-fence.ts'
import { cancelMaster, listKeys, offerMaster } from '../../../src/store/app/master-key.ts'
import { placesOfHashes } from '../../support/hashes.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import { approveAndHold, endRestoreWindow, planIs } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { testSettings } from '../../support/test-settings.ts'

let scene: Scene
let pages: FastifyInstance
beforeAll(async () => {
  scene = await openScene({ contacts: 60 })
  pages = await openPublicServer(scene.app)
  await scene.run()
})
afterAll(async () => {
  await pages.close()
  await scene.close()
})

const rows = async <T extends Record<string, unknown>>(text: string, ...values: unknown[]) =>
  (await scene.app.pool.query<T>(text, values)).rows
const config = () => ({ connectionString: scene.place.databaseUrl })
const rotate = (more: { leaveMs?: number; tryMs?: number } = {}) =>
  rotateIdentityKey(config(), {
    masterKey: parseMasterKey(scene.place.masterKey),
    now: scene.app.clock.now(),
    actor: 'a test',
    leaveMs: 5_000,
    tryMs: 2_000,
    ...more,
  })

/** How the database is built, and rows of each table. */
async function shape() {
  const links = await rows(
    `select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid <> 0 order by 1, 2`,
  )
  const indexes = await rows(
    `select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`,
  )
  const triggers = await rows(
    `select tgrelid::regclass::text as table, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`,
  )
  const tables = await rows<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('key_ring', 'audit_events') order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables)
    counts[name] = (await rows<{ n: number }>(`select count(*)::int as n from ${name}`))[0]?.n ?? 0
  return { links, indexes, triggers, counts }
}

it('wraps every hash under a new key, twice, and loses nobody: objections, removals, links, proofs and repeated calls are known as before', async () => {
  const objector = scene.somebody((person) => person.where === 'both' && person.source === 'form')
  const freed = scene.somebody((person) => person.where === 'both' && person.source === 'form')
  await scene.untilCarried((await scene.object(objector.email)).id, { hubspot: 'applied', salesforce: 'applied' })
  const call = { door: 'rest' as const, actor: 'a tool', key: 'call-1' }
  const entry = {
    email: 'new.person@example.test',
    phone: '+33639981234',
    channels: ['email', 'phone'] as const,
    kinds: [],
    reason: 'objection' as const,
    reference: null,
    receivedAt: scene.app.clock.now(),
  }
  const said = async (key: string | null) =>
    [...(await recordEntries(scene.app, [{ index: 0, entry: entry as never }], { ...call, key })).values()].map(
      ({ number, repeated }) => ({ number, repeated }),
    )
  const [first] = await said('call-1')
  const { token } = await linkFor(scene.app, freed.email)
  const plan = await approveAndHold(scene)
  const [gone] = await rows<{ email: string }>(
    `select n.value as email from removal_items i join remote_records r on r.contact_id = i.contact_id join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities n on n.hash = ri.identity_hash and not n.role where i.plan_id = $1 and i.state = 'held' order by r.id limit 1`,
    plan.id,
  )
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
  await scene.settle()
  await scene.stopWorking()

  const known = (
    await rows<{ email: string }>(
      `select value as email from identities where kind = 'email' and value is not null order by 1`,
    )
  ).map((row) => row.email)
  expect(known.length).toBeGreaterThan(60)
  const everybody = [...known, gone?.email ?? '', entry.email, 'nobody@example.test']
  const verdicts = async () =>
    (
      await openAnswers(scene.app).answer(
        everybody.map((email) => ({
          email,
          phone: null,
          ask: {
            purpose: 'prospecting',
            channel: 'email',
            offer: testSettings.offers[0] ?? null,
            related: null,
            kind: null,
            pixel: false,
          },
          contact: null,
          askedBy: 'a test',
        })),
      )
    ).map(({ verdict, rule, contactId, known: isKnown }) => ({ verdict, rule, contactId, isKnown }))
  const proven = async () => (await signCertificate(scene.app, plan.id, gone?.email ?? '')).file
  const hashes = async () =>
    (
      await rows<{ hash: Buffer }>(
        'select hash from identities union select number_hash from record_numbers union select identity_hash from removal_memory',
      )
    ).map((row) => row.hash)
  const audited = async () =>
    await rows(`select act_id, actor, details from audit_events where act = 'identity-key' order by id`)
  expect(verifyDocument(await proven(), { email: gone?.email ?? '' })).toMatchObject({
    genuine: true,
    addressFits: true,
  })
  const before = { verdicts: await verdicts(), shape: await shape(), hashes: await hashes() }
  expect(new Set(before.verdicts.map((row) => row.verdict)).size).toBeGreaterThan(1)
  expect((await placesOfHashes(scene.app.pool, before.hashes)).map((place) => place.split(' ')[0])).toEqual(
    expect.arrayContaining([
      'identities.hash',
      'objections.evidence',
      'person_links.identity_hashes',
      'record_numbers.number_hash',
      'removal_memory.identity_hash',
      'suppressions.identity_hash',
    ]),
  )

  const old = scene.app.keys
  const done: Awaited<ReturnType<typeof rotate>>[] = []
  await scene.reopen(async () => {
    done.push(await rotate())
    done.push(await rotate())
  })
  // More were moved than stand in the three tables above: those that only a text names.
  expect(
    done.map(({ generation, ended, rehashed }) => ({ generation, ended, all: rehashed >= before.hashes.length })),
  ).toEqual([
    { generation: 2, ended: 0, all: true },
    { generation: 3, ended: 0, all: true },
  ])
  expect(await placesOfHashes(scene.app.pool, before.hashes)).toEqual([])
  const keys = (await listKeys(scene.app.pool)).keys.filter((key) => key.purpose === 'identity')
  expect(keys.map(({ kid, state }) => ({ kid, state }))).toEqual([
    { kid: old.identityKid, state: 'open-only' },
    { kid: done[0]?.kid, state: 'open-only' },
    { kid: done[1]?.kid, state: 'active' },
  ])
  expect(await audited()).toEqual(
    done.map(({ kid, generation, rehashed }) => ({
      act_id: `identity-key:${kid}`,
      actor: 'a test',
      details: { kid, generation, rehashed },
    })),
  )
  expect(scene.app.keys.sinceIdentityKey(old.identityKid)?.(old.hashPhone(entry.phone))).toEqual(
    scene.app.keys.hashPhone(entry.phone),
  )
  expect(await shape()).toEqual(before.shape)
  expect(await verdicts()).toEqual(before.verdicts)
  expect(await said('call-1')).toEqual([{ number: first?.number, repeated: true }])
  expect(await said(null)).toEqual([{ number: first?.number, repeated: true }])
  expect(verifyDocument(await proven(), { email: gone?.email ?? '' })).toMatchObject({
    genuine: true,
    addressFits: true,
  })

  expect(
    (
      await pages.inject({
        method: 'POST',
        url: `/u/${token}`,
        payload: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    ).statusCode,
  ).toBe(200)
  expect(
    await rows(
      'select 1 as stands from suppressions where identity_hash = $1',
      scene.app.keys.hashEmail(freed.email.toLowerCase()),
    ),
  ).not.toEqual([])
  await scene.startWorking()
  await scene.act('salesforce', 'opt-in', { id: objector.salesforceIds[0] })
  await scene.settle()
})

it('refuses a process that still hashes under the key of before, cuts off one that does not leave, and changes nothing when it cannot', async () => {
  await scene.stopWorking()
  const { identityKid } = scene.app.keys
  await scene.reopen(async () => {
    const theirs = openPool(config(), {
      max: 2,
      fence: { kid: identityKid, name: fencedName },
      onError: () => undefined,
    })
    const plain = openPool(config(), { max: 2, onError: () => undefined })
    const holder = await theirs.connect()
    try {
      await holder.query('begin')
      await holder.query('select 1 from suppressions limit 1')
      await expect(rotate({ leaveMs: 0, tryMs: 50 })).rejects.toMatchObject({ code: 'busy' })
      await inTransaction(plain, (sql) => offerMaster(sql, parseMasterKey(scene.place.masterKey)))
      await expect(rotate({ leaveMs: 0 })).rejects.toMatchObject({ code: 'master' })
      await inTransaction(plain, (sql) => cancelMaster(sql, parseMasterKey(scene.place.masterKey)))
      const keys = async () => (await listKeys(plain)).keys.filter((key) => key.purpose === 'identity').length
      expect(await keys()).toBe(3)

      const first = rotate({ leaveMs: 60_000 })
      await until('the change waits for whoever is there', () => isIdentityKeyChanging(plain, identityKid))
      // Twice at once is once: the second finds the first at it.
      await expect(rotate({ tryMs: 10 })).rejects.toMatchObject({ code: 'running' })
      await holder.query('rollback')
      holder.release()
      await theirs.end()
      expect(await first).toMatchObject({ generation: 4, ended: 0 })

      const fourth = { kid: (await first).kid, name: fencedName } as const
      const staying = openPool(config(), { max: 2, fence: fourth, onError: () => undefined })
      const stays = await staying.connect()
      expect(await rotate({ leaveMs: 0 })).toMatchObject({ generation: 5, ended: 1 })
      await expect(stays.query('select 1 from suppressions limit 1')).rejects.toThrow()
      stays.release(true)
      await expect(staying.query('select 1')).rejects.toMatchObject({ code: 'identity-key-changed' })
      await staying.end()
      expect(await keys()).toBe(5)
    } finally {
      await plain.end()
    }
  })
  await scene.startWorking()
})
