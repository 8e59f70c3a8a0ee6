import { afterAll, beforeAll, expect, it } from 'vitest'
import { silentNeeds } from '../../../src/http/console/today/today-systems.ts'
import type { View } from '../../../src/http/console/app/view.ts'
import { en } from '../../../src/http/locales/en.ts'
import { isHeard, listListeners } from '../../../src/store/connections/listeners.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/** A journal that answers and brings nothing, of an installation that nothing can be pushed to. */
const dayMs = 86_400_000
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ broker: false, pollSeconds: 3_600, publicUrl: null })
  await until('the journal is heard', () => isHeard(scene.app.pool, scene.hubspotId))
})
afterAll(() => scene.close())

const switches = (journalSilent: boolean) => scene.control('POST', '/_sandbox/switches', { hubspot: { journalSilent } })
const named = async () =>
  (await silentNeeds({ app: scene.app, t: en } as unknown as View)).map(({ what, at }) => [what, at?.kind])
const blocked = async () => {
  const { email, salesforceIds } = scene.somebody((one) => one.where === 'both')
  await scene.act('hubspot', 'unsubscribe', { email })
  return () =>
    until(
      'Salesforce blocks',
      async () => (await scene.salesforceRow(salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
}

it('is named on Today by the poll after the one that found an opt-out, is asked again, and not once it brings something', async () => {
  await scene.poll()
  const heard = await blocked()
  await heard()
  await scene.poll()
  expect(await named()).toEqual([])

  await switches(true)
  // What came in the day before tells that it works: an opt-out may show in no journal
  // (docs/reference/hubspot.md#hook-optout).
  const carried = await blocked()
  await scene.poll()
  await carried()
  await scene.poll()
  expect(await named()).toEqual([])

  await scene.advance(dayMs + 60_000)
  // The night's own read of everything is over: what it finds is no sign of a silent journal.
  await scene.run()
  await scene.poll()
  const missed = await blocked()
  await scene.poll()
  await missed()
  expect(await named()).toEqual([])
  await scene.poll()
  expect([await named(), await isHeard(scene.app.pool, scene.hubspotId)]).toEqual([
    [['HubSpot’s journal brings nothing', 'since']],
    false,
  ])

  await switches(false)
  await blocked()
  await until('it brings something', async () =>
    (await listListeners(scene.app.pool)).every((one) => one.missesSince === null),
  )
  expect(await named()).toEqual([])
}, 120_000)
