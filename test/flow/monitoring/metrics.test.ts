import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { openHealthServer } from '../../../src/http/app/health.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { metricsToken, openScraper, type Scrape } from './scrape.ts'

/** Each metric moves for the reason it is named after (docs/admin/monitoring.md). */
describe('/metrics', () => {
  let scene: Scene
  let scraper: Awaited<ReturnType<typeof openScraper>>
  let scrape: () => Promise<Scrape>
  beforeAll(async () => {
    scene = await openScene({ broker: false, pollSeconds: 3_600 })
    scraper = await openScraper(scene.app)
    scrape = () => scraper.scrape()
  })
  afterEach(() => scene.control('DELETE', '/_sandbox/faults'))
  afterAll(async () => {
    await scraper.close()
    await scene.close()
  })
  /** Scrapes until it is so. */
  const untilShown = (what: string, isSo: (now: Scrape) => boolean) =>
    until(what, async () => {
      const now = await scrape()
      return isSo(now) ? now : null
    })
  const inBoth = () => scene.somebody((one) => one.where === 'both')

  it('is closed without a token, to a wrong one, and on the port of public pages', async () => {
    const statusOf = async (server: Awaited<ReturnType<typeof openConsoleServer>>, authorization?: string) => {
      const headers = authorization === undefined ? {} : { authorization }
      return (await server.inject({ url: '/metrics', headers })).statusCode
    }
    const right = `Bearer ${metricsToken}`
    const open = { ...scene.app, metricsToken }
    const [closed, console, worker, pages] = [
      await openConsoleServer(scene.app),
      await openConsoleServer(open),
      openHealthServer(open),
      await openPublicServer(open),
    ]
    expect(await statusOf(closed, right)).toBe(404)
    for (const server of [console, worker]) {
      expect(await statusOf(server)).toBe(401)
      expect(await statusOf(server, 'Bearer another-token-0123456789')).toBe(401)
      expect(await statusOf(server, `Basic ${metricsToken}`)).toBe(401)
      expect(await statusOf(server, right)).toBe(200)
    }
    expect(await statusOf(pages, right)).toBe(404)
    for (const server of [closed, console, worker, pages]) await server.close()
  })

  it('counts an opt-out that a vendor refuses for now as open, its age, its 429s, and its reading back', async () => {
    const here = { connector: 'salesforce', connection: scene.salesforceId }
    const open = { ...here, lane: 'objection', waits_for: 'system' }
    const before = await scrape()
    expect(before.of('lawbase_opt_outs_open')).toBe(0)
    expect(before.of('lawbase_opt_out_oldest_open_seconds')).toBe(0)
    await scene.fault('salesforce', 'rate-limit', { retryAfterS: 1, times: null })
    const objection = await scene.object(inBoth().email)
    await untilShown(
      '429s are counted',
      (now) =>
        (now.of('lawbase_vendor_rate_limited_total', here) ?? 0) >
        (before.of('lawbase_vendor_rate_limited_total', here) ?? 0),
    )
    // Before the clock jumps: the other system verified it in its own time.
    await scene.untilCarried(objection.id, { hubspot: 'applied' })
    await scene.advance(400_000)
    const late = await scrape()
    expect(late.of('lawbase_opt_outs_open', open)).toBe(1)
    expect(late.of('lawbase_opt_out_oldest_open_seconds', open)).toBeGreaterThanOrEqual(400)
    expect(late.of('lawbase_opt_out_oldest_open_seconds', { waits_for: 'person' })).toBe(0)
    expect(late.of('lawbase_opt_outs_open', { connector: 'hubspot' })).toBe(0)
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    const after = await scrape()
    expect(after.of('lawbase_opt_outs_open')).toBe(0)
    expect(after.of('lawbase_opt_out_oldest_open_seconds')).toBe(0)
    const more = (metric: Parameters<Scrape['of']>[0], labels: Record<string, string>) =>
      (after.of(metric, labels) ?? 0) - (before.of(metric, labels) ?? 0)
    expect(more('lawbase_read_back_seconds_count', here)).toBe(1)
    expect(more('lawbase_read_back_seconds_sum', here)).toBeGreaterThanOrEqual(400)
    expect(more('lawbase_read_back_seconds_bucket', { ...here, le: '300' })).toBe(0)
    expect(more('lawbase_read_back_seconds_bucket', { ...here, le: '900' })).toBe(1)
    expect(more('lawbase_read_back_seconds_count', { connector: 'hubspot' })).toBe(1)
    expect(more('lawbase_read_back_seconds_bucket', { connector: 'hubspot', le: '60' })).toBe(1)
    expect(more('lawbase_vendor_calls_total', here)).toBeGreaterThan(0)
    expect(after.of('lawbase_vendor_budget_calls', here)).toBeGreaterThan(0)
  })

  it('says what is due in each lane, for how long, and what waits for a person', async () => {
    await scene.stopWorking()
    const { id } = await scene.object(inBoth().email)
    await scene.app.pool.query(
      `update propagations set lane = 'backfill' where objection_id = $1 and connection_id = $2`,
      [id, scene.hubspotId],
    )
    await scene.advance(120_000)
    const due = await scrape()
    for (const [connector, lane] of [
      ['hubspot', 'backfill'],
      ['salesforce', 'objection'],
    ] as const) {
      expect(due.of('lawbase_lane_due', { connector, lane })).toBe(1)
      expect(due.of('lawbase_lane_lag_seconds', { connector, lane })).toBeGreaterThanOrEqual(120)
    }
    expect(due.of('lawbase_lane_due')).toBe(2)
    await scene.app.pool.query(
      `update propagations set state = 'waiting', reason = 'not-granted' where objection_id = $1 and connection_id = $2`,
      [id, scene.salesforceId],
    )
    const person = await scrape()
    expect(person.of('lawbase_opt_outs_open', { connector: 'salesforce', waits_for: 'person' })).toBe(1)
    await scene.app.pool.query(
      `update propagations set state = 'queued', reason = null where objection_id = $1 and connection_id = $2`,
      [id, scene.salesforceId],
    )
    await scene.startWorking()
    await untilShown(
      'nothing is due',
      (now) => now.of('lawbase_lane_due') === 0 && now.of('lawbase_lane_lag_seconds') === 0,
    )
  })

  it('shows how much of a budget is used, and how long a system may not be called', async () => {
    const here = { connector: 'hubspot', connection: scene.hubspotId, bucket: 'calls' }
    await until('a call shows in the window', async () => {
      await scene.object(inBoth().email)
      return ((await scrape()).of('lawbase_vendor_budget_used_ratio', here) ?? 0) > 0
    })
    await scene.settle()
    await scene.fault('hubspot', 'rate-limit', { retryAfterS: 3, times: 1 })
    await scene.object(inBoth().email)
    const blocked = await untilShown(
      'it may not be called',
      (now) => (now.of('lawbase_vendor_blocked_seconds', here) ?? 0) > 0,
    )
    expect(blocked.of('lawbase_vendor_blocked_seconds', here)).toBeLessThanOrEqual(10)
    await untilShown('it may be again', (now) => now.of('lawbase_vendor_blocked_seconds', here) === 0)
    await scene.settle()
  })
})
