import type { Sql } from './database.ts'

export interface EvidenceFile {
  id: string
  objectionId: string | null
  digest: Buffer
  mediaType: string
  name: string
  size: number
  createdAt: Date
}

const columns = `id, objection_id as "objectionId", digest, media_type as "mediaType", name, size, created_at as "createdAt"`
/** An upload whose form was never sent is kept this long (DESIGN 5, What we keep). */
const uploadMs = 7 * 86_400_000

/** Stores a sealed file; uploads that nobody sent are forgotten on the way. */
export async function insertEvidenceFile(sql: Sql, file: Omit<EvidenceFile, 'createdAt' | 'objectionId'> & { content: string; uploadedBy: string }, now: Date): Promise<void> {
  await sql.query('delete from evidence_files where objection_id is null and created_at < $1', [new Date(now.getTime() - uploadMs)])
  await sql.query('insert into evidence_files (id, digest, media_type, name, size, content, uploaded_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    file.id, file.digest, file.mediaType, file.name, file.size, file.content, file.uploadedBy, now,
  ])
}

/** Ties an upload to the objection it proves; false when it is gone or tied already. */
export async function tieEvidence(sql: Sql, id: string, objectionId: string, uploadedBy: string): Promise<boolean> {
  const { rowCount } = await sql.query('update evidence_files set objection_id = $2 where id = $1 and objection_id is null and uploaded_by = $3', [id, objectionId, uploadedBy])
  return rowCount === 1
}

export async function evidenceOf(sql: Sql, objectionId: string): Promise<EvidenceFile[]> {
  return (await sql.query<EvidenceFile>(`select ${columns} from evidence_files where objection_id = $1 order by created_at`, [objectionId])).rows
}

export async function findEvidence(sql: Sql, id: string): Promise<(EvidenceFile & { content: string }) | null> {
  return (await sql.query<EvidenceFile & { content: string }>(`select ${columns}, content from evidence_files where id = $1`, [id])).rows[0] ?? null
}
