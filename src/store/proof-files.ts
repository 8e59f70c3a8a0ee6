import { createHash } from 'node:crypto'
import type { Sql } from './database.ts'

export const proofTypes = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'] as const
export type ProofType = (typeof proofTypes)[number]

export interface ProofFile {
  type: ProofType
  body: Buffer
}

/** Keeps a file under the SHA-256 of its bytes; the same file is kept once. Gives the hash. */
export async function keepProof(sql: Sql, file: ProofFile, now: Date): Promise<string> {
  const hash = createHash('sha256').update(file.body).digest('hex')
  await sql.query('insert into proof_files (hash, type, body, created_at) values ($1, $2, $3, $4) on conflict (hash) do nothing', [hash, file.type, file.body, now])
  return hash
}

/** The file, when its bytes still have their hash; null when there is none. */
export async function findProof(sql: Sql, hash: string): Promise<ProofFile | null> {
  const row = (await sql.query<ProofFile>('select type, body from proof_files where hash = $1', [hash])).rows[0]
  if (row === undefined) return null
  if (createHash('sha256').update(row.body).digest('hex') !== hash) throw new Error('A file of proof was changed in the database')
  return row
}
