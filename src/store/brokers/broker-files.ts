import type { FileRow, SentFile } from '../../connector/ledger.ts'
import { isUuid, type Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

/** Sequence of a complete file that waits for a person. */
const heldSequence = 0

type BrokerFile = SentFile & { mode: 'full' | 'delta' }
const columns = `sequence, mode, coalesce(name, '') as name, row_count as rows, coalesce(sha256, '') as sha256`

export async function unfinishedFile(sql: Sql, connectionId: string): Promise<BrokerFile | null> {
  return (
    (
      await sql.query<BrokerFile>(`select ${columns} from broker_files where connection_id = $1 and state = 'made'`, [
        connectionId,
      ])
    ).rows[0] ?? null
  )
}

export async function lastSequence(sql: Sql, connectionId: string): Promise<number> {
  return (
    (
      await sql.query<{ last: number }>(
        `select coalesce(max(sequence), 0)::int as last from broker_files where connection_id = $1 and state = 'sent'`,
        [connectionId],
      )
    ).rows[0]?.last ?? 0
  )
}

export async function lastFull(sql: Sql, connectionId: string): Promise<{ rows: number; sentAt: Date } | null> {
  const { rows } = await sql.query<{ rows: number; sentAt: Date }>(
    `select row_count as rows, sent_at as "sentAt" from broker_files where connection_id = $1 and state = 'sent' and mode = 'full' order by sequence desc limit 1`,
    [connectionId],
  )
  return rows[0] ?? null
}

export async function upsertFile(
  sql: Sql,
  connectionId: string,
  file: BrokerFile & { noticeId: string | null },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into broker_files (connection_id, sequence, notice_id, mode, state, name, row_count, sha256, created_at) values ($1, $2, $3, $4, 'made', $5, $6, $7, $8)
     on conflict (connection_id, sequence) do update set notice_id = excluded.notice_id, mode = excluded.mode, name = excluded.name, row_count = excluded.row_count, sha256 = excluded.sha256, created_at = excluded.created_at
       where broker_files.state = 'made'`,
    [connectionId, file.sequence, file.noticeId, file.mode, file.name, file.rows, file.sha256, now],
  )
}

/** The file is there; its notice is sent with it. A complete file ends the holding of the one before. */
export async function markFileSent(sql: Sql, connectionId: string, sequence: number, now: Date): Promise<void> {
  await sql.query(
    `with done as (update broker_files set state = 'sent', sent_at = $3 where connection_id = $1 and sequence = $2 and state = 'made' returning notice_id, name, mode),
     let as (delete from broker_files where connection_id = $1 and sequence = ${heldSequence} and exists (select 1 from done where mode = 'full'))
     update broker_notices n set sent_at = coalesce(n.sent_at, $3), ticket = d.name from done d where n.id = d.notice_id`,
    [connectionId, sequence, now],
  )
}

/** Writes down that a complete file of so many rows is held; true when somebody let it go already. */
export async function holdFile(sql: Sql, connectionId: string, rows: number, now: Date): Promise<boolean> {
  const { rows: held } = await sql.query<{ released: boolean }>(
    `insert into broker_files (connection_id, sequence, mode, state, row_count, created_at) values ($1, ${heldSequence}, 'full', 'held', $2, $3)
     on conflict (connection_id, sequence) do update set row_count = excluded.row_count returning released_by is not null as released`,
    [connectionId, rows, now],
  )
  return held[0]?.released === true
}

export interface HeldFile {
  connectionId: string
  label: string
  rows: number
  before: number
  createdAt: Date
}

export async function heldFiles(sql: Sql): Promise<HeldFile[]> {
  const { rows } = await sql.query<HeldFile>(
    `select h.connection_id as "connectionId", c.label, h.row_count as rows, h.created_at as "createdAt",
       coalesce((select row_count from broker_files f where f.connection_id = h.connection_id and f.state = 'sent' and f.mode = 'full' order by sequence desc limit 1), 0) as before
     from broker_files h join connections c on c.id = h.connection_id and c.state <> 'disconnected' where h.state = 'held' and h.released_by is null order by h.created_at`,
  )
  return rows
}

/** Lets a held file go; false when there is none. */
export async function releaseFile(sql: Sql, connectionId: string, by: string): Promise<boolean> {
  return (
    (
      await sql.query(
        `update broker_files set released_by = $2 where connection_id = $1 and sequence = ${heldSequence} and state = 'held' and released_by is null`,
        [connectionId, by],
      )
    ).rowCount === 1
  )
}

export async function keepFileRows(sql: Sql, connectionId: string, rows: readonly FileRow[]): Promise<void> {
  const p = tableOf('p', 2, rows, {
    record_id: ['text', (row) => row.recordId],
    propagation_id: ['uuid', (row) => row.orderId],
    id_format: ['text', (row) => row.idFormat],
    id_value: ['text', (row) => row.idValue],
    scope: ['text', (row) => row.scope],
    objected_at: ['timestamptz', (row) => row.objectedAt],
  })
  await sql.query(
    `insert into broker_file_rows (connection_id, ${p.names}) select $1, ${p.names} from ${p.from}
     on conflict (connection_id, record_id) do update set id_format = excluded.id_format, id_value = excluded.id_value where broker_file_rows.id_format <> excluded.id_format`,
    [connectionId, ...p.values],
  )
}

const rowColumns =
  'r.record_id as "recordId", r.propagation_id as "orderId", r.id_format as "idFormat", r.id_value as "idValue", r.scope, r.objected_at as "objectedAt"'

/** Rows whose no still stands: what a person lifted is left out. */
export async function standingRows(sql: Sql, connectionId: string): Promise<FileRow[]> {
  const { rows } = await sql.query<FileRow>(
    `select ${rowColumns} from broker_file_rows r join propagations p on p.id = r.propagation_id where r.connection_id = $1 and p.state <> 'superseded' order by r.objected_at, r.record_id`,
    [connectionId],
  )
  return rows
}

/** Objections that were handed over and stand, without a row in this format, and when they were last handed over. */
export async function ordersWithoutRows(
  sql: Sql,
  connectionId: string,
  format: string,
): Promise<{ id: string; sentAt: Date }[]> {
  const { rows } = await sql.query<{ id: string; sentAt: Date }>(
    `select p.id, max(n.sent_at) as "sentAt" from propagations p join broker_notice_orders o on o.propagation_id = p.id join broker_notices n on n.id = o.notice_id and n.sent_at is not null
     where p.connection_id = $1 and p.state <> 'superseded' and not exists (select 1 from broker_file_rows r where r.connection_id = $1 and r.propagation_id = p.id and r.id_format = $2) group by p.id order by p.id`,
    [connectionId, format],
  )
  return rows
}

/** How many rows each of these orders has in files here; those whose rows left in clear are missing. */
export async function countFileRows(
  sql: Sql,
  connectionId: string,
  orderIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ id: string; n: number }>(
    'select propagation_id as id, count(*)::int as n from broker_file_rows where connection_id = $1 and propagation_id = any($2::uuid[]) group by 1',
    [connectionId, orderIds],
  )
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** Rows of objections that the broker did not confirm and that were last handed over before `before`. */
export async function unconfirmedRows(sql: Sql, connectionId: string, before: Date): Promise<FileRow[]> {
  const { rows } = await sql.query<FileRow>(
    `select ${rowColumns} from broker_file_rows r join propagations p on p.id = r.propagation_id
     where r.connection_id = $1 and p.state = 'accepted' and coalesce(p.proof, 1) < 2
       and (select max(n.sent_at) from broker_notice_orders o join broker_notices n on n.id = o.notice_id where o.propagation_id = p.id) <= $2 order by r.objected_at, r.record_id`,
    [connectionId, before],
  )
  return rows
}

export async function unansweredFiles(sql: Sql, connectionId: string, since: Date): Promise<SentFile[]> {
  return (
    await sql.query<SentFile>(
      `select ${columns} from broker_files where connection_id = $1 and state = 'sent' and answered_at is null and sent_at > $2 order by sequence`,
      [connectionId, since],
    )
  ).rows
}

export async function markFileAnswered(sql: Sql, connectionId: string, sequence: number, now: Date): Promise<void> {
  await sql.query('update broker_files set answered_at = $3 where connection_id = $1 and sequence = $2', [
    connectionId,
    sequence,
    now,
  ])
}

/** Those of these orders that this Connection carries: an answer file may name anything. */
export async function ownOrders(sql: Sql, connectionId: string, orderIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from propagations where connection_id = $1 and id = any($2::uuid[])',
    [connectionId, orderIds.filter(isUuid)],
  )
  return new Set(rows.map((row) => row.id))
}

/** After its upkeep a Connection is left alone until then. */
export async function nextUpkeep(sql: Sql, connectionId: string, at: Date): Promise<void> {
  await sql.query('update connections set next_poll_at = $2 where id = $1', [connectionId, at])
}
