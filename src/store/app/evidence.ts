import type { Sql } from './database.ts'

/** A file that proves something. `digest` is the SHA-256 of its bytes, which stand sealed. */
export interface EvidenceFile {
  id: string
  digest: Buffer
  mediaType: string
  name: string
  size: number
  createdAt: Date
  /** False: an upload of a form that was not sent yet. */
  tied: boolean
}

const loose =
  'objection_id is null and broker_task_id is null and propagation_id is null and answer_id is null and ask_id is null and broker_id is null and source_dossier_id is null and source_id is null and withdrawn_source_id is null and consent_id is null'
const columns = `id, digest, media_type as "mediaType", name, size, created_at as "createdAt", not (${loose}) as tied`
/** Stores a sealed file. */
export async function insertEvidenceFile(
  sql: Sql,
  file: Omit<EvidenceFile, 'createdAt' | 'tied'> & { content: string; uploadedBy: string },
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into evidence_files (id, digest, media_type, name, size, content, uploaded_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [file.id, file.digest, file.mediaType, file.name, file.size, file.content, file.uploadedBy, now],
  )
}

/** Forgets uploads whose form was never sent; gives how many. */
export async function forgetLoose(sql: Sql, before: Date, limit: number): Promise<number> {
  return (
    (
      await sql.query(
        `delete from evidence_files where id in (select id from evidence_files where ${loose} and created_at < $1 limit $2)`,
        [before, limit],
      )
    ).rowCount ?? 0
  )
}

/** Columns that say what a file proves. */
const proves = {
  objection: 'objection_id',
  task: 'broker_task_id',
  propagation: 'propagation_id',
  answer: 'answer_id',
  ask: 'ask_id',
  broker: 'broker_id',
  source: 'source_dossier_id',
  'person-source': 'source_id',
  consent: 'consent_id',
} as const

/** Ties an upload to what it proves; false when it is gone or tied already. */
export async function tieEvidence(
  sql: Sql,
  id: string,
  to: keyof typeof proves,
  provenId: string | number,
  uploadedBy: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update evidence_files set ${proves[to]} = $2 where id = $1 and ${loose} and uploaded_by = $3`,
    [id, provenId, uploadedBy],
  )
  return rowCount === 1
}

export async function evidenceOf(sql: Sql, objectionId: string): Promise<EvidenceFile[]> {
  return (
    await sql.query<EvidenceFile>(
      `select ${columns} from evidence_files where objection_id = $1 or objection_id in (select k.objection_id from objection_corrections k where k.right_objection_id = $1) order by created_at`,
      [objectionId],
    )
  ).rows
}

/** Files that belong to a broker of the register, the newest first. */
export async function evidenceOfBroker(sql: Sql, brokerId: string): Promise<EvidenceFile[]> {
  return (
    await sql.query<EvidenceFile>(
      `select ${columns} from evidence_files where broker_id = $1 order by created_at desc, id`,
      [brokerId],
    )
  ).rows
}

/** Files that show where data of one source came from, the newest first. */
export async function evidenceOfDossier(sql: Sql, dossierId: string): Promise<EvidenceFile[]> {
  return (
    await sql.query<EvidenceFile>(
      `select ${columns} from evidence_files where source_dossier_id = $1 order by created_at desc, id`,
      [dossierId],
    )
  ).rows
}

/** A file by its id, or by its digest as the audit log names it; of equal files the first one. */
export async function findEvidence(
  sql: Sql,
  by: { id: string } | { digest: Buffer },
): Promise<(EvidenceFile & { content: string }) | null> {
  const { rows } = await sql.query<EvidenceFile & { content: string }>(
    `select ${columns}, content from evidence_files where ${'id' in by ? 'id' : 'digest'} = $1 order by created_at limit 1`,
    ['id' in by ? by.id : by.digest],
  )
  return rows[0] ?? null
}

/** Locks one file whose bytes stand unsealed; null when there is none left. */
export async function lockUnsealed(sql: Sql): Promise<{ id: string; bytes: Buffer } | null> {
  return (
    (
      await sql.query<{ id: string; bytes: Buffer }>(
        'select id, unsealed as bytes from evidence_files where unsealed is not null order by id limit 1 for update',
      )
    ).rows[0] ?? null
  )
}

export async function saveSealed(sql: Sql, id: string, content: string): Promise<void> {
  await sql.query('update evidence_files set content = $2, unsealed = null where id = $1', [id, content])
}
