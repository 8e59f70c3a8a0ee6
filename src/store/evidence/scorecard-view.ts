import { verdicts, type Verdict } from '../../domain/decisions/tables/verdicts.ts'
import type { Sql } from '../app/database.ts'
import { hasRecord, livePeopleCounts, liveRecordCount } from '../sql/kept-counts.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** The state of the base in figures; people are contacts with a live record. */
export interface BaseFigures {
  people: number
  records: number
  systems: number
  verdicts: Record<Verdict, number>
  /** By lawful basis; `none` = no basis for now. */
  bases: Record<string, number>
  /** By kind of source, C13 = none. */
  sources: Record<string, number>
  /** By country code; ZZ = unknown. Somebody whose systems disagree counts in each. */
  countries: Record<string, number>
  generic: number
  objectors: number
  pastTerm: number
  noSource: number
  noticeOverdue: number
  noticeDue: number
}

/** Decisions `d` on people with a live record whose term is over on the day `$1`; a relation has a term of its own. */
const pastTerm = `decisions d where d.term_on <= $1 and coalesce(d.detail ->> 'relation', 'none') = 'none' and ${hasRecord('d.contact_id')}`

/** Counts the base as the last decision of each contact sees it. `today` is a UTC day. */
export async function baseFigures(sql: Sql, today: string): Promise<BaseFigures> {
  const { rows } = await sql.query<
    Omit<BaseFigures, 'verdicts' | 'bases' | 'sources' | 'countries' | 'records' | 'systems'> & {
      verdict: Record<string, number>
    }
  >(
    `select coalesce(sum(total), 0)::int as people, coalesce(sum(total) filter (where basis = 'not_personal'), 0)::int as generic, coalesce(sum(total) filter (where objected), 0)::int as objectors,
       (select count(*)::int from ${pastTerm}) as "pastTerm",
       coalesce(sum(total) filter (where source_kind = ''), 0)::int as "noSource",
       coalesce(sum(total) filter (where notice_state = 'OVERDUE'), 0)::int as "noticeOverdue", coalesce(sum(total) filter (where notice_state = 'DUE'), 0)::int as "noticeDue" from ${livePeopleCounts} as live`,
    [today],
  )
  const { rows: groups } = await sql.query<{ what: string; name: string; n: number }>(
    `with live as materialized (select * from ${livePeopleCounts} as every)
     select 'verdicts' as what, verdict as name, sum(total)::int as n from live group by verdict having sum(total) > 0
     union all select 'bases', coalesce(basis, 'none'), sum(total)::int from live group by basis having sum(total) > 0
     union all select 'sources', case source_kind when '' then 'C13' else source_kind end, sum(total)::int from live group by source_kind having sum(total) > 0
     union all select 'countries', code, sum(total)::int from live, jsonb_array_elements_text(case countries when '[]'::jsonb then '["ZZ"]'::jsonb else countries end) code group by code having sum(total) > 0
     union all select 'held', 'records', coalesce(sum(${liveRecordCount('connections.id')}), 0)::int from connections
     union all select 'held', 'systems', count(*)::int from connections where state <> 'disconnected' and pulled_at is not null`,
  )
  const group = (what: string) =>
    Object.fromEntries(groups.filter((row) => row.what === what).map((row) => [row.name, row.n]))
  const counts = rows[0]
  if (counts === undefined) throw new Error('the base was not counted')
  const held = group('held')
  const byVerdict = group('verdicts')
  return {
    ...counts,
    records: held['records'] ?? 0,
    systems: held['systems'] ?? 0,
    verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict, byVerdict[verdict] ?? 0])) as Record<
      Verdict,
      number
    >,
    bases: group('bases'),
    sources: group('sources'),
    countries: group('countries'),
  }
}

export interface Snapshot {
  /** Month, YYYY-MM. */
  month: string
  figures: BaseFigures
}

/** Keeps the figures of a day; a second look on the same day replaces the first. */
export async function keepSnapshot(sql: Sql, today: string, figures: BaseFigures, now: Date): Promise<void> {
  await sql.query(
    'insert into base_snapshots (on_day, figures, taken_at) values ($1, $2, $3) on conflict (on_day) do update set figures = excluded.figures, taken_at = excluded.taken_at',
    [today, JSON.stringify(figures), now],
  )
}

/** The last figures of each month, oldest first. */
export async function monthlySnapshots(sql: Sql, since: string): Promise<Snapshot[]> {
  const { rows } = await sql.query<Snapshot>(
    `select distinct on (to_char(on_day, 'YYYY-MM')) to_char(on_day, 'YYYY-MM') as month, figures from base_snapshots where on_day >= $1 order by to_char(on_day, 'YYYY-MM'), on_day desc`,
    [since],
  )
  return rows
}

/** Opt-outs that brokers were sent and have not confirmed. */
export async function unansweredByBrokers(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from propagations p join connections c on c.id = p.connection_id and c.state <> 'disconnected' where p.state = 'accepted' and coalesce(p.proof, 1) < 2 and ${noShopper.objection('p.objection_id')}`,
  )
  return rows[0]?.count ?? 0
}

/** People past their term whom no plan under way names: held back by a guard, or not planned yet. */
export async function pastInNoPlan(sql: Sql, today: string): Promise<{ waiting: number; heldBack: number }> {
  const { rows } = await sql.query<{ waiting: number; heldBack: number }>(
    `with past as (select d.contact_id from ${pastTerm}),
     planned as (select distinct i.contact_id from removal_items i join removal_plans p on p.id = i.plan_id where p.state in ('planned', 'approved', 'held', 'binning') and i.state in ('planned', 'held'))
     select count(*) filter (where planned.contact_id is not null)::int as waiting, count(*) filter (where planned.contact_id is null)::int as "heldBack" from past left join planned on planned.contact_id = past.contact_id`,
    [today],
  )
  return rows[0] ?? { waiting: 0, heldBack: 0 }
}
