import fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { addMonths, dayOf } from '../../../src/domain/app/day.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { answerAccess } from '../../../src/operations/evidence/access-requests.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { findAccess } from '../../../src/store/evidence/access-requests.ts'
import { closeErasures, contactOf, get, openErasures, post, scene, somebody } from '../removals/erasure-scene.ts'
import { waitingPlan } from '../removals/removal-steps.ts'

/** Who asks what is held of them stands in a register until they are answered, and is not removed meanwhile (F6). */
beforeAll(openErasures)
afterAll(closeErasures)

const today = () => dayOf(scene.app.clock.now())

it('records a request, tells of it on Today until it is answered, and says by whom', async () => {
  const contactId = await contactOf(somebody().email)
  const url = `/access/new?contact=${contactId}`
  const wrong = await post(url, { door: '', receivedOn: '', identity: '' })
  expect([wrong.statusCode, wrong.body.includes('Say how it was checked')]).toEqual([422, true])
  const form = { door: 'post', receivedOn: today(), identity: 'other', identityWords: 'Known at the counter.' }
  const sent = await post(url, form)
  const id = /\/access\/([0-9a-f-]{36})$/u.exec(String(sent.headers.location))?.[1] ?? ''
  const request = await findAccess(scene.app.pool, id)
  expect(request).toMatchObject({
    number: expect.stringMatching(/^AR-\d{4}-\d{2}$/u) as string,
    contactId,
    receivedOn: today(),
    dueOn: addMonths(scene.app.clock.now(), 1),
    identityHow: 'other',
    identityWords: 'Known at the counter.',
    recordedBy: scene.dpo.email,
    answeredAt: null,
  })
  expect((await post(url, form)).body).toContain('waits for its answer already')
  expect((await get('/')).body).toContain('1 access request to answer')
  const page = (await get(`/access/${id}`)).body
  expect([page.includes('To be answered'), page.includes(`/contacts/${contactId}/access.pdf`)]).toEqual([true, true])
  expect((await get('/access')).body).toContain(request?.number)
  expect((await post(`/access/${id}/answered`, {})).statusCode).toBe(303)
  expect((await findAccess(scene.app.pool, id))?.answeredBy).toBe(scene.dpo.email)
  expect((await get('/')).body).not.toContain('access request to answer')
  await expect(answerAccess(scene.app, scene.dpo, id)).rejects.toMatchObject({ code: 'answered' })
  expect(
    (await scene.audit())
      .filter(({ act }) => act === 'access')
      .map(({ actor, contactId: of, details }) => [actor, of, details]),
  ).toEqual([
    [
      scene.dpo.email,
      contactId,
      { number: request?.number, door: 'post', receivedOn: today(), dueOn: request?.dueOn, identity: 'other' },
    ],
    [scene.dpo.email, contactId, { number: request?.number, answered: true }],
  ])
})

it('keeps whoever waits for an answer out of removal plans, recorded and answered through the API', async () => {
  await scene.run()
  const plan = await waitingPlan(scene)
  const inPlan = async (contactId: string) =>
    (
      await scene.app.pool.query(
        `select 1 from removal_items i join removal_plans p on p.id = i.plan_id where p.state = 'planned' and i.contact_id = $1`,
        [contactId],
      )
    ).rowCount === 1
  const {
    rows: [person],
  } = await scene.app.pool.query<{ id: string }>(
    'select contact_id as id from removal_items where plan_id = $1 limit 1',
    [plan.id],
  )
  const contactId = person?.id ?? ''
  const api = fastify()
  await addApi(api, scene.app)
  const made = newApiKey()
  await insertApiKey(
    scene.app.pool,
    {
      id: made.id,
      secretHash: tokenHash(made.secret),
      name: 'a form',
      scopes: ['access:write'],
      createdBy: scene.admin.id,
      expiresAt: new Date(Date.now() + 86_400_000),
    },
    new Date(),
  )
  const call = async (path: string, payload: object) => {
    const headers = { authorization: `Bearer ${made.text}` }
    const answer = await api.inject({ method: 'POST', url: `/api/v1/access-requests${path}`, payload, headers })
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
  }
  expect(await call('', { contactId, door: 'fax', receivedOn: today(), identity: 'own-address' })).toMatchObject({
    status: 422,
    body: { fields: [{ field: 'door' }] },
  })
  const entry = { contactId, door: 'post', receivedOn: today(), identity: 'own-address' }
  const recorded = await call('', entry)
  expect(recorded).toMatchObject({ status: 201, body: { contactId, recordedBy: `api key ${made.id}` } })
  expect((await call('', entry)).status).toBe(409)
  await scene.run()
  expect(await inPlan(contactId)).toBe(false)
  const answered = `/${String(recorded.body['number'])}/answered`
  expect([(await call(answered, {})).status, (await call(answered, {})).status]).toEqual([200, 409])
  await scene.run()
  expect(await inPlan(contactId)).toBe(true)
  await api.close()
})
