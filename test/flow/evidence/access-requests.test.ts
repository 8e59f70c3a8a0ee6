import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { addMonths, dayOf } from '../../../src/domain/app/day.ts'
import { openFormat } from '../../../src/http/ui/format.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import { answerAccess, recordAccess } from '../../../src/operations/evidence/access-requests.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { findAccess } from '../../../src/store/evidence/access-requests.ts'
import { findReview, insertReview } from '../../../src/store/mailbox/reviews.ts'
import { keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { erasureLetter } from '../../../src/operations/removals/erasure/erasure-letter.ts'
import { legalHoldsOf } from '../../../src/store/removals/legal-holds.ts'
import { findErasure, notifiedOf } from '../../../src/store/removals/erasure-requests.ts'
import { until } from '../../support/until.ts'
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
} from '../removals/erasure-scene.ts'
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
  const ofContact = async () => (await get(`/contacts/${contactId}`)).body.replaceAll(/<[^>]+>/gu, '')
  const waits = `Access request ${request?.number} is not answered yet`
  expect(await ofContact()).toContain(`${waits}, by `)
  await scene.app.pool.query(`update access_requests set due_on = '2020-01-31' where id = $1`, [id])
  expect(await ofContact()).toContain(`${waits}, overdue: was due 31 Jan 2020`)
  await scene.app.pool.query('update access_requests set due_on = $2 where id = $1', [id, request?.dueOn])
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

it('tells on its last day of the day, and of no hour', async () => {
  const contactId = await contactOf(somebody().email)
  const entry = { door: 'post' as const, receivedOn: today(), dueOn: today(), identity: decisionOf(null).identity }
  const id = await recordAccess(scene.app, scene.dpo, { contactId, reviewId: null, entry })
  const need = /1 access request to answer[\s\S]*?<\/tr>/u.exec((await get('/')).body)?.[0] ?? ''
  expect([need.includes(`by ${openFormat('en', 'Europe/Paris').day(today())}`), /by \d\d:\d\d/u.test(need)]).toEqual([
    true,
    false,
  ])
  await answerAccess(scene.app, scene.dpo, id)
})

it('is entered from the question that a message opened, which it closes', async () => {
  const contactId = await contactOf(somebody().email)
  const id = randomUUID()
  await insertReview(
    scene.app.pool,
    {
      id,
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
  const link = `/access/new?review=${id}`
  expect((await get(`/reviews/${id}`)).body).toContain(`class="btn primary" href="${link}"`)
  const form = {
    door: 'mailbox',
    receivedOn: today(),
    identity: 'other',
    identityWords: 'Wrote from the known address.',
  }
  const sent = await post(link, form)
  const request = await findAccess(scene.app.pool, String(sent.headers.location).split('/').at(-1) ?? '')
  expect(request).toMatchObject({ contactId, reviewId: id, door: 'mailbox', answeredAt: null })
  expect((await findReview(scene.app.pool, id))?.answer).toBe('answered')
  await answerAccess(scene.app, scene.dpo, request?.id ?? '')
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
      expiresAt: new Date(scene.app.clock.now().getTime() + 86_400_000),
    },
    scene.app.clock.now(),
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

it('says in the letter, and to who asks, whom a system that never answered was told nothing of', async () => {
  const contactId = await contactOf(somebody().email)
  await scene.fault('salesforce', 'server-error', { times: null, status: 503 })
  const kept = { words: 'Invoices of 2025, which the law has us keep.', until: null }
  const input = { contactId, reviewId: null, decision: decisionOf(kept) }
  const id = await openErasure(scene.app, input, scene.dpo)
  const objectionId = (await findErasure(scene.app.pool, id))?.objectionId ?? ''
  await scene.untilCarried(objectionId, { hubspot: 'applied', salesforce: 'waiting' })
  const papers = async () => {
    const letter = await erasureLetter(scene.app, id, 'a')
    const pack = await accessPack(scene.app, { contactId }, 'a')
    return {
      notStopped: letter?.notStopped.filter((name) => name !== 'Prospecta'),
      letter: letter?.told.map(({ label }) => label).filter((name) => name !== 'Prospecta'),
      page: (await notifiedOf(scene.app.pool, objectionId)).flatMap(({ label, connector, sentAt }) =>
        connector === 'salesforce' ? [[label, sentAt !== null]] : [],
      ),
      told: pack?.recipients
        .filter(({ what, recipient }) => what === 'told-no' && recipient !== 'Prospecta')
        .map(({ recipient }) => recipient),
      requests: pack?.requests.map(({ kind, kept: words, answeredAt }) => [kind, words, answeredAt]),
    }
  }
  const requests = [['erasure', kept.words, null]]
  expect(await papers()).toEqual({
    notStopped: ['Salesforce'],
    letter: ['HubSpot'],
    page: [['Salesforce', false]],
    told: ['HubSpot'],
    requests,
  })
  await scene.control('DELETE', '/_sandbox/faults')
  await scene.advance(3_600_000)
  await scene.untilCarried(objectionId, { salesforce: 'applied' })
  expect(await papers()).toEqual({
    notStopped: [],
    letter: ['HubSpot', 'Salesforce'],
    page: [['Salesforce', true]],
    told: ['HubSpot', 'Salesforce'],
    requests,
  })
})

it('is about who they are now, however often they were merged, as are a hold and an erasure', async () => {
  const made = []
  for (const name of ['first', 'second', 'third']) {
    const email = `${name}.merged@papers.example.test`
    const properties = { email, firstname: 'Sam', lastname: 'Merged' }
    made.push(String((await scene.act('hubspot', 'create-contact', { properties }))['id']))
  }
  const idOf = (remoteId: string) =>
    until('the record is read', async () => {
      await scene.poll()
      const { rows } = await scene.app.pool.query<{ id: string }>(
        'select contact_id as id from remote_records where remote_id = $1 and contact_id is not null',
        [remoteId],
      )
      return rows[0]?.id ?? false
    })
  const before: string[] = []
  for (const remoteId of made) before.push(await idOf(remoteId))
  const second = String((await scene.act('hubspot', 'merge', { primaryId: made[1], mergeId: made[0] }))['id'])
  await idOf(second)
  const third = String((await scene.act('hubspot', 'merge', { primaryId: made[2], mergeId: second }))['id'])
  const now = await idOf(third)
  await until('the three are one', async () => {
    const { rows } = await scene.app.pool.query<{ n: number }>(
      'select count(*)::int as n from contacts where id = any($1) and merged_into is not null',
      [before],
    )
    return rows[0]?.n === 2
  })
  for (const contactId of before) {
    const reason = 'A dispute before the court'
    await keepByLaw(scene.app, scene.dpo, { contactId }, { reason, until: '' })
    expect((await accessPack(scene.app, { contactId }, 'a'))?.contacts.map(({ id }) => id)).toEqual([now])
  }
  expect(await legalHoldsOf(scene.app.pool, now, today())).toHaveLength(3)
  const pack = await accessPack(scene.app, { contactId: before[0] ?? '' }, 'a')
  expect(pack?.keptOnPurpose.map(({ purpose, reason, until: end }) => [purpose, reason, end])).toEqual(
    [1, 2, 3].map(() => ['legal', 'A dispute before the court', null]),
  )
  const kept = { words: 'Invoices of 2025, which the law has us keep.', until: null }
  const id = await openErasure(
    scene.app,
    { contactId: before[0] ?? '', reviewId: null, decision: decisionOf(kept) },
    scene.dpo,
  )
  expect((await findErasure(scene.app.pool, id))?.contactId).toBe(now)
})

it('is recorded of somebody who was removed before, and answered with what is left of them', async () => {
  const contactId = await contactOf(somebody().email)
  const erased = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  await doneIs(erased)
  expect((await get(`/contacts/${contactId}`)).body).toContain(`/access/new?contact=${contactId}`)
  const url = `/access/new?contact=${contactId}`
  const form = { door: 'post', receivedOn: today(), identity: 'other', identityWords: 'Known at the counter.' }
  const sent = await post(url, form)
  expect(sent.statusCode).toBe(303)
  const page = (await get(String(sent.headers.location))).body
  expect([page.includes('what is left of them'), page.includes(`/contacts/${contactId}/access.pdf`)]).toEqual([
    true,
    true,
  ])
  const pack = await accessPack(scene.app, { contactId }, 'a')
  expect({
    removed: pack?.contacts[0]?.removedAt instanceof Date,
    records: pack?.contacts[0]?.records,
    requests: pack?.requests.map(({ kind }) => kind),
  }).toEqual({ removed: true, records: [], requests: ['access', 'erasure'] })
})

it('of two people who turn out to be one is answered one after the other, and keeps them until both are', async () => {
  const make = async (email: string) => {
    const fields = { LastName: 'Roy', FirstName: 'Anne', Email: email }
    const made = await scene.act('salesforce', 'create', { object: 'Contact', fields })
    const contactId = await until('the person is known', async () => {
      await scene.poll()
      return (await contactOf(email)) || false
    })
    return { recordId: String(made['Id']), contactId }
  }
  const [one, other] = [await make('anne.one@merged.example.test'), await make('anne.other@merged.example.test')]
  const now = scene.app.clock.now()
  const identity = { how: 'own-address' as const, words: '' }
  const ask = (contactId: string, dueOn: string) =>
    recordAccess(scene.app, scene.dpo, {
      contactId,
      reviewId: null,
      entry: { door: 'post' as const, receivedOn: today(), dueOn, identity },
    })
  const requests = [await ask(one.contactId, addMonths(now, 1)), await ask(other.contactId, addMonths(now, 1))]
  await scene.act('salesforce', 'merge', { primaryId: one.recordId, mergeId: other.recordId })
  const whole = await until('they are one', async () => {
    await scene.poll()
    const { rows } = await scene.app.pool.query<{ id: string }>(
      'select coalesce(merged_into, id) as id from contacts where id = any($1) group by 1',
      [[one.contactId, other.contactId]],
    )
    return rows.length === 1 && (rows[0]?.id ?? false)
  })
  const standing = async () =>
    Promise.all(
      requests.map(async (id) => {
        const request = await findAccess(scene.app.pool, id)
        return [request?.contactId, request?.answeredAt !== null]
      }),
    )
  const first = (await standing()).findIndex(([contactId]) => contactId === whole)
  await answerAccess(scene.app, scene.dpo, requests[first] ?? '')
  expect(await standing()).toEqual([
    [whole, first === 0],
    [whole, first === 1],
  ])
})
