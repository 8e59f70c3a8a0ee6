import type { UploadedFile } from '../../../operations/app/evidence.ts'
import { typeOfFile, type Upload } from './upload.ts'

/** A scan, a screenshot or a letter; more is no proof but an archive. */
export const evidenceBytes = 10 * 1024 * 1024
/** Limit of a form with such a file: the file, and the text fields around it. */
export const evidenceFormBytes = evidenceBytes + 256 * 1024
/** What the file dialogue of the browser offers. */
export const evidenceEndings = '.pdf,.jpg,.jpeg,.png,.webp,.txt'

/** The file in an upload; `none` when nothing was attached, `bad` when it is none of ours or too large. */
export function uploadedEvidence(value: unknown): UploadedFile | 'none' | 'bad' {
  const upload = value as Upload | string | undefined
  if (typeof upload !== 'object' || !Buffer.isBuffer(upload.bytes) || upload.bytes.length === 0) return 'none'
  const mediaType = kindOf(upload.bytes)
  if (mediaType === null || upload.bytes.length > evidenceBytes || !/\.(?:pdf|png|jpe?g|webp|txt)$/iu.test(upload.name))
    return 'bad'
  return { name: upload.name, mediaType, bytes: upload.bytes }
}

/** By its first bytes, or a note as text; null when it is neither. */
function kindOf(bytes: Buffer): string | null {
  const type = typeOfFile(bytes)
  if (type !== null) return type
  return bytes.includes(0) || bytes.toString('utf8').includes('\uFFFD') ? null : 'text/plain'
}
