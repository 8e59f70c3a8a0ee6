import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { boughtPeople } from './brokers.ts'

/** Somebody of whom a system still holds a record. */
const living = `exists (select 1 from remote_records r where r.contact_id = p.contact_id and r.gone_at is null and ${noShopper.record('r.id')})`

/** How many people of the base stand on data of each broker, and how objections travel to it. */
export interface BrokerFigures {
  brokerId: string
  people: number
  deliveries: number
  /** Screened deliveries of which no sample was ever drawn. */
  unsampled: number
  openSamples: number
  firstAnswerBy: string | null
}

export async function brokerFigures(sql: Sql): Promise<Map<string, BrokerFigures>> {
  const { rows } = await sql.query<BrokerFigures>(
    `select b.id as "brokerId",
       (select count(distinct p.contact_id)::int from ${boughtPeople} p join broker_names n on n.normal = p.normal where n.broker_id = b.id and ${living}) as people,
       (select count(*)::int from broker_deliveries d where d.broker_id = b.id) as deliveries,
       (select count(*)::int from broker_deliveries d where d.broker_id = b.id and d.allowed > 0 and exists (select 1 from broker_delivery_rows w where w.screening_id = d.screening_id) and not exists (select 1 from broker_samples s where s.delivery_id = d.id)) as unsampled,
       (select count(*)::int from broker_samples s join broker_deliveries d on d.id = s.delivery_id where d.broker_id = b.id and s.closed_at is null) as "openSamples",
       (select min(s.answer_by) from broker_samples s join broker_deliveries d on d.id = s.delivery_id where d.broker_id = b.id and s.closed_at is null) as "firstAnswerBy"
     from brokers b`,
  )
  return new Map(rows.map((row) => [row.brokerId, row]))
}

/**
 * Names of brokers that sources or attestations speak of and the register does not know, with how many people stand on
 * them.
 */
export async function unregisteredBrokers(sql: Sql): Promise<{ name: string; people: number }[]> {
  return (
    await sql.query<{ name: string; people: number }>(
      `select min(p.name) as name, count(distinct p.contact_id)::int as people from ${boughtPeople} p where not exists (select 1 from broker_names n where n.normal = p.normal) and ${living} group by p.normal order by people desc, name limit 20`,
    )
  ).rows
}

/**
 * Days from telling this broker of an objection to its acknowledgement, each one (an average would hide the
 * late one).
 */
export interface AnswerDay {
  sentAt: Date
  answeredAt: Date | null
}

export async function answerDays(sql: Sql, connectionId: string, since: Date): Promise<AnswerDay[]> {
  return (
    await sql.query<AnswerDay>(
      `select p.created_at as "sentAt", (select min(a.received_at) from broker_answers a where a.propagation_id = p.id) as "answeredAt" from propagations p
     where p.connection_id = $1 and p.created_at >= $2 and p.state in ('accepted', 'applied', 'absent', 'refused') and ${noShopper.objection('p.objection_id')} order by p.created_at limit 2000`,
      [connectionId, since],
    )
  ).rows
}
