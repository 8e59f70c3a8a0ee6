import { notMistaken } from '../sql/not-mistaken.ts'
import type { Sql } from '../app/database.ts'
import { livePeopleCounts } from '../sql/kept-counts.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Counts behind the register of processing (docs/reference/law.md#h2). */
interface RegisterCounts {
  people: number
  /** Of these, without a known source, as their verdict sees it. */
  sourceless: number
  objections: number
  consents: number
  screenings: number
  users: number
}

export async function registerCounts(sql: Sql): Promise<RegisterCounts> {
  const { rows } = await sql.query<RegisterCounts>(
    `with live as materialized (select count(distinct r.contact_id)::int as people from remote_records r where r.gone_at is null and r.contact_id is not null and ${noShopper.record('r.id')})
     select (select people from live) as people,
       (select people from live) - (select coalesce(sum(total) filter (where source_kind <> ''), 0)::int from ${livePeopleCounts} as judged) as sourceless,
       (select count(*)::int from objections o where ${noShopper.objection('o.id')} and ${notMistaken('o.id')}) as objections, (select count(distinct identity_hash)::int from consents) as consents,
       (select count(*)::int from screenings where asked_at is not null) as screenings, (select count(*)::int from users where disabled_at is null) as users`,
  )
  if (rows[0] === undefined) throw new Error('the register was not counted')
  return rows[0]
}

/**
 * Exact origins with how many people each names, most first (docs/reference/law.md#h4: a source is named, not
 * described).
 */
export async function peopleBySource(
  sql: Sql,
  limit: number,
): Promise<{ kind: string; name: string; people: number }[]> {
  const { rows } = await sql.query<{ kind: string; name: string; people: number }>(
    `select kind, name, count(*)::int as people from (
       select s.contact_id, s.kind, s.name from sources s
       where exists (select 1 from remote_records r where r.contact_id = s.contact_id and r.gone_at is null and ${noShopper.record('r.id')}) group by 1, 2, 3) theirs
     group by kind, name order by people desc, kind, name limit $1`,
    [limit],
  )
  return rows
}
