import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { dayOf } from '../../../src/domain/app/day.ts'
import { holdContact } from '../../../src/operations/objections/hold-contact.ts'
import { keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { activeHolds, endHolds, insertHold } from '../../../src/store/objections/holds.ts'
import { legalHoldsOf } from '../../../src/store/removals/legal-holds.ts'
import { maybeOthers } from '../../../src/store/removals/removal-items.ts'
import { insertReviewHold } from '../../../src/store/objections/review-holds.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { until } from '../../support/until.ts'
import { holderOf, move } from './address-steps.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs, waitingPlan } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import type { SeedPerson } from '../../support/seed-people.ts'

/**
 * Nobody passes for silent because a CRM gave them a new address (docs/reference/promises.md#i5, #i6;
 * docs/decisions/0024).
 */
let scene: Scene

/** People who are silent, with one record in each CRM. */
const silentInBoth = () => {
  const people = scene.people.filter(
    (one) =>
      one.where === 'both' &&
      one.life === 'silent' &&
      one.optOut === 'none' &&
      !one.role &&
      one.otherLast === null &&
      one.duplicate === 'none' &&
      !one.alsoLead,
  )
  if (people.length < 3) throw new Error('too few silent people are in both')
  return people as [SeedPerson, SeedPerson, SeedPerson]
}
const partsOf = async (...emails: string[]) =>
  (await Promise.all(emails.map((email) => holderOf(scene, email)))).map(String)
const plannedIds = async (planId: string, state: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select contact_id as id from removal_items where plan_id = $1 and state = $2 order by 1',
      [planId, state],
    )
  ).rows.map(({ id }) => id)
const newPlan = async () => {
  await scene.run()
  const plan = await waitingPlan(scene)
  return {
    id: plan.id,
    ids: await plannedIds(plan.id, 'planned'),
    guards: Object.fromEntries(plan.guards.map(({ name, count }) => [name, count])),
  }
}

describe('the two parts of somebody to whom one CRM gave a new address', () => {
  beforeEach(async () => {
    scene = await openScene({ broker: false, contacts: 300 })
    await scene.run()
  })
  afterEach(() => scene.close())

  it('go when both are silent, and stay while one of them acts or is a customer', async () => {
    const before = await newPlan()
    const [writes, answers, buys] = silentInBoth()
    const people = [writes, answers, buys]
    expect(before.ids).toEqual(expect.arrayContaining(await partsOf(...people.map(({ email }) => email))))
    const parts: string[] = []
    for (const person of people) parts.push(...(await partsOf(await move(scene, person), person.email)))
    expect((await newPlan()).ids).toEqual(expect.arrayContaining(parts))
    await scene.act('salesforce', 'inbound-email', { id: writes.salesforceIds[0] })
    await scene.act('hubspot', 'reply', { id: answers.hubspotIds[0] })
    await scene.act('hubspot', 'update-contact', { id: buys.hubspotIds[0], properties: { lifecyclestage: 'customer' } })
    await scene.poll()
    const during = await newPlan()
    expect({
      parts: parts.filter((id) => during.ids.includes(id)),
      maybe: (during.guards['maybe'] ?? 0) - (before.guards['maybe'] ?? 0),
    }).toEqual({ parts: [], maybe: 3 })
  })

  it('stay while something that one of them wrote waits to be read', async () => {
    const [person] = silentInBoth()
    const parts = await partsOf(await move(scene, person), person.email)
    await insertReview(
      scene.app.pool,
      {
        id: randomUUID(),
        kind: 'erasure-request',
        contactId: parts[1] ?? '',
        objectionId: null,
        connectionId: null,
        messageId: null,
        facts: {},
        dueOn: null,
        meanwhileBlocked: false,
      },
      scene.app.clock.now(),
    )
    const during = await newPlan()
    expect({
      parts: parts.filter((id) => during.ids.includes(id)),
      guards: [during.guards['pending'], during.guards['maybe']],
    }).toEqual({ parts: [], guards: [1, 1] })
  })

  it('stay while one of them acted since the last verdicts', async () => {
    const [person] = silentInBoth()
    const parts = await partsOf(await move(scene, person), person.email)
    const { id } = await newPlan()
    const since = dayOf(new Date(scene.app.clock.now().getTime() - dayMs))
    const asOf = { activeSince: since, today: dayOf(scene.app.clock.now()) }
    expect((await maybeOthers(scene.app.pool, id, asOf)).has(parts[1] ?? '')).toBe(false)
    await scene.act('hubspot', 'reply', { id: person.hubspotIds[0] })
    await scene.poll()
    expect((await maybeOthers(scene.app.pool, id, asOf)).has(parts[1] ?? '')).toBe(true)
  })

  it('are both blocked while a question about a message waits', async () => {
    const [person] = silentInBoth()
    const [reviewId, contactId] = [randomUUID(), (await holderOf(scene, person.email)) ?? '']
    await insertReview(
      scene.app.pool,
      {
        id: reviewId,
        kind: 'erasure-request',
        contactId,
        objectionId: null,
        connectionId: null,
        messageId: null,
        facts: {},
        dueOn: null,
        meanwhileBlocked: true,
      },
      scene.app.clock.now(),
    )
    await insertReviewHold(
      scene.app.pool,
      { id: randomUUID(), contactId, reviewId, until: dayOf(new Date(scene.app.clock.now().getTime() + 30 * dayMs)) },
      scene.app.clock.now(),
    )
    const held = async () =>
      (
        await scene.app.pool.query<{ id: string }>(
          `select contact_id as id from review_holds where review_id = $1 and state = 'held'`,
          [reviewId],
        )
      ).rows.map(({ id }) => id)
    await until('the block stands', async () => (await held()).length === 1)
    const parts = await partsOf(await move(scene, person), person.email)
    const both = await until('the block stands over both', async () => {
      const ids = await held()
      return ids.length === 2 && ids
    })
    expect(new Set(both)).toEqual(new Set(parts))
  })

  it('are both kept by a decision, and both paused, from before, until they are one again', async () => {
    const [person] = silentInBoth()
    const whole = (await holderOf(scene, person.email)) ?? ''
    const old = new Date(scene.app.clock.now().getTime() - 400 * dayMs)
    await insertHold(
      scene.app.pool,
      { id: randomUUID(), contactId: whole, reason: 'pause', until: null, actor: 'the person', evidence: {} },
      old,
    )
    await insertHold(
      scene.app.pool,
      { id: randomUUID(), contactId: whole, reason: 'a test', until: null, actor: 'a user', evidence: {} },
      old,
    )
    const declared = randomUUID()
    await scene.app.pool.query(
      `insert into attestations (id, covers_before, kind, name, notice_shown, statement, author, created_at, list) values ($1, $2, 'C3', 'Salon', true, 's', 'a', $2, 'clock=expired')`,
      [declared, old],
    )
    await scene.app.pool.query('insert into attested_contacts (attestation_id, contact_id) values ($1, $2)', [
      declared,
      whole,
    ])
    const attested = async () =>
      (
        await scene.app.pool.query<{ id: string }>(
          'select contact_id as id from attested_contacts where attestation_id = $1',
          [declared],
        )
      ).rows.map(({ id }) => id)
    await endHolds(
      scene.app.pool,
      { ids: (await activeHolds(scene.app.pool, [whole])).map(({ id }) => id) },
      'a test',
      old,
    )
    await keepByLaw(
      scene.app,
      scene.dpo,
      { contactId: whole },
      { reason: 'Litige en cours devant le tribunal', until: '' },
    )
    await keepByLaw(
      scene.app,
      scene.dpo,
      { domain: person.email.split('@')[1] ?? '' },
      { reason: 'Litige avec leur employeur', until: '' },
    )
    const day = dayOf(new Date(scene.app.clock.now().getTime() + 60 * dayMs))
    await inTransaction(scene.app.pool, (sql) =>
      holdContact(scene.app, sql, { contactId: whole, reason: 'pause', until: day, actor: 'the person' }),
    )
    const email = await move(scene, person)
    const parts = await partsOf(email, person.email)
    const acts = async (ids: readonly string[]) =>
      (
        await scene.app.pool.query<{ id: string; at: Date }>(
          `select contact_id as id, created_at as at from holds where contact_id = any($1) and ended_at is not null and actor = 'the person'`,
          [ids],
        )
      ).rows.toSorted((a, b) => parts.indexOf(a.id) - parts.indexOf(b.id))
    expect(await acts(parts)).toEqual(parts.map((id) => ({ id, at: old })))
    expect(new Set(await attested())).toEqual(new Set(parts))
    const sources = async (ids: readonly string[]) =>
      (
        await scene.app.pool.query<{ source: string }>(
          `select distinct record_id || ' ' || kind || ' ' || name as source from sources where contact_id = any($1) order by 1`,
          [ids],
        )
      ).rows.map(({ source }) => source)
    await scene.run()
    const known = await sources(parts)
    expect(known).toHaveLength(2)
    expect({
      two: new Set(parts).size,
      holds: (await activeHolds(scene.app.pool, parts))
        .map(({ contactId, reason, until: end }) => ({ contactId, reason, end }))
        .toSorted((a, b) => parts.indexOf(a.contactId) - parts.indexOf(b.contactId)),
      kept: await Promise.all(
        parts.map(async (id) =>
          (await legalHoldsOf(scene.app.pool, id, dayOf(scene.app.clock.now()))).map(({ kind }) => kind),
        ),
      ),
      planned: (await newPlan()).ids.filter((id) => parts.includes(id)),
    }).toEqual({
      two: 2,
      holds: parts.map((contactId) => ({ contactId, reason: 'pause', end: day })),
      kept: [
        ['person', 'domain'],
        ['person', 'domain'],
      ],
      planned: [],
    })
    const holds = (await scene.audit()).filter(
      (line) => line.act === 'hold' && parts.includes(line.contactId ?? '') && line.details['reason'] === 'pause',
    )
    expect(new Set(holds.map((line) => line.details['partedFrom'] ?? null))).toEqual(new Set([null, whole]))
    await scene.act('salesforce', 'update', { id: person.salesforceIds[0], fields: { Email: email } })
    await until('they are one again', async () => {
      await scene.poll()
      return (await holderOf(scene, person.email)) === undefined
    })
    const one = await partsOf(email)
    expect({
      holds: (await activeHolds(scene.app.pool, one)).map(({ reason, until: end }) => [reason, end]),
      acts: (await acts(one)).map(({ at }) => at),
      attested: await attested(),
      sources: await sources(one),
    }).toEqual({ holds: [['pause', day]], acts: [old], attested: one, sources: known })
  })

  it('leave a plan that was made for one person', async () => {
    const [person] = silentInBoth()
    const whole = (await holderOf(scene, person.email)) ?? ''
    const plan = await approveAndHold(scene)
    expect(await plannedIds(plan.id, 'held')).toContain(whole)
    await move(scene, person)
    await endRestoreWindow(scene)
    const done = await planIs(scene, plan.id, 'done')
    const { rows } = await scene.app.pool.query(
      'select state, reason from removal_items where plan_id = $1 and contact_id = $2',
      [plan.id, whole],
    )
    expect({
      rows,
      binned: done.binned,
      there: [
        (await scene.contact(person.hubspotIds[0] ?? ''))['archived'] ?? false,
        (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['IsDeleted'] ?? false,
      ],
    }).toEqual({ rows: [{ state: 'taken-out', reason: 'parted' }], binned: plan.held - 1, there: [false, false] })
  })
  it('go with it although they said no, also where their new address is a mailbox that many read', async () => {
    const person = scene.people.find(
      (one) =>
        one.where === 'hubspot' &&
        one.life === 'silent' &&
        one.optOut === 'none' &&
        !one.role &&
        one.duplicate === 'none',
    )
    if (person === undefined) throw new Error('nobody silent is only at HubSpot')
    const whole = (await holderOf(scene, person.email)) ?? ''
    const plan = await approveAndHold(scene)
    expect(await plannedIds(plan.id, 'held')).toContain(whole)
    await scene.object(person.email)
    await move(scene, person, 'accueil@shared.example.test')
    await endRestoreWindow(scene)
    await planIs(scene, plan.id, 'done')
    const { rows } = await scene.app.pool.query(
      'select state, reason from removal_items where plan_id = $1 and contact_id = $2',
      [plan.id, whole],
    )
    expect({
      rows,
      stopped: (
        await scene.app.pool.query('select 1 from suppressions where identity_hash = $1', [
          scene.app.keys.hashEmail(person.email),
        ])
      ).rowCount,
    }).toEqual({
      rows: [{ state: 'binned', reason: null }],
      stopped: channels.length,
    })
  })
})
