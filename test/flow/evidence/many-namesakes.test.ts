import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/app/day.ts'
import { absentAccessLetter } from '../../../src/operations/evidence/answer-absent-access.ts'
import { nearShown } from '../../../src/store/contacts/access-askers.ts'
import { findAccess } from '../../../src/store/evidence/access-requests.ts'
import { until } from '../../support/until.ts'
import { closeErasures, get, openErasures, post, scene } from '../removals/erasure-scene.ts'

/**
 * More people of one name or number than a page shows: nobody is told that nothing is held of them before somebody
 * looked at each (GDPR art. 12(3), 15(1), 17).
 */
const many = nearShown + 3
const phone = '+33 1 40 20 49 99'
beforeAll(async () => {
  await openErasures()
  for (let place = 0; place < many; place += 1)
    await scene.act('hubspot', 'create-contact', {
      properties: { email: `n${place}@namesakes.example.test`, firstname: 'Jean', lastname: 'Foulmartin', phone },
    })
  await until('all are read', async () => {
    await scene.poll()
    const { rowCount } = await scene.app.pool.query(
      `select 1 from remote_records where last_name = 'Foulmartin' and contact_id is not null`,
    )
    return rowCount === many
  })
}, 300_000)
afterAll(closeErasures)

const received = () => ({ door: 'post', receivedOn: dayOf(scene.app.clock.now()), identity: 'own-address' })
const shownIn = (page: string) =>
  new Set([...page.matchAll(/href="\/contacts\/([0-9a-f-]{36})"/gu)].map(([, id]) => id))

it('shows whoever asks for access them all, some at a time, and gives no letter before the last was looked at', async () => {
  const asked = await post('/access/absent', {
    ...received(),
    language: 'en',
    firstName: 'Jean',
    lastName: 'Foulmartin',
  })
  const id = String(asked.headers['location']).split('/').at(-1) ?? ''
  const first = await post(`/access/${id}/search`, { tools: 'on' })
  expect([shownIn(first.body).size, first.body.includes('3 more people follow')]).toEqual([nearShown, true])
  expect((await post(`/access/${id}/search`, { tools: 'on', others: 'on' })).statusCode).toBe(303)
  const rest = await get(`/access/${id}`)
  expect([
    await absentAccessLetter(scene.app, id, 'a test'),
    (await post(`/access/${id}/answered`, { absent: 'yes' })).statusCode,
    (await findAccess(scene.app.pool, id))?.answeredAt,
    shownIn(rest.body).size,
    [...shownIn(rest.body)].some((one) => shownIn(first.body).has(one)),
  ]).toEqual([null, 422, null, 3, false])
  expect((await post(`/access/${id}/search`, { tools: 'on', others: 'on' })).statusCode).toBe(303)
  expect((await findAccess(scene.app.pool, id))?.looked?.sameName).toBe(many)
  expect(await absentAccessLetter(scene.app, id, 'a test')).not.toBeNull()
})

it('tells nobody by a number of so many that nothing of them is there to be erased', async () => {
  const form = { ...received(), email: '', phone, keep: 'no' }
  const answers = [await post('/erasures/absent', form), await post('/erasures/absent', { ...form, others: 'on' })]
  expect(answers.map(({ statusCode, body }) => [statusCode, body.includes('More than 50 people have this')])).toEqual([
    [422, true],
    [422, true],
  ])
})
