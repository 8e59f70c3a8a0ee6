import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConnection } from '../../../src/operations/connections/connect-system.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { markPullFailed } from '../../../src/store/connections/pull-state.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

describe('the page of a Connection after a repair', () => {
  let scene: Scene
  let console_: Awaited<ReturnType<typeof consoleOf>>
  beforeAll(async () => {
    scene = await openScene({ broker: false })
    console_ = await consoleOf(scene, scene.admin)
  })
  afterAll(async () => {
    await console_.close()
    await scene.close()
  })

  const page = async () => console_.get(`/connections/${scene.hubspotId}`)
  const connection = async () => findConnection(scene.app.pool, scene.hubspotId)
  /** A reading that failed, as a poll notes it; the next one is an hour away. */
  const fail = async (failure: string) => {
    const now = scene.app.clock.now()
    await markPullFailed(scene.app.pool, scene.hubspotId, now, failure, new Date(now.getTime() + 3_600_000))
  }

  it('says at once that access is back, and reads again without waiting for the next poll', async () => {
    await scene.stopWorking()
    await fail('HubSpot has ended our access to this account; connect it again.')
    await scene.app.pool.query(`update connections set state = 'needs-reauthorisation' where id = $1`, [
      scene.hubspotId,
    ])
    expect(await page()).toContain('HubSpot no longer accepts our access')
    await scene.allowAgain(scene.hubspotId)
    for (const shown of [await page(), await console_.get('/'), await console_.get('/connections')]) {
      expect(shown).not.toContain('HubSpot cannot be read')
      expect(shown).not.toContain('Cannot be read')
      expect(shown).not.toContain('has ended our access')
    }
    expect(await page()).toContain('HubSpot answers again and is about to be read')
    // What was not read meanwhile is still not known: nobody is taken for inactive before it was.
    expect((await connection())?.pullFailedAt).not.toBeNull()
    await scene.startWorking()
    await until('it was read', async () => (await connection())?.pullFailedAt === null)
    expect(await page()).not.toContain('answers again')
  })

  it('says so after a self-test that worked, too, and what failed once it fails again', async () => {
    await scene.stopWorking()
    await fail('HubSpot could not be reached.')
    expect(await page()).toContain('HubSpot cannot be read')
    await checkConnection(scene.app, scene.hubspotId)
    expect(await page()).toContain('HubSpot answers again and is about to be read')
    await fail('HubSpot could not be reached.')
    expect(await page()).toContain('HubSpot cannot be read')
  })

  it('folds what is optional into one line that is not amber', async () => {
    await checkConnection(scene.app, scene.salesforceId)
    const html = await console_.html(`/connections/${scene.salesforceId}`)
    const card = /<section class="card" id="self-test">.*?<\/section>/su.exec(html)?.[0] ?? ''
    expect(card.match(/<span class="pill [a-z]+"/gu)).toContain('<span class="pill quiet"')
    expect(card).not.toContain('pill wait')
    expect(card.match(/Optional, not set/gu)?.length).toBe(1)
  })
})
