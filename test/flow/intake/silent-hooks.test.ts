import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { openFront, type Front } from '../../../src/http/app/front.ts'
import type { View } from '../../../src/http/console/app/view.ts'
import { silentHookNeeds } from '../../../src/http/console/today/today-systems.ts'
import { en } from '../../../src/http/locales/en.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/** Webhooks that never come: the poll that finds an opt-out tells, and Today names the system until one comes. */
let scene: Scene
let door: Front | null = null
let port: number
beforeAll(async () => {
  port = await freePort()
  scene = await openScene({ publicUrl: `http://localhost:${port}`, broker: false, pollSeconds: 3_600 })
})
afterAll(async () => {
  await door?.close()
  await scene.close()
})

const named = async () =>
  (await silentHookNeeds({ app: scene.app, t: en, now: scene.app.clock.now() } as unknown as View)).map(
    ({ what, at }) => [what, at?.kind],
  )
const said = async () => {
  const { email } = scene.somebody((one) => one.where === 'both')
  await scene.act('hubspot', 'unsubscribe', { email })
  return email
}
const heard = (email: string) =>
  until('Salesforce blocks', async () => {
    const { salesforceIds } = scene.people.find((one) => one.email === email) ?? { salesforceIds: [] }
    return (await scene.salesforceRow(salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true
  })

it('is named once a poll found an opt-out, and no more once a webhook came', async () => {
  await scene.poll()
  expect(await named()).toEqual([])
  const missed = await said()
  await scene.poll()
  await heard(missed)
  expect(await named()).toEqual([['HubSpot sends no webhooks', 'since']])

  door = await openFront({ port, host: 'localhost' })
  await door.serve(await openPublicServer(scene.app))
  await heard(await said())
  expect(await named()).toEqual([])
})
