import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { addDays, dayIn, dayOf, monthAfter } from '../../../src/domain/app/day.ts'
import { readAsk } from '../../../src/domain/screening/screening-ask.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { addBroker, addDelivery } from '../../../src/operations/brokers/broker-register.ts'
import { attestPerson } from '../../../src/operations/decisions/attest-person.ts'
import { askRulesOf } from '../../../src/operations/screening/ask-rules.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { saveNotice } from '../../../src/store/notices/notices.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { until } from '../../support/until.ts'
import { closeErasures, contactOf, get, openErasures, post, scene, somebody } from '../removals/erasure-scene.ts'

/**
 * A day that someone gives is compared with the day where the company is: in Paris it begins an hour or two before
 * that of UTC, and a letter that came in by then came in today.
 */
let api: FastifyInstance
let secret: string
const day = { today: '', tomorrow: '' }
const quarterMs = 15 * 60_000

beforeAll(async () => {
  await openErasures()
  const start = scene.app.clock.now().getTime()
  let later = 0
  while (dayIn(new Date(start + later), 'Europe/Paris') === dayOf(new Date(start + later))) later += quarterMs
  if (later > 0) await scene.advance(later)
  const now = scene.app.clock.now()
  day.today = dayIn(now, 'Europe/Paris')
  day.tomorrow = addDays(day.today, 1)
  expect(day.today).toBe(addDays(dayOf(now), 1))
  api = fastify()
  await addApi(api, scene.app)
  const made = newApiKey()
  secret = made.text
  await insertApiKey(
    scene.app.pool,
    {
      id: made.id,
      secretHash: tokenHash(made.secret),
      name: 'a form',
      scopes: ['access:write', 'notices:write'],
      createdBy: scene.admin.id,
      expiresAt: new Date(now.getTime() + 86_400_000),
    },
    now,
  )
})
afterAll(async () => {
  await api.close()
  await closeErasures()
})

const call = (url: string, payload: object) =>
  api.inject({ method: 'POST', url, headers: { authorization: `Bearer ${secret}` }, payload })
const offered = ({ body }: { body: string }) =>
  / name="receivedOn"[^>]* value="([^"]*)"/u.exec(body)?.[1]?.split('/').toReversed().join('-')
const asked = { door: 'post', identity: 'own-address' }
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: unknown) => (error as { code: string }).code,
  )

it('takes today as day of receipt of an access request, and offers it', async () => {
  const url = `/access/new?contact=${await contactOf(somebody().email)}`
  expect([offered(await get(url)), offered(await get('/access/absent'))]).toEqual([day.today, day.today])
  const stranger = { ...asked, email: 'night@papers.example.test', language: 'fr' }
  expect([
    (await post(url, { ...asked, receivedOn: day.tomorrow })).statusCode,
    (await post(url, { ...asked, receivedOn: day.today })).statusCode,
    (await post('/access/absent', { ...stranger, receivedOn: day.tomorrow })).statusCode,
    (await post('/access/absent', { ...stranger, receivedOn: day.today })).statusCode,
    (await call('/api/v1/access-requests', { ...stranger, receivedOn: day.tomorrow, email: 'owl@papers.example.test' }))
      .statusCode,
  ]).toEqual([422, 303, 422, 303, 422])
  const made = await call('/api/v1/access-requests', {
    ...stranger,
    email: 'owl@papers.example.test',
    receivedOn: day.today,
  })
  expect([made.statusCode, made.json()]).toEqual([
    201,
    expect.objectContaining({ receivedOn: day.today, dueOn: monthAfter(day.today) }),
  ])
})

it('takes today as day of receipt of an erasure request, and offers it', async () => {
  const contact = await contactOf(somebody().email)
  const forms = [await post(`/erasures/new/show?contact=${contact}`, {}), await get('/erasures/absent')]
  expect(forms.map(offered)).toEqual([day.today, day.today])
  const whole = { ...asked, scope: 'all', seen: 'on' }
  const absent = { ...asked, email: 'moth@papers.example.test', keep: 'no' }
  expect([
    (await post(`/erasures/new?contact=${contact}`, { ...whole, receivedOn: day.tomorrow })).statusCode,
    (await post(`/erasures/new?contact=${contact}`, { ...whole, receivedOn: day.today })).statusCode,
    (await post('/erasures/absent', { ...absent, receivedOn: day.tomorrow })).statusCode,
    (await post('/erasures/absent', { ...absent, receivedOn: day.today })).statusCode,
  ]).toEqual([422, 303, 422, 303])
})

it('takes today as the day of a source, a delivery, a list and a notice', async () => {
  const { app, dpo } = scene
  const contactId = await contactOf(somebody().email)
  const file = { name: 'carte.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 carte') }
  const card = (obtainedOn: string) =>
    attestPerson(
      app,
      dpo,
      contactId,
      { kind: 'C2', name: 'Salon de nuit', obtainedOn, note: 'Carte remise', noticeShown: false },
      file,
    )
  const delivery = { reference: null, fileName: null, promised: null, promisedRows: null, washBefore: null }
  const brokerId = await addBroker(app, dpo, 'Nuit blanche')
  const bought = (obtainedOn: string) => addDelivery(app, dpo, brokerId, { ...delivery, washAfter: null, obtainedOn })
  const list = async (obtainedOn: string) => {
    const read = readAsk({ sourceKind: 'C1', sourceName: 'Formulaire', obtainedOn }, await askRulesOf(app))
    return 'faults' in read ? read.faults.map(({ code }) => code) : 'taken'
  }
  await inTransaction(app.pool, (sql) => saveNotice(sql, { fr: 'texte' }, 'dpo', app.clock.now()))
  const report = { event: 'sent', email: somebody().email, language: 'fr', channel: 'email', version: 1 }
  const told = async (on: string) => (await call('/api/v1/notices', { items: [{ ...report, on }] })).statusCode
  const carries = (since: string) =>
    post('/notices/carriers', { 'carrier-hubspot-0-mail': 'Bonjour', 'carrier-hubspot-0-since': since })
  expect([
    await refusalOf(card(day.tomorrow)),
    await refusalOf(card(day.today)),
    await refusalOf(bought(day.tomorrow)),
    // Its checks are open: the day is not what stops it.
    await refusalOf(bought(day.today)),
    await list(day.tomorrow),
    await list(day.today),
    await told(day.tomorrow),
    await told(day.today),
    (await carries(day.tomorrow)).statusCode,
    (await carries(day.today)).statusCode,
  ]).toEqual(['future', 'taken', 'future', 'musts', ['future'], 'taken', 422, 200, 422, 303])
  // Verdicts go by the day of UTC, which has not come yet: a day that somebody reported counts as that of the report.
  const { rows } = await app.pool.query<{ source: string; on: string | null }>(
    `select detail ->> 'source' as source, changes_on::text as on from decisions where contact_id = $1`,
    [contactId],
  )
  expect([rows[0]?.source.includes('Salon de nuit'), rows[0]?.on === day.today]).toEqual([true, false])
})

it('counts a notice that was sent today at once', async () => {
  const { rows } = await scene.app.pool.query<{ email: string; id: string }>(
    `select i.value as email, d.contact_id as id from decisions d
     join remote_records r on r.contact_id = d.contact_id and r.gone_at is null
     join record_identities ri on ri.record_id = r.id and ri.position = 0
     join identities i on i.hash = ri.identity_hash and i.value is not null
     where d.detail ->> 'noticeState' in ('DUE', 'OVERDUE') and d.detail -> 'countries' = '["FR"]' order by 1 limit 1`,
  )
  const [person] = rows
  const item = { event: 'sent', email: person?.email, language: 'fr', channel: 'email', version: 1, on: day.today }
  expect((await call('/api/v1/notices', { items: [item] })).statusCode).toBe(200)
  await until('the notice counts', async () => {
    const states = await scene.app.pool.query<{ state: string }>(
      `select detail ->> 'noticeState' as state from decisions where contact_id = $1`,
      [person?.id],
    )
    return states.rows[0]?.state === 'SENT'
  })
})
