import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { normalTitle } from '../../../src/domain/titles/job-function.ts'
import { leadingOffer, type Offer } from '../../../src/domain/decisions/offer.ts'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { judgeBase } from '../../../src/operations/decisions/judge-base.ts'
import { previewVerdicts, type VerdictShift } from '../../../src/operations/decisions/preview-verdicts.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { baseFigures } from '../../../src/store/evidence/scorecard-view.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'

/** What an offer or a title would change is what it changes once it is saved, and looking writes nothing. */
describe('a change of an offer, looked at before it is saved', () => {
  let lawbase: Lawbase
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 150 })
    await lawbase.connectHubspot()
    await lawbase.connectSalesforce()
    await lawbase.run()
  })
  afterAll(() => lawbase.close())

  const settings = async () => (await loadSettings(lawbase.app.pool)).settings
  /** Verdicts as they are stored, by contact. */
  const stored = async () =>
    (
      await lawbase.app.pool.query<{ id: string; by: Record<string, string> }>(
        `select d.contact_id as id, jsonb_build_object('email', d.verdict) || (select jsonb_object_agg(key, value ->> 'verdict') from jsonb_each(d.detail -> 'channels')) as by from decisions d join contacts c on c.id = d.contact_id
     where c.merged_into is null and c.purged_at is null and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null) order by 1`,
      )
    ).rows
  const counted = (rows: Awaited<ReturnType<typeof stored>>) =>
    channels.map((channel) =>
      Object.fromEntries(
        Object.entries(Object.groupBy(rows, (row) => row.by[channel] ?? '')).map(([verdict, list]) => [
          verdict,
          list?.length ?? 0,
        ]),
      ),
    )
  const shown = (shift: VerdictShift, side: 'before' | 'after') =>
    shift.channels.map(({ counts }) =>
      Object.fromEntries(
        Object.entries(counts).flatMap(([verdict, one]) => (one[side] === 0 ? [] : [[verdict, one[side]]])),
      ),
    )
  const traces = async () =>
    (
      await lawbase.app.pool.query(
        "select (select count(*) from audit_events) as acts, (select count(*) from settings) as versions, (select count(*) from sources) as sources, (select count(*) from decision_journal) as journal, (select md5(string_agg(d::text, '' order by contact_id)) from decisions d) as decisions",
      )
    ).rows

  it('tells who gets another verdict on which channel, and changes nothing', async () => {
    const now = await settings()
    const [offer] = now.offers as [Offer]
    const narrow: Offer = { ...offer, functions: ['it'] }
    const tried = { ...now, offers: [narrow] }
    const [before, marks] = [await stored(), await traces()]
    const shift = await previewVerdicts(lawbase.app, { settings: now, offer }, { settings: tried, offer: narrow })
    expect(await traces()).toEqual(marks)
    await changeSettings(lawbase.app, lawbase.dpo, () => tried)
    await lawbase.run()
    const after = await stored()
    const moved = (channel: string) =>
      before.filter(({ id, by }) => after.find((row) => row.id === id)?.by[channel] !== by[channel]).length
    expect({
      judged: shift.judged,
      total: shift.total,
      before: shown(shift, 'before'),
      after: shown(shift, 'after'),
      moves: shift.channels.map(({ changed }) => changed),
      changed: shift.changed,
    }).toEqual({
      judged: before.length,
      total: before.length,
      before: counted(before),
      after: counted(after),
      moves: channels.map(moved),
      changed: before.filter(
        ({ id, by }) => JSON.stringify(after.find((row) => row.id === id)?.by) !== JSON.stringify(by),
      ).length,
    })
    expect(shift.changed).toBeGreaterThan(5)
  })

  it('tells the same of an answer about a title, and nothing to compare with of a new offer', async () => {
    const now = await settings()
    const offer = leadingOffer(now.offers)
    const [known] = (
      await lawbase.app.pool.query<{ title: string }>(
        `select detail ->> 'jobTitle' as title from decisions where verdict in ('ALLOW', 'ALLOW_NOTICE') and detail -> 'functions' = '["it"]' limit 1`,
      )
    ).rows
    const tried = { ...now, titles: { ...now.titles, [normalTitle(known?.title ?? '')]: ['hr' as const] } }
    const shift = await previewVerdicts(lawbase.app, { settings: now, offer }, { settings: tried, offer })
    await changeSettings(lawbase.app, lawbase.dpo, () => tried)
    await lawbase.run()
    expect([shown(shift, 'after'), (shift.changed ?? 0) > 0]).toEqual([counted(await stored()), true])
    // The scorecard of an offer and a channel counts the same people.
    const figures = await baseFigures(lawbase.app.pool, lawbase.app.clock.now().toISOString().slice(0, 10))
    const nonZero = (counts: Record<string, number>) =>
      Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))
    const [byMail, byPhone] = [
      await judgeBase(lawbase.app, tried, offer, 'email'),
      await judgeBase(lawbase.app, tried, offer, 'phone'),
    ]
    expect([byMail.verdicts, byMail.bases, byMail.judged, nonZero(byPhone.verdicts)]).toEqual([
      figures.verdicts,
      figures.bases,
      figures.people,
      counted(await stored())[channels.indexOf('phone')],
    ])
    expect((await judgeBase(lawbase.app, tried, null, 'email')).verdicts.ALLOW).toBeLessThan(byMail.verdicts.ALLOW)
    const alone = await previewVerdicts(lawbase.app, null, { settings: tried, offer }, 40)
    expect({
      judged: alone.judged,
      total: alone.total,
      changed: alone.changed,
      sums: alone.channels.map(({ counts }) => Object.values(counts).reduce((sum, { after }) => sum + after, 0)),
    }).toEqual({ judged: 40, total: shift.total, changed: null, sums: channels.map(() => 40) })
  })
})
