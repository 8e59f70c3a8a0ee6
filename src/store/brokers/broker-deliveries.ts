import type { HeldDelivery } from '../../domain/brokers/broker-check.ts'
import type { Sql } from '../app/database.ts'

/** What a broker delivered and what of it may be used (docs/reference/law.md#c7, #i7). */
export interface BrokerDelivery {
  id: string
  /** Null: recorded before the register knew the name. */
  brokerId: string | null
  broker: string
  connectionId: string | null
  reference: string | null
  obtainedOn: string
  fileName: string | null
  promised: string | null
  promisedRows: number | null
  /** The broker's own counts around its wash against our objections. */
  washBefore: number | null
  washAfter: number | null
  /** Null until its file was screened; then the figures and digest of that. */
  screeningId: string | null
  digest: Buffer | null
  rows: number | null
  allowed: number | null
  refused: number | null
  /** Rows that an objection stopped on receipt. */
  stopped: number | null
  notedBy: string | null
  recordedAt: Date
}

const columns = `id, broker_id as "brokerId", broker, connection_id as "connectionId", reference, obtained_on as "obtainedOn", file_name as "fileName", promised, promised_rows as "promisedRows", wash_before as "washBefore", wash_after as "washAfter",
  screening_id as "screeningId", digest, rows, allowed, refused, stopped, noted_by as "notedBy", recorded_at as "recordedAt"`

/** How far a delivery is, as `deliveryList` filters by it. */
export const deliveryStates = ['waiting', 'checked'] as const

/** Deliveries of all brokers, those that wait for their file too. */
export const deliveryList = {
  columns,
  from: 'broker_deliveries d',
  where: 'true',
  id: 'd.id',
  idType: 'uuid' as const,
  sorts: {
    obtained: 'd.obtained_on',
    broker: 'lower(d.broker)',
    rows: 'coalesce(d.rows, -1)',
    stopped: 'coalesce(d.stopped, -1)',
  },
  filters: {
    state: (value: string) => `(d.screening_id is null) = (${value} = 'waiting')`,
    broker: (value: string) => `d.broker_id::text = ${value}`,
    from: (value: string) => `d.obtained_on >= ${value}::date`,
    to: (value: string) => `d.obtained_on <= ${value}::date`,
  },
}

/** Notes a delivery before its file is screened. */
export async function noteDelivery(
  sql: Sql,
  row: Pick<
    BrokerDelivery,
    | 'id'
    | 'brokerId'
    | 'broker'
    | 'connectionId'
    | 'reference'
    | 'obtainedOn'
    | 'fileName'
    | 'promised'
    | 'promisedRows'
    | 'washBefore'
    | 'washAfter'
    | 'notedBy'
    | 'recordedAt'
  >,
): Promise<void> {
  await sql.query(
    `insert into broker_deliveries (id, broker_id, broker, connection_id, reference, obtained_on, file_name, promised, promised_rows, wash_before, wash_after, noted_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.id,
      row.brokerId,
      row.broker,
      row.connectionId,
      row.reference,
      row.obtainedOn,
      row.fileName,
      row.promised,
      row.promisedRows,
      row.washBefore,
      row.washAfter,
      row.notedBy,
      row.recordedAt,
    ],
  )
}

type ScreenedDelivery = Pick<BrokerDelivery, 'broker' | 'connectionId' | 'reference' | 'obtainedOn' | 'fileName'> & {
  screeningId: string
  normalName: string
  digest: Buffer
  rows: number
  allowed: number
  refused: number
  stopped: number
  recordedAt: Date
}

/**
 * Writes the figures of a screening into the delivery that was noted for it, else makes its record. A screening has one
 * record, however often this runs.
 */
export async function recordScreened(sql: Sql, id: string, row: ScreenedDelivery): Promise<void> {
  const figures = [row.screeningId, row.digest, row.rows, row.allowed, row.refused, row.stopped]
  const { rowCount } = await sql.query(
    `update broker_deliveries set screening_id = $1, digest = $2, rows = $3, allowed = $4, refused = $5, stopped = $6, file_name = coalesce(file_name, $7), connection_id = coalesce(connection_id, $8)
     where id = (select d.id from broker_deliveries d join broker_names n on n.broker_id = d.broker_id where n.normal = $9 and d.screening_id is null and d.reference is not distinct from $10 and d.obtained_on = $11
       and not exists (select 1 from broker_deliveries k where k.screening_id = $1) order by d.recorded_at, d.id limit 1 for update of d skip locked)`,
    [...figures, row.fileName, row.connectionId, row.normalName, row.reference, row.obtainedOn],
  )
  if (rowCount === 1) return
  await sql.query(
    `insert into broker_deliveries (screening_id, digest, rows, allowed, refused, stopped, id, broker_id, broker, connection_id, reference, obtained_on, file_name, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, (select broker_id from broker_names where normal = $8), $9, $10, $11, $12, $13, $14) on conflict (screening_id) do nothing`,
    [
      ...figures,
      id,
      row.normalName,
      row.broker,
      row.connectionId,
      row.reference,
      row.obtainedOn,
      row.fileName,
      row.recordedAt,
    ],
  )
}

/** A delivery whose file was screened. */
export type CheckedDelivery = BrokerDelivery & {
  screeningId: string
  digest: Buffer
  rows: number
  allowed: number
  refused: number
}

/** Screened deliveries of every broker, newest first. */
export async function listDeliveries(sql: Sql, most: number): Promise<CheckedDelivery[]> {
  return (
    await sql.query<CheckedDelivery>(
      `select ${columns} from broker_deliveries where screening_id is not null order by recorded_at desc limit $1`,
      [most],
    )
  ).rows
}

/** Deliveries that were noted and wait for their file. */
export async function waitingDeliveries(sql: Sql): Promise<BrokerDelivery[]> {
  return (
    await sql.query<BrokerDelivery>(
      `select ${columns} from broker_deliveries where screening_id is null order by recorded_at`,
    )
  ).rows
}

export async function deliveriesOf(sql: Sql, brokerId: string): Promise<BrokerDelivery[]> {
  return (
    await sql.query<BrokerDelivery>(
      `select ${columns} from broker_deliveries where broker_id = $1 order by obtained_on desc, recorded_at desc`,
      [brokerId],
    )
  ).rows
}

export async function findDelivery(sql: Sql, id: string): Promise<BrokerDelivery | null> {
  return (
    (await sql.query<BrokerDelivery>(`select ${columns} from broker_deliveries where id = $1`, [id])).rows[0] ?? null
  )
}

/** One allowed row of a delivery, by what it can be found again. */
export interface DeliveredRow {
  row: number
  /** Where it stands in the allowed file that is kept here; null when none is. */
  at: { piece: number; line: number } | null
  hashes: readonly Buffer[]
}

export async function insertDelivered(sql: Sql, screeningId: string, rows: readonly DeliveredRow[]): Promise<void> {
  const flat = rows.flatMap(({ row, at, hashes }) =>
    hashes.map((hash) => ({ row, piece: at?.piece ?? null, line: at?.line ?? null, hash })),
  )
  if (flat.length === 0) return
  await sql.query(
    `insert into broker_delivery_rows (screening_id, row_number, piece, line, identity_hash) select $1, * from unnest($2::int[], $3::int[], $4::int[], $5::bytea[]) on conflict do nothing`,
    [
      screeningId,
      flat.map((one) => one.row),
      flat.map((one) => one.piece),
      flat.map((one) => one.line),
      flat.map((one) => one.hash),
    ],
  )
}

/** Numbers of the allowed rows of a delivery. */
export async function deliveredRows(sql: Sql, screeningId: string): Promise<number[]> {
  return (
    await sql.query<{ row: number }>(
      'select distinct row_number as row from broker_delivery_rows where screening_id = $1 order by row_number',
      [screeningId],
    )
  ).rows.map(({ row }) => row)
}

/**
 * Some of them, each by the first of its identities that is an address where there is one, with the clear value that
 * the base holds.
 */
export async function deliveredPeople(
  sql: Sql,
  screeningId: string,
  rows: readonly number[],
): Promise<{ row: number; piece: number | null; line: number | null; hash: Buffer; value: string | null }[]> {
  return (
    await sql.query<{ row: number; piece: number | null; line: number | null; hash: Buffer; value: string | null }>(
      `select distinct on (d.row_number) d.row_number as row, d.piece, d.line, d.identity_hash as hash, i.value from broker_delivery_rows d left join identities i on i.hash = d.identity_hash
     where d.screening_id = $1 and d.row_number = any($2) order by d.row_number, (i.value is null), d.identity_hash`,
      [screeningId, rows],
    )
  ).rows
}

/** The deliveries in whose allowed rows each contact stands. */
export async function deliveriesOfContacts(
  sql: Sql,
  contactIds: readonly string[],
): Promise<Map<string, HeldDelivery[]>> {
  const { rows } = await sql.query<HeldDelivery & { contactId: string }>(
    `with held as (
       select r.contact_id, ri.identity_hash as hash from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
         where r.contact_id = any($1) and r.gone_at is null and (not i.role or ri.position = 0)
       union select r.contact_id, n.number_hash from remote_records r join record_numbers n on n.record_id = r.id and not n.guessed where r.contact_id = any($1) and r.gone_at is null)
     select distinct h.contact_id as "contactId", d.id, d.broker_id as "brokerId" from held h join broker_delivery_rows w on w.identity_hash = h.hash join broker_deliveries d on d.screening_id = w.screening_id`,
    [contactIds],
  )
  const found = new Map<string, HeldDelivery[]>()
  for (const { contactId, ...delivery } of rows) found.set(contactId, [...(found.get(contactId) ?? []), delivery])
  return found
}
