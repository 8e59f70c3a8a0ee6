import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { addMonths, dayOf } from '../../../src/domain/app/day.ts'
import type { AccessLooked } from '../../../src/domain/evidence/access-asker.ts'
import { absentAccessContent } from '../../../src/http/documents/letters/absent-access-pdf.ts'
import { wordsIn } from '../../../src/http/documents/paper/paper-words.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { answerAccess, recordAsker } from '../../../src/operations/evidence/access-requests.ts'
import { absentAccessLetter, searchAccess } from '../../../src/operations/evidence/answer-absent-access.ts'
import { forgetOld } from '../../../src/operations/runs/forget-old.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { findAccess } from '../../../src/store/evidence/access-requests.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { until } from '../../support/until.ts'
import { closeErasures, contactOf, get, openErasures, post, scene, somebody } from '../removals/erasure-scene.ts'
import { waitingPlan } from '../removals/removal-steps.ts'

/** Whoever asks what is held of them and was never in the base gets an answer too (GDPR art. 12(3), 15(1); F6). */
beforeAll(openErasures)
afterAll(closeErasures)

const today = () => dayOf(scene.app.clock.now())
const form = () => ({ door: 'post', receivedOn: today(), identity: 'own-address', language: 'fr' })
const entry = () => ({
  door: 'post' as const,
  receivedOn: today(),
  dueOn: addMonths(scene.app.clock.now(), 1),
  identity: { how: 'own-address' as const, words: '' },
})
const nobody = { email: null, phone: null, firstName: null, lastName: null }
const ask = (asker: Partial<typeof nobody> | Record<string, string>) =>
  recordAsker(scene.app, scene.dpo, {
    reviewId: null,
    entry: entry(),
    language: 'fr',
    asker: { ...nobody, ...asker },
  })
const idIn = (location: unknown) => String(location).split('/').at(-1) ?? ''
/** What the letter says, and that it is drawn. */
const letterOf = async (id: string, language: 'fr' | 'en') => {
  const drawn = (await get(`/access/${id}/letter.pdf?lang=${language}`)).rawPayload.subarray(0, 5).toString()
  const letter = await absentAccessLetter(scene.app, id, 'a test')
  if (letter === null || drawn !== '%PDF-') throw new Error('there is no letter')
  return JSON.stringify(absentAccessContent(letter, wordsIn(language, 'Europe/Paris')))
}
const state = { others: false, tools: true }

it('records who has no contact, says in a letter what was searched and as of when, and keeps the address sealed', async () => {
  const wrong = await post('/access/absent', { ...form(), language: '' })
  expect([wrong.statusCode, wrong.body.includes('Choose the language')]).toEqual([422, true])
  const email = 'zoe.lind@unknown.example.test'
  const sent = await post('/access/absent', { ...form(), email })
  expect(sent.statusCode).toBe(303)
  const id = idIn(sent.headers.location)
  expect(await findAccess(scene.app.pool, id)).toMatchObject({
    contactId: null,
    language: 'fr',
    dueOn: addMonths(scene.app.clock.now(), 1),
    looked: null,
  })
  expect((await get('/')).body).toContain('1 access request to answer')
  const page = async () => (await get(`/access/${id}`)).body
  expect([(await page()).includes('z••••@unknown.example.test'), (await page()).includes(email)]).toEqual([true, false])
  expect((await post(`/access/${id}/reveal`, {})).body).toContain(email)
  // Nothing is answered before a search.
  expect((await post(`/access/${id}/answered`, { absent: 'yes' })).body).toContain('Search first')
  expect((await get(`/access/${id}/letter.pdf`)).statusCode).toBe(404)
  expect((await post('/access/absent', { ...form(), email })).body).toContain('waits for its answer already')
  expect((await post(`/access/${id}/search`, { tools: 'on' })).statusCode).toBe(303)
  const { rows: read } = await scene.app.pool.query<{ label: string; whole: Date; changes: Date }>(
    `select label, full_pulled_at as whole, pulled_at as changes from connections where connector in ('hubspot', 'salesforce') order by position`,
  )
  const looked = (await findAccess(scene.app.pool, id))?.looked
  expect(looked).toMatchObject({
    by: ['email'],
    sameName: 0,
    removedOn: null,
    stoppedSince: null,
    own: { objections: 0, consents: 0, notices: 0, messages: 0 },
  } satisfies Partial<AccessLooked>)
  expect(looked?.systems.map(({ name, wholeAt }) => [name, wholeAt])).toEqual(
    read.map(({ label, whole }) => [label, whole.toISOString()]),
  )
  const text = await letterOf(id, 'fr')
  expect({
    nothing: text.includes('nous ne détenons aucune donnée à votre sujet'),
    systems: ['HubSpot', 'Salesforce'].every((name) => text.includes(name)),
    address: text.includes(email),
  }).toEqual({ nothing: true, systems: true, address: false })
  const { rows: kept } = await scene.app.pool.query(`select 1 from access_requests where sealed like '%zoe.lind%'`)
  expect(kept).toEqual([])
  expect((await post(`/access/${id}/answered`, { absent: 'yes' })).statusCode).toBe(303)
  expect((await findAccess(scene.app.pool, id))?.answeredBy).toBe(scene.dpo.email)
  expect((await get('/')).body).not.toContain('access request to answer')
  // Three years after the answer, nothing of it is left.
  await scene.app.pool.query(
    `update access_requests set answered_at = answered_at - interval '37 months' where id = $1`,
    [id],
  )
  await forgetOld(scene.app, () => Promise.resolve(), new AbortController().signal)
  expect([
    await findAccess(scene.app.pool, id),
    (await scene.app.pool.query('select 1 from access_identities where request_id = $1', [id])).rowCount,
  ]).toEqual([null, 0])
})

it('finds whoever comes into the base before the answer, who then gets the pack and is kept', async () => {
  const email = 'late.lind@unknown.example.test'
  const id = await ask({ email })
  await searchAccess(scene.app, scene.dpo, id, state)
  await scene.act('hubspot', 'create-contact', { properties: { email, firstname: 'Late', lastname: 'Lind' } })
  const request = await until('the request found them', async () => {
    await scene.poll()
    const now = await findAccess(scene.app.pool, id)
    return now?.contactId == null ? false : now
  })
  expect(request.contactId).toBe(await contactOf(email))
  expect(request.foundAt).not.toBeNull()
  const page = (await get(`/access/${id}`)).body
  expect([page.includes('came into the database'), page.includes(`/contacts/${request.contactId}/access.pdf`)]).toEqual(
    [true, true],
  )
  expect((await get(`/access/${id}/letter.pdf`)).statusCode).toBe(404)
  // The letter that was printed before says what is not so any more.
  await expect(answerAccess(scene.app, scene.dpo, id, { absent: true })).rejects.toMatchObject({ code: 'found' })
  await answerAccess(scene.app, scene.dpo, id)
})

it('goes to the contact at once where a record holds the address', async () => {
  const { email } = somebody()
  const id = await ask({ email })
  expect((await findAccess(scene.app.pool, id))?.contactId).toBe(await contactOf(email))
  await answerAccess(scene.app, scene.dpo, id)
})

it('by name alone asks to look at whoever bears it; one of them may be who asked', async () => {
  await scene.act('hubspot', 'create-contact', {
    properties: { email: 'a.namesake@papers.example.test', firstname: 'Édith', lastname: 'Namesake' },
  })
  const contactId = await until('the record is read', async () => {
    await scene.poll()
    const found = await contactOf('a.namesake@papers.example.test')
    return found === '' ? false : found
  })
  const id = await ask({ firstName: 'EDITH', lastName: 'Namesake' })
  expect((await post(`/access/${id}/search`, { tools: 'on' })).body).toContain('tick that none of them asked')
  expect((await get(`/access/${id}`)).body).toContain(
    '1 person in the database has this name or one like it, this address or this number',
  )
  await searchAccess(scene.app, scene.dpo, id, { others: true, tools: true })
  expect((await findAccess(scene.app.pool, id))?.looked).toMatchObject({ by: ['name'], sameName: 1 })
  expect(await letterOf(id, 'en')).toContain(
    '1 person in these systems has your name or one like it, or an address or number you gave',
  )
  expect((await post(`/access/${id}/contact`, { contact: contactId })).statusCode).toBe(303)
  expect((await findAccess(scene.app.pool, id))?.contactId).toBe(contactId)
  await answerAccess(scene.app, scene.dpo, id)
})

it('says what is kept of somebody who opted out and is in no system, and nothing while a system was not read', async () => {
  const email = 'gone.lind@unknown.example.test'
  await scene.object(email)
  const id = await ask({ email })
  await searchAccess(scene.app, scene.dpo, id, state)
  const looked = (await findAccess(scene.app.pool, id))?.looked
  expect([looked?.stoppedSince === null, looked?.own.objections]).toEqual([false, 1])
  const letter = await letterOf(id, 'en')
  expect([letter.includes('your objection since'), letter.includes('see the enclosed list')]).toEqual([true, true])
  expect((await get(`/access/${id}/kept.pdf?lang=en`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  await scene.app.pool.query(
    `update connections set pulled_at = pulled_at - interval '3 days' where connector = 'hubspot'`,
  )
  await expect(searchAccess(scene.app, scene.dpo, id, state)).rejects.toMatchObject({
    code: 'unread',
    names: ['HubSpot'],
  })
  await scene.app.pool.query(
    `update connections set pulled_at = pulled_at + interval '3 days' where connector = 'hubspot'`,
  )
  await answerAccess(scene.app, scene.dpo, id, { absent: true })
})

it('is entered from a question of the inbox by somebody unknown, and through the API', async () => {
  const reviewId = randomUUID()
  const question = { contactId: null, objectionId: null, connectionId: null, messageId: null, facts: {}, dueOn: null }
  await insertReview(
    scene.app.pool,
    { id: reviewId, kind: 'access-request', ...question, meanwhileBlocked: false },
    scene.app.clock.now(),
  )
  const link = `/access/absent?review=${reviewId}`
  expect((await get(`/reviews/${reviewId}`)).body).toContain(`href="${link}"`)
  const sent = await post(link, { ...form(), email: 'mail.lind@unknown.example.test' })
  expect((await findAccess(scene.app.pool, idIn(sent.headers.location)))?.reviewId).toBe(reviewId)
  const api = fastify()
  await addApi(api, scene.app)
  const made = newApiKey()
  const key = { id: made.id, secretHash: tokenHash(made.secret), name: 'a form', scopes: ['access:write' as const] }
  const expiresAt = new Date(scene.app.clock.now().getTime() + 86_400_000)
  await insertApiKey(scene.app.pool, { ...key, createdBy: scene.admin.id, expiresAt }, scene.app.clock.now())
  const call = async (method: 'GET' | 'POST', path: string, payload?: object) =>
    api.inject({
      method,
      url: `/api/v1/access-requests${path}`,
      headers: { authorization: `Bearer ${made.text}` },
      ...(payload === undefined ? {} : { payload }),
    })
  expect((await call('POST', '', { ...form(), email: 'api' })).json()).toMatchObject({ fields: [{ field: 'email' }] })
  const recorded = await call('POST', '', { ...form(), phone: '+33 6 98 76 54 32' })
  expect([recorded.statusCode, recorded.json<{ contactId: unknown }>().contactId]).toEqual([201, null])
  const path = `/${recorded.json<{ number: string }>().number}`
  expect([
    (await call('POST', `${path}/answered`, { nothingFound: true })).json<{ code: string }>().code,
    (await call('GET', `${path}/letter.pdf`)).statusCode,
    (await call('POST', `${path}/search`, { toolsSearched: true })).statusCode,
    (await call('GET', `${path}/letter.pdf`)).rawPayload.subarray(0, 5).toString(),
    (await call('POST', `${path}/answered`, { nothingFound: true })).statusCode,
  ]).toEqual(['not-searched', 404, 200, '%PDF-', 200])
  await api.close()
})

it('keeps a person found in the base out of removal plans until the answer', async () => {
  const going = async (contactId: string) => {
    const plan = await waitingPlan(scene)
    const people = 'select 1 from removal_items where plan_id = $1 and contact_id = $2'
    return (await scene.app.pool.query(people, [plan.id, contactId])).rowCount === 1
  }
  await scene.run()
  const { rows } = await scene.app.pool.query<{ id: string; email: string }>(
    `select i.contact_id as id, n.value as email from removal_items i join remote_records r on r.contact_id = i.contact_id join record_identities ri on ri.record_id = r.id and ri.position = 0
     join identities n on n.hash = ri.identity_hash and not n.role where i.plan_id = $1 limit 1`,
    [(await waitingPlan(scene)).id],
  )
  const person = rows[0] ?? { id: '', email: '' }
  const id = await ask({ email: person.email })
  await scene.run()
  expect(await going(person.id)).toBe(false)
  await answerAccess(scene.app, scene.dpo, id)
})

it('is tied to nobody by a number that several share, but shows them before anything is answered', async () => {
  const number = '+33140206103'
  for (const firstname of ['Uno', 'Due'])
    await scene.act('hubspot', 'create-contact', {
      properties: {
        email: `${firstname}@switchboard.example.test`.toLowerCase(),
        firstname,
        lastname: 'Primo',
        phone: number,
      },
    })
  await until('both are known', async () => {
    await scene.poll()
    return (
      (await contactOf('uno@switchboard.example.test')) !== '' &&
      (await contactOf('due@switchboard.example.test')) !== ''
    )
  })
  const id = await ask({ phone: number })
  expect((await findAccess(scene.app.pool, id))?.contactId).toBe(null)
  await expect(searchAccess(scene.app, scene.dpo, id, { others: false, tools: true })).rejects.toMatchObject({
    code: 'same-name',
  })
  expect((await get(`/access/${id}`)).body).toContain(
    '2 people in the database have this name or one like it, this address or this number',
  )
})
