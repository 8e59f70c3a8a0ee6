import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { answerAbsent } from '../../../src/operations/removals/erasure/answer-absent.ts'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { type Restored, type RestoreOptions, verifyBackup } from '../../../src/operations/backup/back-up.ts'
import { rotateIdentityKey } from '../../../src/operations/backup/rotate-identity-key.ts'
import { openConnection } from '../../../src/operations/connections/open-connection.ts'
import type { AuditLine } from '../../../src/store/app/audit.ts'
import { passNumbers } from '../../../src/store/backup/settle.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { removalsBefore } from '../../../src/store/removals/removal-memory.ts'
import { listPlans } from '../../../src/store/removals/removals.ts'
import { check } from '../../../scripts/checker.mjs'
import type { Json } from '../../support/lawbase.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removals/removal-steps.ts'
import {
  asked,
  before,
  blocked,
  closeRestore,
  contactOf,
  file,
  folder,
  freed,
  hash,
  isBlindAt,
  journalFolder,
  live,
  mail,
  mobileOfSilent,
  objector,
  opened,
  openRestore,
  options,
  pages,
  reopened,
  restore,
  rows,
  scene,
  suppressed,
  verdict,
} from './restore-scene.ts'

/** Calls that only read, or renew a token. */
const reads = /oauth|token|\/search$|\/batch\/read|\/jobs\/query|cometd/u

beforeAll(openRestore)
afterAll(closeRestore)

/**
 * An old backup is put back after people said no, took one back and were removed (docs/reference/promises.md#journal).
 */
describe('a restored backup', () => {
  let restored: Restored
  let removed: { silent: { id: string; email: string }; objector: string }
  let lastNumber = ''
  let given: { plan: string; erasure: string }
  let auditBefore: AuditLine[] = []

  it('is made before people say no, take it back, and are removed', async () => {
    lastNumber = (await scene.object(objector.email, { channels: ['email', 'phone'] })).number
    const { token } = await linkFor(scene.app, freed.email)
    const send = (path: string, payload = '') =>
      pages.inject({
        method: 'POST',
        url: path,
        payload,
        headers: {
          'sec-fetch-site': 'same-origin',
          'sec-fetch-mode': 'navigate',
          'content-type': 'application/x-www-form-urlencoded',
        },
      })
    await send(`/u/${token}/preferences`, 'c.email=no&c.phone=no')
    await scene.settle()
    await send(`/u/${token}/preferences`, 'c.email=yes&c.phone=no')
    const { text } = await until('the mail is here', async () =>
      mail.received.find((one) => one.to === freed.email.toLowerCase()),
    )
    expect((await send(new URL(/http:\S+\/c\/\S+/u.exec(text)?.[0] ?? 'http://none').pathname)).statusCode).toBe(200)
    expect(await suppressed(freed.email)).toEqual(['phone', 'robocall'])
    // From here on addresses are known under another key than in the backup; what is in the journal so far is under the
    // old one.
    await until(
      'the journal holds the lift',
      async () =>
        (
          await rows<{ n: number }>(
            `select count(*)::int as n from audit_events where act = 'lift' and (seq is null or seq > (select seq from journal_follower))`,
          )
        )[0]?.n === 0,
    )
    await scene.stopWorking()
    await scene.reopen(
      async () =>
        void (await rotateIdentityKey(
          { connectionString: scene.place.databaseUrl },
          {
            masterKey: parseMasterKey(scene.place.masterKey),
            now: scene.app.clock.now(),
            actor: 'a test',
            leaveMs: 5_000,
            tryMs: 2_000,
          },
        )),
    )
    await scene.startWorking()

    const silent = await approveAndHold(scene)
    const [going] = await rows<{ id: string; email: string }>(
      `select i.contact_id as id, n.value as email from removal_items i join remote_records r on r.contact_id = i.contact_id and r.mobile = $2
      join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities n on n.hash = ri.identity_hash where i.plan_id = $1 and i.state = 'held' limit 1`,
      silent.id,
      mobileOfSilent,
    )
    await endRestoreWindow(scene)
    await planIs(scene, silent.id, 'done')
    await scene.advance(31 * dayMs)
    await scene.poll()
    await until(
      'no run is going on',
      async () => (await rows(`select 1 from hygiene_runs where state = 'running'`)).length === 0,
    )
    await scene.run()
    const objected = (await listPlans(scene.app.pool, 20)).find(
      (plan) => plan.kind === 'objected' && plan.state === 'planned',
    )
    if (objected === undefined) throw new Error('no objector is planned')
    await approveRemoval(scene.app, objected.id, scene.dpo, objected.digest)
    await planIs(scene, objected.id, 'held')
    await endRestoreWindow(scene)
    await planIs(scene, objected.id, 'done')
    removed = { silent: going ?? { id: '', email: '' }, objector: before.email }
    expect(
      await rows<Json>('select 1 from contacts where purged_at is not null and id = $1', removed.silent.id),
    ).toEqual([{ '?column?': 1 }])
    const erasureId = await answerAbsent(
      scene.app,
      { reviewId: null, decision: { ...asked(), email: 'first@gone.example.test', keep: false, others: false } },
      scene.dpo,
    )
    given = {
      plan:
        (
          await rows<{ number: string }>(
            'select number from removal_plans order by length(number) desc, number desc limit 1',
          )
        )[0]?.number ?? '',
      erasure: (await findErasure(scene.app.pool, erasureId))?.number ?? '',
    }
    await until(
      'the journal holds all of it',
      async () =>
        (
          await rows<{ n: number }>(
            `select count(*)::int as n from audit_events where act = any('{objection,widened,lift,purged,plan,erasure,identity-key}') and (seq is null or seq > (select seq from journal_follower))`,
          )
        )[0]?.n === 0,
    )
    const text2 = readdirSync(journalFolder)
      .map((name) => readFileSync(join(journalFolder, name), 'utf8'))
      .join('')
    expect(
      [removed.silent.email, objector.email, freed.email].filter((email) =>
        text2.toLowerCase().includes(email.toLowerCase()),
      ),
    ).toEqual([])
  })

  it('is refused while the program runs, over an installation, with another key, changed, cut, newer, or without the journal, and changes nothing then', async () => {
    await expect(restore()).rejects.toMatchObject({ code: 'running' })
    await scene.stopWorking()
    auditBefore = await scene.audit()
    const bytes = readFileSync(file)
    const spoiled = (name: string, content: Buffer) => {
      writeFileSync(join(folder, name), content)
      return { path: join(folder, name) }
    }
    const flipped = Buffer.from(bytes)
    flipped[bytes.length - 100] = (flipped[bytes.length - 100] ?? 0) ^ 1
    const newer = Buffer.from(bytes.toString('latin1').replace('0053_journal.sql', '9953_journal.sql'), 'latin1')
    const line = () => {
      const name =
        readdirSync(journalFolder)
          .filter((one) => one.includes('noes'))
          .at(-1) ?? ''
      return { path: join(journalFolder, name), text: readFileSync(join(journalFolder, name), 'utf8') }
    }
    await scene.reopen(async () => {
      await expect(restore({ replace: false })).rejects.toMatchObject({ code: 'not-empty' })
      await expect(
        restore({ masterKey: 'lbk1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA66687a' }),
      ).rejects.toMatchObject({ code: 'wrong-key' })
      const verify = (more: Partial<RestoreOptions>) => verifyBackup(options(more))
      await expect(verify(spoiled('flipped', flipped))).rejects.toMatchObject({ code: 'changed' })
      await expect(restore(spoiled('cut', bytes.subarray(0, -200)))).rejects.toMatchObject({ code: 'cut' })
      await expect(verify(spoiled('longer', Buffer.concat([bytes, Buffer.from('x')])))).rejects.toMatchObject({
        code: 'changed',
      })
      await expect(restore(spoiled('newer', newer))).rejects.toMatchObject({ code: 'newer' })
      await expect(restore(spoiled('other', Buffer.from('hello')))).rejects.toMatchObject({ code: 'not-a-backup' })
      await expect(restore({ journalFolder: undefined })).rejects.toMatchObject({ code: 'no-journal' })
      const { path, text } = line()
      writeFileSync(path, text.replace('"at":"2', '"at":"3'))
      await expect(restore()).rejects.toMatchObject({ code: 'journal-broken', file: path.split('/').at(-1) })
      writeFileSync(path, text)
    })
    expect(
      await rows('select 1 from contacts where purged_at is not null and id = $1', removed.silent.id),
    ).toHaveLength(1)
    expect(existsSync(`${file}.part`)).toBe(false)
    expect(bytes.includes(Buffer.from('example.test'))).toBe(false)
  })

  it('brings back what was said and removed since, and ends what was on its way (G7, H8)', async () => {
    await scene.reopen(async () => {
      restored = await restore()
    })
    expect(restored.replayed).toMatchObject({ keys: 1, lifts: 1 })
    expect([restored.replayed?.objections, (restored.replayed?.removals ?? 0) > 1, restored.settled.unread]).toEqual([
      expect.any(Number),
      true,
      2,
    ])
    expect([
      await suppressed(objector.email),
      await suppressed(freed.email),
      (await suppressed(removed.objector)).length,
    ]).toEqual([['email', 'phone'], ['phone', 'robocall'], channels.length])
    expect(
      await rows(
        'select purged_at is not null as gone, (select count(*)::int from identities where hash = $2 and value is not null) as clear from contacts where id = $1',
        removed.silent.id,
        hash(removed.silent.email),
      ),
    ).toEqual([{ gone: true, clear: 0 }])
    expect((await listPlans(scene.app.pool, 20)).map(({ state }) => state)).not.toContain('planned')
    // What people did since is not here: however young the backup is, clocks are blind until all was read, and brought,
    // again (docs/reference/promises.md#i5).
    expect([await rows('select 1 from tool_imports'), await isBlindAt(new Date(restored.madeAt))]).toEqual([[], true])
    expect(
      await rows(
        `select 1 from login_sessions where ended_at is null union all select 1 from hygiene_runs where state = 'running'`,
      ),
    ).toEqual([])
    expect(await verdict(objector.email)).toBe('BLOCK')
    const [last] = await rows<{ last: number }>('select last_value as last from objection_numbers')
    expect(last?.last).toBeGreaterThanOrEqual(Number(lastNumber.split('-').at(-1)))
    expect((await scene.object('somebody@new.example.test')).number > lastNumber).toBe(true)
    // Nor is the number of a letter that was sent, or of a plan that was never carried out, given again; the log says
    // that there was one.
    const counters = new Map(
      (
        await rows<{ name: string; last: number }>(
          `select sequencename as name, coalesce(last_value, 0)::int as last from pg_sequences where sequencename like '%numbers'`,
        )
      ).map(({ name, last: at }) => [name, at]),
    )
    const counter = (number: string) => Number(number.split('-').at(-1))
    const journaled = readdirSync(journalFolder).flatMap((name) =>
      [...readFileSync(join(journalFolder, name), 'utf8').matchAll(/RP-\d{4}-(\d+)/gu)].map(([, digits]) =>
        Number(digits),
      ),
    )
    expect([
      journaled.includes(counter(given.plan)),
      counters.get('removal_numbers'),
      counters.get('erasure_numbers'),
      (counters.get('broker_notice_numbers') ?? 0) > 100_000,
    ]).toEqual([true, Math.max(...journaled), counter(given.erasure), true])
    expect(
      (await scene.audit())
        .filter(({ act, details }) => act === 'erasure' && details['number'] === given.erasure)
        .map(({ actor, details }) => ({ actor, details })),
    ).toEqual([{ actor: 'journal', details: { number: given.erasure, journal: true } }])
    // A restore without the journal knows no number since the backup: it goes on where none can have been.
    await inTransaction(scene.app.pool, async (sql) => {
      await passNumbers(sql, null, scene.app.clock.now())
      expect(
        (
          await sql.query<{ n: number }>(
            'select count(*)::int as n from pg_sequences where sequencename like $1 and last_value > 20000000',
            ['%\\_numbers'],
          )
        ).rows,
      ).toEqual([{ n: 6 }])
      await sql.query('rollback')
      await sql.query('begin')
    })
  })

  it('writes nothing into a system before all of it was read again, and nobody is freed or tagged anywhere before all were', async () => {
    // Said at the CRMs while nothing ran: only reading them tells.
    await scene.act('hubspot', 'unsubscribe', { email: opened.email })
    await scene.act('salesforce', 'opt-in', { id: reopened.salesforceIds[0] })
    const [from, counts] = [await scene.lastRequest(), await live()]
    for (const id of [scene.hubspotId, scene.salesforceId]) {
      const { system } = await openConnection(scene.app, id, 'objection')
      for (const write of [
        system.suppress([]),
        system.tag?.([]),
        system.remove?.([]),
        system.hold?.([]),
        system.release?.([]),
      ])
        await expect(write).rejects.toMatchObject({ kind: 'not-ready' })
    }
    await scene.startWorking()
    // Salesforce changes its refresh token with each use: that of the backup is an old one, and the admin must
    // authorise again.
    await until(
      'Salesforce waits for the admin',
      async () =>
        (await rows(`select 1 from connections where state = 'needs-reauthorisation' and restored_at is not null`))
          .length === 1,
    )
    await until(
      'HubSpot was read whole',
      async () =>
        (await rows('select 1 from connections where id = $1 and restored_at is null', scene.hubspotId)).length === 1,
    )
    await until('the objection said there is known', async () => (await suppressed(opened.email)).includes('email'))
    const { system } = await openConnection(scene.app, scene.hubspotId, 'tag')
    await expect(system.tag?.([])).rejects.toMatchObject({ kind: 'not-ready' })
    const wrote = async (name: string) =>
      (await scene.requests(name, from))
        .filter(({ method, path }) => method !== 'GET' && !reads.test(path))
        .map(({ method, path }) => `${method} ${path}`)
    expect(await wrote('salesforce')).toEqual([])
    expect((await wrote('hubspot')).filter((call) => !call.includes('communication-preferences'))).toEqual([])
    expect(await scene.connectSalesforce()).toBe(scene.salesforceId)
    await until(
      'Salesforce was read whole',
      async () => (await rows('select 1 from connections where restored_at is not null')).length === 0,
    )
    expect(await isBlindAt(scene.app.clock.now())).toBe(false)
    await until(
      'all runs ended',
      async () => (await rows(`select 1 from hygiene_runs where state = 'running'`)).length === 0,
    )
    await scene.settle()
    expect(await Promise.all([objector, opened, reopened].map(blocked))).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ])
    expect(await live()).toEqual(counts)
    // The log of the backup knows nothing of the acts before the restore: the checker gets both.
    const after = (await scene.audit()).filter(({ actId }) => !auditBefore.some((line) => line.actId === actId))
    const found = await check({
      sandbox: scene.sandbox.urls.control,
      auditLines: [...auditBefore, ...after].map((line, index) => ({ ...line, seq: index + 1 })),
      before: scene.before,
    })
    // It judges every removal as one of the silent; this person went as an objector. Two logs side by side are no
    // chain.
    const asObjector = [...before.hubspotIds, ...before.salesforceIds]
    expect(
      found.violations.filter(
        ({ ids, what }) =>
          !asObjector.some((id) => ids.some((named) => named.endsWith(`:${id}`))) && !what.startsWith('the chain'),
      ),
    ).toEqual([])
  })

  it('knows again who was removed when a system brings them back', async () => {
    for (const email of [removed.silent.email, removed.objector])
      await scene.act('hubspot', 'create-contact', { properties: { email, firstname: 'Anne', lastname: 'Retour' } })
    await until('both are read', async () => {
      await scene.poll()
      return (await contactOf(removed.silent.email)) !== '' && (await contactOf(removed.objector)) !== ''
    })
    const back = await contactOf(removed.silent.email)
    expect([
      back === removed.silent.id,
      (await removalsBefore(scene.app.pool, [back])).has(back),
      await scene.optedOut(removed.silent.email),
    ]).toEqual([false, true, false])
    await until('the objector is blocked again', async () => scene.optedOut(removed.objector))
  })

  it('knows by their mobile who was removed, as far as the backup knew it: the journal holds no number', async () => {
    const properties = { email: 'new.address@example.test', mobilephone: mobileOfSilent }
    await scene.act('hubspot', 'create-contact', { properties })
    await until('they are read', async () => {
      await scene.poll()
      return (await contactOf(properties.email)) !== ''
    })
    const byMobile = await contactOf(properties.email)
    expect((await removalsBefore(scene.app.pool, [byMobile])).has(byMobile)).toBe(true)
  })
})
