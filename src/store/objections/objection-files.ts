import type { ColumnMapping } from '../../domain/objections/objection-file.ts'
import type { Sql } from '../app/database.ts'

/** What somebody asked for a list: which column holds what, the country of its numbers, and when (business time). */
export interface FileAsk {
  mapping: ColumnMapping
  /** Empty = rows with a number without a prefix are refused. */
  country: string
  askedAt: Date
}

/** A list of objections somebody uploaded; `content` until it is recorded, `report` from then on. Both sealed. */
export interface ObjectionFile {
  id: string
  digest: Buffer
  name: string
  size: number
  uploadedBy: string
  createdAt: Date
  content: string | null
  /** Null until somebody says what its columns hold. From then on it is being recorded, until the report is there. */
  ask: FileAsk | null
  /** Rows recorded so far, of how many; null = nobody has begun. */
  done: number
  total: number | null
  report: string | null
}

const columns = `id, digest, name, size, uploaded_by as "uploadedBy", created_at as "createdAt", content, report, done_count as done, total_count as total, mapping, country, asked_at as "askedAt"`
/** Upload and report are kept this long. */
const keptMs = 7 * 86_400_000

/** Stores a sealed upload. */
export async function insertObjectionFile(
  sql: Sql,
  file: Pick<ObjectionFile, 'id' | 'digest' | 'name' | 'size' | 'uploadedBy' | 'content'>,
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into objection_files (id, digest, name, size, uploaded_by, content, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [file.id, file.digest, file.name, file.size, file.uploadedBy, file.content, now],
  )
}

type FileRow = Omit<ObjectionFile, 'ask'> & {
  mapping: ColumnMapping | null
  country: string | null
  askedAt: Date | null
}

function fileOf({ mapping, country, askedAt, ...file }: FileRow): ObjectionFile {
  return { ...file, ask: askedAt === null ? null : { mapping: mapping ?? {}, country: country ?? '', askedAt } }
}

/** An upload of this person; of nobody else, and not after its time. */
export async function findObjectionFile(
  sql: Sql,
  id: string,
  uploadedBy: string,
  now: Date,
): Promise<ObjectionFile | null> {
  const { rows } = await sql.query<FileRow>(
    `select ${columns} from objection_files where id = $1 and uploaded_by = $2 and created_at >= $3`,
    [id, uploadedBy, new Date(now.getTime() - keptMs)],
  )
  return rows[0] === undefined ? null : fileOf(rows[0])
}

/** Notes what is asked; the first ask counts. */
export async function askForFile(sql: Sql, id: string, ask: FileAsk): Promise<void> {
  await sql.query(
    'update objection_files set mapping = $2, country = $3, asked_at = $4 where id = $1 and asked_at is null',
    [id, JSON.stringify(ask.mapping), ask.country, ask.askedAt],
  )
}

/** Lists that wait for a worker, or whose worker died. */
export async function filesToRecord(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from objection_files where asked_at is not null and report is null and (claimed_until is null or claimed_until < clock_timestamp()) order by asked_at',
  )
  return rows.map((row) => row.id)
}

/** Takes a list for this worker alone; null when another one is at it or it is done. */
export async function claimObjectionFile(sql: Sql, id: string, claimMs: number): Promise<ObjectionFile | null> {
  const { rows } = await sql.query<FileRow>(
    `update objection_files set claimed_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
     where id = $1 and asked_at is not null and report is null and (claimed_until is null or claimed_until < clock_timestamp()) returning ${columns}`,
    [id, claimMs],
  )
  return rows[0] === undefined ? null : fileOf(rows[0])
}

/** Says how far it is and keeps the claim for as long again. */
export async function noteFileProgress(
  sql: Sql,
  id: string,
  done: number,
  total: number,
  claimMs: number,
): Promise<void> {
  await sql.query(
    'update objection_files set done_count = $2, total_count = $3, claimed_until = clock_timestamp() + make_interval(secs => $4::float8 / 1000) where id = $1',
    [id, done, total, claimMs],
  )
}

/** Keeps the report in place of the content. */
export async function finishObjectionFile(sql: Sql, id: string, report: string): Promise<void> {
  await sql.query('update objection_files set report = $2, content = null, claimed_until = null where id = $1', [
    id,
    report,
  ])
}
