import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approveRemoval, refuseRemoval } from '../../../../src/operations/removals/approve-removal.ts'
import { openErasure } from '../../../../src/operations/removals/erasure/open-erasure.ts'
import { takeBackErasure } from '../../../../src/operations/removals/erasure/take-back.ts'
import { stateOf } from '../../../../src/operations/removals/erasure/erasure-letter.ts'
import { findErasure, owedErasures, unansweredErasures } from '../../../../src/store/removals/erasure-requests.ts'
import { defaultSettings } from '../../../../src/domain/settings/settings.ts'
import { loadSettings, saveSettings } from '../../../../src/store/settings/settings.ts'
import { insertReview } from '../../../../src/store/mailbox/reviews.ts'
import { until } from '../../../support/until.ts'
import {
  closeErasures,
  contactOf,
  decisionOf,
  doneIs,
  get,
  openErasures,
  post,
  scene,
  somebody,
} from '../erasure-scene.ts'

/** A decision to erase waits for the hours in which it can be taken back, and of a customer for a second person. */
beforeAll(async () => {
  await openErasures()
  const { settings } = await loadSettings(scene.app.pool)
  await saveSettings(
    scene.app.pool,
    { ...settings, erasureCoolingHours: defaultSettings.erasureCoolingHours },
    'a test',
    scene.app.clock.now(),
  )
})
afterAll(closeErasures)

const hourMs = 3_600_000
const why = 'Another person of the same name asked for it.'
const live = async (contactId: string) =>
  (
    await scene.app.pool.query(
      'select 1 from remote_records r join contacts c on c.id = r.contact_id where r.contact_id = $1 and r.gone_at is null and c.purged_at is null',
      [contactId],
    )
  ).rowCount
const requestOf = async (id: string) => {
  const request = await findErasure(scene.app.pool, id)
  if (request === null) throw new Error('no request')
  return request
}
const stands = async (id: string) => stateOf(await requestOf(id), scene.app.clock.now())

it('deletes nothing for 24 hours, then everything', async () => {
  const contactId = await contactOf(somebody().email)
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  const { objectionId, coolUntil, decidedAt } = await requestOf(id)
  expect((coolUntil?.getTime() ?? 0) - decidedAt.getTime()).toBe(24 * hourMs)
  // The opt-out is carried at once.
  await scene.untilCarried(objectionId ?? '', { hubspot: 'applied', salesforce: 'applied' })
  await scene.advance(23 * hourMs)
  expect([await stands(id), await live(contactId)]).toEqual(['cooling', 2])
  expect((await get(`/erasures/${id}`)).body).toContain('Nothing is deleted before')
  await scene.advance(hourMs + 60_000)
  expect((await doneIs(id)).identityHow).toBe('own-address')
  expect(await live(contactId)).toBe(0)
  await expect(takeBackErasure(scene.app, id, scene.dpo, why)).rejects.toMatchObject({ code: 'gone' })
})

it('is taken back with a reason: nothing goes, the opt-out stands, and the question is open again', async () => {
  const { email } = somebody()
  const contactId = await contactOf(email)
  const reviewId = randomUUID()
  const row = { kind: 'erasure-request', contactId, objectionId: null, connectionId: null, messageId: null } as const
  await insertReview(
    scene.app.pool,
    { id: reviewId, ...row, facts: {}, dueOn: null, meanwhileBlocked: false },
    scene.app.clock.now(),
  )
  const id = await openErasure(scene.app, { contactId, reviewId, decision: decisionOf(null) }, scene.dpo)
  const short = await post(`/erasures/${id}/take-back`, { reason: 'no' })
  expect([short.statusCode, short.body.includes('Say why in one sentence')]).toEqual([422, true])
  expect((await post(`/erasures/${id}/take-back`, { reason: why })).statusCode).toBe(303)
  const request = await requestOf(id)
  expect(request).toMatchObject({ takenBackBy: scene.dpo.email, takenBackWhy: why, planState: 'refused' })
  expect(await stands(id)).toBe('taken-back')
  await scene.advance(48 * hourMs)
  await scene.poll()
  expect(await live(contactId)).toBe(2)
  await until('the block stands', () => scene.optedOut(email))
  expect(
    (await scene.app.pool.query('select 1 from reviews where id = $1 and answered_at is null', [reviewId])).rowCount,
  ).toBe(1)
  expect((await get(`/erasures/${id}`)).body).toContain('The opt-out remains in force')
  await expect(takeBackErasure(scene.app, id, scene.dpo, why)).rejects.toMatchObject({ code: 'gone' })
  expect(
    (await scene.audit()).filter(({ actId }) => actId === `erasure-back:${id}`).map(({ details }) => details),
  ).toEqual([{ number: request.number, takenBack: true, why }])
  // It can be decided anew, and only that one waits for an answer.
  const before = (await unansweredErasures(scene.app.pool)).count
  await openErasure(scene.app, { contactId, reviewId, decision: decisionOf(null) }, scene.dpo)
  expect((await unansweredErasures(scene.app.pool)).count).toBe(before + 1)
})

it('stays on Today when a request by post was taken back, until it is decided again or answered otherwise', async () => {
  const [{ email: first }, { email: second }] = [somebody(), somebody()]
  const before = await owedErasures(scene.app.pool)
  const take = async (email: string) => {
    const contactId = await contactOf(email)
    const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
    await takeBackErasure(scene.app, id, scene.dpo, why)
    return { contactId, id }
  }
  const [again, otherwise] = [await take(first), await take(second)]
  const { dueOn } = await requestOf(again.id)
  expect([before, await owedErasures(scene.app.pool)]).toEqual([
    { count: 0, dueOn: null },
    { count: 2, dueOn },
  ])
  expect((await get('/')).body).toContain('2 erasure requests to decide again')
  expect((await get(`/erasures/${again.id}`)).body).toContain('decide again, or answer them otherwise')
  await openErasure(scene.app, { contactId: again.contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  expect((await owedErasures(scene.app.pool)).count).toBe(1)
  expect((await post(`/erasures/${otherwise.id}/answered`, {})).statusCode).toBe(303)
  expect((await owedErasures(scene.app.pool)).count).toBe(0)
  const page = (await get(`/erasures/${otherwise.id}`)).body
  expect([page.includes('Answered otherwise, noted by'), page.includes('letter.pdf')]).toEqual([true, false])
  expect((await get(`/erasures/${otherwise.id}/letter.pdf`)).statusCode).toBe(404)
})

it('of a customer needs a second person, and cools down only then', async () => {
  const { email, hubspotIds } = somebody()
  const contactId = await contactOf(email)
  await scene.act('hubspot', 'update-contact', { id: hubspotIds[0], properties: { lifecyclestage: 'customer' } })
  await until('they are a customer', async () => {
    await scene.read()
    const { rows } = await scene.app.pool.query(
      `select 1 from remote_records where contact_id = $1 and gone_at is null and relation = 'customer'`,
      [contactId],
    )
    return rows.length > 0
  })
  expect((await post(`/erasures/new/show?contact=${contactId}`, {})).body).toContain('another DPO or admin must agree')
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  const { planId, digest, coolUntil } = await requestOf(id)
  expect([await stands(id), coolUntil]).toEqual(['second', null])
  await scene.advance(30 * hourMs)
  expect([await stands(id), await live(contactId)]).toEqual(['second', 2])
  // A decision about somebody else leaves this one as it is.
  const other = await contactOf(somebody().email)
  await openErasure(scene.app, { contactId: other, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  expect(await stands(id)).toBe('second')
  expect((await get(`/erasures/${id}`)).body).toContain('You decided it, so someone else must agree.')
  const own = await post(`/erasures/${id}/agree`, { digest: digest ?? '' })
  expect([own.statusCode, await stands(id)]).toEqual([303, 'second'])
  await approveRemoval(scene.app, planId ?? '', scene.admin, digest ?? '')
  const agreed = await requestOf(id)
  expect((agreed.coolUntil?.getTime() ?? 0) - scene.app.clock.now().getTime()).toBeGreaterThan(23 * hourMs)
  expect([await stands(id), await live(contactId)]).toEqual(['cooling', 2])
  await scene.advance(24 * hourMs + 60_000)
  await doneIs(id)
  expect(await live(contactId)).toBe(0)
})

it('of who may be a customer for all anybody knows needs a second person, too', async () => {
  const contactId = await contactOf(somebody().email)
  // From here on nothing is read: what a record means stays as it is written here.
  await scene.stopWorking()
  await scene.app.pool.query(`update remote_records set relation_means = 'unjudged' where contact_id = $1`, [contactId])
  expect((await post(`/erasures/new/show?contact=${contactId}`, {})).body).toContain('or it is not known')
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  expect(await stands(id)).toBe('second')
})

it('that nobody agreed to is decided again', async () => {
  const contactId = await contactOf(somebody().email)
  await scene.app.pool.query(`update remote_records set relation = 'customer' where contact_id = $1`, [contactId])
  const open = () => openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  const id = await open()
  await refuseRemoval(scene.app, (await requestOf(id)).planId ?? '', scene.admin, 'The contract runs until March.')
  expect(await stands(id)).toBe('lapsed')
  const again = await open()
  expect([await stands(id), await stands(again)]).toEqual(['taken-back', 'second'])
})
