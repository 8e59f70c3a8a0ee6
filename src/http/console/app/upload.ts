import type { FastifyInstance } from 'fastify'
import type { BrandImage } from '../../../store/settings/brand.ts'

/** With everything else a person's page must stay under 60 kB. */
const maxBytes = 24 * 1024

/** A file as it came, with its bytes. */
export interface Upload {
  name: string
  bytes: Buffer
}

/** Reads a form with files into its fields; `bodyLimit` bytes, else the console's own limit. */
export function readUpload(scope: FastifyInstance, bodyLimit?: number): void {
  if (scope.hasContentTypeParser('multipart/form-data')) scope.removeContentTypeParser('multipart/form-data')
  scope.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', ...(bodyLimit === undefined ? {} : { bodyLimit }) },
    async (request: { headers: Record<string, unknown> }, body: Buffer) => {
      const form = await new Response(new Uint8Array(body), {
        headers: { 'content-type': String(request.headers['content-type']) },
      }).formData()
      const fields = await Promise.all(
        [...form].map(
          async ([name, value]): Promise<[string, string | Upload]> => [
            name,
            typeof value === 'string' ? value : { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) },
          ],
        ),
      )
      return Object.fromEntries(fields)
    },
  )
}

const signatures = [
  [
    'image/png',
    (bytes: Buffer) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  ],
  ['image/jpeg', (bytes: Buffer) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  [
    'image/webp',
    (bytes: Buffer) =>
      bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP',
  ],
  ['application/pdf', (bytes: Buffer) => bytes.subarray(0, 5).toString('latin1') === '%PDF-'],
] as const

/**
 * What a file is, by its own first bytes: its name and the browser's word for it prove nothing
 * (docs/reference/security.md#uploads). Null when it is none of these.
 */
export function typeOfFile(bytes: Buffer): (typeof signatures)[number][0] | null {
  return signatures.find(([, fits]) => fits(bytes))?.[0] ?? null
}

/** The image in an upload, by its own first bytes; null when it is none of ours or too large. */
export function imageOf(value: unknown): BrandImage | null {
  const bytes = (value as Upload | undefined)?.bytes
  if (!Buffer.isBuffer(bytes) || bytes.length === 0 || bytes.length > maxBytes) return null
  const type = typeOfFile(bytes)
  return type === null || type === 'application/pdf' ? null : { type, body: bytes }
}
