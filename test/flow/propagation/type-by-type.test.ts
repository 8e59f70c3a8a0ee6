import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/** docs/reference/hubspot.md#pref-not-offered: an account whose "unsubscribe from all" is not there. */
describe('an opt-out at a HubSpot account without "unsubscribe from all"', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({
      broker: false,
      beforeConnect: async (control) => {
        await control('POST', '/_sandbox/switches', {
          hubspot: { unsubscribeAllStatus: 405, unsubscribeAllReadStatus: 405 },
        })
      },
    })
  })
  afterAll(() => scene.close())

  const typesOut = async (email: string) => {
    const { hubspot } = (await scene.control('GET', '/_sandbox/state?system=hubspot')) as {
      hubspot: { optOuts: { email: string; subscriptionId: string | null }[] }
    }
    return hubspot.optOuts.filter((one) => one.email === email).map(({ subscriptionId }) => subscriptionId)
  }
  const objections = async () =>
    (await scene.app.pool.query<{ count: number }>('select count(*)::int as count from objections')).rows[0]?.count

  it('is verified type by type, found as nobody else’s objection, and carried to a type added later', async () => {
    const person = scene.somebody(({ hubspotIds }) => hubspotIds.length > 0)
    const email = person.email.toLowerCase()
    const { id } = await scene.object(email, { channels: ['email'] })
    await scene.untilCarried(id, { hubspot: 'applied' })
    expect(await typesOut(email)).toEqual(['330101', '330102', '330103'])
    const before = await objections()
    await scene.poll()
    const from = await scene.lastRequest()
    await scene.poll()
    expect(
      (await scene.requests('hubspot', from)).filter(
        ({ method, path }) => method === 'POST' && path.includes('/statuses/'),
      ),
    ).toEqual([])
    expect(await objections()).toBe(before)

    // Later than what a search for changed contacts reaches back.
    await scene.advance(3_600_000)
    await scene.poll()
    const { types } = (await scene.act('hubspot', 'add-subscription-types', { count: 1, brands: 0 })) as {
      types: string[]
    }
    // The list of properties is remembered for a minute of the wall clock.
    scene.app.memories.get(scene.hubspotId)?.memory.forget()
    // Nothing of the contact changes: the poll that sees the type looks for whoever is out of the others.
    await until('the added type says no as well', async () => {
      await scene.poll()
      return (await typesOut(email)).includes(types[0] ?? '')
    })
    await scene.untilCarried(id, { hubspot: 'applied' })
    expect(await objections()).toBe(before)
  })
})
