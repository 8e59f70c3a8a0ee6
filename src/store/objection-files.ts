import type { Sql } from './database.ts'

/** A list of noes somebody uploaded; `content` until it is recorded, `report` from then on. Both sealed. */
export interface ObjectionFile {
  id: string
  digest: Buffer
  name: string
  size: number
  uploadedBy: string
  createdAt: Date
  content: string | null
  /** Its rows are being recorded just now. */
  recording: boolean
  report: string | null
}

const columns = `id, digest, name, size, uploaded_by as "uploadedBy", created_at as "createdAt", content, report`
/** Upload and report are kept this long. */
const keptMs = 7 * 86_400_000
/** A recording that says nothing for so long has died with its process. */
const startedMs = 5 * 60_000

/** Stores a sealed upload; older ones are forgotten on the way. */
export async function insertObjectionFile(sql: Sql, file: Pick<ObjectionFile, 'id' | 'digest' | 'name' | 'size' | 'uploadedBy' | 'content'>, now: Date): Promise<void> {
  await sql.query('delete from objection_files where created_at < $1', [new Date(now.getTime() - keptMs)])
  await sql.query('insert into objection_files (id, digest, name, size, uploaded_by, content, created_at) values ($1, $2, $3, $4, $5, $6, $7)', [
    file.id, file.digest, file.name, file.size, file.uploadedBy, file.content, now,
  ])
}

/** An upload of this person; of nobody else, and not after its time. */
export async function findObjectionFile(sql: Sql, id: string, uploadedBy: string, now: Date): Promise<ObjectionFile | null> {
  const { rows } = await sql.query<ObjectionFile>(`select ${columns}, report is null and coalesce(started_at >= $4, false) as recording from objection_files where id = $1 and uploaded_by = $2 and created_at >= $3`, [
    id, uploadedBy, new Date(now.getTime() - keptMs), new Date(now.getTime() - startedMs),
  ])
  return rows[0] ?? null
}

/** True for the one caller who may record the rows now. */
export async function startObjectionFile(sql: Sql, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query('update objection_files set started_at = $2 where id = $1 and report is null and (started_at is null or started_at < $3)', [id, now, new Date(now.getTime() - startedMs)])
  return rowCount === 1
}

/** Gives the rows free again after a recording that failed. */
export async function releaseObjectionFile(sql: Sql, id: string): Promise<void> {
  await sql.query('update objection_files set started_at = null where id = $1 and report is null', [id])
}

/** Keeps the report in place of the content. */
export async function finishObjectionFile(sql: Sql, id: string, report: string): Promise<void> {
  await sql.query('update objection_files set report = $2, content = null where id = $1', [id, report])
}
