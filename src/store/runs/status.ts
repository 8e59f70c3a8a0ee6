import { notMistaken } from '../sql/not-mistaken.ts'
import type { Sql } from '../app/database.ts'
import { isUuid } from '../app/database.ts'
import { saidAgainOf, type SaidAgain } from '../objections/repeated-objections.ts'
import { removedOf } from '../removals/bin-ends.ts'
import { hasRecord } from '../sql/kept-counts.ts'
import { peopleNotApplied, type NotApplied } from '../objections/not-applied.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Figures of the whole installation, counted now. */
interface Status {
  contacts: number
  matched: number
  records: { connectionId: string; connector: string; label: string; records: number; tagged: number }[]
  verdicts: Record<string, number>
  /** Contacts by verdict and deciding rule: `ALLOW FR1`. */
  rules: Record<string, number>
  /** People with an opt-out that is not applied (docs/glossary.md), as Today and the scorecard show them. */
  optOutsNotApplied: Pick<NotApplied, 'people' | 'systems'>
  /** Propagations per state. */
  propagations: Record<string, number>
  /** Records that were contactable and are read back blocked because another system had the objection. */
  repairedRecords: number
  /** The same for records of the system that had the objection itself: another record of the person there. */
  repairedInSameSystem: number
  runs: {
    id: string
    state: string
    requestedBy: string
    startedAt: Date
    finishedAt: Date | null
    failure: string | null
    report: unknown
  }[]
  plans: {
    number: string
    state: string
    people: number
    held: number
    /** Of whom a record was deleted or emptied; the next two tell them apart. */
    binned: number
    /** Of these: some record stays where it was, emptied of the person. */
    anonymised: number
    /** Of these: somebody took a record out of the bin. */
    back: number
    takenOut: number
    refused: number
    heldUntil: Date | null
  }[]
}

export async function loadStatus(sql: Sql): Promise<Status> {
  const { rows: records } = await sql.query<Status['records'][number]>(
    `select c.id as "connectionId", c.connector, c.label, count(r.id)::int as records, count(r.tagged_at)::int as tagged
     from connections c left join remote_records r on r.connection_id = c.id and r.gone_at is null and ${noShopper.record('r.id')} where c.state <> 'disconnected' group by c.id order by c.position`,
  )
  const { rows: people } = await sql.query<{ contacts: number; matched: number }>(
    `select count(*)::int as contacts, count(*) filter (where systems > 1)::int as matched
     from (select contact_id, count(distinct connection_id) as systems from remote_records r where r.gone_at is null and r.contact_id is not null and ${noShopper.record('r.id')} group by contact_id) as c`,
  )
  const { rows: verdicts } = await sql.query<{ name: string; n: number }>(
    `select verdict as name, count(*)::int as n from decisions d where ${hasRecord('d.contact_id')} group by verdict order by verdict`,
  )
  const { rows: rules } = await sql.query<{ name: string; n: number }>(
    `select verdict || ' ' || rule as name, count(*)::int as n from decisions d where ${hasRecord('d.contact_id')} group by verdict, rule order by verdict, count(*) desc, rule`,
  )
  const { rows: states } = await sql.query<{ name: string; n: number }>(
    `select p.state as name, count(*)::int as n from propagations p where ${noShopper.objection('p.objection_id')} group by p.state order by p.state`,
  )
  const { rows: repaired } = await sql.query<{ elsewhere: number; here: number }>(
    `select coalesce(sum(p.repaired_records) filter (where p.connection_id is distinct from o.origin_connection_id), 0)::int as elsewhere,
       coalesce(sum(p.repaired_records) filter (where p.connection_id = o.origin_connection_id), 0)::int as here from propagations p join objections o on o.id = p.objection_id
     where p.state = 'applied' and o.door in ('found', 'crm') and ${noShopper.objection('o.id')} and ${notMistaken('o.id')}`,
  )
  const { rows: runs } = await sql.query<Status['runs'][number]>(
    `select id, state, requested_by as "requestedBy", started_at as "startedAt", finished_at as "finishedAt", failure, report from hygiene_runs order by started_at desc limit 10`,
  )
  const { rows: plans } = await sql.query<Status['plans'][number]>(
    `select p.number, p.state, count(i.contact_id)::int as people, count(*) filter (where i.state = 'held')::int as held, count(*) filter (where i.state = 'binned')::int as binned, went.anonymised, went.back,
       count(*) filter (where i.state in ('taken-out', 'restored'))::int as "takenOut", count(*) filter (where i.state = 'refused')::int as refused, p.held_until as "heldUntil"
     from (select * from removal_plans where state <> 'superseded' order by created_at desc limit 10) p left join removal_items i on i.plan_id = p.id and not i.left_waiting
     cross join lateral (${removedOf('p.id')}) went group by p.id, p.number, p.state, p.created_at, p.held_until, went.anonymised, went.back order by p.created_at desc`,
  )
  const notApplied = await peopleNotApplied(sql)
  const tally = (rows: readonly { name: string; n: number }[]) =>
    Object.fromEntries(rows.map((row) => [row.name, row.n]))
  return {
    contacts: people[0]?.contacts ?? 0,
    matched: people[0]?.matched ?? 0,
    records,
    verdicts: tally(verdicts),
    rules: tally(rules),
    optOutsNotApplied: { people: notApplied.people, systems: notApplied.systems },
    propagations: tally(states),
    repairedRecords: repaired[0]?.elsewhere ?? 0,
    repairedInSameSystem: repaired[0]?.here ?? 0,
    runs,
    plans,
  }
}

interface ObjectionStatus {
  id: string
  number: string
  door: string
  /** The system in which it was said, by its label; null = not in a connected one. */
  origin: string | null
  receivedAt: Date
  /** It stood in a system that gives no date: it was made by `receivedAt` at the latest. */
  notLaterThan: boolean
  recordedAt: Date
  channels: string[]
  /** Empty = all kinds of message. */
  kinds: string[]
  /** It was entered for the wrong person; null = no. */
  corrected: { at: string; by: string; reason: string } | null
  saidAgain: SaidAgain[]
  propagations: {
    system: string
    connector: string
    state: string
    reason: string | null
    proof: number | null
    doneAt: Date | null
  }[]
}

/** One objection, or the newest ones recorded after `since`, with where each stands. */
export async function loadObjectionStatus(sql: Sql, by: { id: string } | { since: Date }): Promise<ObjectionStatus[]> {
  const [condition, value] =
    'id' in by
      ? [isUuid(by.id) ? 'o.id = $1' : 'o.number = $1', by.id]
      : [`o.recorded_at > $1 and ${noShopper.objection('o.id')}`, by.since]
  const { rows } = await sql.query<ObjectionStatus>(
    `select o.id, o.number, o.door, (select k.label from connections k where k.id = o.origin_connection_id) as origin, o.received_at as "receivedAt", o.evidence ? 'notLaterThan' as "notLaterThan", o.recorded_at as "recordedAt", o.channels, o.kinds, (select jsonb_build_object('at', k.corrected_at, 'by', k.corrected_by, 'reason', k.reason) from objection_corrections k where k.objection_id = o.id) as corrected, ${saidAgainOf} as "saidAgain",
       coalesce((select jsonb_agg(jsonb_build_object('system', c.label, 'connector', c.connector, 'state', p.state, 'reason', p.reason, 'proof', p.proof, 'doneAt', p.done_at) order by c.position)
         from propagations p join connections c on c.id = p.connection_id where p.objection_id = o.id), '[]') as propagations
     from objections o where ${condition} order by o.recorded_at, o.number limit 1000`,
    [value],
  )
  return rows
}
