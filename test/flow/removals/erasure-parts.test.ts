import { afterAll, beforeAll, expect, it } from 'vitest'
import { erasureLetter } from '../../../src/operations/removals/erasure/erasure-letter.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { endKeeping, keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { openConnection } from '../../../src/operations/connections/open-connection.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { until } from '../../support/until.ts'
import { closeErasures, contactOf, decisionOf, doneIs, get, openErasures, scene, somebody } from './erasure-scene.ts'

beforeAll(openErasures)
afterAll(closeErasures)

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
  const shown = (await get(`/erasures/new?contact=${parts[0] ?? ''}`)).body
  const systems = [...shown.matchAll(/<span class="strong">([^<]+)<\/span> <span class="hint" lang="en">/gu)].map(
    ([, label]) => label,
  )
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
    systems: new Set(systems),
    rows,
    letter,
  }).toEqual({
    two: 2,
    systems: new Set(['HubSpot', 'Salesforce']),
    rows: [{ purged: 2 }],
    letter: [
      { name: 'HubSpot', removed: 1, erased: 1 },
      { name: 'Salesforce', removed: 1, erased: 1 },
    ],
  })
})
