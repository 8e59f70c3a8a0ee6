import { noShopper } from '../sql/without-shopper.ts'
import type { Sql } from '../app/database.ts'
import type { VanishedDay } from '../../domain/connections/other-purge.ts'

/**
 * Records that were deleted at their system since then and that no plan of ours took away, by Connection and UTC day,
 * the latest first. What a plan put into a bin, erased or emptied is ours, and so is what it is taking away now, though
 * a worker that died could not note it; what is deleted after somebody brought it back is not. Those merged away are
 * none. A person whose term is the day of the deletion, or earlier, was due.
 */
export async function vanishedByDay(
  sql: Sql,
  since: Date,
  connectionId: string | null,
): Promise<(VanishedDay & { connectionId: string; label: string })[]> {
  const { rows } = await sql.query<VanishedDay & { connectionId: string; label: string }>(
    `with lost as (
       select r.connection_id, (r.gone_at at time zone 'UTC')::date as day, r.gone_by, d.term_on is null or d.term_on > (r.gone_at at time zone 'UTC')::date as early
       from remote_records r left join decisions d on d.contact_id = r.contact_id
       where r.gone_at >= $1 and ($2::uuid is null or r.connection_id = $2) and r.gone_reason in ('deleted', 'not seen') and ${noShopper.record('r.id')}
         and not exists (select 1 from removal_records rr join removal_plans p on p.id = rr.plan_id where rr.record_id = r.id
           and (rr.state in ('binned', 'erased', 'anonymised') and r.gone_at <= coalesce(rr.erased_at, rr.binned_at) or rr.state = 'held' and p.state = 'binning'))
     ), told as (select connection_id, day, jsonb_object_agg(gone_by, n) as by from (select connection_id, day, gone_by, count(*)::int as n from lost where gone_by is not null group by 1, 2, 3) g group by 1, 2)
     select l.connection_id as "connectionId", c.label, l.day::text as day, count(*)::int as deleted, (count(*) filter (where l.early))::int as "notDue", coalesce(t.by, '{}') as by
     from lost l join connections c on c.id = l.connection_id and c.state <> 'disconnected' left join told t on t.connection_id = l.connection_id and t.day = l.day
     group by 1, 2, l.day, t.by order by l.day desc, c.label`,
    [since, connectionId],
  )
  return rows
}
