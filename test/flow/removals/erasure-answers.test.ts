import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/app/day.ts'
import { erasureLetter } from '../../../src/operations/removals/erasure/erasure-letter.ts'
import { issueCertificate } from '../../../src/operations/removals/issue-certificate.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
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
} from './erasure-scene.ts'

beforeAll(openErasures)
afterAll(closeErasures)

it('says what a system did not let go of, answers in time all the same, and tries again', async () => {
  const { email } = somebody()
  const contactId = await contactOf(email)
  const kept = (
    await scene.app.pool.query<{ id: string; label: string }>(
      `select r.remote_id as id, k.label from remote_records r join connections k on k.id = r.connection_id where r.contact_id = $1 and r.connection_id = $2 and r.gone_at is null`,
      [contactId, scene.salesforceId],
    )
  ).rows[0]
  const switches = (changed: Record<string, unknown>) =>
    scene.control(
      'POST',
      '/_sandbox/switches',
      Object.fromEntries(Object.entries(changed).map(([name, value]) => [`salesforce.${name}`, value])),
    )
  await switches({ deleteFailedIds: [kept?.id], requireEmail: true })
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  const { planId, refused } = await doneIs(id)
  expect([
    refused,
    (await scene.app.pool.query('select 1 from contacts where id = $1 and purged_at is null', [contactId])).rowCount,
  ]).toEqual([1, 1])
  const page = (await get(`/erasures/${id}`)).body
  expect([
    page.includes('What was refused'),
    /FIELD_CUSTOM_VALIDATION_EXCEPTION/u.test(page),
    page.includes(`<code>${kept?.id ?? ''}</code>`),
    page.includes('Letter in French'),
  ]).toEqual([true, true, true, true])
  expect(
    (await erasureLetter(scene.app, id, 'a'))?.systems.map(({ name, records, refused: still }) => ({
      name,
      records,
      still,
    })),
  ).toEqual([
    { name: 'HubSpot', records: 1, still: 0 },
    { name: 'Salesforce', records: 1, still: 1 },
  ])
  expect((await get(`/erasures/${id}/letter.pdf?lang=en`)).statusCode).toBe(200)
  expect((await post(`/erasures/${id}/answered`, {})).statusCode).toBe(303)

  await switches({ deleteFailedIds: [], requireEmail: false })
  expect(
    (await Promise.all([1, 2].map(() => post(`/erasures/${id}/again`, {})))).map(({ statusCode }) => statusCode),
  ).toEqual([303, 303])
  await until(
    'nothing is left of them',
    async () =>
      (await scene.app.pool.query('select 1 from contacts where id = $1 and purged_at is not null', [contactId]))
        .rowCount === 1,
  )
  const request = await doneIs(id)
  const { certificate } = await issueCertificate(scene.app, planId ?? '', scene.dpo.email)
  expect({
    refused: request.refused,
    certificate: { removed: certificate.removed, refused: certificate.refused, addresses: certificate.addresses },
  }).toEqual({ refused: 0, certificate: { removed: 1, refused: 0, addresses: 1 } })
  expect(
    (await scene.audit())
      .filter((line) => line.act === 'erasure' && line.details['number'] === request.number)
      .map(({ details }) => details['again']),
  ).toEqual([undefined, undefined, true])
})

/** The request whose page a form leads to. */
async function requestOf(answer: { headers: Record<string, unknown> } | undefined) {
  const id = /\/erasures\/([0-9a-f-]{36})$/u.exec(String(answer?.headers['location']))?.[1] ?? ''
  const request = await findErasure(scene.app.pool, id)
  if (request === null) throw new Error('no request was made')
  return request
}

it('answers somebody who is in no system: says where it looked, keeps the objection or nothing, and asks for the contact where there is one', async () => {
  const email = 'nobody.here@example.test'
  const today = dayOf(scene.app.clock.now())
  const fields = { email, phone: '', door: 'post', receivedOn: today, keep: 'no' }
  const wrong = await post('/erasures/absent', {
    email: 'nobody',
    phone: '12',
    door: '',
    receivedOn: '2099-01-01',
    keep: '',
  })
  expect([
    wrong.statusCode,
    ...[
      'Give one complete address',
      'Give the number with its country code',
      'Choose how it reached you.',
      '01/01/2099 is in the future. Give the day it reached you.',
      'Choose what is kept.',
    ].map((text) => wrong.body.includes(text)),
  ]).toEqual([422, true, true, true, true, true])
  expect((await post('/erasures/absent', { ...fields, email: '' })).body).toContain(
    'Give an address or a phone number to search for.',
  )
  const known = somebody().email
  const held = await post('/erasures/absent', { ...fields, email: known })
  expect([held.statusCode, held.body.includes(`/erasures/new?contact=${await contactOf(known)}`)]).toEqual([422, true])

  // What was not read says nothing. Nobody reads meanwhile.
  await scene.stopWorking()
  await scene.app.pool.query(
    `update connections set pulled_at = pulled_at - interval '3 days' where connector = 'salesforce'`,
  )
  expect((await post('/erasures/absent', fields)).body).toContain('Salesforce: not read for 48 hours, or failing.')
  await scene.app.pool.query(
    `update connections set pulled_at = pulled_at + interval '3 days' where connector = 'salesforce'`,
  )

  const twice = await Promise.all([post('/erasures/absent', fields), post('/erasures/absent', fields)])
  expect(twice.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([303, 422])
  const kept = await requestOf(twice.find(({ statusCode }) => statusCode === 303))
  const systems = (
    await scene.app.pool.query<{ name: string; at: Date }>(
      `select label as name, pulled_at as at from connections where connector = any('{hubspot,salesforce}') order by position`,
    )
  ).rows.map(({ name, at }) => ({ name, readAt: at.toISOString() }))
  expect(kept.looked).toEqual({
    by: ['email'],
    others: 0,
    systems,
    removedOn: null,
    stoppedSince: expect.stringContaining(today) as string,
  })
  await scene.startWorking()
  const hash = scene.app.keys.hashEmail(email)
  const stops = async (one: Buffer) =>
    (await scene.app.pool.query('select 1 from suppressions where identity_hash = $1', [one])).rowCount
  expect([
    await stops(hash),
    (await scene.app.pool.query('select 1 from identities where hash = $1 and value is not null', [hash])).rowCount,
  ]).toEqual([channels.length, 0])
  const page = await get(`/erasures/${kept.id}`)
  expect([
    page.statusCode,
    page.body.includes('Nothing was held'),
    page.body.includes('Letter in French'),
    page.body.includes(email),
  ]).toEqual([200, true, true, false])
  for (const language of ['fr', 'en']) {
    const pdf = await get(`/erasures/${kept.id}/letter.pdf?lang=${language}`)
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString(), pdf.rawPayload.length > 8_000]).toEqual([
      200,
      '%PDF-',
      true,
    ])
  }
  expect((await post(`/erasures/${kept.id}/answered`, {})).statusCode).toBe(303)

  const other = 'nobody.else@example.test'
  const reviewId = randomUUID()
  await insertReview(
    scene.app.pool,
    {
      id: reviewId,
      kind: 'erasure-request',
      contactId: null,
      objectionId: null,
      connectionId: null,
      messageId: null,
      facts: {},
      dueOn: today,
      meanwhileBlocked: false,
    },
    scene.app.clock.now(),
  )
  const asked = String((await post(`/reviews/${reviewId}/answer`, { answer: 'confirmed' })).headers.location)
  expect([
    asked,
    (await get(asked)).statusCode,
    (await get(`/erasures/absent?review=${randomUUID()}`)).statusCode,
  ]).toEqual([`/erasures/absent?review=${reviewId}`, 200, 404])
  const none = await requestOf(
    await post(asked, { ...fields, email: other, phone: '+33 6 12 34 56 78', keep: 'nothing' }),
  )
  expect({
    objectionId: none.objectionId,
    by: none.looked?.by,
    since: none.looked?.stoppedSince,
    stops: await stops(scene.app.keys.hashEmail(other)),
    told: (await get(`/erasures/${none.id}`)).body.includes('Who was notified'),
  }).toEqual({ objectionId: null, by: ['email', 'phone'], since: null, stops: 0, told: false })
  expect((await scene.app.pool.query('select answer from reviews where id = $1', [reviewId])).rows).toEqual([
    { answer: 'confirmed' },
  ])
  expect(JSON.stringify(await scene.audit())).not.toMatch(/nobody\.(?:here|else)/u)
  expect(
    (await scene.audit())
      .filter((line) => line.details['scope'] === 'absent')
      .map(({ act, details }) => ({ act, number: details['number'], kept: details['kept'] })),
  ).toEqual([
    { act: 'erasure', number: kept.number, kept: true },
    { act: 'erasure', number: none.number, kept: false },
  ])
})
