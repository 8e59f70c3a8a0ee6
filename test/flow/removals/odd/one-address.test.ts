import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerSamePerson } from '../../../../src/operations/removals/same-person/answer-same-person.ts'
import { contactDecision } from '../../../../src/store/contacts/contact-view.ts'
import { removalsBefore } from '../../../../src/store/removals/removal-memory.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removal-steps.ts'
import { makersOf } from './odd-makers.ts'

/** Two people of one address, of whom somebody said that they are two: the one that stays is no removed person. */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false, settings: { maxRemovalShare: 1 } })
})
afterAll(() => scene.close())

const contactOf = async (remoteId: string) =>
  (
    await scene.app.pool.query<{ id: string }>('select contact_id as id from remote_records where remote_id = $1', [
      remoteId,
    ])
  ).rows[0]?.id ?? ''

it('who shares an address with somebody removed, and is another person, goes on as before', async () => {
  const make = makersOf(scene)
  const goes = await make.hubspot('one@shared.example.test', { firstname: 'Anna', lastname: 'Bergtest' })
  await scene.poll()
  await scene.advance(37 * 31 * dayMs)
  const stays = await make.contact('one@shared.example.test', { FirstName: 'Paul', LastName: 'Grossmann' })
  await scene.poll()
  await scene.run()
  const [goesId, staysId] = [await contactOf(goes), await contactOf(stays)]
  await answerSamePerson(scene.app, scene.dpo, [goesId, staysId], { answer: 'two', reason: 'Asked their manager.' })
  await scene.run()
  const plan = await approveAndHold(scene)
  const before = await contactDecision(scene.app.pool, staysId)
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
  await scene.run()
  const { rows } = await scene.app.pool.query('select distinct contact_id as id from removal_memory')
  expect(rows).toEqual([{ id: goesId }])
  expect((await removalsBefore(scene.app.pool, [staysId])).size).toBe(0)
  const { verdict, rule } = (await contactDecision(scene.app.pool, staysId)) ?? {}
  expect({ verdict, rule }).toEqual({ verdict: before?.verdict, rule: before?.rule })
})
