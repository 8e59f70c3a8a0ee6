import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readErasure } from '../../../src/domain/removals/erasure-request.ts'
import { addDays, dayOf } from '../../../src/domain/app/day.ts'
import { erasureLetter } from '../../../src/operations/removals/erasure/erasure-letter.ts'
import { issueCertificate } from '../../../src/operations/removals/issue-certificate.ts'
import { keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { recordEntries } from '../../../src/operations/objections/record-entries.ts'
import { channels } from '../../../src/domain/app/channel.ts'
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
} from './erasure-scene.ts'

beforeAll(openErasures)
afterAll(closeErasures)

it('reads a decision and names every field at fault; the month counts from the day it came (F6)', () => {
  const today = '2026-11-26'
  expect([
    readErasure({ door: 'post', receivedOn: '2026-01-31', scope: 'all', identity: 'own-address' }, today),
    readErasure(
      {
        door: 'phone',
        receivedOn: '2026-11-26',
        scope: 'kept',
        kept: 'Invoices of 2025, ten years.',
        keptUntil: '2036-01-01',
        identity: 'other',
        identityWords: 'Known in person at the counter.',
      },
      today,
    ),
    readErasure({ door: 'fax', receivedOn: '2026-11-27', scope: 'some' }, today),
    readErasure(
      {
        door: 'post',
        receivedOn: '2026-02-30',
        scope: 'kept',
        kept: 'short',
        keptUntil: '2026-11-26',
        identity: 'other',
      },
      today,
    ),
  ]).toEqual([
    {
      decision: {
        door: 'post',
        receivedOn: '2026-01-31',
        dueOn: '2026-02-28',
        kept: null,
        identity: { how: 'own-address', words: '' },
      },
    },
    {
      decision: {
        door: 'phone',
        receivedOn: '2026-11-26',
        dueOn: '2026-12-26',
        kept: { words: 'Invoices of 2025, ten years.', until: '2036-01-01' },
        identity: { how: 'other', words: 'Known in person at the counter.' },
      },
    },
    { faults: ['door', 'receivedOn', 'scope', 'identity'] },
    { faults: ['receivedOn', 'kept', 'keptUntil', 'identityWords'] },
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
  // Nothing is decided before the records were shown, in clear.
  const masked = (await get(url)).body
  expect([masked.includes('Erase everywhere'), masked.includes(email)]).toEqual([false, false])
  const showUrl = url.replace('/new?', '/new/show?')
  const shown = (await post(showUrl, {})).body
  expect(shown).toMatch(/Erase everywhere[^]*cannot be undone/u)
  const records = await scene.app.pool.query<{ company: string | null; remote: string; last: string | null }>(
    'select company, remote_id as remote, last_name as last from remote_records where contact_id = $1 and gone_at is null',
    [contactId],
  )
  for (const { company, remote, last } of records.rows)
    expect([company, remote, last].map((text) => shown.includes(text ?? '?'))).toEqual([true, true, true])
  expect(shown).toContain('HubSpot')
  expect(
    (await scene.audit())
      .filter(({ act, contactId: of }) => act === 'view' && of === contactId)
      .map(({ actor }) => actor),
  ).toEqual([scene.dpo.email])
  const unseen = await post(url, {
    door: 'other',
    receivedOn: dayOf(scene.app.clock.now()),
    scope: 'all',
    identity: 'own-address',
  })
  expect([unseen.statusCode, unseen.body.includes('Look at the records first')]).toEqual([422, true])
  const wrong = await post(url, { door: '', receivedOn: '', scope: 'kept' })
  expect([
    wrong.statusCode,
    ...['Choose how it reached you.', 'Give a day, today at the latest.', 'Say what stays and why'].map((text) =>
      wrong.body.includes(text),
    ),
  ]).toEqual([422, true, true, true])

  const before = await scene.lastRequest()
  const sent = await post(url, {
    door: 'other',
    receivedOn: dayOf(scene.app.clock.now()),
    scope: 'all',
    identity: 'own-address',
    seen: 'on',
  })
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
    (await notifiedOf(scene.app.pool, request.objectionId)).map(({ label, sentAt }) => [
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
