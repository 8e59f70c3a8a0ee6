import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { csrfToken, newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { readErasure } from '../../../src/domain/removals/erasure-request.ts'
import { addDays, dayOf } from '../../../src/domain/app/day.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { erasureLetter } from '../../../src/operations/removals/erasure-letter.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { issueCertificate } from '../../../src/operations/removals/issue-certificate.ts'
import { endKeeping, keepByLaw } from '../../../src/operations/removals/legal-holds.ts'
import { openConnection } from '../../../src/operations/connections/open-connection.ts'
import { openErasure } from '../../../src/operations/removals/open-erasure.ts'
import { recordEntries } from '../../../src/operations/objections/record-entries.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { findErasure, toldOf } from '../../../src/store/removals/erasure-requests.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { insertSession } from '../../../src/store/accounts/users.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

/**
 * A person asks to be erased: block first, then for good, everywhere, with an answer (GDPR art. 17;
 * docs/reference/law.md#f16, #f21, #g3; docs/reference/law.md#cases 47 to 49).
 */
let scene: Scene
let server: FastifyInstance
let headers: Record<string, string>
let csrf: string

beforeAll(async () => {
  scene = await openScene({ contacts: 120 })
  server = await openConsoleServer(scene.app)
  const token = newToken()
  await insertSession(scene.app.pool, tokenHash(token), scene.dpo.id, scene.app.clock.now())
  csrf = csrfToken(scene.app.keys.linkKey, tokenHash(token))
  headers = {
    cookie: `__Host-lb=${token}`,
    origin: scene.app.consoleUrl,
    host: new URL(scene.app.consoleUrl).host,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
})
afterAll(async () => {
  await server.close()
  await scene.close()
})

const post = (url: string, fields: Record<string, string>) =>
  server.inject({ method: 'POST', url, headers, payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString() })
const get = (url: string) => server.inject({ method: 'GET', url, headers })
const somebody = () =>
  scene.somebody(
    (person: SeedPerson) =>
      person.where === 'both' &&
      person.optOut === 'none' &&
      !person.role &&
      person.otherLast === null &&
      person.duplicate === 'none',
  )
const contactOf = async (email: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''
const decisionOf = (kept: { words: string; until: string | null } | null) => ({
  door: 'post' as const,
  receivedOn: dayOf(scene.app.clock.now()),
  dueOn: addDays(dayOf(scene.app.clock.now()), 30),
  kept,
})
const doneIs = (id: string) =>
  until('the request is carried out', async () => {
    const request = await findErasure(scene.app.pool, id)
    return request?.planState === 'done' && request
  })

it('reads a decision and names every field at fault; the month counts from the day it came (F6)', () => {
  const now = new Date('2026-11-26T10:00:00Z')
  expect([
    readErasure({ door: 'post', receivedOn: '2026-01-31', scope: 'all' }, now),
    readErasure(
      {
        door: 'phone',
        receivedOn: '2026-11-26',
        scope: 'kept',
        kept: 'Invoices of 2025, ten years.',
        keptUntil: '2036-01-01',
      },
      now,
    ),
    readErasure({ door: 'fax', receivedOn: '2026-11-27', scope: 'some' }, now),
    readErasure({ door: 'post', receivedOn: '2026-02-30', scope: 'kept', kept: 'short', keptUntil: '2026-11-26' }, now),
  ]).toEqual([
    { decision: { door: 'post', receivedOn: '2026-01-31', dueOn: '2026-02-28', kept: null } },
    {
      decision: {
        door: 'phone',
        receivedOn: '2026-11-26',
        dueOn: '2026-12-26',
        kept: { words: 'Invoices of 2025, ten years.', until: '2036-01-01' },
      },
    },
    { faults: ['door', 'receivedOn', 'scope'] },
    { faults: ['receivedOn', 'kept', 'keptUntil'] },
  ])
})

it('asks a person first when it comes through the REST door, then erases everywhere after the block, and answers', async () => {
  await scene.advance(3 * 86_400_000)
  await scene.poll()
  const { email } = somebody()
  const contactId = await contactOf(email)
  const entry = {
    email,
    phone: null,
    channels,
    kinds: [],
    receivedAt: scene.app.clock.now(),
    reason: 'erasure' as const,
    reference: null,
  }
  for (const key of ['first', 'second'])
    await recordEntries(scene.app, [{ index: 0, entry }], { door: 'rest', actor: 'a form', key })
  const { rows: questions } = await scene.app.pool.query<{ id: string; dueOn: string }>(
    `select id, due_on as "dueOn" from reviews where kind = 'erasure-request' and contact_id = $1`,
    [contactId],
  )
  expect(questions.map(({ dueOn }) => dueOn > addDays(dayOf(scene.app.clock.now()), 27))).toEqual([true])
  const url = `/erasures/new?review=${questions[0]?.id ?? ''}`
  expect((await get(url)).body).toMatch(/Erase everywhere[^]*This cannot be undone/u)
  const wrong = await post(url, { door: '', receivedOn: '', scope: 'kept' })
  expect([
    wrong.statusCode,
    ...['Choose how it reached you.', 'Give a day, today at the latest.', 'Say what stays and why'].map((text) =>
      wrong.body.includes(text),
    ),
  ]).toEqual([422, true, true, true])

  const before = await scene.lastRequest()
  const sent = await post(url, { door: 'other', receivedOn: dayOf(scene.app.clock.now()), scope: 'all' })
  const id = /\/erasures\/([0-9a-f-]{36})$/u.exec(String(sent.headers.location))?.[1] ?? ''
  expect(await erasureLetter(scene.app, id, 'a')).toBe(null)
  const request = await doneIs(id)
  const review = (
    await scene.app.pool.query<{ answer: string | null }>('select answer from reviews where id = $1', [
      questions[0]?.id,
    ])
  ).rows[0]
  expect({
    review,
    purged: (await scene.app.pool.query('select 1 from contacts where id = $1 and purged_at is not null', [contactId]))
      .rowCount,
  }).toEqual({ review: { answer: 'confirmed' }, purged: 1 })

  // Block before delete: in each system the first write about the person was the block.
  const hubspot = (await scene.requests('hubspot', before))
    .filter(
      ({ method, path }) => method === 'POST' && /unsubscribe-all|gdpr-delete/u.test(path) && !path.endsWith('/read'),
    )
    .map(({ path }) => (path.includes('gdpr-delete') ? 'erase' : 'block'))
  expect([hubspot.indexOf('block') < hubspot.indexOf('erase'), hubspot.at(-1)]).toEqual([true, 'erase'])
  const left = await scene.control('GET', '/_sandbox/state')
  expect(
    JSON.stringify([
      (left['hubspot'] as { contacts: unknown }).contacts,
      (left['salesforce'] as { contacts: unknown }).contacts,
      (left['salesforce'] as { leads: unknown }).leads,
    ]),
  ).not.toContain(email)
  const hash = scene.app.keys.hashEmail(email)
  expect([
    (await scene.app.pool.query('select 1 from suppressions where identity_hash = $1', [hash])).rowCount,
    (await scene.app.pool.query('select 1 from removal_memory where identity_hash = $1', [hash])).rowCount,
    (await scene.app.pool.query('select 1 from identities where hash = $1 and value is not null', [hash])).rowCount,
  ]).toEqual([channels.length, 0, 0])

  const page = await get(`/erasures/${id}`)
  expect([
    page.body.includes(request.number),
    page.body.includes('Letter in French'),
    page.body.includes(email),
  ]).toEqual([true, true, false])
  for (const language of ['fr', 'en']) {
    const pdf = await get(`/erasures/${id}/letter.pdf?lang=${language}`)
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString(), pdf.rawPayload.length > 8_000]).toEqual([
      200,
      '%PDF-',
      true,
    ])
  }
  const letter = await erasureLetter(scene.app, id, 'a')
  expect(
    letter?.systems.map(({ name, removed, erased, refused }) => ({
      name,
      gone: removed === erased && removed > 0,
      refused,
    })),
  ).toEqual([
    { name: 'HubSpot', gone: true, refused: 0 },
    { name: 'Salesforce', gone: true, refused: 0 },
  ])
  // Told on the clock of business, which the test has moved on.
  expect(letter?.told).toEqual([])
  expect(
    (await toldOf(scene.app.pool, request.objectionId)).map(({ label, sentAt }) => [
      label,
      sentAt !== null && sentAt >= request.decidedAt,
    ]),
  ).toEqual([
    ['HubSpot', true],
    ['Salesforce', true],
  ])
  expect((await get('/')).body).toContain('1 erasure request to answer')
  expect((await post(`/erasures/${id}/answered`, {})).statusCode).toBe(303)
  expect((await findErasure(scene.app.pool, id))?.answeredBy).toBe(scene.dpo.email)
  const { certificate } = await issueCertificate(scene.app, request.planId ?? '', scene.dpo.email)
  expect({ kind: certificate.kind, removed: certificate.removed, rule: certificate.rule }).toEqual({
    kind: 'erasure',
    removed: 1,
    rule: 'GDPR art. 17(1)',
  })
  const acts = (await scene.audit())
    .filter((line) => line.act === 'erasure')
    .map(({ details }) => ({ number: details['number'], scope: details['scope'], answered: details['answered'] }))
  expect(acts).toEqual([
    { number: request.number, scope: 'all', answered: undefined },
    { number: request.number, scope: undefined, answered: true },
  ])

  // Whoever comes back is known again and blocked.
  await scene.act('hubspot', 'create-contact', { properties: { email, firstname: 'Back' } })
  await scene.poll()
  await until('who came back is blocked', () => scene.optedOut(email))
})

it('keeps what must stay, stops everything, and says why (G3)', async () => {
  const { email } = somebody()
  const contactId = await contactOf(email)
  const id = await openErasure(
    scene.app,
    {
      contactId,
      reviewId: null,
      decision: decisionOf({ words: 'Invoices of 2025, which the law has us keep.', until: '2036-01-01' }),
    },
    scene.dpo,
  )
  const request = await findErasure(scene.app.pool, id)
  await scene.untilCarried(request?.objectionId ?? '', { hubspot: 'applied', salesforce: 'applied' })
  expect({
    plan: request?.planId,
    live: (
      await scene.app.pool.query('select 1 from remote_records where contact_id = $1 and gone_at is null', [contactId])
    ).rowCount,
    letter: (await erasureLetter(scene.app, id, 'a'))?.request.kept,
  }).toEqual({ plan: null, live: 2, letter: 'Invoices of 2025, which the law has us keep.' })
})

it('is refused under a legal hold, where the right to remove is missing, twice at once, and to an operator', async () => {
  const held = await contactOf(somebody().email)
  await keepByLaw(scene.app, scene.dpo, { contactId: held }, { reason: 'A dispute before a court.', until: '' })
  await expect(
    openErasure(scene.app, { contactId: held, reviewId: null, decision: decisionOf(null) }, scene.dpo),
  ).rejects.toMatchObject({ code: 'legal-hold' })
  await expect(
    openErasure(
      scene.app,
      { contactId: held, reviewId: null, decision: decisionOf(null) },
      { ...scene.dpo, role: 'operator' },
    ),
  ).rejects.toMatchObject({ code: 'role' })
  await expect(
    openErasure(scene.app, { contactId: randomUUID(), reviewId: null, decision: decisionOf(null) }, scene.dpo),
  ).rejects.toMatchObject({ code: 'unknown' })
  const twice = await contactOf(somebody().email)
  const results = await Promise.allSettled(
    [1, 2].map(() =>
      openErasure(scene.app, { contactId: twice, reviewId: null, decision: decisionOf(null) }, scene.dpo),
    ),
  )
  expect(
    results
      .map((result) => (result.status === 'fulfilled' ? 'done' : (result.reason as { code?: string }).code))
      .toSorted((a, b) => String(a).localeCompare(String(b))),
  ).toEqual(['done', 'open'])
  const id = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))[0] ?? ''
  await doneIs(id)
  expect(
    (
      await scene.app.pool.query(
        'select 1 from removal_items i join erasure_requests e on e.plan_id = i.plan_id where e.contact_id = $1',
        [twice],
      )
    ).rowCount,
  ).toBe(1)
  const other = await contactOf(somebody().email)
  await scene.app.pool.query(
    `update connections set granted = array_remove(granted, 'remove') where connector = 'salesforce'`,
  )
  await expect(
    openErasure(scene.app, { contactId: other, reviewId: null, decision: decisionOf(null) }, scene.dpo),
  ).rejects.toMatchObject({ code: 'not-granted', systems: ['Salesforce'] })
})

it('waits for a system that does not show the block, and deletes nothing meanwhile (F16)', async () => {
  await scene.app.pool.query(
    `update connections set granted = array_append(granted, 'remove') where connector = 'salesforce'`,
  )
  const { email } = somebody()
  const contactId = await contactOf(email)
  await scene.fault('salesforce', 'accept-and-ignore', {
    method: 'PATCH',
    pathIncludes: '/composite/sobjects',
    times: null,
  })
  const before = await scene.lastRequest()
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  const objectionId = (await findErasure(scene.app.pool, id))?.objectionId ?? ''
  await scene.untilCarried(objectionId, { hubspot: 'applied', salesforce: 'written' })
  await until(
    'the removal was looked at again',
    async () =>
      (
        await scene.app.pool.query(
          'select 1 from removal_plans p join erasure_requests e on e.plan_id = p.id where e.id = $1 and p.next_step_at > p.approved_at',
          [id],
        )
      ).rowCount === 1,
  )
  expect(
    [...(await scene.requests('hubspot', before)), ...(await scene.requests('salesforce', before))].filter(
      ({ method, path }) => path.includes('gdpr-delete') || (method === 'DELETE' && path.includes('sobjects')),
    ),
  ).toEqual([])
  await scene.control('DELETE', '/_sandbox/faults')
  await scene.advance(60_000)
  await doneIs(id)
})

it('waits for an erasure that takes its system days, with ever longer pauses, and tells of no refusal', async () => {
  const { email } = somebody()
  const contactId = await contactOf(email)
  await scene.fault('hubspot', 'accept-and-ignore', { pathIncludes: '/gdpr-delete', times: null })
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  const stand = async () =>
    (
      await scene.app.pool.query<{ state: string; record: string; tries: number; pauseMs: number }>(
        `select p.state, rr.state as record, rr.tries, extract(epoch from p.next_step_at - $3) * 1000 as "pauseMs" from erasure_requests e join removal_plans p on p.id = e.plan_id join removal_records rr on rr.plan_id = p.id and rr.connection_id = $2 where e.id = $1`,
        [id, scene.hubspotId, scene.app.clock.now()],
      )
    ).rows[0]
  for (let hours = 0; hours <= 12; hours += 2) {
    const before = (await stand())?.tries ?? 0
    if (hours > 0) await scene.advance(2 * 3_600_000)
    await until('it was tried once more', async () => {
      const now = await stand()
      return (now?.tries ?? 0) > before && (now?.pauseMs ?? 0) > 0
    })
  }
  const waits = await stand()
  expect({
    state: waits?.state,
    record: waits?.record,
    pauses: (waits?.pauseMs ?? 0) > 30 * 60_000 && (waits?.pauseMs ?? 0) <= 60 * 60_000,
  }).toEqual({ state: 'binning', record: 'held', pauses: true })
  await scene.control('DELETE', '/_sandbox/faults')
  await scene.advance(3_600_000)
  expect((await doneIs(id)).refused).toBe(0)
})

it('goes on as one person when the contact became one with another before the block stood', async () => {
  const [other, asked] = [somebody().email, somebody().email]
  const [contactId, whole] = [await contactOf(asked), await contactOf(other)]
  await scene.fault('salesforce', 'accept-and-ignore', {
    method: 'PATCH',
    pathIncludes: '/composite/sobjects',
    times: null,
  })
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  const idIn = async (email: string) =>
    (
      await scene.app.pool.query<{ id: string }>(
        `select r.remote_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.connection_id = $2 and r.gone_at is null`,
        [scene.app.keys.hashEmail(email), scene.hubspotId],
      )
    ).rows[0]?.id
  await scene.act('hubspot', 'merge', { primaryId: await idIn(other), mergeId: await idIn(asked) })
  const survivor = await until('they are one', async () => {
    await scene.read()
    return (
      await scene.app.pool.query<{ loser: string; winner: string }>(
        'select id as loser, merged_into as winner from contacts where id = any($1) and merged_into is not null',
        [[contactId, whole]],
      )
    ).rows[0]
  })
  await scene.control('DELETE', '/_sandbox/faults')
  await scene.advance(60_000)
  // What was merged away is nothing that a system refused.
  expect((await doneIs(id)).refused).toBe(0)
  const left = JSON.stringify(await scene.control('GET', '/_sandbox/state'), [
    'hubspot',
    'salesforce',
    'contacts',
    'leads',
    'properties',
    'email',
    'Email',
  ])
  expect({
    left: [left.includes(asked), left.includes(other)],
    survivor,
    live: (
      await scene.app.pool.query('select 1 from remote_records where contact_id = any($1) and gone_at is null', [
        [contactId, whole],
      ])
    ).rowCount,
    purged: (
      await scene.app.pool.query('select 1 from contacts where id = $1 and purged_at is not null', [survivor.winner])
    ).rowCount,
  }).toEqual({
    left: [false, false],
    survivor: { loser: survivor.winner === whole ? contactId : whole, winner: survivor.winner },
    live: 0,
    purged: 1,
  })
  expect(
    (
      await scene.app.pool.query('select value from identities where hash = any($1) and value is not null', [
        [asked, other].map((email) => scene.app.keys.hashEmail(email)),
      ])
    ).rows,
  ).toEqual([])
})

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

it('answers somebody who is in no system: says where it looked, keeps the no or nothing, and asks for the contact where there is one', async () => {
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
      'Give a day, today at the latest.',
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
  const idOf = (answer: { headers: Record<string, unknown> } | undefined) =>
    /\/erasures\/([0-9a-f-]{36})$/u.exec(String(answer?.headers['location']))?.[1] ?? ''
  const kept = await findErasure(scene.app.pool, idOf(twice.find(({ statusCode }) => statusCode === 303)))
  const systems = (
    await scene.app.pool.query<{ name: string; at: Date }>(
      `select label as name, pulled_at as at from connections where connector = any('{hubspot,salesforce}') order by position`,
    )
  ).rows.map(({ name, at }) => ({ name, readAt: at.toISOString() }))
  expect(kept?.looked).toEqual({
    by: ['email'],
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
  const page = await get(`/erasures/${kept?.id ?? ''}`)
  expect([
    page.statusCode,
    page.body.includes('Nothing was held'),
    page.body.includes('Letter in French'),
    page.body.includes(email),
  ]).toEqual([200, true, true, false])
  for (const language of ['fr', 'en']) {
    const pdf = await get(`/erasures/${kept?.id ?? ''}/letter.pdf?lang=${language}`)
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString(), pdf.rawPayload.length > 8_000]).toEqual([
      200,
      '%PDF-',
      true,
    ])
  }
  expect((await post(`/erasures/${kept?.id ?? ''}/answered`, {})).statusCode).toBe(303)

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
  const none = await findErasure(
    scene.app.pool,
    idOf(await post(asked, { ...fields, email: other, phone: '+33 6 12 34 56 78', keep: 'nothing' })),
  )
  expect({
    objectionId: none?.objectionId,
    by: none?.looked?.by,
    since: none?.looked?.stoppedSince,
    stops: await stops(scene.app.keys.hashEmail(other)),
    told: (await get(`/erasures/${none?.id ?? ''}`)).body.includes('Who was notified'),
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
    { act: 'erasure', number: kept?.number, kept: true },
    { act: 'erasure', number: none?.number, kept: false },
  ])
})

it('erases both parts of somebody to whom one CRM gave a new address since the decision', async () => {
  await scene.poll()
  const { email, hubspotIds } = somebody()
  const contactId = await contactOf(email)
  await scene.stopWorking()
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  await scene.act('hubspot', 'update-contact', {
    id: hubspotIds[0],
    properties: { email: 'moved.away@nouveau.example.test' },
  })
  const { system } = await openConnection(scene.app, scene.hubspotId, 'read')
  const records = (await system.read?.([{ object: 'contact', id: hubspotIds[0] ?? '' }])) ?? []
  await ingestPage(
    scene.app,
    { records, tombstones: [] },
    { ...saidAt({ id: scene.hubspotId, label: 'HubSpot' }), askedAt: new Date() },
  )
  const parts = [contactId, await contactOf('moved.away@nouveau.example.test'), await contactOf(email)]
  await scene.startWorking()
  await doneIs(id)
  const { rows } = await scene.app.pool.query(
    `select c.purged_at is not null as purged, count(r.id) filter (where r.first_name is null and r.gone_at is not null)::int as emptied, count(r.id)::int as records from contacts c join remote_records r on r.contact_id = c.id where c.id = any($1) group by c.id`,
    [parts],
  )
  expect({ two: new Set(parts).size, rows }).toEqual({
    two: 2,
    rows: Array.from({ length: 2 }, () => ({ purged: true, emptied: 1, records: 1 })),
  })
  const named = (
    await scene.app.pool.query('select 1 from identities where hash = any($1) and value is not null', [
      [email, 'moved.away@nouveau.example.test'].map((one) => scene.app.keys.hashEmail(one)),
    ])
  ).rowCount
  const systems = (await erasureLetter(scene.app, id, 'a'))?.systems.map(({ name, removed, erased, refused }) => ({
    name,
    removed,
    erased,
    refused,
  }))
  expect({ named, systems }).toEqual({
    named: 0,
    systems: [
      { name: 'HubSpot', removed: 1, erased: 1, refused: 0 },
      { name: 'Salesforce', removed: 1, erased: 1, refused: 0 },
    ],
  })
})

it('goes on with one person whose two parts are one again before the block stood', async () => {
  const { email, hubspotIds } = somebody()
  const contactId = await contactOf(email)
  const other = 'there.and.back@nouveau.example.test'
  await scene.fault('salesforce', 'accept-and-ignore', {
    method: 'PATCH',
    pathIncludes: '/composite/sobjects',
    times: null,
  })
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  const people = async () =>
    (
      await scene.app.pool.query<{ contactId: string }>(
        'select i.contact_id as "contactId" from removal_items i join erasure_requests e on e.plan_id = i.plan_id where e.id = $1',
        [id],
      )
    ).rows.map((row) => row.contactId)
  const moveTo = async (address: string) =>
    scene.act('hubspot', 'update-contact', { id: hubspotIds[0], properties: { email: address } })
  await moveTo(other)
  const parts = await until('both parts are in the plan', async () => {
    await scene.read()
    const both = await people()
    return both.length === 2 && both
  })
  await moveTo(email)
  await until('they are one again', async () => {
    await scene.read()
    return (
      (await scene.app.pool.query('select 1 from contacts where id = any($1) and merged_into is not null', [parts]))
        .rowCount === 1
    )
  })
  await scene.control('DELETE', '/_sandbox/faults')
  await scene.advance(60_000)
  const { refused } = await doneIs(id)
  const { rows } = await scene.app.pool.query(
    `select count(distinct r.contact_id)::int as people, count(*)::int as records, count(*) filter (where r.gone_at is null)::int as live from remote_records r where r.contact_id = any($1)`,
    [parts],
  )
  const systems = (await erasureLetter(scene.app, id, 'a'))?.systems.map(
    ({ name, removed, erased, refused: still }) => ({ name, removed, erased, still }),
  )
  expect({ refused, rows, inPlan: (await people()).length, systems }).toEqual({
    refused: 0,
    rows: [{ people: 1, records: 2, live: 0 }],
    inPlan: 1,
    systems: [
      { name: 'HubSpot', removed: 1, erased: 1, still: 0 },
      { name: 'Salesforce', removed: 1, erased: 1, still: 0 },
    ],
  })
})

it('erases both parts also when they part while the records are being erased', async () => {
  const { email, salesforceIds } = somebody()
  const contactId = await contactOf(email)
  const slow = [
    ['hubspot', '/gdpr-delete'],
    ['salesforce', '/composite/sobjects'],
  ] as const
  await scene.fault('hubspot', 'server-error', { pathIncludes: slow[0][1], times: null })
  await scene.fault('salesforce', 'server-error', { method: 'DELETE', pathIncludes: slow[1][1], times: null })
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  await until('it is being erased', async () => (await findErasure(scene.app.pool, id))?.planState === 'binning')
  const other = 'late.part@nouveau.example.test'
  await scene.act('salesforce', 'update', { id: salesforceIds[0], fields: { Email: other } })
  const parts = await until('they are two', async () => {
    await scene.read()
    const both = [...new Set([await contactOf(email), await contactOf(other)])]
    return both.length === 2 && !both.includes('') && both
  })
  await scene.control('DELETE', '/_sandbox/faults')
  await scene.advance(3_600_000)
  expect((await doneIs(id)).refused).toBe(0)
  const { rows } = await scene.app.pool.query(
    'select c.purged_at is not null as purged, count(*) filter (where r.gone_at is null or r.first_name is not null)::int as left from contacts c join remote_records r on r.contact_id = c.id where c.id = any($1) group by c.id',
    [parts],
  )
  const named = (
    await scene.app.pool.query('select 1 from identities where hash = any($1) and value is not null', [
      [email, other].map((one) => scene.app.keys.hashEmail(one)),
    ])
  ).rowCount
  expect({ rows, named }).toEqual({ rows: Array.from({ length: 2 }, () => ({ purged: true, left: 0 })), named: 0 })
})

it('takes nobody along over whose address a record was written since, and waits for a legal hold that was set since', async () => {
  const [{ email, hubspotIds, salesforceIds }, colleague] = [
    somebody(),
    scene.somebody((one) => one.where === 'salesforce'),
  ]
  const contactId = await contactOf(email)
  await scene.fault('salesforce', 'accept-and-ignore', {
    method: 'PATCH',
    pathIncludes: '/composite/sobjects',
    times: null,
  })
  const id = await openErasure(scene.app, { contactId, reviewId: null, decision: decisionOf(null) }, scene.dpo)
  await scene.act('hubspot', 'update-contact', {
    id: hubspotIds[0],
    properties: { email: colleague.email, firstname: colleague.firstName, lastname: colleague.lastName },
  })
  await until('it is read', async () => {
    await scene.read()
    return (
      (
        await scene.app.pool.query(
          'select 1 from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.connection_id = $2',
          [scene.app.keys.hashEmail(colleague.email), scene.hubspotId],
        )
      ).rowCount === 1
    )
  })
  const holdId = await keepByLaw(
    scene.app,
    scene.dpo,
    { contactId: await contactOf(email) },
    { reason: 'A dispute before a court.', until: '' },
  )
  const before = await scene.lastRequest()
  await scene.control('DELETE', '/_sandbox/faults')
  await scene.advance(60_000)
  const { objectionId } = (await findErasure(scene.app.pool, id)) ?? { objectionId: '' }
  await scene.untilCarried(objectionId ?? '', { hubspot: 'applied', salesforce: 'applied' })
  await scene.advance(60_000)
  await until(
    'it was looked at again',
    async () =>
      (
        await scene.app.pool.query(
          'select 1 from removal_plans p join erasure_requests e on e.plan_id = p.id where e.id = $1 and p.next_step_at > $2',
          [id, scene.app.clock.now()],
        )
      ).rowCount === 1,
  )
  expect([
    (await get(`/erasures/${id}`)).body.includes('A legal hold set since then protects'),
    (await scene.requests('salesforce', before)).filter(({ method }) => method === 'DELETE'),
  ]).toEqual([true, []])
  await endKeeping(scene.app, scene.dpo, holdId)
  await scene.advance(60_000)
  await doneIs(id)
  const { rows } = await scene.app.pool.query<{ id: string; purged: boolean; gone: boolean }>(
    'select r.remote_id as id, c.purged_at is not null as purged, r.gone_at is not null as gone from remote_records r join contacts c on c.id = r.contact_id where r.remote_id = any($1)',
    [[hubspotIds[0], salesforceIds[0], colleague.salesforceIds[0]]],
  )
  const there = [
    (await scene.contact(hubspotIds[0] ?? ''))['id'],
    (await scene.salesforceRow(salesforceIds[0] ?? ''))['Id'],
    (await scene.salesforceRow(colleague.salesforceIds[0] ?? ''))['Id'],
  ]
  expect([new Map(rows.map(({ id, purged, gone }) => [id, purged && gone])), there]).toEqual([
    new Map([
      [hubspotIds[0], false],
      [salesforceIds[0], true],
      [colleague.salesforceIds[0], false],
    ]),
    [hubspotIds[0], undefined, colleague.salesforceIds[0]],
  ])
})

it('takes nobody along over whose address the only record was written since', async () => {
  await scene.poll()
  const [alone, colleague] = [
    scene.somebody((one) => one.where === 'hubspot'),
    scene.somebody((one) => one.where === 'salesforce'),
  ]
  await scene.stopWorking()
  const id = await openErasure(
    scene.app,
    { contactId: await contactOf(alone.email), reviewId: null, decision: decisionOf(null) },
    scene.dpo,
  )
  await scene.act('hubspot', 'update-contact', {
    id: alone.hubspotIds[0],
    properties: { email: colleague.email, firstname: colleague.firstName, lastname: colleague.lastName },
  })
  const { system } = await openConnection(scene.app, scene.hubspotId, 'read')
  const records = (await system.read?.([{ object: 'contact', id: alone.hubspotIds[0] ?? '' }])) ?? []
  await ingestPage(
    scene.app,
    { records, tombstones: [] },
    { ...saidAt({ id: scene.hubspotId, label: 'HubSpot' }), askedAt: new Date() },
  )
  await scene.startWorking()
  await doneIs(id)
  expect([
    (await scene.contact(alone.hubspotIds[0] ?? ''))['id'],
    (await scene.salesforceRow(colleague.salesforceIds[0] ?? ''))['Id'],
  ]).toEqual([undefined, colleague.salesforceIds[0]])
})

it('erases both parts of somebody who was two contacts before the decision, and shows both to who decides', async () => {
  const { email, hubspotIds } = somebody()
  const other = 'two.before@nouveau.example.test'
  await scene.act('hubspot', 'update-contact', { id: hubspotIds[0], properties: { email: other } })
  await until('they are two', async () => {
    await scene.poll()
    return (await contactOf(other)) !== ''
  })
  const parts = [await contactOf(email), await contactOf(other)]
  const systems = /<dd>([^<]*)<\/dd><\/div><\/dl>/u.exec(
    (await get(`/erasures/new?contact=${parts[0] ?? ''}`)).body,
  )?.[1]
  const id = await openErasure(
    scene.app,
    { contactId: parts[0] ?? '', reviewId: null, decision: decisionOf(null) },
    scene.dpo,
  )
  await expect(
    openErasure(scene.app, { contactId: parts[0] ?? '', reviewId: null, decision: decisionOf(null) }, scene.dpo),
  ).rejects.toMatchObject({ code: 'open' })
  await doneIs(id)
  const { rows } = await scene.app.pool.query(
    'select count(*)::int as purged from contacts where id = any($1) and purged_at is not null',
    [parts],
  )
  const letter = (await erasureLetter(scene.app, id, 'a'))?.systems.map(({ name, removed, erased }) => ({
    name,
    removed,
    erased,
  }))
  expect({
    two: new Set(parts).size,
    systems: systems
      ?.split(', ')
      .map((one) => one.split(' ')[0])
      .toSorted(),
    rows,
    letter,
  }).toEqual({
    two: 2,
    systems: ['HubSpot', 'Salesforce'],
    rows: [{ purged: 2 }],
    letter: [
      { name: 'HubSpot', removed: 1, erased: 1 },
      { name: 'Salesforce', removed: 1, erased: 1 },
    ],
  })
})
