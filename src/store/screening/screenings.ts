import type { ScreeningAsk } from '../../domain/screening/screening-ask.ts'
import type { ScreeningCounts } from '../../domain/screening/screening.ts'
import type { RowFault, ScreeningMapping } from '../../domain/screening/screening-columns.ts'
import type { Sql } from '../app/database.ts'

/** A list that is checked before import. */
export interface Screening {
  id: string
  digest: Buffer
  size: number
  uploadedBy: string
  createdAt: Date
  erasedAt: Date | null
  name: string | null
  mapping: ScreeningMapping | null
  /** Null until somebody says what the list is. From then on it is being screened, until it is finished. */
  ask: ScreeningAsk | null
  askedAt: Date | null
  totalRows: number | null
  doneRows: number
  blocks: number
  counts: ScreeningCounts | null
  faults: readonly FaultyRow[] | null
  finishedAt: Date | null
  failure: string | null
  failureWhere: string | null
}

export interface FaultyRow {
  row: number
  faults: readonly RowFault[]
}

export type ScreeningPart = 'content' | 'allowed' | 'refused'

/** Everything about persons is kept this long (docs/reference/promises.md#kept). */
const screeningDays = 7
const keptMs = screeningDays * 86_400_000

const columns = `id, digest, size, uploaded_by as "uploadedBy", created_at as "createdAt", erased_at as "erasedAt", name, mapping, ask, asked_at as "askedAt", total_rows as "totalRows", done_rows as "doneRows", blocks, counts, faults,
  finished_at as "finishedAt", failure, failure_where as "failureWhere"`

export async function insertScreening(
  sql: Sql,
  row: Pick<Screening, 'id' | 'digest' | 'size' | 'uploadedBy' | 'name'>,
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into screenings (id, digest, size, uploaded_by, name, created_at) values ($1, $2, $3, $4, $5, $6)',
    [row.id, row.digest, row.size, row.uploadedBy, row.name, now],
  )
}

/** Digest and size of a list that was stored piece by piece. */
export async function noteContent(sql: Sql, id: string, digest: Buffer, size: number): Promise<void> {
  await sql.query('update screenings set digest = $2, size = $3 where id = $1', [id, digest, size])
}

export async function deleteScreening(sql: Sql, id: string): Promise<void> {
  await sql.query('delete from screenings where id = $1', [id])
}

export async function findScreening(sql: Sql, id: string): Promise<Screening | null> {
  return (await sql.query<Screening>(`select ${columns} from screenings where id = $1`, [id])).rows[0] ?? null
}

/** Lists that somebody had screened, newest first. */
export async function listScreenings(sql: Sql, most: number): Promise<Screening[]> {
  return (
    await sql.query<Screening>(
      `select ${columns} from screenings where asked_at is not null order by created_at desc limit $1`,
      [most],
    )
  ).rows
}

/** Notes what the list is; the first word counts. */
export async function askForScreening(
  sql: Sql,
  id: string,
  asked: { mapping: ScreeningMapping; ask: ScreeningAsk; askedAt: Date },
): Promise<boolean> {
  return (
    (
      await sql.query(
        'update screenings set mapping = $2, ask = $3, asked_at = $4 where id = $1 and asked_at is null and erased_at is null',
        [id, JSON.stringify(asked.mapping), JSON.stringify(asked.ask), asked.askedAt],
      )
    ).rowCount === 1
  )
}

/** Lists that wait for a worker, or whose worker died. */
export async function screeningsToRun(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from screenings where asked_at is not null and finished_at is null and (claimed_until is null or claimed_until < clock_timestamp()) order by asked_at',
  )
  return rows.map((row) => row.id)
}

/** Takes a list for this worker alone; null when another one is at it or it is done. */
export async function claimScreening(sql: Sql, id: string, claimMs: number): Promise<Screening | null> {
  const { rows } = await sql.query<Screening>(
    `update screenings set claimed_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
     where id = $1 and asked_at is not null and finished_at is null and (claimed_until is null or claimed_until < clock_timestamp()) returning ${columns}`,
    [id, claimMs],
  )
  return rows[0] ?? null
}

/** A worker that is told to stop lets go, so that the next one need not wait for the claim to end. */
export async function releaseScreening(sql: Sql, id: string): Promise<void> {
  await sql.query('update screenings set claimed_until = null where id = $1 and finished_at is null', [id])
}

export async function noteTotal(sql: Sql, id: string, totalRows: number, claimMs: number): Promise<void> {
  await sql.query(
    'update screenings set total_rows = $2, claimed_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000) where id = $1',
    [id, totalRows, claimMs],
  )
}

interface Progress {
  doneRows: number
  blocks: number
  counts: ScreeningCounts
  faults: readonly FaultyRow[]
}

/**
 * Says how far it is and keeps the claim for as long again. False when another worker went on from where this one
 * stood, or it was erased: nothing of the block counts then.
 */
export async function noteProgress(sql: Sql, id: string, progress: Progress, claimMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update screenings set done_rows = $2, blocks = $3, counts = $4, faults = $5, claimed_until = clock_timestamp() + make_interval(secs => $6::float8 / 1000)
     where id = $1 and blocks = $3 - 1 and finished_at is null and erased_at is null`,
    [id, progress.doneRows, progress.blocks, JSON.stringify(progress.counts), JSON.stringify(progress.faults), claimMs],
  )
  return rowCount === 1
}

/** Ends it, with its figures or with why it could not go on; the list itself is forgotten. */
export async function finishScreening(
  sql: Sql,
  id: string,
  end: { counts: ScreeningCounts; faults: readonly FaultyRow[]; failure: { code: string; where: string } | null },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update screenings set counts = $2, faults = $3, failure = $4, failure_where = $5, finished_at = $6, claimed_until = null where id = $1 and finished_at is null',
    [
      id,
      JSON.stringify(end.counts),
      JSON.stringify(end.faults),
      end.failure?.code ?? null,
      end.failure?.where ?? null,
      now,
    ],
  )
  await sql.query(`delete from screening_pieces where screening_id = $1 and (part = 'content' or $2::boolean)`, [
    id,
    end.failure !== null,
  ])
  return rowCount === 1
}

export async function insertPiece(
  sql: Sql,
  id: string,
  part: ScreeningPart,
  position: number,
  body: string,
): Promise<void> {
  await sql.query('insert into screening_pieces (screening_id, part, position, body) values ($1, $2, $3, $4)', [
    id,
    part,
    position,
    body,
  ])
}

/** One piece; null when there is none. */
export async function findPiece(sql: Sql, id: string, part: ScreeningPart, position: number): Promise<string | null> {
  return (
    (
      await sql.query<{ body: string }>(
        'select body from screening_pieces where screening_id = $1 and part = $2 and position = $3',
        [id, part, position],
      )
    ).rows[0]?.body ?? null
  )
}

/** After their time only figures and digest stay; a list that nobody had screened goes as a whole. */
export async function eraseOldScreenings(sql: Sql, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs)
  const { rows } = await sql.query<{ id: string }>(
    'select id from screenings where erased_at is null and created_at <= $1',
    [before],
  )
  if (rows.length === 0) return
  const ids = rows.map((row) => row.id)
  await sql.query('delete from screenings where id = any($1) and asked_at is null', [ids])
  await erase(sql, ids, now)
}

/** For a list that was screened where it lies: nothing of it was ever kept here. */
export async function markErased(sql: Sql, id: string, now: Date): Promise<void> {
  await erase(sql, [id], now)
}

async function erase(sql: Sql, ids: readonly string[], now: Date): Promise<void> {
  await sql.query('delete from screening_pieces where screening_id = any($1)', [ids])
  await sql.query(
    `update screenings set erased_at = $2, name = null, mapping = null, faults = null, finished_at = coalesce(finished_at, $2), failure = case when finished_at is null then 'late' else failure end where id = any($1)`,
    [ids, now],
  )
}

/** Whether its lists may still be handed out. */
export function isKept(screening: Pick<Screening, 'createdAt' | 'erasedAt'>, now: Date): boolean {
  return screening.erasedAt === null && now.getTime() - screening.createdAt.getTime() < keptMs
}

export function erasedOn(screening: Pick<Screening, 'createdAt'>): Date {
  return new Date(screening.createdAt.getTime() + keptMs)
}
