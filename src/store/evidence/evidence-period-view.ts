import type { Channel } from '../../domain/app/channel.ts'
import { chainAt } from '../app/audit.ts'
import type { Sql } from '../app/database.ts'
import { removedOf } from '../removals/bin-ends.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { propagationsOf, type PropagationView } from '../objections/objections-view.ts'

/** The instants from which and before which a period runs. */
export interface Span {
  from: Date
  before: Date
}

/** Midnight to midnight in a time zone, both days included. */
export async function spanOf(sql: Sql, from: string, to: string, timeZone: string): Promise<Span> {
  const { rows } = await sql.query<Span>(
    'select ($1::date::timestamp at time zone $3) as from, (($2::date + 1)::timestamp at time zone $3) as before',
    [from, to, timeZone],
  )
  const span = rows[0]
  if (span === undefined) throw new Error('No span of a period')
  return span
}

export interface PeriodNo {
  id: string
  number: string
  contactId: string | null
  channels: Channel[]
  kinds: string[]
  door: string
  /** The system in which it was said, by its label; null = not in a connected one. */
  origin: string | null
  reason: string
  receivedAt: Date
  notLaterThan: boolean
  recordedAt: Date
  /** It was entered for the wrong person; null = no. */
  corrected: { at: string; by: string; reason: string } | null
  rows: PropagationView[]
}

const page = 1_000

/**
 * Objections recorded in a span with their way to each system, oldest first. `late`: only those with a way that was not
 * proved so many ms after they were recorded, or their way was found later. A page is cut before its rows are judged:
 * thousands found in one moment would be judged for each page else.
 */
export async function* objectionsBetween(
  sql: Sql,
  span: Span,
  late: { ms: number; now: Date } | null,
): AsyncGenerator<PeriodNo> {
  for (
    let after: { at: string; id: string } | null = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
    after !== null;
  ) {
    const { rows }: { rows: (Omit<PeriodNo, 'rows'> & { at: string; told: boolean })[] } = await sql.query<
      Omit<PeriodNo, 'rows'> & { at: string; told: boolean }
    >(
      `select o.id, o.number, o.contact_id as "contactId", o.channels, o.kinds, o.door, (select k.label from connections k where k.id = o.origin_connection_id) as origin, o.reason, o.received_at as "receivedAt", o.evidence ? 'notLaterThan' as "notLaterThan", o.recorded_at as "recordedAt", (select jsonb_build_object('at', k.corrected_at, 'by', k.corrected_by, 'reason', k.reason) from objection_corrections k where k.objection_id = o.id) as corrected, o.recorded_at::text as at,
         ${noShopper.objection('o.id')} and ($5::float8 is null or (o.door <> 'found' and exists (select 1 from propagations p where p.objection_id = o.id and p.state <> 'superseded'
           and (case when p.state in ('applied', 'accepted', 'absent') then p.done_at else $6 end) > greatest(o.recorded_at, p.created_at) + make_interval(secs => $5)))) as told
       from (select * from objections where recorded_at >= $1 and recorded_at < $2 and (recorded_at, id) > ($3::timestamptz, $4::uuid) order by recorded_at, id limit $7) o order by o.recorded_at, o.id`,
      [span.from, span.before, after.at, after.id, late === null ? null : late.ms / 1000, late?.now ?? null, page],
    )
    const told = rows.filter((row) => row.told)
    const ways = Map.groupBy(
      told.length === 0
        ? []
        : await propagationsOf(
            sql,
            told.map((row) => row.id),
          ),
      (row) => row.objectionId,
    )
    for (const { at: _at, told: _told, ...row } of told) yield { ...row, rows: ways.get(row.id) ?? [] }
    const last: { at: string; id: string } | undefined = rows.at(-1)
    after = last === undefined || rows.length < page ? null : { at: last.at, id: last.id }
  }
}

/**
 * When each Propagation was first proved: what it says now may be the end of a later repair. Those without such an act
 * are left out.
 */
export async function firstProofs(
  sql: Sql,
  ways: readonly { id: string; version: number }[],
): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ id: string; at: Date }>(
    `select split_part(e.act_id, ':', 2) as id, min(e.at) as at from unnest($1::text[], $2::int[]) as w (id, version) cross join lateral generate_series(0, w.version) as v join audit_events e on e.act_id = 'propagation:' || w.id || ':' || v
     where e.details ->> 'to' in ('applied', 'accepted', 'absent') group by 1`,
    [ways.map((way) => way.id), ways.map((way) => way.version)],
  )
  return new Map(rows.map((row) => [row.id, row.at]))
}

interface PeriodPlan {
  id: string
  number: string
  kind: string
  state: string
  author: string
  plannedAt: Date
  settingsVersion: number | null
  planned: number
  /** Gone from every system, or in a bin. */
  removed: number
  /** Some record stays where it was, emptied of the person. */
  anonymised: number
  /** Somebody took a record out of its bin. */
  back: number
  leftInTime: number
  refusedBySystem: number
  approvals: { by: string; at: string }[]
  refusedBy: string | null
  heldUntil: Date | null
  finishedAt: Date | null
  certified: boolean
}

/** Removal plans that were made, approved, refused or ended in a span. */
export async function plansBetween(sql: Sql, { from, before }: Span): Promise<PeriodPlan[]> {
  const { rows } = await sql.query<PeriodPlan>(
    `select p.id, p.number, p.kind, p.state, p.author, p.created_at as "plannedAt", p.settings_version as "settingsVersion", count(i.contact_id)::int as planned, count(*) filter (where i.state = 'binned')::int - went.anonymised - went.back as removed, went.anonymised, went.back,
       count(*) filter (where i.state in ('taken-out', 'restored'))::int as "leftInTime", count(*) filter (where i.state = 'refused')::int as "refusedBySystem",
       coalesce((select jsonb_agg(jsonb_build_object('by', u.email, 'at', g.at) order by g.at) from (values (p.first_approved_by, p.first_approved_at), (p.approved_by, p.approved_at)) as g (by, at) join users u on u.id = g.by), '[]') as approvals,
       (select u.email from users u where u.id = p.refused_by) as "refusedBy", p.held_until as "heldUntil", p.finished_at as "finishedAt", p.certificate_root is not null and p.finished_at is not null as certified
     from removal_plans p left join removal_items i on i.plan_id = p.id and not i.left_waiting cross join lateral (${removedOf('p.id')}) went
     where p.state <> 'superseded' and exists (select 1 from (values (p.created_at), (p.first_approved_at), (p.approved_at), (p.finished_at)) as t (at) where t.at >= $1 and t.at < $2) group by p.id, went.anonymised, went.back order by p.created_at, p.number`,
    [from, before],
  )
  return rows
}

/**
 * Wishes to be erased that came, were due or were answered on the days, with the day of the answer in the zone; what is
 * kept and why may name somebody, and stays out.
 */
export async function erasuresBetween(sql: Sql, from: string, to: string, timeZone: string) {
  const { rows } = await sql.query<{
    number: string
    contactId: string | null
    nothingHeld: boolean
    door: string
    receivedOn: string
    dueOn: string
    decidedBy: string
    decidedAt: Date
    keepsSomething: boolean
    plan: string | null
    answeredBy: string | null
    answeredOn: string | null
  }>(
    `select * from (select e.number, e.contact_id as "contactId", e.looked is not null as "nothingHeld", e.door, e.received_on::text as "receivedOn", e.due_on::text as "dueOn", e.decided_by as "decidedBy", e.decided_at as "decidedAt", e.plan_id is null and e.looked is null as "keepsSomething", p.number as plan,
       e.answered_by as "answeredBy", (e.answered_at at time zone $3)::date::text as "answeredOn" from erasure_requests e left join removal_plans p on p.id = e.plan_id where e.taken_back_at is null) x
     where "receivedOn" between $1 and $2 or "dueOn" between $1 and $2 or "answeredOn" between $1 and $2 order by "receivedOn", number`,
    [from, to, timeZone],
  )
  return rows
}

/** Requests for access that came, were due or were answered between two days in the zone. */
export async function accessBetween(sql: Sql, from: string, to: string, timeZone: string) {
  const { rows } = await sql.query<{
    number: string
    /** Null: somebody who was in no system. */
    contactId: string | null
    door: string
    receivedOn: string
    dueOn: string
    identity: string
    recordedBy: string
    recordedAt: Date
    answeredBy: string | null
    answeredOn: string | null
  }>(
    `select * from (select a.number, a.contact_id as "contactId", a.door, a.received_on::text as "receivedOn", a.due_on::text as "dueOn", a.identity_how as identity, a.recorded_by as "recordedBy", a.recorded_at as "recordedAt",
       a.answered_by as "answeredBy", (a.answered_at at time zone $3)::date::text as "answeredOn" from access_requests a) x
     where "receivedOn" between $1 and $2 or "dueOn" between $1 and $2 or "answeredOn" between $1 and $2 order by "receivedOn", number`,
    [from, to, timeZone],
  )
  return rows
}

export async function runsBetween(sql: Sql, { from, before }: Span) {
  const { rows } = await sql.query<{
    id: string
    requestedBy: string
    state: string
    mode: string
    startedAt: Date
    finishedAt: Date | null
    report: unknown
    failed: boolean
  }>(
    `select id, requested_by as "requestedBy", state, mode, started_at as "startedAt", finished_at as "finishedAt", report - 'failures' as report, failure is not null or coalesce(jsonb_array_length(report -> 'failures'), 0) > 0 as failed
     from hygiene_runs where started_at >= $1 and started_at < $2 order by started_at, id`,
    [from, before],
  )
  return rows
}

/** Settings saved in a span, and what each save changed at the top: before and after. */
export async function settingsBetween(sql: Sql, { from, before }: Span) {
  const { rows } = await sql.query<{
    version: number
    author: string
    savedAt: Date
    changed: Record<string, { before: unknown; after: unknown }>
  }>(
    `select s.version, s.author, s.created_at as "savedAt", coalesce((select jsonb_object_agg(n.key, jsonb_build_object('before', old.data -> n.key, 'after', n.value)) from jsonb_each(s.data) n where n.value is distinct from old.data -> n.key), '{}') as changed
     from settings s left join settings old on old.version = (select max(o.version) from settings o where o.version < s.version) where s.created_at >= $1 and s.created_at < $2 order by s.version`,
    [from, before],
  )
  return rows
}

/** The part of the chain that holds every sealed act of a span, with where it stood before and stands after. */
export async function chainBetween(
  sql: Sql,
  { from, before }: Span,
): Promise<{ before: { seq: number; chain: Buffer }; after: { seq: number; chain: Buffer } }> {
  const { rows } = await sql.query<{ first: number | null; last: number | null; earlier: number }>(
    `select min(seq) filter (where at >= $1) as first, max(seq) as last, coalesce(max(seq) filter (where at < $1), 0) as earlier from audit_events where seq is not null and at < $2`,
    [from, before],
  )
  const { first = null, last = null, earlier = 0 } = rows[0] ?? {}
  const start = first === null ? earlier : first - 1
  const at = async (seq: number) => (seq === 0 ? { seq: 0, chain: Buffer.alloc(32) } : chainAt(sql, seq))
  return { before: await at(start), after: await at(first === null ? earlier : (last ?? start)) }
}
