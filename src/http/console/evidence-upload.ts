import type { ProofFile, ProofType } from '../../store/proof-files.ts'

/** A screenshot or a letter; more is no proof but an archive. */
export const evidenceBytes = 5 * 1024 * 1024

const starts = (...bytes: number[]) => (body: Buffer) => body.subarray(0, bytes.length).equals(Buffer.from(bytes))
/** What a file is, by its own first bytes: its name and the browser's word for it prove nothing (facts/security 3.16). */
const signatures: readonly (readonly [ProofType, string, (body: Buffer) => boolean])[] = [
  ['image/png', 'png', starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/jpeg', 'jpg', starts(0xff, 0xd8, 0xff)],
  ['image/webp', 'webp', (body) => body.subarray(0, 4).toString('latin1') === 'RIFF' && body.subarray(8, 12).toString('latin1') === 'WEBP'],
  ['application/pdf', 'pdf', starts(0x25, 0x50, 0x44, 0x46, 0x2d)],
]

/** The file in an upload; `none` when nothing was attached, `bad` when it is none of ours or too large. */
export function evidenceOf(value: unknown): ProofFile | 'none' | 'bad' {
  const body = (value as { bytes?: unknown } | undefined)?.bytes
  if (!Buffer.isBuffer(body) || body.length === 0) return 'none'
  const type = signatures.find(([, , fits]) => fits(body))?.[0]
  return type === undefined || body.length > evidenceBytes ? 'bad' : { type, body }
}

/** Name under which a file of evidence is handed out: ours, never the uploader's. */
export function evidenceName(number: string, type: ProofType): string {
  return `${number}.${signatures.find(([known]) => known === type)?.[1] ?? 'bin'}`
}
