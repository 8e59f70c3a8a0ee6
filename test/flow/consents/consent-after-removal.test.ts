import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, dayOf } from '../../../src/domain/app/day.ts'
import type { RecordedConsentForm } from '../../../src/domain/consents/recorded-consent.ts'
import { recordConsent } from '../../../src/operations/consents/record-consent.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removals/removal-steps.ts'

// What somebody said before they were removed does not carry them when an import brings them back; what they say then
// does (docs/reference/promises.md#kept).
let scene: Scene
let make: Makers
let removedOn: string
const email = 'revenue@revient.example.test'
const cook = { country: 'France', jobtitle: 'Responsable RH', firstname: 'Maud', lastname: 'Revient' }
const idOf = async () =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''
const record = async (givenOn: string) => {
  const form: RecordedConsentForm = {
    way: 'spoken',
    channels: ['email'],
    givenOn,
    words: 'Oui, écrivez-moi donc.',
    heardBy: 'Camille',
  }
  await recordConsent(scene.app, scene.dpo, await idOf(), form, null)
}
const verdict = async () => {
  const decision = await contactDecision(scene.app.pool, await idOf())
  return [decision?.verdict, decision?.rule]
}
const appears = () =>
  until('they are in the base', async () => {
    await scene.poll()
    return (await idOf()) !== ''
  })

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false, settings: { maxRemovalShare: 1 } })
  make = makersOf(scene)
  await make.hubspot(email, cook)
  await appears()
  await scene.run()
  await record(dayOf(scene.app.clock.now()))
  await scene.advance(37 * 31 * dayMs)
  await scene.poll()
  await scene.run()
  const plan = await approveAndHold(scene)
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
  removedOn = dayOf(scene.app.clock.now())
  await scene.advance(20 * dayMs)
  await make.hubspot(email, cook)
  await appears()
  await scene.run()
})
afterAll(() => scene.close())

it('stays in quarantine on a consent of before, whenever one of us writes it down', async () => {
  expect(await verdict()).toEqual(['QUARANTINE', 'C13'])
  await record(addDays(removedOn, -30))
  expect(await verdict()).toEqual(['QUARANTINE', 'C13'])
})

it('is free once they say yes again', async () => {
  await record(dayOf(scene.app.clock.now()))
  expect(await verdict()).toEqual(['ALLOW', 'E1'])
})
