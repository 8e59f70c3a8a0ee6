import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { saveSamePerson } from '../../../src/store/removals/possible-duplicate.ts'
import { insertHold } from '../../../src/store/objections/holds.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { legalHoldsOf } from '../../../src/store/removals/legal-holds.ts'
import { addDays, addMonths, dayOf } from '../../../src/domain/app/day.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { holderOf, untilRead } from './address-steps.ts'

/** A system that deletes a record and makes it anew ends nothing that is open about the person. */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 10, broker: false })
})
afterAll(() => scene.close())

const make = async (email: string, lastname: string) => {
  const fields = { FirstName: 'Anne', LastName: lastname, Email: email }
  const made = await scene.act('salesforce', 'create', { object: 'Contact', fields })
  await untilRead(scene, email)
  return { id: String(made['Id']), contactId: (await holderOf(scene, email)) ?? '' }
}
const remake = async (email: string, lastname: string, id: string) => {
  await scene.act('salesforce', 'delete', { object: 'Contact', id })
  await until('it is gone', async () => {
    await scene.read()
    return (await holderOf(scene, email)) === undefined
  })
  return (await make(email, lastname)).contactId
}

it.each(['a legal hold', 'a request for access', 'nothing'])('%s goes on with who is made anew', async (what) => {
  const email = `${what.replaceAll(' ', '-')}@anew.example.test`
  const { id, contactId } = await make(email, 'Roy')
  if (what === 'a legal hold')
    await keepByLaw(scene.app, scene.dpo, { contactId }, { reason: 'A claim before the court', until: '' })
  if (what === 'a request for access')
    await insertReview(
      scene.app.pool,
      {
        id: randomUUID(),
        kind: 'access-request',
        contactId,
        objectionId: null,
        connectionId: null,
        messageId: null,
        facts: {},
        dueOn: null,
        meanwhileBlocked: false,
      },
      scene.app.clock.now(),
    )
  const again = await remake(email, 'Roy', id)
  expect(again === contactId).toBe(what !== 'nothing')
  const kept = await legalHoldsOf(scene.app.pool, again, dayOf(scene.app.clock.now()))
  expect(kept.length).toBe(what === 'a legal hold' ? 1 : 0)
})

it('a decision to erase in its cooling time goes on, and ends with who is made anew erased', async () => {
  const { settings } = await loadSettings(scene.app.pool)
  await saveSettings(scene.app.pool, { ...settings, erasureCoolingHours: 24 }, 'a test', scene.app.clock.now())
  const email = 'cooling@anew.example.test'
  const { id, contactId } = await make(email, 'Roy')
  const now = scene.app.clock.now()
  const decision = {
    door: 'post' as const,
    receivedOn: dayOf(now),
    dueOn: addMonths(now, 1),
    kept: null,
    identity: { how: 'own-address' as const, words: '' },
  }
  const request = await openErasure(scene.app, { contactId, reviewId: null, decision }, scene.dpo)
  expect(await remake(email, 'Roy', id)).toBe(contactId)
  await scene.advance(25 * 3_600_000)
  await until('it is carried out', async () => {
    await scene.advance(61_000)
    return (await findErasure(scene.app.pool, request))?.planState === 'done'
  })
  await scene.poll()
  expect(await holderOf(scene, email)).toBe(undefined)
})

it.each(['a break', 'an answer'])('%s stands for who is made anew', async (what) => {
  const email = `${what.replaceAll(' ', '-')}@anew.example.test`
  const [{ id, contactId }, other] = [await make(email, 'Roy'), await make(`other-${email}`, 'Petit')]
  const now = scene.app.clock.now()
  if (what === 'a break') {
    const more = { reason: 'pause', until: addDays(dayOf(now), 60), actor: 'the person', evidence: {} }
    await insertHold(scene.app.pool, { id: randomUUID(), contactId, ...more }, now)
  } else {
    const said = { answer: 'one' as const, reason: 'They are one.', by: scene.dpo.email }
    await saveSamePerson(scene.app.pool, [contactId, other.contactId], said, now)
  }
  expect(await remake(email, 'Roy', id)).toBe(contactId)
})

it('but not with somebody of another name who has the address by now', async () => {
  const email = 'handed.on@anew.example.test'
  const { id, contactId } = await make(email, 'Roy')
  await keepByLaw(scene.app, scene.dpo, { contactId }, { reason: 'A claim before the court', until: '' })
  expect(await remake(email, 'Schulz-Hoffmann', id)).not.toBe(contactId)
})
