import type { Sql } from './database.ts'

/** What a broker delivered and what of it may be used (legal-rules C7, I7). */
export interface BrokerDelivery {
  screeningId: string
  connectionId: string | null
  broker: string
  reference: string | null
  obtainedOn: string
  digest: Buffer
  rows: number
  allowed: number
  refused: number
  recordedAt: Date
}

export async function insertDelivery(sql: Sql, row: BrokerDelivery): Promise<void> {
  await sql.query(
    `insert into broker_deliveries (screening_id, connection_id, broker, reference, obtained_on, digest, rows, allowed, refused, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (screening_id) do nothing`,
    [row.screeningId, row.connectionId, row.broker, row.reference, row.obtainedOn, row.digest, row.rows, row.allowed, row.refused, row.recordedAt],
  )
}

/** Deliveries of every broker, newest first. */
export async function listDeliveries(sql: Sql, most: number): Promise<BrokerDelivery[]> {
  return (await sql.query<BrokerDelivery>(
    `select screening_id as "screeningId", connection_id as "connectionId", broker, reference, obtained_on as "obtainedOn", digest, rows, allowed, refused, recorded_at as "recordedAt" from broker_deliveries order by recorded_at desc limit $1`, [most],
  )).rows
}
