import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendAgain } from '../../../src/operations/objections/refusals.ts'
import { approveRemoval, refuseRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { attestPerson } from '../../../src/operations/decisions/attest-person.ts'
import { sourceOf } from '../../../src/domain/sources/source.ts'
import { removalsBefore } from '../../../src/store/removals/removal-memory.ts'
import { findPlan, listPlans, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import type { Settings } from '../../../src/domain/settings/settings.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import type { Json } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'
import {
  approveAndHold,
  dayMs,
  endRestoreWindow,
  holdOf,
  isGone,
  planIs,
  recordsOf,
  waitingPlan,
  type PlannedRecord,
} from './removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const itemsOf = async (scene: Scene, planId: string) =>
  new Map(
    (
      await scene.app.pool.query<{ contact_id: string; state: string; reason: string | null }>(
        'select contact_id, state, reason from removal_items where plan_id = $1',
        [planId],
      )
    ).rows.map((row) => [row.contact_id, `${row.state} ${row.reason ?? ''}`.trim()]),
  )

describe('the removal of people who have been silent for too long', () => {
  let scene: Scene
  let plan: RemovalPlan
  let records: PlannedRecord[]
  let said: PlannedRecord
  let saidAt: string
  beforeAll(async () => {
    scene = await openScene({ contacts: 200 })
    const numbered = scene.people.filter(
      ({ life, optOut, hubspotIds: [id] }) => life === 'silent' && optOut === 'none' && id !== undefined,
    )
    for (const [
      place,
      {
        hubspotIds: [id],
      },
    ] of numbered.slice(-4).entries())
      await scene.act('hubspot', 'update-contact', { id, properties: { mobilephone: `+33 6 39 98 30 0${place}` } })
    await scene.poll()
    await scene.run()
    plan = await waitingPlan(scene)
    records = await recordsOf(scene, plan.id)
  })
  afterAll(() => scene.close())

  it('is planned for the silent and nobody else, whether they opted out or not', () => {
    const silent = scene.people.filter((person) =>
      ['silent', 'silent-opens', 'edge-exact', 'edge-past'].includes(person.life),
    )
    const idsOf = (people: typeof silent) =>
      new Set(people.flatMap((person) => [...person.hubspotIds, ...person.salesforceIds]))
    const [all, optedOut] = [idsOf(silent), idsOf(silent.filter((person) => person.optOut !== 'none'))]
    expect(records.length).toBeGreaterThan(10)
    expect(records.map((record) => record.remoteId).filter((id) => !all.has(id))).toEqual([])
    expect(records.filter((record) => optedOut.has(record.remoteId)).length).toBeGreaterThan(0)
    const guards = Object.fromEntries(plan.guards.map((guard) => [guard.name, guard.count]))
    expect([Number(guards['open-deal']) > 0, guards['objection']]).toEqual([true, 0])
  })

  it('is not approved by the one who planned it, nor for another list than the one that was seen', async () => {
    await expect(approveRemoval(scene.app, plan.id, scene.admin, plan.digest)).rejects.toMatchObject({
      code: 'own-plan',
    })
    await expect(approveRemoval(scene.app, plan.id, scene.dpo, 'another list')).rejects.toMatchObject({
      code: 'changed',
    })
    await expect(
      approveRemoval(scene.app, plan.id, { ...scene.dpo, role: 'viewer' }, plan.digest),
    ).rejects.toMatchObject({ code: 'role' })
    expect(await findPlan(scene.app.pool, plan.id)).toEqual(plan)
  })

  it('starts with a hold on every record, read back, and no opt-out', async () => {
    const held = await approveAndHold(scene)
    expect(held.held).toBe(plan.planned)
    const until = new Date((held.approvedAt?.getTime() ?? 0) + 14 * dayMs).toISOString().slice(0, 10)
    for (const record of records)
      expect([record.remoteId, await holdOf(scene, record), await isGone(scene, record)]).toEqual([
        record.remoteId,
        until,
        false,
      ])
    await expect(refuseRemoval(scene.app, plan.id, scene.dpo, 'too late')).rejects.toMatchObject({
      code: 'not-waiting',
    })
  })

  it('lets go of whoever replies, buys, or says no that a system does not take, and lifts their hold', async () => {
    const people = [...new Set(records.map((record) => record.contactId))]
    const chosen = new Set<string>()
    const oneOf = (connector: string) => {
      const found = records.find(
        (record) => record.connector === connector && record.object !== 'Lead' && !chosen.has(record.contactId),
      )
      if (found === undefined) throw new Error('too few records')
      chosen.add(found.contactId)
      return found
    }
    const [replied, wrote, bought, unheard] = [
      oneOf('hubspot'),
      oneOf('salesforce'),
      oneOf('hubspot'),
      oneOf('salesforce'),
    ]
    said = oneOf('hubspot')
    await scene.act('hubspot', 'reply', { id: replied.remoteId })
    await scene.act('salesforce', 'inbound-email', { id: wrote.remoteId })
    saidAt = ((await scene.contact(said.remoteId))['properties'] as Record<string, string>)['email'] ?? ''
    await scene.untilCarried((await scene.object(saidAt)).id, { hubspot: 'applied' })
    // A rule of the org refuses the opt-out: deleted now, it would be refused for ever.
    await scene.control('POST', '/_sandbox/switches', { salesforce: { refusedIds: [unheard.remoteId] } })
    const refused = await scene.object(String((await scene.salesforceRow(unheard.remoteId))['Email']))
    await scene.untilCarried(refused.id, { salesforce: 'refused' })
    await scene.control('POST', '/_sandbox/switches', { salesforce: { refusedIds: [] } })
    await scene.act('hubspot', 'update-contact', { id: bought.remoteId, properties: { lifecyclestage: 'customer' } })
    await endRestoreWindow(scene)
    const done = await planIs(scene, plan.id, 'done')
    const items = await itemsOf(scene, plan.id)
    expect([replied, wrote, bought, unheard, said].map((record) => items.get(record.contactId))).toEqual([
      'taken-out acted',
      'taken-out acted',
      'taken-out customer',
      'taken-out objection',
      'binned',
    ])
    const { rows } = await scene.app.pool.query<{ id: string; version: number }>(
      `select id, version from propagations where objection_id = $1 and state = 'refused'`,
      [refused.id],
    )
    for (const which of rows) await sendAgain(scene.app, scene.admin, which)
    await scene.untilCarried(refused.id, { salesforce: 'applied' })
    const out = new Set([replied, wrote, bought, unheard].map((record) => record.contactId))
    expect({ binned: done.binned, takenOut: done.takenOut, held: done.held, refused: done.refusedItems }).toEqual({
      binned: people.length - out.size,
      takenOut: out.size,
      held: 0,
      refused: 0,
    })
    for (const record of records) {
      const gone = await isGone(scene, record)
      expect([record.remoteId, gone]).toEqual([record.remoteId, !out.has(record.contactId)])
      if (!gone) expect([record.remoteId, await holdOf(scene, record)]).toEqual([record.remoteId, null])
    }
  })

  it('takes whoever opted out meanwhile along, and keeps the opt-out', async () => {
    const { rows } = await scene.app.pool.query<Json>(
      `select (select count(*)::int from suppressions s where s.identity_hash = i.hash) as stopped, i.value from identities i where i.hash = $1`,
      [scene.app.keys.hashEmail(saidAt)],
    )
    expect(rows).toEqual([{ stopped: channels.length, value: null }])
  })

  it('erases here what was known of the removed, and keeps the memory of their addresses (G5)', async () => {
    const binned = [...(await itemsOf(scene, plan.id))]
      .filter(([, state]) => state === 'binned')
      .map(([contactId]) => contactId)
    const { rows } = await scene.app.pool.query<Json>(
      `select count(*) filter (where r.first_name is not null or r.last_name is not null or r.job_title is not null or r.phone is not null or r.tags <> '{}')::int as named, count(i.value)::int as addresses,
         count(distinct m.identity_hash)::int as remembered, count(distinct i.hash)::int as hashes
       from remote_records r left join record_identities ri on ri.record_id = r.id left join identities i on i.hash = ri.identity_hash left join removal_memory m on m.identity_hash = i.hash where r.contact_id = any($1)`,
      [binned],
    )
    expect(
      (
        await scene.app.pool.query(
          'select 1 from record_numbers n join remote_records r on r.id = n.record_id where r.contact_id = any($1)',
          [binned],
        )
      ).rowCount,
    ).toBe(0)
    expect(rows[0]).toEqual({ named: 0, addresses: 0, remembered: rows[0]?.['hashes'], hashes: rows[0]?.['hashes'] })
    const acts = (await scene.audit()).filter((line) => line.act === 'purged').map((line) => line.contactId)
    expect(new Set(acts)).toEqual(new Set(binned))
    expect(acts.length).toBe(binned.length)
  })

  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })

  /** Of those in HubSpot's bin: one whose record still carries a source, and two others who never opted out. */
  async function binnedPeople(property: string, settings: Settings) {
    const gone = records.filter((record) => record.connector === 'hubspot')
    const addressOf = async (record: PlannedRecord | undefined) =>
      ((await scene.contact(record?.remoteId ?? ''))['properties'] as Record<string, string>)['email'] ?? ''
    const binned = []
    for (const record of gone) if (await isGone(scene, record)) binned.push(record)
    // Their old source is still written in the record.
    const hadSource = await Promise.all(
      binned.map(
        async (record) =>
          sourceOf(
            ((await scene.contact(record.remoteId))['properties'] as Record<string, string>)[property] ?? null,
            settings.sources['hubspot']?.values ?? [],
          ) !== null,
      ),
    )
    const restored = binned.find((_record, place) => hadSource[place])
    const objectors = new Set(
      scene.people.filter((person) => person.optOut !== 'none').flatMap((person) => [...person.hubspotIds]),
    )
    const [bare, sourced] = binned.filter(
      (record) => ![restored?.remoteId, said.remoteId].includes(record.remoteId) && !objectors.has(record.remoteId),
    )
    return {
      restored,
      restoredEmail: await addressOf(restored),
      bareEmail: await addressOf(bare),
      sourcedEmail: await addressOf(sourced),
    }
  }

  /** Two days on: one is taken out of the bin, two are imported again, one of them with a source value. */
  async function comeBack(restoredId: string | undefined, bareEmail: string, sourced: Record<string, string>) {
    const person = { firstname: 'Back', jobtitle: 'DSI', country: 'France' }
    await scene.advance(2 * dayMs)
    await scene.act('hubspot', 'restore', { id: restoredId })
    await scene.act('hubspot', 'create-contact', { properties: { email: bareEmail, ...person } })
    const again = await scene.act('hubspot', 'create-contact', { properties: { ...person, ...sourced } })
    await scene.poll()
    await scene.run()
    return again
  }

  /** The verdict of whoever holds the address in a live record. */
  const back = async (email: string) =>
    (
      await scene.app.pool.query<Json>(
        `select d.verdict, d.rule, d.detail ->> 'source' as source from decisions d join remote_records r on r.contact_id = d.contact_id and r.gone_at is null join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1`,
        [scene.app.keys.hashEmail(email)],
      )
    ).rows[0]
  let returnedId = ''
  let returnedEmail = ''

  it('knows who comes back: no import proves a source, also with a source value, until the person acts', async () => {
    const { settings } = await loadSettings(scene.app.pool)
    const [value] = settings.sources['hubspot']?.values.filter(({ kind }) => kind === 'C1' || kind === 'C4') ?? []
    const property =
      (
        await scene.app.pool.query<{ name: string }>(`select source_property as name from connections where id = $1`, [
          scene.hubspotId,
        ])
      ).rows[0]?.name ?? ''
    const { restored, restoredEmail, bareEmail, sourcedEmail } = await binnedPeople(property, settings)
    expect([restoredEmail, bareEmail, sourcedEmail].every((email) => email.includes('@'))).toBe(true)
    const again = await comeBack(restored?.remoteId, bareEmail, { email: sourcedEmail, [property]: value?.value ?? '' })
    expect({ restored: { ...(await back(restoredEmail)), rule: '' }, bare: await back(bareEmail) }).toEqual({
      restored: { verdict: 'BLOCK', rule: '', source: '' },
      bare: { verdict: 'QUARANTINE', rule: 'C13', source: '' },
    })
    expect(await back(sourcedEmail)).toEqual({ verdict: 'QUARANTINE', rule: 'C13', source: '' })
    // Neither another address nor a click that has not been yet is an act of theirs.
    const elsewhere = `elsewhere.${sourcedEmail}`
    await scene.act('hubspot', 'update-contact', { id: again['id'], properties: { email: elsewhere } })
    await scene.poll()
    await scene.run()
    expect(await back(elsewhere)).toEqual({ verdict: 'QUARANTINE', rule: 'C13', source: '' })
    await scene.act('hubspot', 'click', { id: again['id'], at: '2099-01-01T00:00:00Z' })
    await scene.poll()
    await scene.run()
    expect(await back(elsewhere)).toEqual({ verdict: 'QUARANTINE', rule: 'C13', source: '' })
    await scene.act('hubspot', 'reply', { id: again['id'] })
    await scene.poll()
    await scene.run()
    expect(await back(elsewhere)).toMatchObject({ source: expect.stringContaining(value?.name ?? '?') as unknown })
    expect((await back(elsewhere))?.['rule']).not.toBe('C13')
    const [returned] = (
      await scene.app.pool.query<{ id: string }>(
        'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null',
        [scene.app.keys.hashEmail(bareEmail)],
      )
    ).rows
    expect((await removalsBefore(scene.app.pool, [returned?.id ?? ''])).size).toBe(1)
    ;[returnedId, returnedEmail] = [returned?.id ?? '', bareEmail]
  })

  it('knows who comes back under another address by their mobile', async () => {
    const numbers = await Promise.all(
      records
        .filter((record) => record.connector === 'hubspot')
        .map(async (record) => {
          const { mobilephone } = (await scene.contact(record.remoteId))['properties'] as Record<string, string>
          return (await isGone(scene, record)) ? (mobilephone ?? '') : ''
        }),
    )
    const mobilephone = numbers.find((number) => number.startsWith('+33')) ?? 'none'
    const email = 'another.address@example.test'
    await scene.act('hubspot', 'create-contact', {
      properties: { email, mobilephone, origine_contact: 'formulaire-site' },
    })
    await scene.poll()
    await scene.run()
    expect([mobilephone, await back(email)]).toEqual([
      expect.stringContaining('+33'),
      { verdict: 'QUARANTINE', rule: 'C13', source: '' },
    ])
  })

  it('lets a DPO prove a source of somebody who came back, by a file of a later day', async () => {
    const removedOn = [...(await removalsBefore(scene.app.pool, [returnedId])).values()][0]?.at
    const file = { name: 'carte.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 carte') }
    const card = (name: string, obtainedOn: string) =>
      attestPerson(
        scene.app,
        scene.dpo,
        returnedId,
        { kind: 'C2', name, obtainedOn, note: 'Carte remise sur notre stand', noticeShown: false },
        file,
      )
    // What is shown of a day before the removal proves no return, whatever file is kept with it.
    await card('Salon de Paris', removedOn?.toISOString().slice(0, 10) ?? '')
    expect(await back(returnedEmail)).toEqual({ verdict: 'QUARANTINE', rule: 'C13', source: '' })
    await card('Salon de Lyon', scene.app.clock.now().toISOString().slice(0, 10))
    expect(await back(returnedEmail)).toMatchObject({ source: 'C2 Salon de Lyon' })
    await expect(card('Salon de Lyon', '2026-01-01')).rejects.toMatchObject({ code: 'known' })
    await expect(card('Salon à venir', '2099-01-01')).rejects.toMatchObject({ code: 'future' })
  })
})

describe('no removal is planned', () => {
  it('for anybody while nobody answered which other tools mail these people', async () => {
    const scene = await openScene({ contacts: 60, broker: false, settings: { otherTools: null } })
    await scene.run()
    const [plan] = await listPlans(scene.app.pool, 1)
    expect({ planned: plan?.planned, candidates: (plan?.candidateCount ?? 0) > 0 }).toEqual({
      planned: 0,
      candidates: true,
    })
    expect(plan?.guards.find((guard) => guard.name === 'blind')?.count).toBeGreaterThan(0)
    await scene.close()
  })

  it('when it would take more than the allowed share of the base', async () => {
    const scene = await openScene({ contacts: 60, broker: false, settings: { maxRemovalShare: 0.001 } })
    await scene.run()
    const [plan] = await listPlans(scene.app.pool, 1)
    expect({ state: plan?.state, reason: plan?.stoppedReason }).toEqual({ state: 'stopped', reason: 'share' })
    await expect(approveRemoval(scene.app, plan?.id ?? '', scene.dpo, plan?.digest ?? '')).rejects.toMatchObject({
      code: 'not-waiting',
    })
    await scene.close()
  })

  it('where the right to delete was not granted in every system that holds the person', async () => {
    const scene = await openScene({ contacts: 60, broker: false, granted: false })
    await scene.run()
    const [plan] = await listPlans(scene.app.pool, 1)
    expect({
      planned: plan?.planned,
      guarded: (plan?.guards.find((guard) => guard.name === 'not-granted')?.count ?? 0) > 0,
    }).toEqual({ planned: 0, guarded: true })
    await scene.close()
  })

  it('by a clock that went blind during the hold: nobody is deleted until the CRM can be read again', async () => {
    const scene = await openScene({ contacts: 60, broker: false })
    await scene.run()
    const plan = await approveAndHold(scene)
    await scene.fault('hubspot', 'server-error', { times: null, status: 503 })
    await scene.advance(15 * dayMs)
    await until(
      'the poll failed',
      async () =>
        (await scene.app.pool.query('select 1 from connections where pull_failed_at is not null')).rowCount === 1,
    )
    await scene.advance(61_000)
    expect(await findPlan(scene.app.pool, plan.id)).toMatchObject({ state: 'held', binned: 0 })
    const from = await scene.lastRequest()
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.poll()
    await scene.advance(61_000)
    await planIs(scene, plan.id, 'done')
    expect((await scene.requests('hubspot', from)).some((request) => request.path.includes('/batch/archive'))).toBe(
      true,
    )
    expect((await scene.check()).violations).toEqual([])
    await scene.close()
  })
})
