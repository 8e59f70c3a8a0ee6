import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { noteOwnProcess } from '../../../src/operations/monitoring/note-process.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { insertDeliveries } from '../../../src/store/intake/deliveries.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, shoot, type Stage } from '../../support/stage.ts'
import { openScraper } from '../../flow/monitoring/scrape.ts'

describe.runIf(browserWanted)('Queue & health', () => {
  let stage: Stage
  let connectionId: string
  beforeAll(async () => {
    stage = await openStage({ contacts: 20 })
    connectionId = await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
    await grant(stage.lawbase.app, connectionId, 'suppress', stage.lawbase.admin)
    await noteOwnProcess(stage.lawbase.app, 'service')
  })
  afterAll(() => stage.close())
  const textOf = async (path: string, user = stage.lawbase.admin) => {
    const page = await stage.as(user)
    await page.goto(`${stage.base}${path}`)
    return page
  }

  it('names the worst fault first, with what it threatens and what to do, and agrees with /metrics', async () => {
    const { app } = stage.lawbase
    const seeded = (await stage.lawbase.control('GET', '/_sandbox/seed')) as unknown as { email: string }[]
    await recordObjection(app, {
      emails: [seeded[0]?.email.toLowerCase() ?? ''],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: app.clock.now(),
      door: 'rest',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    await stage.lawbase.advance(20 * 60_000)
    await noteOwnProcess(app, 'service')
    const page = await textOf('/health')
    const rows = await page.locator('#faults tbody tr').allInnerTexts()
    expect(await page.locator('h1').innerText()).toMatch(
      /^(?:The audit log is not being sealed|An opt-out).*more fault/u,
    )
    expect(rows.find((row) => row.includes('An opt-out is not applied in time'))).toMatch(/20 min/u)
    const scraper = await openScraper(app)
    const now = await scraper.scrape()
    await scraper.close()
    const cells = await page.locator('#systems tbody tr').first().locator('td').allInnerTexts()
    expect(cells[1]).toBe(String(now.of('lawbase_opt_outs_open', { connection: connectionId, lane: 'objection' })))
    expect(await page.locator('main').innerText()).toContain('Worker 1')
    expect(await page.locator('#proofs').innerText()).toMatch(/Last backup\s+never/u)
    expect(await axeFaults(page)).toEqual([])
    for (const [width, name] of [
      [1440, 'wide'],
      [390, 'narrow'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      await shoot(page, `health-${name}`)
      expect(await pixelsCut(page)).toBe(0)
    }
    await page.context().close()
  })

  it('is read in French, and by an operator, whom it leads nowhere they may not go', async () => {
    const page = await textOf('/health', await stage.makeUser('operator', 'op@exemple.example.test', 'fr'))
    expect(await page.locator('main').innerText()).toContain('Défauts, les pires d’abord')
    expect(await page.locator('#faults a[href^="/connections"]').count()).toBe(0)
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'health-fr')
    await page.context().close()
    const viewer = await textOf('/health', await stage.makeUser('viewer', 'viewer@exemple.example.test'))
    expect(await viewer.locator('h1').innerText()).not.toContain('fault')
    await viewer.context().close()
  })

  it('reads an event again as a new one that points at the old, and says so in the audit log', async () => {
    const { app } = stage.lawbase
    const { rows } = await app.pool.query<{ account_id: string; remote_id: string }>(
      `select c.account_id, r.remote_id from connections c join remote_records r on r.connection_id = c.id where c.id = $1 limit 1`,
      [connectionId],
    )
    const [{ account_id: accountId, remote_id: id } = { account_id: '', remote_id: '' }] = rows
    const event = {
      dedupeKey: 'one',
      accountId,
      record: { object: 'contact', id },
      kind: 'changed' as const,
      occurredAt: app.clock.now(),
      reason: null,
      objected: ['email' as const],
    }
    await insertDeliveries(
      app.pool,
      { appKey: 'a', connector: 'hubspot' },
      [event, { ...event, dedupeKey: 'two', accountId: 'another' }],
      new Set([accountId]),
      app.clock.now(),
    )
    await app.pool.query(`update webhook_deliveries set state = 'done' where dedupe_key = 'one'`)
    const page = await textOf('/health?events=done')
    await page.locator('#inbox form button').first().click()
    await page.waitForURL('**/health?replayed=yes*')
    expect(await page.locator('[role=status].notice').innerText()).toContain('read again as it is now')
    const { rows: events } = await app.pool.query(
      `select state, said_no, replay_of is not null as replay from webhook_deliveries where dedupe_key like 'replay %'`,
    )
    expect(events).toEqual([{ state: 'new', said_no: [], replay: true }])
    expect((await app.pool.query(`select actor from audit_events where act = 'replay'`)).rows).toEqual([
      { actor: stage.lawbase.admin.email },
    ])
    // An event of an account that is not connected cannot be read.
    await page.goto(`${stage.base}/health?events=ignored`)
    expect(await page.locator('#inbox form').count()).toBe(0)
    expect(await page.locator('#inbox').innerText()).toContain('account not connected')
    await page.context().close()
  })
})
