import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blindReasons } from '../../../src/domain/inactivity/clock.ts'
import { nameActivityUnits } from '../../../src/operations/connections/activity-units.ts'
import { freshnessOf } from '../../../src/operations/decisions/blind-clock.ts'
import { findConnection, listConnections } from '../../../src/store/connections/connections.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { purgeContacts } from '../../../src/store/removals/purge.ts'
import { auditOf } from '../../support/scene.ts'
import { startLawbase, type Json, type Lawbase } from '../../support/lawbase.ts'
import { readActivities } from '../../../src/operations/intake/read-activities.ts'
import { pullConnection } from '../../../src/operations/intake/pull-connection.ts'
import { dayMs } from '../removals/removal-steps.ts'

const unit = '0Uv5A000000PAzxSAG'
const tool = 'Account Engagement (Salesforce)'
const name = ['Account Engagement', 'Marketing Cloud Account Engagement', 'Pardot']

describe('acts in Account Engagement', () => {
  let lawbase: Lawbase
  let salesforceId: string
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 60, settings: { otherTools: ['Pardot'] } })
    salesforceId = await lawbase.connectSalesforce(['pardot_api'])
    await lawbase.control('POST', '/_sandbox/switches', { salesforce: { businessUnits: [unit] } })
    await lawbase.run()
  })
  afterAll(() => lawbase.close())

  const act = (system: string, more: Json) =>
    lawbase.control('POST', '/_sandbox/act', { system: 'salesforce', act: system, ...more })
  const pull = () =>
    pullConnection(lawbase.app, salesforceId, {
      mode: 'changes',
      from: null,
      startedAt: lawbase.app.clock.now(),
      signal: AbortSignal.timeout(30_000),
    })
  const poll = async () => {
    await lawbase.advance(16 * 60_000)
    await pull()
  }
  const connection = async () => {
    const found = await findConnection(lawbase.app.pool, salesforceId)
    if (found === null) throw new Error('no connection')
    return found
  }
  const blind = async () => {
    const { pool, clock } = lawbase.app
    return blindReasons(await freshnessOf(lawbase.app, pool, await listConnections(pool), clock.now()), [], clock.now())
  }
  const clocks = async (where: string) =>
    (
      await lawbase.app.pool.query<{
        id: string
        email: string
        record: string
        object: string
        kind: string | null
        act: Date | null
        state: string
      }>(
        `select d.contact_id as id, min(i.value) as email, min(r.remote_id) as record, min(r.object) as object, d.last_act_kind as kind, d.last_act_at as act, d.clock_state as state from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id and ri.position = 0
     join identities i on i.hash = ri.identity_hash where not i.role and ${where} group by d.contact_id, d.last_act_kind, d.last_act_at, d.clock_state having count(distinct r.id) = 1 order by d.contact_id`,
      )
    ).rows
  const acts = async () => (await lawbase.app.pool.query('select tool, kind, at from tool_acts order by at')).rows
  const ago = (days: number) => new Date(Math.floor((lawbase.app.clock.now().getTime() - days * dayMs) / 1_000) * 1_000)

  it('refuses what is no business unit and saves nothing of the rest', async () => {
    expect(await nameActivityUnits(lawbase.app, lawbase.admin, salesforceId, `${unit}\n0Uvshort`)).toEqual({
      fault: 'not-an-id',
      line: '0Uvshort',
    })
    expect(
      await nameActivityUnits(
        lawbase.app,
        lawbase.admin,
        salesforceId,
        Array.from({ length: 21 }, (_, at) => `0Uv${String(at).padStart(15, '0')}`).join('\n'),
      ),
    ).toEqual({ fault: 'too-many' })
    expect((await connection()).activityUnits).toEqual([])
    expect(await blind()).toEqual([])
  })

  it('makes every clock blind from the moment it is named until all of it was read, and says why', async () => {
    expect(await nameActivityUnits(lawbase.app, lawbase.admin, salesforceId, ` ${unit}\n\n${unit} `)).toBeNull()
    expect(await blind()).toEqual([{ kind: 'not-pulled', label: tool }])
    // The scope was not granted: it is asked for with the next consent only.
    await poll()
    expect(await blind()).toEqual([{ kind: 'failing', label: tool }])
    const { pullFailedAt, activitiesFailure } = await connection()
    expect({ pullFailedAt, activitiesFailure }).toEqual({
      pullFailedAt: null,
      activitiesFailure: expect.stringContaining('add the scope pardot_api'),
    })
    await lawbase.run()
    expect(new Set((await clocks('true')).map(({ state }) => state))).toEqual(new Set(['blind']))
    await lawbase.allowAgain(salesforceId)
    expect((await connection()).scopes).toContain('pardot_api')
    await pull()
    expect(await blind()).toEqual([])
    // The admin had listed it among the tools that are not read.
    expect(
      (await lawbase.app.pool.query('select tool from tool_imports order by tool')).rows.map(
        (row: Json) => row['tool'],
      ),
    ).toEqual(name.map((one) => one.toLowerCase()).toSorted())
    await lawbase.run()
    expect(new Set((await clocks('true')).map(({ state }) => state)).has('blind')).toBe(false)
    expect(
      (await auditOf(lawbase.app)).filter(({ act: kind }) => kind === 'setting').map(({ details }) => details),
    ).toContainEqual({ what: 'activity units', from: [], to: [unit] })
  })

  it('moves the clock of whom it names by address or by record, and never by an open', async () => {
    const [byRecord, byAddress, opened] = await clocks('d.last_act_at is null')
    if (byRecord === undefined || byAddress === undefined || opened === undefined)
      throw new Error('too few silent people')
    const [clicked, sent] = [ago(40), ago(30)]
    await act('engagement', {
      type: 1,
      id: byRecord.record,
      email: 'her.other.address@example.test',
      at: clicked.toISOString(),
      updatedAt: lawbase.app.clock.now().toISOString(),
    })
    await act('engagement', {
      type: 4,
      email: byAddress.email.toUpperCase(),
      at: sent.toISOString(),
      updatedAt: lawbase.app.clock.now().toISOString(),
    })
    await act('engagement', {
      type: 11,
      id: opened.record,
      at: ago(2).toISOString(),
      updatedAt: lawbase.app.clock.now().toISOString(),
    })
    await poll()
    const now = await clocks(`d.contact_id in ('${byRecord.id}', '${byAddress.id}', '${opened.id}')`)
    const seen = new Map(now.map(({ id, kind, act: at }) => [id, { kind, at }]))
    expect([byRecord, byAddress, opened].map(({ id }) => seen.get(id))).toEqual([
      { kind: 'click', at: clicked },
      { kind: 'form', at: sent },
      { kind: null, at: null },
    ])
    const kept = [
      { tool, kind: 'click', at: clicked },
      { tool, kind: 'click', at: clicked },
      { tool, kind: 'form', at: sent },
    ]
    expect(await acts()).toEqual(kept)
    await poll()
    expect(await acts()).toEqual(kept)
    expect((await connection()).activitiesUpTo).toEqual(sent)
  })

  it('records a complaint and an unsubscribe as objections of theirs, once, and not the look at the page of somebody who stays', async () => {
    const [complains, leaves, stays] = await clocks(
      `d.last_act_at is null and not exists (select 1 from suppressions s where s.identity_hash = i.hash) and not exists (select 1 from remote_records x where x.contact_id = d.contact_id and x.blocks ->> 'email' <> 'open')`,
    )
    if (complains === undefined || leaves === undefined || stays === undefined) throw new Error('too few people')
    const noted = lawbase.app.clock.now()
    await act('opt-out', { id: leaves.record })
    for (const [type, person] of [
      [14, complains],
      [12, leaves],
      [12, stays],
    ] as const)
      await act('engagement', { type, id: person.record, at: ago(1).toISOString(), updatedAt: noted.toISOString() })
    await poll()
    await poll()
    const objectionsOf = async (email: string) =>
      (
        await lawbase.app.pool.query<{
          door: string
          origin: string
          reason: string
          channels: string[]
          tool: string | null
        }>(
          `select o.door, (select k.label from connections k where k.id = o.origin_connection_id) as origin, o.reason, o.channels, o.evidence ->> 'tool' as tool from objections o join objection_identities oi on oi.objection_id = o.id where oi.identity_hash = $1 order by o.door, tool`,
          [lawbase.app.keys.hashEmail(email)],
        )
      ).rows
    expect(await objectionsOf(complains.email)).toEqual([
      { door: 'crm', origin: 'Salesforce', reason: 'complaint', channels: ['email'], tool },
    ])
    expect((await objectionsOf(leaves.email)).filter((objection) => objection.tool === tool)).toEqual([
      {
        door: 'crm',
        origin: 'Salesforce',
        reason: 'objection',
        channels: expect.arrayContaining(['email', 'phone', 'post']),
        tool,
      },
    ])
    expect(await objectionsOf(stays.email)).toEqual([])
    expect((await clocks(`d.contact_id = '${complains.id}'`))[0]?.act).toBeNull()
  })

  it('asks at most each quarter of an hour, sooner after an outage, and trusts no clock while it fails', async () => {
    const calls = async (after: number) =>
      (
        (await lawbase.control('GET', `/_sandbox/requests?system=salesforce&after=${after}`)) as unknown as {
          seq: number
          path: string
        }[]
      ).filter(({ path }) => path.startsWith('/api/v5/'))
    const last = async () =>
      (
        (await lawbase.control('GET', '/_sandbox/requests?system=salesforce&after=0')) as unknown as { seq: number }[]
      ).at(-1)?.seq ?? 0
    await poll()
    const mark = await last()
    await lawbase.advance(60_000)
    await pull()
    expect(await calls(mark)).toEqual([])
    await lawbase.advance(15 * 60_000)
    await lawbase.control('POST', '/_sandbox/faults', {
      system: 'salesforce',
      kind: 'server-error',
      status: 503,
      pathIncludes: '/api/v5/',
      times: null,
    })
    await pull()
    expect(await blind()).toEqual([{ kind: 'failing', label: tool }])
    await lawbase.control('DELETE', '/_sandbox/faults')
    await lawbase.advance(61_000)
    await pull()
    expect(await blind()).toEqual([])
    await lawbase.advance(49 * 3_600_000)
    expect((await blind()).map(({ kind, label }) => `${kind} ${label}`).toSorted()).toEqual(
      ['not-pulled Salesforce', `not-pulled ${tool}`].toSorted(),
    )
  })

  it('trusts nothing that was read while another unit was being named', async () => {
    const connector = lawbase.app.connectors.get('salesforce')
    if (connector === undefined) throw new Error('no connector')
    const naming = async function* () {
      await nameActivityUnits(lawbase.app, lawbase.admin, salesforceId, `${unit} 0Uv5A000000PAzySAG`)
      yield { activities: [], next: {} }
    }
    const app = {
      ...lawbase.app,
      connectors: new Map([
        [
          'salesforce' as const,
          {
            ...connector,
            open: (...given: Parameters<typeof connector.open>) => ({
              ...connector.open(...given),
              activities: naming,
            }),
          },
        ],
      ]),
    }
    await readActivities(app, salesforceId, AbortSignal.timeout(30_000), 'at-once')
    const { activitiesReadAt, activitiesDueAt } = await connection()
    expect({ activitiesReadAt, activitiesDueAt }).toEqual({ activitiesReadAt: null, activitiesDueAt: null })
    await nameActivityUnits(lawbase.app, lawbase.admin, salesforceId, unit)
    await pull()
    expect((await connection()).activitiesReadAt).not.toBeNull()
  })

  it('reads a long history in visits, so that changes of records do not wait, and gets past a second in which much changed', async () => {
    await lawbase.control('POST', '/_sandbox/switches', { salesforce: { engagementPageSize: 1 } })
    const now = ago(0)
    const visitor = (at: number, before: number) =>
      act('engagement', {
        type: 17,
        email: `visitor${at}@example.test`,
        at: ago(200 - at).toISOString(),
        updatedAt: new Date(now.getTime() - before * 1_000).toISOString(),
      })
    for (let at = 0; at < 25; at += 1) await visitor(at, 60)
    for (let at = 25; at < 50; at += 1) await visitor(at, 60 - at)
    const found = async () =>
      (await lawbase.app.pool.query(`select 1 from tool_acts where at between $1 and $2`, [ago(202), ago(149)]))
        .rowCount ?? 0
    const readAt = (await connection()).activitiesReadAt
    await poll()
    const first = await found()
    expect({ some: first > 0 && first < 50, readAt: (await connection()).activitiesReadAt }).toEqual({
      some: true,
      readAt,
    })
    for (let turn = 0; turn < 5; turn += 1) await poll()
    expect({
      found: await found(),
      read: (await connection()).activitiesReadAt?.getTime() !== readAt?.getTime(),
    }).toEqual({ found: 50, read: true })
    await lawbase.control('POST', '/_sandbox/switches', { salesforce: { engagementPageSize: 1_000 } })
  })

  it('counts what was done under a record or an address that was merged away for the one it lives on in', async () => {
    const [master, byRecord, byAddress] = (
      await clocks(
        `d.last_act_at is null and r.gone_at is null and r.object = 'Contact' and r.connection_id = '${salesforceId}'`,
      )
    ).slice(-3)
    if (master === undefined || byRecord === undefined || byAddress === undefined)
      throw new Error('too few silent people')
    const lastAct = async () => (await clocks(`r.remote_id = '${master.record}'`))[0]?.act
    const [under, through] = [ago(60), ago(50)]
    await act('engagement', {
      type: 1,
      email: byAddress.email,
      at: under.toISOString(),
      updatedAt: lawbase.app.clock.now().toISOString(),
    })
    await poll()
    for (const loser of [byAddress, byRecord]) await act('merge', { primaryId: master.record, mergeId: loser.record })
    await poll()
    await lawbase.run()
    expect(await lastAct()).toEqual(under)
    await act('engagement', {
      type: 21,
      id: byRecord.record,
      email: 'not.theirs@example.test',
      at: through.toISOString(),
      updatedAt: lawbase.app.clock.now().toISOString(),
    })
    await poll()
    expect(await lastAct()).toEqual(through)
  })

  it('does not take in again what somebody did before they were removed', async () => {
    const [person] = await clocks(
      'd.last_act_at is null and r.gone_at is null and not exists (select 1 from record_identities o join remote_records x on x.id = o.record_id where o.identity_hash = i.hash and x.id <> r.id)',
    )
    if (person === undefined) throw new Error('nobody is silent')
    const told = () =>
      act('engagement', {
        type: 28,
        email: person.email,
        at: ago(1_500).toISOString(),
        updatedAt: lawbase.app.clock.now().toISOString(),
      })
    const theirs = async () =>
      (
        await lawbase.app.pool.query('select at from tool_acts where identity_hash = $1', [
          lawbase.app.keys.hashEmail(person.email),
        ])
      ).rowCount
    await told()
    await poll()
    expect(await theirs()).toBe(1)
    await act('delete', { id: person.record })
    await poll()
    await inTransaction(lawbase.app.pool, (sql) =>
      purgeContacts(sql, [person.id], { remember: true }, lawbase.app.clock.now()),
    )
    await told()
    await poll()
    expect(await theirs()).toBe(0)
    // Whoever is a prospect there still, and acts again, is somebody new.
    await act('engagement', { type: 28, email: person.email, at: lawbase.app.clock.now().toISOString() })
    await poll()
    expect(await theirs()).toBe(1)
  })

  it('reads every kind of every unit, however much goes on in the first ones', async () => {
    const units = [unit, '0Uv5A000000PAzySAG', '0Uv5A000000PAzzSAG']
    await lawbase.control('POST', '/_sandbox/switches', { salesforce: { businessUnits: units } })
    await nameActivityUnits(lawbase.app, lawbase.admin, salesforceId, units.join(' '))
    const now = () => lawbase.app.clock.now().toISOString()
    await act('engagement', { unit: units[2], type: 14, email: 'busy@example.test', at: now() })
    const told = async () =>
      (
        await lawbase.app.pool.query(`select 1 from objections where reason = 'complaint' and recorded_at >= $1`, [
          begun,
        ])
      ).rowCount
    const begun = lawbase.app.clock.now()
    for (let turn = 0; turn < 6; turn += 1) {
      for (const busy of units)
        for (const type of [1, 17, 21, 4, 25, 28, 35])
          await act('engagement', { unit: busy, type, email: 'busier@example.test', at: now() })
      await pull()
      await lawbase.advance(5_000)
    }
    expect(await told()).toBe(1)
    await nameActivityUnits(lawbase.app, lawbase.admin, salesforceId, unit)
    await poll()
  })

  it('stops reading when no unit is named any more, and keeps what is known', async () => {
    const before = (await acts()).length
    expect(await nameActivityUnits(lawbase.app, lawbase.admin, salesforceId, '')).toBeNull()
    await poll()
    expect({ acts: (await acts()).length, blind: await blind() }).toEqual({ acts: before, blind: [] })
  })
})
