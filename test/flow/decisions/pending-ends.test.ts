import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerReview } from '../../../src/operations/mailbox/answer-review.ts'
import { decideAgain } from '../../../src/operations/decisions/decide-later.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { insertReviewHold } from '../../../src/store/objections/review-holds.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'

// What waits for an answer blocks until it is given, and no longer, whoever the person is by then
// (docs/reference/law.md#f4, #f21).
let scene: Scene
let make: Makers
const at = (name: string) => `${name}@attente.example.test`
const idOf = async (email: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''
const verdict = async (contactId: string) => {
  const one = await contactDecision(scene.app.pool, contactId)
  return [one?.verdict, one?.rule]
}
const read = (...emails: string[]) =>
  until('they are in the base', async () => {
    await scene.poll()
    return (await Promise.all(emails.map(idOf))).every((id) => id !== '')
  })

/** A message of theirs that nobody read yet: held meanwhile. */
async function asks(contactId: string, kind: 'mail-unsure' | 'erasure-request'): Promise<string> {
  const { app } = scene
  const id = randomUUID()
  await insertReview(
    app.pool,
    {
      id,
      kind,
      contactId,
      objectionId: null,
      connectionId: null,
      messageId: null,
      facts: {},
      dueOn: '2026-12-30',
      meanwhileBlocked: true,
    },
    app.clock.now(),
  )
  if (kind === 'mail-unsure')
    await insertReviewHold(
      app.pool,
      { id: randomUUID(), contactId, reviewId: id, until: '2027-03-01' },
      app.clock.now(),
    )
  await decideAgain(app, [contactId])
  return id
}

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  make = makersOf(scene)
})
afterAll(() => scene.close())

it.each([
  ['mail-unsure', 'none', 'F4'],
  ['erasure-request', 'not-erasure', 'F21'],
] as const)('%s ends with its answer after two were merged', async (kind, answer, rule) => {
  const [one, two] = [at(`${kind}-un`), at(`${kind}-deux`)]
  const fields = { country: 'France', jobtitle: 'DSI', lastname: 'Pareil' }
  const [kept, merged] = [await make.hubspot(one, fields), await make.hubspot(two, fields)]
  await read(one, two)
  await scene.run()
  const free = await verdict(await idOf(one))
  const review = await asks(await idOf(two), kind)
  expect(await verdict(await idOf(two))).toEqual(['BLOCK', rule])
  await scene.act('hubspot', 'merge', { primaryId: kept, mergeId: merged })
  await until('they are one', async () => {
    await scene.poll()
    return (await idOf(two)) === (await idOf(one))
  })
  await scene.run()
  expect(await verdict(await idOf(one))).toEqual(['BLOCK', rule])
  await answerReview(scene.app, review, answer, scene.dpo)
  expect(await verdict(await idOf(one))).toEqual(free)
})
