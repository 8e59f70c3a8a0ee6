import { afterAll, beforeAll, expect, it } from 'vitest'
import { silentNeeds } from '../../../src/http/console/today/today-systems.ts'
import type { View } from '../../../src/http/console/app/view.ts'
import { en } from '../../../src/http/locales/en.ts'
import { checkConnection } from '../../../src/operations/connections/connect-system.ts'
import { pullConnection } from '../../../src/operations/intake/pull-connection.ts'
import { isHeard, listListeners } from '../../../src/store/connections/listeners.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/**
 * A subscription that is up, answers and brings nothing: a poll sees what it did not bring, Today names it, and it is
 * over when it brings something (docs/reference/salesforce.md#cometd-errors).
 */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ broker: false, pollSeconds: 3_600 })
})
afterAll(() => scene.close())

const switches = (salesforce: object) => scene.control('POST', '/_sandbox/switches', { salesforce })
const listener = async () =>
  (await listListeners(scene.app.pool)).find(({ connectionId }) => connectionId === scene.salesforceId)
const named = async () =>
  (await silentNeeds({ app: scene.app, t: en } as unknown as View)).map(({ what, seenBy, at }) => ({
    what,
    all: seenBy.length > 2,
    kind: at?.kind,
  }))
const said = async () => {
  const person = scene.somebody((one) => one.where === 'both')
  await scene.act('salesforce', 'opt-out', { id: person.salesforceIds[0] })
  return person
}

it('that is refused a part is named, polled as if nobody listened, and opened anew by the self-test', async () => {
  await switches({ changeEvents: ['Contact'], streamingHoldMs: 500 })
  await until('a part is heard', async () => {
    await checkConnection(scene.app, scene.salesforceId)
    return (await listener())?.unheard != null
  })
  expect([await named(), await isHeard(scene.app.pool, scene.salesforceId)]).toEqual([
    [{ what: 'Salesforce sends only a part of its change events', all: true, kind: undefined }],
    false,
  ])
  await switches({ changeEvents: ['Contact', 'Lead'] })
  await until('all is heard', async () => {
    await checkConnection(scene.app, scene.salesforceId)
    return isHeard(scene.app.pool, scene.salesforceId)
  })
  expect(await named()).toEqual([])
}, 120_000)

it('is seen by the next poll and named on Today, and what it did not bring is carried all the same', async () => {
  await scene.poll()
  const heard = await said()
  await until('the event is heard', () => scene.optedOut(heard.email))
  await scene.advance(61_000)
  await scene.poll()
  expect([await named(), (await listener())?.missesSince]).toEqual([[], null])

  await switches({ changeEventsSilent: true })
  await scene.poll()
  const missed = await said()
  await scene.advance(61_000)
  expect(await isHeard(scene.app.pool, scene.salesforceId)).toBe(true)
  await scene.poll()
  await until('the poll carried it', () => scene.optedOut(missed.email))
  const label = 'Salesforce'
  expect([await named(), (await listener())?.failure]).toEqual([
    [{ what: `${label} sends no change events`, all: true, kind: 'since' }],
    null,
  ])
  // Polls come as if nobody listened.
  expect(await isHeard(scene.app.pool, scene.salesforceId)).toBe(false)

  await switches({ changeEventsSilent: false })
  await said()
  await until('it brings something', async () => (await listener())?.missesSince === null)
  expect(await named()).toEqual([])
}, 120_000)

it('gives what just changed until the poll after the next, and ends when an admin tests the connection again', async () => {
  const pull = () =>
    pullConnection(scene.app, scene.salesforceId, {
      mode: 'changes',
      from: null,
      startedAt: scene.app.clock.now(),
      signal: AbortSignal.timeout(30_000),
    })
  await scene.settle()
  await scene.poll()
  await switches({ changeEventsSilent: true })
  await pull()
  await said()
  await pull()
  expect(await named()).toEqual([])
  await pull()
  expect((await named()).length).toBe(1)
  await checkConnection(scene.app, scene.salesforceId)
  expect(await named()).toEqual([])
})
