import { createHash, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { keptBefore } from '../../domain/runs/kept.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { findEvidence, insertEvidenceFile, lockUnsealed, saveSealed } from '../../store/app/evidence.ts'
import type { KeyRing } from '../../store/app/key-ring.ts'
import type { App } from './app.ts'

/** A file as somebody uploaded it; `mediaType` is what its own bytes say. */
export interface UploadedFile {
  name: string
  mediaType: string
  bytes: Buffer
}

const place = (id: string) => ({ table: 'evidence_files', row: id, column: 'content' })
const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest()
const sealed = (keys: KeyRing, id: string, bytes: Buffer) => keys.seal(bytes.toString('base64'), place(id))

/**
 * Keeps an uploaded file sealed; it proves nothing until it is tied to something. Gives its id and its SHA-256 in hex.
 */
export async function keepEvidence(
  app: App,
  sql: Sql,
  file: UploadedFile,
  actor: string,
): Promise<{ id: string; digest: string }> {
  const id = randomUUID()
  const digest = digestOf(file.bytes)
  await insertEvidenceFile(
    sql,
    {
      id,
      digest,
      mediaType: file.mediaType,
      name: file.name.replaceAll(/[^\p{L}\p{N}. _-]/gu, '_').slice(-100),
      size: file.bytes.length,
      content: sealed(app.keys, id, file.bytes),
      uploadedBy: actor,
    },
    app.clock.now(),
  )
  return { id, digest: digest.toString('hex') }
}

/**
 * The bytes of a file that proves something, noted as seen. Null when there is none; throws when they are not those
 * that were kept. `restricted`: somebody to whom a scan is closed once its term has passed.
 */
export async function openEvidence(
  app: App,
  by: { id: string } | { digest: Buffer },
  actor: string,
  restricted: boolean,
): Promise<{ name: string; bytes: Buffer } | null> {
  const file = await readEvidence(app, by)
  if (file === null || (restricted && file.createdAt < keptBefore('scans', app.clock.now()))) return null
  await insertAudit(
    app.pool,
    [{ actId: `view:${randomUUID()}`, act: 'view', actor, details: { what: 'evidence', file: file.id } }],
    app.clock.now(),
  )
  return { name: file.name, bytes: file.bytes }
}

/** The same for work that shows it to nobody. */
export async function readEvidence(
  app: App,
  by: { id: string } | { digest: Buffer },
): Promise<({ id: string; createdAt: Date } & UploadedFile) | null> {
  const file = await findEvidence(app.pool, by)
  if (file === null || !file.tied) return null
  const bytes = Buffer.from(app.keys.open(file.content, place(file.id)), 'base64')
  if (!digestOf(bytes).equals(file.digest)) throw new Error('A file of evidence was changed in the database')
  return { id: file.id, name: file.name, mediaType: file.mediaType, createdAt: file.createdAt, bytes }
}

/**
 * Seals what an earlier version stored in clear, file by file. Part of every start: several at once wait for each
 * other.
 */
export async function sealEvidence(pool: Pool, keys: KeyRing): Promise<void> {
  const sealOne = () =>
    inTransaction(pool, async (sql) => {
      const file = await lockUnsealed(sql)
      if (file !== null) await saveSealed(sql, file.id, sealed(keys, file.id, file.bytes))
      return file !== null
    })
  while (await sealOne());
}
