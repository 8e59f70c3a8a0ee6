import type { SampleFigures } from '../../domain/brokers/broker-sample.ts'
import type { Sql } from '../app/database.ts'

/**
 * Some rows of a delivery, for which the broker is asked to prove where each comes from (docs/reference/law.md#i11).
 */
export interface BrokerSample {
  id: string
  deliveryId: string
  brokerId: string
  seed: Buffer
  ofRows: number
  drawn: number
  drawnBy: string
  drawnAt: Date
  answerBy: string
  closedAt: Date | null
  closedBy: string | null
  proved: number
  notProved: number
  /** Nobody answered for them. */
  silent: number
  mostUnproved: number | null
  failed: boolean | null
}

export interface SampleRow {
  place: number
  rowNumber: number
  hash: Buffer
  /** Sealed; null once the sample is closed, and where none is known. */
  address: string | null
  result: 'proved' | 'not-proved' | null
  note: string | null
  evidenceId: string | null
  recordedBy: string | null
  recordedAt: Date | null
}

const count = (what: string) => `(select count(*)::int from broker_sample_rows r where r.sample_id = s.id and ${what})`
const columns = `s.id, s.delivery_id as "deliveryId", d.broker_id as "brokerId", s.seed, s.of_rows as "ofRows", s.drawn, s.drawn_by as "drawnBy", s.drawn_at as "drawnAt", s.answer_by as "answerBy", s.closed_at as "closedAt", s.closed_by as "closedBy",
  coalesce(s.proved, ${count(`r.result = 'proved'`)}) as proved, coalesce(s.not_proved, ${count(`r.result = 'not-proved'`)}) as "notProved", coalesce(s.silent, ${count('r.result is null')}) as silent, s.most_unproved as "mostUnproved", s.failed`
const from = 'from broker_samples s join broker_deliveries d on d.id = s.delivery_id'

/** Stores a draw with its rows; false when a sample of this delivery is open already, with nothing stored. */
export async function insertSample(
  sql: Sql,
  sample: Pick<BrokerSample, 'id' | 'deliveryId' | 'seed' | 'ofRows' | 'drawn' | 'drawnBy' | 'drawnAt' | 'answerBy'>,
  rows: readonly Pick<SampleRow, 'place' | 'rowNumber' | 'hash' | 'address'>[],
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into broker_samples (id, delivery_id, seed, of_rows, drawn, drawn_by, drawn_at, answer_by) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (delivery_id) where closed_at is null do nothing`,
    [
      sample.id,
      sample.deliveryId,
      sample.seed,
      sample.ofRows,
      sample.drawn,
      sample.drawnBy,
      sample.drawnAt,
      sample.answerBy,
    ],
  )
  if (rowCount !== 1) return false
  await sql.query(
    'insert into broker_sample_rows (sample_id, place, row_number, identity_hash, address) select $1, * from unnest($2::int[], $3::int[], $4::bytea[], $5::text[])',
    [
      sample.id,
      rows.map((row) => row.place),
      rows.map((row) => row.rowNumber),
      rows.map((row) => row.hash),
      rows.map((row) => row.address),
    ],
  )
  return true
}

export async function findSample(sql: Sql, id: string): Promise<BrokerSample | null> {
  return (await sql.query<BrokerSample>(`select ${columns} ${from} where s.id = $1`, [id])).rows[0] ?? null
}

/** Samples of a broker, the newest first. */
export async function samplesOf(sql: Sql, brokerId: string): Promise<BrokerSample[]> {
  return (
    await sql.query<BrokerSample>(`select ${columns} ${from} where d.broker_id = $1 order by s.drawn_at desc, s.id`, [
      brokerId,
    ])
  ).rows
}

export async function sampleRows(sql: Sql, sampleId: string): Promise<SampleRow[]> {
  return (
    await sql.query<SampleRow>(
      `select place, row_number as "rowNumber", identity_hash as hash, address, result, note, evidence_id as "evidenceId", recorded_by as "recordedBy", recorded_at as "recordedAt" from broker_sample_rows where sample_id = $1 order by place`,
      [sampleId],
    )
  ).rows
}

/** Keeps an open sample open until the transaction ends; false when it is closed, or there is none. */
export async function lockOpenSample(sql: Sql, id: string): Promise<boolean> {
  return (
    (await sql.query('select 1 from broker_samples where id = $1 and closed_at is null for update', [id])).rowCount ===
    1
  )
}

export async function saveResult(
  sql: Sql,
  sampleId: string,
  place: number,
  row: Pick<SampleRow, 'result' | 'note' | 'recordedBy'> & { evidenceId: string | null },
  now: Date,
): Promise<boolean> {
  return (
    (
      await sql.query(
        `update broker_sample_rows set result = $3, note = $4, evidence_id = coalesce($5, evidence_id), recorded_by = $6, recorded_at = $7 where sample_id = $1 and place = $2`,
        [sampleId, place, row.result, row.note, row.evidenceId, row.recordedBy, now],
      )
    ).rowCount === 1
  )
}

/** Ends a locked sample: its figures stay, its addresses go. */
export async function closeSample(
  sql: Sql,
  id: string,
  end: SampleFigures & { mostUnproved: number; failed: boolean; by: string },
  now: Date,
): Promise<void> {
  await sql.query(
    'update broker_samples set closed_at = $2, closed_by = $3, proved = $4, not_proved = $5, silent = $6, most_unproved = $7, failed = $8 where id = $1',
    [id, now, end.by, end.proved, end.notProved, end.silent, end.mostUnproved, end.failed],
  )
  await sql.query('update broker_sample_rows set address = null where sample_id = $1', [id])
}

/**
 * Deliveries of known brokers, each with what its last closed sample said; `open` = none was closed. `listed`: its file
 * was screened, so its rows are known.
 */
export async function sampledDeliveries(
  sql: Sql,
): Promise<
  { id: string; brokerId: string; obtainedOn: string; listed: boolean; sample: 'passed' | 'failed' | 'open' }[]
> {
  return (
    await sql.query<{
      id: string
      brokerId: string
      obtainedOn: string
      listed: boolean
      sample: 'passed' | 'failed' | 'open'
    }>(
      `select d.id, d.broker_id as "brokerId", d.obtained_on as "obtainedOn", d.screening_id is not null as listed, case when last.failed then 'failed' when not last.failed then 'passed' else 'open' end as sample
     from broker_deliveries d left join lateral (select failed from broker_samples s where s.delivery_id = d.id and s.closed_at is not null order by s.closed_at desc, s.id limit 1) last on true where d.broker_id is not null`,
    )
  ).rows
}
