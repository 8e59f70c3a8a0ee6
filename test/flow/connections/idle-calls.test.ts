import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { checkConnection } from '../../../src/operations/connections/connect-system.ts'
import { listListeners } from '../../../src/store/connections/listeners.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/**
 * An Enterprise org has about 100,000 calls a day (docs/reference/salesforce.md#daily-calls), and Lawbase is not its
 * only program.
 */
describe('calls at an idle Salesforce', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ broker: false, limitsX: 1, pollSeconds: 30 })
    // The hours that are measured are idle at whatever time of day this runs: the night's run is far from them.
    const hour = (scene.app.clock.now().getUTCHours() + 12) % 24
    await changeSettings(scene.app, scene.admin, (current) => ({
      ...current,
      timeZone: 'UTC',
      runSchedule: `0 ${hour} * * *`,
    }))
  })
  afterAll(() => scene.close())

  const polled = async () =>
    (
      await scene.app.pool.query<{ next: Date; at: Date }>(
        'select next_poll_at as next, pulled_at as at from connections where id = $1',
        [scene.salesforceId],
      )
    ).rows[0] ?? { next: new Date(), at: new Date() }
  const calls = async (after: number) =>
    (await scene.requests('salesforce', after)).filter(({ path }) => path.startsWith('/services/data/')).length
  /** Goes from poll to poll through an hour of the virtual clock; gives the calls that a day of such hours makes. */
  const callsOfDay = async () => {
    await scene.settle()
    const from = await scene.lastRequest()
    const end = scene.app.clock.now().getTime() + 3_600_000
    for (let now = scene.app.clock.now(); now.getTime() < end; now = scene.app.clock.now()) {
      const { next } = await polled()
      await scene.advance(Math.max(1, Math.min(next.getTime(), end) - now.getTime() + 1))
      const since = scene.app.clock.now()
      if (next < since) await until('it was polled', async () => (await polled()).at >= next)
    }
    return 24 * (await calls(from))
  }

  it('by polling alone are at most 15 % of the day', async () => {
    const day = await callsOfDay()
    expect(day).toBeGreaterThan(0)
    expect(day).toBeLessThanOrEqual(15_000)
  })

  it('never stop when the share of reading is used up: what is reserved for opt-outs covers reading them', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await scene.app.pool.query(
      `update budgets set slots = array_fill(0, array[20]) || array[(max_calls * 0.8)::int], last_slot = floor(extract(epoch from clock_timestamp()) * 1000 / (window_ms / 20.0)) where connection_id = $1 and bucket = 'calls'`,
      [scene.salesforceId],
    )
    await scene.act('salesforce', 'opt-out', { id: person.salesforceIds[0] })
    await scene.advance(10 * 60_000)
    await until('HubSpot blocks', () => scene.optedOut(person.email))
    await scene.app.pool.query(`update budgets set slots = array_fill(0, array[21]) where connection_id = $1`, [
      scene.salesforceId,
    ])
  })

  it('with events on are at most 3 % of the day', async () => {
    await scene.control('POST', '/_sandbox/switches', {
      salesforce: { changeEvents: ['Contact', 'Lead'], streamingHoldMs: 2_000 },
    })
    await until('somebody listens', async () => {
      await checkConnection(scene.app, scene.salesforceId)
      return (await listListeners(scene.app.pool)).some(
        (listener) =>
          listener.connectionId === scene.salesforceId && listener.heardAt !== null && listener.failedAt === null,
      )
    })
    const day = await callsOfDay()
    expect(day).toBeGreaterThan(0)
    expect(day).toBeLessThanOrEqual(3_000)
    const person = scene.somebody((one) => one.where === 'both')
    await scene.act('salesforce', 'opt-out', { id: person.salesforceIds[0] })
    await until('an event is enough', () => scene.optedOut(person.email), 20_000)
  })
})
