import { afterAll, beforeAll, expect, it } from 'vitest'
import { pullConnection } from '../../../src/operations/intake/pull-connection.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import {
  buttonOf,
  carriedAll,
  closePreferences,
  mailTo,
  openPreferences,
  scene,
  send,
  suppressed,
  withOneAddress,
} from './preferences-scene.ts'

// HubSpot keeps its opt-out of an address after a Lift, also where the address is a secondary one by then.
beforeAll(openPreferences)
afterAll(closePreferences)

const heldAs = async (email: string, position: number) =>
  (
    await scene.app.pool.query(
      `select 1 from record_identities ri join remote_records r on r.id = ri.record_id and r.gone_at is null where ri.identity_hash = $1 and ri.position = $2 and r.connection_id = $3`,
      [scene.app.keys.hashEmail(email), position, scene.hubspotId],
    )
  ).rowCount === 1
/** Read whole, secondary addresses too. */
const readAgain = async () => {
  const { app, hubspotId } = scene
  const { signal } = new AbortController()
  await scene.poll()
  await pullConnection(app, hubspotId, { mode: 'full', from: null, startedAt: app.clock.now(), signal })
  await scene.settle()
}
async function startsAgain() {
  const person = await withOneAddress()
  const { token, contactId } = await linkFor(scene.app, person.email)
  await send(`/u/${token}/preferences`, 'c.email=no')
  await carriedAll(contactId)
  await send(`/u/${token}/preferences?lang=en`, 'c.email=yes')
  expect((await send(buttonOf((await mailTo(person.email)).text))).statusCode).toBe(200)
  expect(await suppressed(person.email)).toEqual([])
  const id = person.hubspotIds[0] ?? ''
  const next = `next-${person.email}`
  await scene.act('hubspot', 'update-contact', { id, properties: { email: next } })
  await until('another address is the first one', async () => {
    await scene.poll()
    return heldAs(next, 0)
  })
  return { id, email: person.email, next }
}

it('is the old opt-out until it was seen open, and a new one after that', async () => {
  const { id, email, next } = await startsAgain()
  await scene.act('hubspot', 'add-email', { id, email })
  await scene.act('hubspot', 'update-contact', { id, properties: { jobtitle: 'DSI' } })
  await until('it is a secondary address', async () => {
    await scene.poll()
    return heldAs(email, 1)
  })
  expect(await scene.optedOut(email)).toBe(true)
  await readAgain()
  expect([await suppressed(email), await suppressed(next)]).toEqual([[], []])
  await scene.act('hubspot', 'resubscribe', { email })
  await readAgain()
  await scene.act('hubspot', 'unsubscribe', { email })
  await readAgain()
  expect([await suppressed(email), await suppressed(next)]).toEqual([['email:'], ['email:']])
})

it('is a new one, too, where it was opened while it was the first address of a record', async () => {
  const { id, email, next } = await startsAgain()
  await scene.act('hubspot', 'resubscribe', { email })
  await scene.act('hubspot', 'update-contact', { id, properties: { email } })
  await until('it is the first address again', async () => {
    await scene.poll()
    return heldAs(email, 0)
  })
  await readAgain()
  expect(await suppressed(email)).toEqual([])
  await scene.act('hubspot', 'update-contact', { id, properties: { email: next } })
  await scene.act('hubspot', 'add-email', { id, email })
  await scene.act('hubspot', 'unsubscribe', { email })
  await readAgain()
  expect([await suppressed(email), await suppressed(next)]).toEqual([['email:'], ['email:']])
})
