import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { decideRefusals } from '../../../src/operations/removals/refused/decide-refused.ts'
import type { User } from '../../../src/store/accounts/users.ts'
import { advancePlan } from '../../../src/operations/removals/advance-plan.ts'
import { restorePeople } from '../../../src/operations/removals/brakes/restore-people.ts'
import { holdContact } from '../../../src/operations/objections/hold-contact.ts'
import { issueCertificate } from '../../../src/operations/removals/issue-certificate.ts'
import { vanished } from '../../../src/operations/removals/watch-purges.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { againstLast } from '../../../src/store/removals/removals-view.ts'
import { findPlan, listPlans, recentSizes, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { until } from '../../support/until.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from './removal-steps.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/**
 * How records leave: for good, emptied where the vendor keeps them, or only into the bin where more is not allowed
 * (docs/reference/promises.md#removal-6, #removal-8).
 */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    contacts: 120,
    broker: false,
    settings: {
      eraseSilent: true,
      retentionRules: [
        {
          id: 'former',
          population: 'former-customer',
          country: 'FR',
          sourceKind: null,
          months: 24,
          reason: '',
          from: '2026-01-01',
        },
        {
          id: 'later',
          population: 'prospect',
          country: null,
          sourceKind: null,
          months: 12,
          reason: '',
          from: '2099-01-01',
        },
      ],
    },
  })
})
afterAll(() => scene.close())

/** The record whose deletion the org refuses, and the plan that empties it. */
let kept: Row
let emptying: RemovalPlan

interface Row {
  id: string
  connector: string
  remoteId: string
  object: string
  contactId: string
  state: string
  seen: string | null
  detail: string | null
}
const rowsOf = async (planId: string) =>
  (
    await scene.app.pool.query<Row>(
      `select rr.record_id::text as id, k.connector, r.remote_id as "remoteId", r.object, rr.contact_id as "contactId", rr.state, coalesce(rr.erased_value, rr.binned_value) as seen, rr.detail
   from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id where rr.plan_id = $1 order by rr.record_id`,
      [planId],
    )
  ).rows
const salesforce = (switches: object) => scene.control('POST', '/_sandbox/switches', { salesforce: switches })

it('erases for good, leaves what the org refuses, takes what lies in the bin already, and says it all in the certificate', async () => {
  await scene.run()
  const plan = await approveAndHold(scene)
  const contacts = (await rowsOf(plan.id)).filter((row) => row.connector === 'salesforce' && row.object === 'Contact')
  const [binned] = contacts.slice(1)
  if (contacts[0] === undefined || binned === undefined) throw new Error('too few records')
  kept = contacts[0]
  await salesforce({ deleteFailedIds: [kept.remoteId] })
  // What a worker that died between the two calls leaves behind.
  await scene.act('salesforce', 'delete', { id: binned.remoteId })
  await endRestoreWindow(scene)
  const done = await planIs(scene, plan.id, 'done')
  const rows = await rowsOf(plan.id)
  expect(rows.map(({ remoteId, state, seen }) => [remoteId, state, seen])).toEqual(
    rows.map(({ remoteId, connector }) =>
      remoteId === kept.remoteId
        ? [remoteId, 'refused', null]
        : [remoteId, 'erased', connector === 'hubspot' ? 'erased' : 'not in the recycle bin'],
    ),
  )
  expect({ binned: done.binned, refused: done.refusedItems }).toEqual({ binned: plan.held - 1, refused: 1 })
  expect(rows.find(({ remoteId }) => remoteId === kept.remoteId)?.detail).toBe(
    'other records of the org keep this one (cases); delete or reassign them there first (DELETE_FAILED)',
  )
  const left = await scene.salesforceRow(kept.remoteId)
  expect([left['LastName'] === 'Anonymised', left['Email'] === null, left['IsDeleted']]).toEqual([false, false, false])
  expect(await scene.salesforceRow(binned.remoteId)).toEqual({})
  // What a worker deleted and could not note is no deletion by others, however it went in the end.
  const lost = await scene.app.pool.query(`select 1 from remote_records where gone_reason = 'deleted'`)
  expect(lost.rowCount).toBeGreaterThan(0)
  expect(await vanished(scene.app.pool, scene.app.clock.now())).toEqual([])
  const acts = (await scene.audit())
    .filter((line) => line.details['planId'] === plan.id && ['bin', 'erase', 'anonymise'].includes(line.act))
    .map((line) => line.act)
  expect({
    bin: acts.filter((act) => act === 'bin').length,
    erase: acts.filter((act) => act === 'erase').length,
    anonymise: acts.filter((act) => act === 'anonymise').length,
  }).toEqual({ bin: 0, erase: rows.length - 1, anonymise: 0 })
  const { certificate } = await issueCertificate(scene.app, plan.id, 'dpo@exemple.example.test')
  // The settings of that day, with the terms of their own that counted then.
  expect(certificate.settings).toEqual({
    version: expect.any(Number) as number,
    inactivityMonths: 36,
    restoreDays: 14,
    ownTerms: [{ population: 'former-customer', country: 'FR', sourceKind: null, months: 24 }],
  })
  const count = (connector: string) => rows.filter((row) => row.connector === connector).length
  expect(
    certificate.systems.map(({ name, removed, erased, anonymised, refused, inBinUntil }) => ({
      name,
      removed,
      erased,
      anonymised,
      refused,
      inBinUntil,
    })),
  ).toEqual([
    {
      name: 'HubSpot',
      removed: count('hubspot'),
      erased: count('hubspot'),
      anonymised: 0,
      refused: 0,
      inBinUntil: null,
    },
    {
      name: 'Salesforce',
      removed: count('salesforce') - 1,
      erased: count('salesforce') - 1,
      anonymised: 0,
      refused: 1,
      inBinUntil: null,
    },
  ])
})

it('keeps whom a system refuses to delete out of every plan until a DPO decides', async () => {
  const { contactId } = kept
  const [first] = (await listPlans(scene.app.pool, 10)).filter(({ state }) => state === 'done')
  const planId = first?.id ?? ''
  const anonymise = (who: User, contactIds = [contactId], reason = 'Support needs the closed case.') =>
    decideRefusals(scene.app, planId, who, { contactIds, decision: 'anonymise', reason })
  const plans = async () =>
    (await listPlans(scene.app.pool, 10)).map(({ kind, state, guards }) => ({
      kind,
      state,
      refused: guards.find(({ name }) => name === 'refused')?.count ?? null,
    }))
  // A run leaves them out until somebody decided.
  await scene.run()
  expect((await plans()).find(({ kind, state }) => kind === 'silent' && state === 'planned')).toMatchObject({
    refused: 1,
  })
  await expect(anonymise({ ...scene.dpo, role: 'viewer' })).rejects.toMatchObject({ code: 'role' })
  await expect(anonymise(scene.dpo, [contactId], 'so')).rejects.toMatchObject({ code: 'reason' })
  await expect(anonymise(scene.dpo, [randomUUID()])).rejects.toMatchObject({ code: 'decided' })
  const { people, plan } = await anonymise(scene.dpo)
  await expect(anonymise(scene.dpo)).rejects.toMatchObject({ code: 'decided' })
  const made = await findPlan(scene.app.pool, plan?.id ?? '')
  expect([people, made]).toMatchObject([1, { state: 'planned', empties: true, planned: 1, author: scene.dpo.email }])
  if (made === null) throw new Error('no plan')
  emptying = made
  // The night neither replaces it nor takes the person into another one.
  await scene.run()
  expect((await findPlan(scene.app.pool, emptying.id))?.state).toBe('planned')
  const { rows: theirs } = await scene.app.pool.query(
    `select p.id from removal_items i join removal_plans p on p.id = i.plan_id where i.contact_id = $1 and p.state = 'planned'`,
    [contactId],
  )
  expect(theirs).toEqual([{ id: emptying.id }])
})

it('takes a plan that empties neither for what is usual nor for the list before', async () => {
  const silent = (await listPlans(scene.app.pool, 20)).filter(({ kind }) => kind === 'silent')
  const [next] = silent.filter(({ empties, createdAt }) => !empties && createdAt > emptying.createdAt)
  const before = silent.filter(({ empties, createdAt }) => !empties && createdAt < emptying.createdAt)
  const sizes = await recentSizes(scene.app.pool, 'silent', new Date(0), 50)
  const { rows } = await scene.app.pool.query<{ n: number }>(
    `select count(*)::int as n from removal_plans p where kind = 'silent' and not empties and exists (select 1 from removal_items i where i.plan_id = p.id)`,
  )
  const against = await againstLast(scene.app.pool, next?.id ?? '')
  expect([before.length > 0, sizes.length, against?.createdAt.getTime() === emptying.createdAt.getTime()]).toEqual([
    true,
    rows[0]?.n,
    false,
  ])
})

it('empties a record only as decided, approved by someone else, held and read back', async () => {
  const { remoteId } = kept
  await expect(approveRemoval(scene.app, emptying.id, scene.dpo, emptying.digest)).rejects.toMatchObject({
    code: 'own-plan',
  })
  await approveRemoval(scene.app, emptying.id, scene.admin, emptying.digest)
  await planIs(scene, emptying.id, 'held')
  await endRestoreWindow(scene)
  await planIs(scene, emptying.id, 'done')
  const left = await scene.salesforceRow(remoteId)
  expect({
    rows: (await rowsOf(emptying.id)).map(({ state, seen, detail }) => [state, seen, detail]),
    name: left['LastName'],
    email: left['Email'],
    phone: left['Phone'],
    gone: left['IsDeleted'],
    optedOut: left['HasOptedOutOfEmail'],
    heldUntil: left['Lawbase_Hold_Until__c'],
  }).toEqual({
    rows: [
      [
        'anonymised',
        'anonymised',
        'other records of the org keep this one (cases); delete or reassign them there first (DELETE_FAILED)',
      ],
    ],
    name: 'Anonymised',
    email: null,
    phone: null,
    gone: false,
    optedOut: false,
    heldUntil: null,
  })
  // The emptied record is nobody's any more, also after it was read again.
  await scene.run()
  expect(
    (await scene.app.pool.query('select 1 from remote_records where remote_id = $1 and gone_at is null', [remoteId]))
      .rowCount,
  ).toBe(0)
})

it('says on the page, in the list and on the certificate that the emptied record is there still', async () => {
  const console_ = await consoleOf(scene, scene.dpo)
  const page = await console_.get(`/removals/${emptying.id}`)
  expect(page).toContain('0 inactive contacts were removed, 1 anonymised')
  expect([/Verified absent/u, /1 anonymised: the system keeps the record/u].map((text) => text.test(page))).toEqual([
    false,
    true,
  ])
  expect(await console_.html(`/removals/${emptying.id}/list.csv`)).toContain('"anonymised"')
  await console_.close()
  const { certificate } = await issueCertificate(scene.app, emptying.id, scene.dpo.email)
  expect(certificate.systems[0]?.remains.en).toMatch(/^The emptied record stays(?!.*outlive)/u)
})

it('ends a plan for whoever went by an answer that was lost, or by someone else, and erases here what was known of them (G8)', async () => {
  const own = await openScene({ contacts: 120, broker: false })
  try {
    await own.run()
    const plan = await approveAndHold(own)
    const { rows } = await own.app.pool.query<{ id: string; contactId: string }>(
      `select r.remote_id as id, rr.contact_id as "contactId" from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and rr.connection_id = $2
         and not exists (select 1 from removal_records o where o.plan_id = rr.plan_id and o.contact_id = rr.contact_id and o.record_id <> rr.record_id)`,
      [plan.id, own.hubspotId],
    )
    expect(rows.length).toBeGreaterThan(1)
    await own.act('hubspot', 'delete', { id: rows[0]?.id })
    await own.fault('hubspot', 'cut-after', { times: 1, pathIncludes: '/batch/archive' })
    await endRestoreWindow(own)
    await until('the plan ended', async () => {
      await own.advance(5_000)
      return (await findPlan(own.app.pool, plan.id))?.state === 'done'
    })
    expect(await findPlan(own.app.pool, plan.id)).toMatchObject({ held: 0, binned: plan.held, refusedItems: 0 })
    const left = await own.app.pool.query(
      `select 1 from remote_records where contact_id = any($1) and last_name is not null`,
      [rows.map(({ contactId }) => contactId)],
    )
    expect(left.rowCount).toBe(0)
    const { certificate } = await issueCertificate(own.app, plan.id, 'dpo@exemple.example.test')
    const [there] = certificate.systems.filter(({ name }) => name === 'HubSpot')
    expect(there).toMatchObject({
      removed: there?.records,
      seen: ['archived'],
      inBinUntil: expect.any(String) as string,
    })
  } finally {
    await own.close()
  }
})

it('does not take in again whom a lagging index still shows as living', async () => {
  const own = await openScene({ contacts: 120, broker: false })
  try {
    await own.run()
    const plan = await approveAndHold(own)
    const {
      rows: [one],
    } = await own.app.pool.query<{ id: string; contactId: string }>(
      `select r.remote_id as id, rr.contact_id as "contactId" from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and rr.connection_id = $2 limit 1`,
      [plan.id, own.hubspotId],
    )
    await own.advance(14 * dayMs + 60_000)
    await own.poll()
    await own.act('hubspot', 'update-contact', { id: one?.id, properties: { jobtitle: 'Somebody tidies up' } })
    await own.control('POST', '/_sandbox/switches', { hubspot: { searchLagMs: 600_000 } })
    await own.advance(61_000)
    await planIs(own, plan.id, 'done')
    const from = await own.lastRequest()
    await until('the index was asked for what changed', async () => {
      await own.poll()
      return (await own.requests('hubspot', from)).some(
        ({ path, body }) => path.includes('/contacts/search') && JSON.stringify(body).includes('GTE'),
      )
    })
    await own.poll()
    const { rows } = await own.app.pool.query(
      `select gone_at is not null as gone, contact_id, job_title from remote_records where remote_id = $1`,
      [one?.id],
    )
    expect(rows).toEqual([{ gone: true, contact_id: one?.contactId, job_title: null }])
  } finally {
    await own.close()
  }
})

it('gives back what was there: a pause goes on, and what a held record was merged into is free', async () => {
  const own = await openScene({ contacts: 120, broker: false })
  try {
    await own.run()
    const {
      rows: [paused, merged, both],
    } = await own.app.pool.query<{ id: string; contactId: string }>(
      `select r.remote_id as id, i.contact_id as "contactId" from removal_items i join removal_plans p on p.id = i.plan_id and p.state = 'planned' join remote_records r on r.contact_id = i.contact_id and r.connection_id = $1 and r.gone_at is null order by r.id limit 3`,
      [own.hubspotId],
    )
    const holdAt = async (id: string | undefined) =>
      ((await own.contact(id ?? ''))['properties'] as Record<string, string>)['lawbase_hold_until'] ?? ''
    await inTransaction(own.app.pool, (sql) =>
      holdContact(own.app, sql, { contactId: paused?.contactId ?? '', reason: 'pause', until: '2099-06-01' }),
    )
    await until('the pause is written', async () => {
      await own.advance(1_000)
      return (await holdAt(paused?.id)) === '2099-06-01'
    })
    const plan = await approveAndHold(own)
    expect([await holdAt(paused?.id), (await holdAt(merged?.id)) < '2099']).toEqual(['2099-06-01', true])
    const survivor = String(
      (
        await own.act('hubspot', 'merge', {
          primaryId: merged?.id,
          mergeId: own.somebody((person) => person.hubspotIds.length === 1).hubspotIds[0],
        })
      )['id'],
    )
    expect(await holdAt(survivor)).not.toBe('')
    // Somebody who asked for a pause, and lives on with a held record in one.
    await own.poll()
    const {
      rows: [waits],
    } = await own.app.pool.query<{ id: string }>(
      `select r.remote_id as id from remote_records r where r.connection_id = $1 and r.gone_at is null and not exists (select 1 from removal_items i where i.contact_id = r.contact_id) and r.remote_id <> $2 order by r.id limit 1`,
      [own.hubspotId, survivor],
    )
    const other = String((await own.act('hubspot', 'merge', { primaryId: waits?.id, mergeId: both?.id }))['id'])
    await own.poll()
    const {
      rows: [one],
    } = await own.app.pool.query<{ id: string; items: number }>(
      `select r.contact_id as id, (select count(*)::int from removal_items i where i.contact_id = r.contact_id) as items from remote_records r where r.connection_id = $1 and r.remote_id = $2`,
      [own.hubspotId, other],
    )
    expect(one?.items).toBe(0)
    await inTransaction(own.app.pool, (sql) =>
      holdContact(own.app, sql, { contactId: one?.id ?? '', reason: 'pause', until: '2099-07-01' }),
    )
    await until('the other pause is written', async () => {
      await own.advance(1_000)
      return (await holdAt(other)) === '2099-07-01'
    })
    await own.stopWorking()
    await restorePeople(own.app, plan.id, own.dpo, { contactIds: null, reason: 'The list was wrong.' })
    await advancePlan(own.app, plan.id, AbortSignal.timeout(15_000))
    expect([await holdAt(paused?.id), await holdAt(survivor), await holdAt(other)]).toEqual([
      '2099-06-01',
      '',
      '2099-07-01',
    ])
  } finally {
    await own.close()
  }
})
