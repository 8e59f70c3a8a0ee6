import type { MetricName, Sample } from '../../domain/monitoring/metrics.ts'
import type { Sql } from '../app/database.ts'
import { waitedForAdmin } from '../propagation/claim.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Ages of something that never happened. */
const never = `'Infinity'::float8`
/** `none` where there is no such moment, of which the greater with 0 would be 0. */
const ageOf = (moment: string, none: string) =>
  `case when ${moment} is null then ${none} else greatest(0, extract(epoch from $1::timestamptz - ${moment}))::float8 end`

/** Reasons for which nothing moves before a person acts. */
const forPeople = `('person', 'not-granted', 'reauthorise', 'scope-missing')`

/** One row per value: name, labels in their order, value. `now` is business time. */
async function ask(sql: Sql, now: Date, statement: string): Promise<Sample[]> {
  const { rows } = await sql.query<{ metric: MetricName; labels: string[]; value: number }>(statement, [now])
  return rows
}

/** What is open and due at each connected system, lane by lane. */
export async function openFigures(sql: Sql, now: Date): Promise<Sample[]> {
  return ask(
    sql,
    now,
    `with systems as (select id, connector, state, granted, restored_at from connections where state <> 'disconnected'), open as materialized (
       select p.connection_id, p.lane, p.state, p.next_attempt_at, p.claimed_until, p.reason, coalesce(p.woken_at, p.created_at) as since,
         case when p.state = 'refused' or p.state = 'waiting' and p.reason in ${forPeople} then 'person' else 'system' end as waits_for
       from propagations p where p.state in ('queued', 'sending', 'written', 'waiting', 'refused') and p.settled_at is null and ${noShopper.objection('p.objection_id')}
     ), lanes as (
       select s.*, l.lane from systems s cross join (values ('objection'), ('backfill')) as l (lane)
     ), kinds as (
       select l.*, w.waits_for from lanes l cross join (values ('system'), ('person')) as w (waits_for)
     ), counted as (
       select k.connector, k.id, k.lane, k.waits_for, count(o.since) as n, ${ageOf('min(o.since)', '0')} as age
       from kinds k left join open o on o.connection_id = k.id and o.lane = k.lane and o.waits_for = k.waits_for group by k.connector, k.id, k.lane, k.waits_for
     ), due as (
       select l.connector, l.id, l.lane, count(p.since) as n, ${ageOf('min(p.next_attempt_at)', '0')} as age
       from lanes l left join open p on p.connection_id = l.id and p.lane = l.lane and l.state in ('observe', 'active') and l.restored_at is null and 'suppress' = any(l.granted)
         and (p.state in ('queued', 'waiting') and p.next_attempt_at <= $1 or ${waitedForAdmin('p')}
           or p.state = 'written' and p.next_attempt_at <= $1 and (p.claimed_until is null or p.claimed_until < clock_timestamp())
           or p.state = 'sending' and p.claimed_until < clock_timestamp())
       group by l.connector, l.id, l.lane
     )
     select 'lawbase_opt_outs_open' as metric, array[connector, id::text, lane, waits_for] as labels, n::float8 as value from counted
     union all select 'lawbase_opt_out_oldest_open_seconds', array[connector, id::text, lane, waits_for], age from counted
     union all select 'lawbase_lane_due', array[connector, id::text, lane], n::float8 from due
     union all select 'lawbase_lane_lag_seconds', array[connector, id::text, lane], age from due`,
  )
}

/** Calls of each system's budget. Technical times: the database's own clock. */
export async function budgetFigures(sql: Sql): Promise<Sample[]> {
  const { rows } = await sql.query<Sample>(
    `with b as (
       select array[c.connector, c.id::text, b.bucket] as labels, b.*, least(21, greatest(0, floor(extract(epoch from clock_timestamp()) * 1000 / (b.window_ms / 20.0)) - b.last_slot))::int as gone
       from budgets b join connections c on c.id = b.connection_id and c.state <> 'disconnected'
     )
     select 'lawbase_vendor_calls_total' as metric, labels, calls_taken::float8 as value from b
     union all select 'lawbase_vendor_rate_limited_total', labels, times_limited::float8 from b
     union all select 'lawbase_vendor_budget_calls', labels, max_calls::float8 from b
     union all select 'lawbase_vendor_budget_used_ratio', labels, coalesce((select sum(n) from unnest(slots[gone + 1 : 21]) as n), 0)::float8 / greatest(1, max_calls) from b
     union all select 'lawbase_vendor_blocked_seconds', labels, greatest(0, coalesce(extract(epoch from blocked_until - clock_timestamp()), 0))::float8 from b`,
  )
  return rows
}

/** Webhooks, runs, alarms, connections. */
export async function workFigures(sql: Sql, now: Date): Promise<Sample[]> {
  return ask(
    sql,
    now,
    `with inbox as (
       select c.connector, count(d.id) as n, ${ageOf('min(d.received_at)', '0')} as age
       from (select distinct connector from connections where state <> 'disconnected') c left join webhook_deliveries d on d.connector = c.connector and d.state = 'new' group by c.connector
     ), last as (select id from hygiene_runs where state <> 'running' order by finished_at desc limit 1)
     select 'lawbase_inbox_events' as metric, array[connector] as labels, n::float8 as value from inbox
     union all select 'lawbase_inbox_oldest_seconds', array[connector], age from inbox
     union all select 'lawbase_connections', array[connector, state], count(*)::float8 from connections group by connector, state
     union all select 'lawbase_run_steps_total', array[name, state], count(*)::float8 from hygiene_steps where state in ('done', 'failed', 'skipped') group by name, state
     union all select 'lawbase_run_step_seconds', array[s.name], max(extract(epoch from s.finished_at - s.started_at))::float8 from hygiene_steps s join last on last.id = s.run_id where s.started_at is not null and s.finished_at is not null group by s.name
     union all select 'lawbase_run_age_seconds', array[ends.state], ${ageOf('max(r.finished_at)', never)} from (values ('done'), ('failed')) as ends (state) left join hygiene_runs r on r.state = ends.state group by ends.state
     union all select 'lawbase_run_running_seconds', array[]::text[], ${ageOf('min(started_at)', '0')} from hygiene_runs where state = 'running'
     union all select 'lawbase_alarms_open', array[k.kind], count(a.id)::float8 from (values ('noes', 'opt-outs'), ('other-purge', 'other-purge')) as k (id, kind) left join alarms a on a.kind = k.id and a.ended_at is null and not a.shopper group by k.kind`,
  )
}

/** What keeps proofs and lets them be had again. */
export async function safetyFigures(sql: Sql, now: Date): Promise<Sample[]> {
  return ask(
    sql,
    now,
    `select 'lawbase_audit_unsealed_seconds' as metric, array[]::text[] as labels, ${ageOf('min(at)', '0')} as value from audit_events where seq is null
     union all select 'lawbase_audit_sealed_total', array[]::text[], coalesce(max(seq), 0)::float8 from audit_events
     union all select 'lawbase_backup_age_seconds', array[]::text[], ${ageOf('max(made_at)', never)} from backups_made
     union all select 'lawbase_backup_read_back_age_seconds', array[]::text[], ${ageOf('max(read_back_at)', never)} from backups_made
     union all select 'lawbase_restore_tested_age_seconds', array[]::text[], ${ageOf('max(restore_tested_at)', never)} from backups_made`,
  )
}

/** Contacts by verdict: one look at every contact, so it is asked for once a minute at most. */
export async function verdictFigures(sql: Sql): Promise<Sample[]> {
  const { rows } = await sql.query<Sample>(
    `select 'lawbase_contacts' as metric, array[verdict] as labels, count(*)::float8 as value from decisions group by verdict`,
  )
  return rows
}
