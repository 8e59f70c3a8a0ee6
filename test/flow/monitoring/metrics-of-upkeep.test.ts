import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../../src/http/app/front.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import type { App } from '../../../src/operations/app/app.ts'
import { watchProcess } from '../../../src/operations/app/process-watch.ts'
import { backUp, noteRestoreTested } from '../../../src/operations/backup/back-up.ts'
import { openClientSecret } from '../../../src/operations/connections/vendor-app.ts'
import { openAnswers } from '../../../src/operations/decisions/answer-decisions.ts'
import { forgetOwnProcess, noteOwnProcess } from '../../../src/operations/monitoring/note-process.ts'
import { openPool } from '../../../src/store/app/database.ts'
import { readMasterKey } from '../../../src/store/app/key-ring.ts'
import { findRegistration } from '../../../src/store/connections/registrations.ts'
import { appendSpool } from '../../../src/store/links/spool-file.ts'
import { freePort } from '../../../scripts/free-port.mjs'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { openScraper, type Scrape } from './scrape.ts'

/** The lock of the sealer (src/store/app/audit.ts). */
const sealLock = 0x5e_a1

/** Each metric moves for the reason it is named after (docs/admin/monitoring.md). */
describe('/metrics about what stands behind opt-outs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lawbase-metrics-'))
  const journal = join(folder, 'journal')
  let scene: Scene
  let app: App
  let door: Front
  let address: string
  let secret: string
  let scraper: Awaited<ReturnType<typeof openScraper>>
  let scrape: () => Promise<Scrape>
  beforeAll(async () => {
    mkdirSync(journal)
    const port = await freePort()
    scene = await openScene({
      home: folder,
      journalFolder: journal,
      publicUrl: `http://localhost:${port}`,
      broker: false,
      pollSeconds: 3_600,
    })
    app = scene.app
    door = await openFront({ port, host: 'localhost' })
    await door.serve(await openPublicServer(app))
    const { rows } = await app.pool.query<{ id: string }>(
      `select id from app_registrations where connector = 'hubspot'`,
    )
    const registration = await findRegistration(app.pool, { id: rows[0]?.id ?? '' })
    if (registration === null) throw new Error('no registration')
    address = `${app.publicUrl}/webhooks/hubspot/${registration.appKey}`
    secret = openClientSecret(app, registration)
    scraper = await openScraper(app)
    scrape = () => scraper.scrape()
  })
  afterAll(async () => {
    await scraper.close()
    await door.close()
    await scene.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const untilShown = (what: string, isSo: (now: Scrape) => boolean) =>
    until(what, async () => {
      const now = await scrape()
      return isSo(now) ? now : null
    })
  const post = (to: string, body: string, key: string, at = app.clock.now()) => {
    const timestamp = String(at.getTime())
    const signature = createHmac('sha256', key).update(`POST${to}${body}${timestamp}`).digest('base64')
    return fetch(to, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-hubspot-signature-v3': signature,
        'x-hubspot-request-timestamp': timestamp,
      },
    })
  }

  it('counts refused webhooks by reason, and gives a stranger’s address no label', async () => {
    const reason = (now: Scrape, name: string) =>
      now.of('lawbase_webhooks_refused_total', { connector: 'hubspot', reason: name }) ?? 0
    // There before anything was refused: of what is new at its first count nobody sees how much it rose.
    const before = await scrape()
    expect(
      ['forged', 'stale', 'missing', 'malformed', 'unreadable'].map((name) =>
        before.of('lawbase_webhooks_refused_total', { connector: 'hubspot', reason: name }),
      ),
    ).toEqual([0, 0, 0, 0, null])
    await post(address, '[]', 'another secret')
    await post(address, '[]', 'another secret')
    await post(address, '[]', secret, new Date(app.clock.now().getTime() - 3_600_000))
    await fetch(address, { method: 'POST', body: '[]' })
    await post(address, '{"of":"another shape"}', secret)
    await post(`${app.publicUrl}/webhooks/someone-example.test/guessed`, '[]', secret)
    const counted = await untilShown('all are counted', (now) => now.of('lawbase_webhooks_refused_total') === 6)
    expect(['forged', 'stale', 'missing', 'unreadable'].map((name) => reason(counted, name))).toEqual([2, 1, 1, 1])
    expect(counted.of('lawbase_webhooks_refused_total', { connector: 'unknown', reason: 'unknown-address' })).toBe(1)
    expect(counted.text).not.toContain('guessed')
    expect(counted.text).not.toContain('example.test')
  })

  it('shows events that wait in the inbox, for how long, and what came of them', async () => {
    const events = (now: Scrape, state: string) =>
      now.of('lawbase_webhook_events_total', { connector: 'hubspot', state }) ?? 0
    await scene.stopWorking()
    const before = await scrape()
    const person = scene.somebody((one) => one.where === 'both')
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    // An event of what happened before may still arrive: ours is one more.
    await untilShown(
      'an event waits',
      (now) =>
        (now.of('lawbase_inbox_events', { connector: 'hubspot' }) ?? 0) > 0 &&
        events(now, 'new') > events(before, 'new'),
    )
    await scene.advance(90_000)
    expect((await scrape()).of('lawbase_inbox_oldest_seconds', { connector: 'hubspot' })).toBeGreaterThanOrEqual(90)
    await scene.startWorking()
    const done = await untilShown('none waits', (now) => now.of('lawbase_inbox_events') === 0)
    expect(done.of('lawbase_inbox_oldest_seconds')).toBe(0)
    await scene.settle()
  })

  it('counts the steps of runs, and says how long ago one ended and that one goes on', async () => {
    const steps = (now: Scrape, state: string) => now.of('lawbase_run_steps_total', { step: 'pull', state }) ?? 0
    const before = await scrape()
    await scene.run()
    const after = await scrape()
    expect(steps(after, 'done') - steps(before, 'done')).toBe(2)
    expect(after.of('lawbase_run_step_seconds', { step: 'pull' })).toBeGreaterThan(0)
    expect(after.of('lawbase_run_age_seconds', { state: 'done' })).toBeLessThan(60)
    expect(after.of('lawbase_run_age_seconds', { state: 'failed' })).toBe(Infinity)
    expect(after.of('lawbase_run_running_seconds')).toBe(0)
    await scene.advance(300_000)
    expect((await scrape()).of('lawbase_run_age_seconds', { state: 'done' })).toBeGreaterThanOrEqual(300)
    const { rows } = await app.pool.query<{ id: string }>(
      `update hygiene_runs set state = 'running', claimed_until = now() + interval '1 hour' where id = (select id from hygiene_runs order by started_at desc limit 1) returning id`,
    )
    expect((await scrape()).of('lawbase_run_running_seconds')).toBeGreaterThanOrEqual(300)
    await app.pool.query(`update hygiene_runs set state = 'failed', claimed_until = null where id = $1`, [rows[0]?.id])
    expect((await scrape()).of('lawbase_run_age_seconds', { state: 'failed' })).toBeGreaterThanOrEqual(300)
  })

  it('counts contacts by verdict, and each answer about one of them', async () => {
    const { rows } = await app.pool.query<{ verdict: string; n: number }>(
      'select verdict, count(*)::int as n from decisions group by verdict',
    )
    const shown = await openScraper(app).then(async (fresh) => {
      const now = await fresh.scrape()
      await fresh.close()
      return now
    })
    expect(rows.length).toBeGreaterThan(1)
    for (const { verdict, n } of rows) expect(shown.of('lawbase_contacts', { verdict })).toBe(n)
    const before = (await scrape()).of('lawbase_decisions_answered_total') ?? 0
    const { answer } = openAnswers(app)
    const [answered] = await answer([
      {
        email: scene.somebody((one) => one.where === 'both').email.toLowerCase(),
        phone: null,
        ask: { purpose: 'prospecting', channel: 'email', offer: null, kind: null, related: null, pixel: false },
        contact: null,
        askedBy: 'a test',
      },
    ])
    const after = await scrape()
    expect(after.of('lawbase_decisions_answered_total')).toBe(before + 1)
    expect(after.of('lawbase_decisions_answered_total', { verdict: answered?.verdict ?? '' })).toBeGreaterThan(0)
  })

  it('says how long an entry of the audit log has not been sealed', async () => {
    await scene.settle()
    const hung = await app.pool.connect()
    try {
      await until('the lock is ours', async () => {
        const { rows } = await hung.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [sealLock])
        return rows[0]?.taken === true
      })
      await scene.object(scene.somebody((one) => one.where === 'both').email)
      await scene.advance(45_000)
      expect((await scrape()).of('lawbase_audit_unsealed_seconds')).toBeGreaterThanOrEqual(45)
    } finally {
      await hung.query('select pg_advisory_unlock($1)', [sealLock])
      hung.release()
    }
    const sealed = await untilShown('all are sealed', (now) => (now.of('lawbase_audit_unsealed_seconds') ?? 1) < 2)
    expect(sealed.of('lawbase_audit_sealed_total')).toBeGreaterThan(0)
  })

  it('says how far the journal is behind, and whether there is one', async () => {
    await untilShown('all is written', (now) => now.of('lawbase_journal_lag_seconds') === 0)
    renameSync(journal, `${journal}-away`)
    await scene.object(scene.somebody((one) => one.where === 'both').email)
    await scene.advance(30_000)
    await untilShown('it is behind', (now) => (now.of('lawbase_journal_lag_seconds') ?? 0) >= 30)
    // The follower may have made the folder anew in between: it never does.
    expect(existsSync(journal)).toBe(false)
    renameSync(`${journal}-away`, journal)
    const whole = await untilShown('it has caught up', (now) => now.of('lawbase_journal_lag_seconds') === 0)
    expect(whole.of('lawbase_journal_on')).toBe(1)
    const without = await openScraper({ ...app, journalFolder: null })
    const now = await without.scrape()
    expect([now.of('lawbase_journal_on'), now.of('lawbase_journal_lag_seconds')]).toEqual([0, null])
    await without.close()
  })

  it('says how old the last backup is, when one was read back, and when one was restored as a test', async () => {
    const ages = (now: Scrape) =>
      (
        [
          'lawbase_backup_age_seconds',
          'lawbase_backup_read_back_age_seconds',
          'lawbase_restore_tested_age_seconds',
        ] as const
      ).map((metric) => now.of(metric))
    expect(ages(await scrape())).toEqual([Infinity, Infinity, Infinity])
    const path = join(folder, 'one.lbb')
    const key = readMasterKey(scene.place.masterKey, '')
    await backUp(app, path, key, 'a test')
    await scene.advance(3_600_000)
    const made = ages(await scrape())
    expect(made[2]).toBe(Infinity)
    for (const age of made.slice(0, 2)) expect(Math.abs((age ?? 0) - 3_600)).toBeLessThan(60)
    await noteRestoreTested(app, path, key, 'a test')
    expect(ages(await scrape())[2]).toBeLessThan(60)
  })

  it('shows every process by its role and number, with its pools and event loop, as long as it runs', async () => {
    const names = (now: Scrape) =>
      ['service-1', 'hygiene-1', 'hygiene-2'].filter(
        (process) => now.of('lawbase_process_started_seconds', { process }) !== null,
      )
    await untilShown('the service shows', (now) => names(now).join() === 'service-1')
    const others = [1, 2].map(() => ({ ...app, watch: watchProcess({ work: app.pool }) }))
    for (const other of others) await noteOwnProcess(other, 'hygiene')
    expect(names(await scrape())).toEqual(['service-1', 'hygiene-1', 'hygiene-2'])
    const [first, second] = others
    if (first === undefined || second === undefined) throw new Error('two were made')
    await forgetOwnProcess(first)
    expect(names(await scrape())).toEqual(['service-1', 'hygiene-2'])
    await noteOwnProcess(first, 'hygiene')
    expect(names(await scrape())).toEqual(['service-1', 'hygiene-1', 'hygiene-2'])
    // One that was killed says nothing any more.
    await app.pool.query(`update process_figures set noted_at = now() - interval '1 minute' where role = 'hygiene'`)
    expect(names(await scrape())).toEqual(['service-1'])
    for (const { watch } of others) watch.close()

    const own = { process: 'service-1' }
    const end = performance.now() + 400
    while (performance.now() < end);
    // A delay is known once the timer that measures it could run.
    const blocked = await untilShown(
      'the delay shows',
      (now) => (now.of('lawbase_event_loop_delay_seconds', { ...own, share: '1' }) ?? 0) > 0.3,
    )
    expect(blocked.of('lawbase_process_memory_bytes', { ...own, kind: 'resident' })).toBeGreaterThan(10_000_000)
    const limit = app.watch.pools['asks']?.options.max ?? 0
    expect(blocked.of('lawbase_pool_limit', { ...own, pool: 'asks' })).toBe(limit)
    const lent = await Promise.all(Array.from({ length: limit }, () => app.askPool.connect()))
    const one = app.askPool.connect()
    try {
      // A wait of a moment is none, as when a process starts.
      expect((await scrape()).of('lawbase_pool_waiting', { ...own, pool: 'asks' })).toBe(0)
      const full = await scrape()
      expect(full.of('lawbase_pool_connections', { ...own, pool: 'asks', state: 'busy' })).toBe(limit)
      expect(full.of('lawbase_pool_waiting', { ...own, pool: 'asks' })).toBe(1)
    } finally {
      for (const client of lent) client.release()
      ;(await one).release()
    }
  })

  it('tells what the process knows by itself while the database is away', async () => {
    const pool = openPool({ host: '/nonexistent', user: 'nobody' }, { max: 1, onError: () => undefined })
    const alone = await openScraper({ ...app, pool })
    const now = await alone.scrape()
    expect(now.of('lawbase_database_up')).toBe(0)
    expect(now.of('lawbase_pool_limit', { process: 'service-1', pool: 'work' })).toBeGreaterThan(0)
    expect(now.of('lawbase_opt_outs_open')).toBeNull()
    await alone.close()
    await pool.end()
  })

  it('shows jobs of the queue, connections by state, alarms, and what waits on the disk', async () => {
    await scene.settle()
    await scene.stopWorking()
    await app.enqueue('poll-connection', { connectionId: scene.hubspotId })
    await appendSpool(app.spoolFolder, { tokenHash: Buffer.alloc(32, 1), door: 'link', receivedAt: app.clock.now() })
    await app.pool.query(`update connections set state = 'needs-reauthorisation' where id = $1`, [scene.hubspotId])
    await noteOwnProcess(app, 'service')
    const now = await scrape()
    expect(now.of('lawbase_queue_jobs', { queue: 'polls', state: 'waiting' })).toBeGreaterThan(0)
    expect(now.of('lawbase_queue_up')).toBe(1)
    expect(now.of('lawbase_database_up')).toBe(1)
    expect(now.of('lawbase_connections', { connector: 'hubspot', state: 'needs-reauthorisation' })).toBe(1)
    expect(now.of('lawbase_spool_bytes', { process: 'service-1' })).toBeGreaterThan(0)
    expect(now.of('lawbase_alarms_open', { kind: 'opt-outs' })).toBe(0)
    await scene.object(scene.somebody((one) => one.where === 'both').email)
    await scene.advance(16 * 60_000)
    await scene.advance(16 * 60_000)
    expect((await scrape()).of('lawbase_alarms_open', { kind: 'opt-outs' })).toBeGreaterThan(0)
    await app.pool.query(`update connections set state = 'active' where id = $1`, [scene.hubspotId])
  })
})
