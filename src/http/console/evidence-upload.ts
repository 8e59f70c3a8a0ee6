import type { ProofFile, ProofType } from '../../store/proof-files.ts'
import { typeOfFile } from './upload.ts'

/** A screenshot or a letter; more is no proof but an archive. */
export const evidenceBytes = 5 * 1024 * 1024

const endings: Readonly<Record<ProofType, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'application/pdf': 'pdf' }

/** The file in an upload; `none` when nothing was attached, `bad` when it is none of ours or too large. */
export function evidenceOf(value: unknown): ProofFile | 'none' | 'bad' {
  const body = (value as { bytes?: unknown } | undefined)?.bytes
  if (!Buffer.isBuffer(body) || body.length === 0) return 'none'
  const type = typeOfFile(body)
  return type === null || body.length > evidenceBytes ? 'bad' : { type, body }
}

/** Name under which a file of evidence is handed out: ours, never the uploader's. */
export function evidenceName(number: string, type: ProofType): string {
  return `${number}.${endings[type]}`
}
