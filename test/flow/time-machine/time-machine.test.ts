import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMonths, dayOf } from '../../../src/domain/app/day.ts'
import { csrfToken, newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { insertSession } from '../../../src/store/accounts/login-sessions.ts'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { foreseenPeople, lookAhead, type Trial } from '../../../src/store/time-machine/time-machine-view.ts'
import { randomUUID } from 'node:crypto'
import { dependencyKinds } from '../../../src/domain/removals/dependencies.ts'
import { storedGuards } from '../../../src/domain/removals/guards.ts'
import { keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { planRemovals } from '../../../src/operations/removals/plan-removals.ts'
import { listPlans } from '../../../src/store/removals/removals.ts'
import { foreseenFrom } from '../../../src/operations/removals/foreseen-from.ts'
import { possibleDuplicate } from '../../../src/store/removals/possible-duplicate.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { until } from '../../support/until.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'

interface Row {
  id: string
  startedAt: Date
  lastActAt: Date | null
  termOn: string
  countries: string[]
  relation: string
  /** An objection of theirs is on its way. */
  objected: boolean
  assumed: boolean
  maybe: boolean
  kinds: string[]
  ended: string | null
}

describe('the time machine', () => {
  let lawbase: Lawbase
  let rows: Row[]
  let today: string
  let base: Row[]
  /** `on`: whoever acted since the term before it may be somebody of the list. */
  const load = async (on = today) =>
    (
      await lawbase.app.pool.query<Row>(
        `select contact_id as id, started_at as "startedAt", last_act_at as "lastActAt", term_on::text as "termOn", array(select jsonb_array_elements_text(detail -> 'countries')) as countries, coalesce((select 'customer' from remote_records r where r.contact_id = d.contact_id and r.gone_at is null and r.relation = 'customer' limit 1), detail ->> 'relation') as relation, exists (select 1 from propagations p join objections o on o.id = p.objection_id where o.contact_id = d.contact_id and p.state not in ('applied', 'absent', 'superseded')) as objected,
       started_assumed as assumed, ${possibleDuplicate('d.contact_id', '$1::date', '$2::date')} as maybe, array(select distinct kind from sources s where s.contact_id = d.contact_id) as kinds, detail ->> 'relationEndedOn' as ended from decisions d order by contact_id`,
        [addMonths(new Date(`${on}T00:00:00Z`), -36), on],
      )
    ).rows
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 150, settings: { assumedStarts: false } })
    await lawbase.connectHubspot()
    await lawbase.connectSalesforce()
    await lawbase.run()
    await lawbase.app.pool.query(`update connections set granted = '{suppress,remove}', state = 'active'`)
    today = dayOf(lawbase.app.clock.now())
    rows = await load()
    base = rows
  })
  afterAll(() => lawbase.close())

  const from = async (on: string, assumedStarts: boolean) => ({
    ...(await foreseenFrom(lawbase.app, (await loadSettings(lawbase.app.pool)).settings, on)),
    assumedStarts,
  })
  /** The figures of a day alone. */
  const foresee = async (trial: Trial, asOf: Awaited<ReturnType<typeof from>>) => {
    const { now, tried } = await lookAhead(lawbase.app.pool, trial, asOf, { months: 1, sample: 0 })
    return { now, tried }
  }
  const isAbout = (row: Row, { population, country, sourceKind }: Trial) =>
    (population === null || (population === 'former-customer') === (row.ended !== null)) &&
    (country === null || row.countries.includes(country)) &&
    (sourceKind === null || row.kinds.includes(sourceKind))
  const termOf = (row: Row, trial: Trial | null) =>
    trial === null || !isAbout(row, trial)
      ? row.termOn
      : addMonths(
          new Date(Math.max(...[row.startedAt, row.lastActAt ?? row.startedAt, new Date(row.ended ?? 0)].map(Number))),
          trial.months,
        )
  const fateOf = (row: Row, assumedStarts: boolean) =>
    row.relation === 'customer'
      ? 'customer'
      : row.objected
        ? 'objection'
        : row.assumed && !assumedStarts
          ? 'assumed'
          : row.maybe
            ? 'maybe'
            : row.relation === 'open-deal'
              ? 'open'
              : 'go'
  const expected = (on: string, trial: Trial | null, assumedStarts: boolean) => {
    const past = rows.filter((row) => termOf(row, trial) <= on)
    const count = (fate: string) => past.filter((row) => fateOf(row, assumedStarts) === fate).length
    return {
      past: past.length,
      'under-way': 0,
      'legal-hold': 0,
      pending: 0,
      customer: count('customer'),
      unjudged: 0,
      objection: count('objection'),
      blind: 0,
      assumed: count('assumed'),
      maybe: count('maybe'),
      'not-granted': 0,
      refused: 0,
      open: count('open'),
      go: count('go'),
      former: past.filter((row) => fateOf(row, assumedStarts) === 'go' && row.ended !== null).length,
    }
  }

  it.each<[string, Partial<Trial> & { days: number }, boolean]>([
    ['today, as it is', { days: 0, months: 36 }, true],
    ['in two years', { days: 730, months: 36 }, true],
    ['with a year for everybody', { days: 0, months: 12 }, true],
    ['with a year for France', { days: 200, months: 12, country: 'FR' }, false],
    ['with two years for what was bought', { days: 100, months: 24, sourceKind: 'C7' }, true],
    ['with five years for own forms in Germany', { days: 400, months: 60, country: 'DE', sourceKind: 'C1' }, false],
  ])('shows who would go %s', async (_what, { days, ...more }, assumedStarts) => {
    const on = dayOf(new Date(lawbase.app.clock.now().getTime() + days * 86_400_000))
    const trial: Trial = { on, months: 36, population: null, country: null, sourceKind: null, ...more }
    rows = await load(on)
    const shown = { months: 36, sample: 5 }
    const {
      months,
      sample: ids,
      ...seen
    } = await lookAhead(lawbase.app.pool, trial, await from(on, assumedStarts), shown)
    expect(seen).toEqual({ now: expected(on, null, assumedStarts), tried: expected(on, trial, assumedStarts) })
    expect(seen.tried.past).toBeGreaterThan(0)
    const last = `${Number(on.slice(0, 4)) + 3}-${on.slice(5, 7)}-01`
    const inTime = (which: Trial | null) =>
      rows.filter((row) => fateOf(row, assumedStarts) === 'go' && termOf(row, which) < last).length
    expect([
      months.length,
      months.reduce((sum, one) => sum + one.now, 0),
      months.reduce((sum, one) => sum + one.tried, 0),
    ]).toEqual([36, inTime(null), inTime(trial)])
    expect(months[0]?.tried).toBe(
      rows.filter(
        (row) =>
          fateOf(row, assumedStarts) === 'go' &&
          [termOf(row, trial), on].toSorted((a, b) => (a < b ? 1 : -1))[0]?.slice(0, 7) === on.slice(0, 7),
      ).length,
    )
    const sample = await foreseenPeople(lawbase.app.pool, trial, ids)
    expect(sample.map(({ contactId }) => contactId)).toEqual(ids)
    expect(sample.map(({ contactId, term }) => [contactId, term])).toEqual(
      sample.map(({ contactId }) => [contactId, termOf(rows.find((row) => row.id === contactId) as Row, trial)]),
    )
    expect(sample.length).toBe(Math.min(5, seen.tried.go))
  })

  it('writes nothing, and a term put in force is what it showed', async () => {
    rows = base
    expect(await load()).toEqual(rows)
    const trial: Trial = { on: today, months: 12, population: null, country: 'FR', sourceKind: null }
    const { tried } = await foresee(trial, await from(today, true))
    const tomorrow = dayOf(new Date(lawbase.app.clock.now().getTime() + 86_400_000))
    await changeSettings(lawbase.app, lawbase.dpo, (current) => ({
      ...current,
      retentionRules: [
        { id: 'fr', population: null, country: 'FR', sourceKind: null, months: 12, reason: '', from: tomorrow },
      ],
    }))
    await lawbase.run()
    expect(await load()).toEqual(rows)
    await changeSettings(lawbase.app, lawbase.dpo, (current) => ({
      ...current,
      retentionRules: current.retentionRules.map((rule) => ({ ...rule, from: today })),
    }))
    await lawbase.run()
    const after = await load()
    expect(after.map(({ id, termOn }) => [id, termOn])).toEqual(rows.map((row) => [row.id, termOf(row, trial)]))
    expect((await foresee({ ...trial, months: 36, country: 'XX' }, await from(today, true))).now).toEqual(tried)
    expect(
      (
        await changeSettings(lawbase.app, lawbase.dpo, (current) => ({
          ...current,
          retentionRules: [
            { id: 'fr', population: null, country: 'FR', sourceKind: null, months: 48, reason: '', from: today },
          ],
        }))
      ).faults,
    ).toEqual(['retentionRules.0.reason'])
  })

  it('counts a former customer from the day the relationship ended, and keeps a current one', async () => {
    const { app } = lawbase
    const server = await openConsoleServer(app)
    const token = newToken()
    await insertSession(app.pool, tokenHash(token), lawbase.dpo.id, app.clock.now())
    const say = (fields: Record<string, string>) =>
      server.inject({
        method: 'POST',
        url: '/settings/former',
        headers: {
          cookie: `__Host-lb=${token}`,
          origin: app.consoleUrl,
          host: new URL(app.consoleUrl).host,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams({ _csrf: csrfToken(app.keys.linkKey, tokenHash(token)), ...fields }).toString(),
      })
    const act = (id: string, properties: Record<string, string>) =>
      lawbase.control('POST', '/_sandbox/act', { system: 'hubspot', act: 'update-contact', id, properties })
    const { rows: found } = await app.pool.query<{ id: string; remoteId: string }>(
      `select d.contact_id as id, r.remote_id as "remoteId" from decisions d join remote_records r on r.contact_id = d.contact_id where greatest(d.started_at, d.last_act_at) < $1::date - interval '3 years' and d.detail ->> 'relation' = 'none' and d.detail ->> 'objectedOn' is null and not d.started_assumed and r.gone_at is null
         and (select count(*) from remote_records o where o.contact_id = d.contact_id) = 1 and r.connection_id = (select id from connections where connector = 'hubspot') order by 1 limit 2`,
      [today],
    )
    const [left, told] = found as [{ id: string; remoteId: string }, { id: string; remoteId: string }]
    const one = async (id: string) => (await load()).find((row) => row.id === id) as Row
    const inYears = (months: number) => addMonths(new Date(`${today}T00:00:00Z`), months)
    await changeSettings(app, lawbase.dpo, (current) => ({
      ...current,
      retentionRules: [],
      relationValues: {
        hubspot: [
          {
            field: 'lifecyclestage',
            value: 'other',
            label: 'other',
            means: 'prospect',
            by: lawbase.dpo.email,
            on: today,
          },
        ],
      },
    }))
    const wrong = await say({ 'property-hubspot': '', 'values-hubspot': '98', 'end-hubspot': '' })
    expect([wrong.statusCode, wrong.body.includes('Name the field whose values these are.')]).toEqual([422, true])
    expect(
      (
        await say({
          'property-hubspot': 'lifecyclestage',
          'values-hubspot': '98\r\n 99 ',
          'end-hubspot': 'hs_latest_source_timestamp',
        })
      ).headers.location,
    ).toBe('/settings/former?saved=former')
    await server.close()
    expect(
      (
        await app.pool.query(
          'select connector, former_fields as fields, resync_wanted_at is not null as again from connections order by position',
        )
      ).rows,
    ).toEqual([
      {
        connector: 'hubspot',
        fields: { property: 'lifecyclestage', values: ['98', '99'], endProperty: 'hs_latest_source_timestamp' },
        again: true,
      },
      { connector: 'salesforce', fields: { property: '', values: [], endProperty: '' }, again: false },
    ])
    await act(left.remoteId, { lifecyclestage: 'customer' })
    await act(told.remoteId, { hs_latest_source_timestamp: '2025-01-31T00:00:00.000Z' })
    await lawbase.run()
    expect(
      [await one(left.id), await one(told.id)].map(({ relation, ended, termOn, assumed }) => ({
        relation,
        ended,
        termOn: relation === 'none' ? termOn : '',
        assumed,
      })),
    ).toEqual([
      { relation: 'customer', ended: null, termOn: '', assumed: false },
      { relation: 'none', ended: '2025-01-31', termOn: '2028-01-31', assumed: false },
    ])
    // The stage is left again: the day on which that was first seen is the end.
    await act(left.remoteId, { lifecyclestage: 'other' })
    // HubSpot's search shows a change a moment later.
    await until('the stage was read', async () => {
      await lawbase.run()
      return (await one(left.id)).relation === 'none'
    })
    expect(await one(left.id)).toMatchObject({ relation: 'none', ended: today, termOn: inYears(36) })
    rows = await load(inYears(12))
    const trial: Trial = { on: inYears(12), months: 12, population: 'former-customer', country: null, sourceKind: null }
    const seen = await foresee(trial, await from(trial.on, true))
    expect(seen).toEqual({ now: expected(trial.on, null, true), tried: expected(trial.on, trial, true) })
    expect([seen.now.former, seen.tried.former, seen.tried.go - seen.now.go]).toEqual([0, 2, 2])
    await app.pool.query(`update connections set granted = '{suppress,remove}', state = 'active'`)
    await changeSettings(app, lawbase.dpo, (current) => ({
      ...current,
      retentionRules: [
        {
          id: 'was',
          population: 'former-customer',
          country: null,
          sourceKind: null,
          months: 12,
          reason: '',
          from: today,
        },
      ],
    }))
    await lawbase.run()
    expect((await load()).map(({ id, termOn }) => [id, termOn])).toEqual(
      rows.map((row) => [row.id, termOf(row, trial)]),
    )
    expect(
      (
        await app.pool.query(
          `select i.relation_ended_on::text as ended from removal_items i join removal_plans p on p.id = i.plan_id where p.state in ('planned', 'stopped') and i.contact_id = any($1)`,
          [[left.id, told.id]],
        )
      ).rows,
    ).toEqual([{ ended: '2025-01-31' }])
  })

  /** A plan made now, as the figures of the machine would be. */
  const planned = async () => {
    await planRemovals(lawbase.app, null, 'a test')
    const made = (await listPlans(lawbase.app.pool, 5)).find(({ kind }) => kind === 'silent')
    if (made === undefined) throw new Error('no plan')
    const count = (name: string) => made.guards.find((guard) => guard.name === name)?.count ?? 0
    const stored = storedGuards.filter((name) => name !== 'active')
    const figures: Record<string, number> = {
      past: made.candidateCount,
      ...Object.fromEntries(stored.map((name) => [name, count(name)])),
      open: [...dependencyKinds, 'unknown'].reduce((sum, name) => sum + count(name), 0),
      go: made.planned,
    }
    return { made, figures }
  }
  /** The plan asks the systems what is open; the machine then knows what they said. */
  const compare = async () => {
    const trial: Trial = { on: today, months: 36, population: null, country: null, sourceKind: null }
    const { made, figures } = await planned()
    const { app } = lawbase
    const asOf = await foreseenFrom(app, (await loadSettings(app.pool)).settings, today)
    const { former: _former, 'under-way': underWay, past, ...seen } = (await foresee(trial, asOf)).now
    expect({ ...seen, past: past - underWay }).toEqual(figures)
    return { made, figures, underWay }
  }

  it('counts as a plan of the same minute does, guard by guard, also when last acts are unknown', async () => {
    const { app, dpo } = lawbase
    const { made } = await compare()
    const { rows: people } = await app.pool.query<{ id: string; recordId: string }>(
      `select i.contact_id as id, (select rr.record_id from removal_records rr where rr.plan_id = i.plan_id and rr.contact_id = i.contact_id limit 1) as "recordId" from removal_items i where i.plan_id = $1 order by 1`,
      [made.id],
    )
    const [held, refused, alike, going] = people
    if (held === undefined || refused === undefined || alike === undefined || going === undefined)
      throw new Error('too few people')
    await keepByLaw(app, dpo, { contactId: held.id }, { reason: 'A dispute that goes on.', until: '' })
    // A system refused one of them before, one has the mobile of somebody who is active, one is in a plan under way.
    const old = randomUUID()
    await app.pool.query(
      `insert into removal_plans (id, number, kind, state, author, base_count, candidate_count, guards, digest, created_at, expires_at, approvals)
       select x.id, x.number, 'silent', x.state, 'a test', 1, 1, '[]', 'x', now(), now(), 1 from (values ($1::uuid, 'RP-old', 'done'), ($2::uuid, 'RP-now', 'held')) as x (id, number, state)`,
      [old, randomUUID()],
    )
    await app.pool.query(
      `insert into removal_items (plan_id, contact_id, state, reason, term_on, updated_at)
       select p.id, x.contact, x.state, x.reason, current_date, now() from (values ('RP-old', $1::uuid, 'refused', 'bin-refused'), ('RP-now', $2::uuid, 'held', null)) as x (number, contact, state, reason) join removal_plans p on p.number = x.number`,
      [refused.id, going.id],
    )
    await app.pool.query(
      `with theirs as (update remote_records set mobile = '+33612345678' where contact_id = $1 or id = (select r.id from remote_records r join decisions d on d.contact_id = r.contact_id where r.gone_at is null and d.last_act_at > now() - interval '1 year' limit 1) returning id)
       insert into record_lines (record_id, digits, known, is_mobile) select id, '33612345678', true, true from theirs`,
      [alike.id],
    )
    const all = await compare()
    expect(all.figures).toMatchObject({ 'legal-hold': 1, refused: 1, past: made.candidateCount - 1 })
    expect([all.underWay, Number(all.figures['maybe']) > 0]).toEqual([1, true])
    const { rows: links } = await app.pool.query<{ id: string }>('select id from connections order by position')
    await app.pool.query(`update connections set granted = '{suppress}' where id = $1`, [links[0]?.id])
    const without = await compare()
    expect(without.figures['not-granted']).toBeGreaterThan(0)
    await app.pool.query('update connections set pull_failed_at = now() where id = $1', [links[0]?.id])
    const blind = await compare()
    expect([blind.figures['go'], Number(blind.figures['blind']) > 0]).toEqual([0, true])
  })
})
