import type { FastifyInstance } from 'fastify'
import type { BrandImage } from '../../store/brand.ts'

/** With everything else a person's page must stay under 60 kB (console.md). */
const mostBytes = 24 * 1024

/** A file as it came, with its bytes. */
interface Upload {
  bytes: Buffer
}

/** Reads a form with a file into its fields; bounded by `mostBytes`, else by the body limit of the console. */
export function readUpload(scope: FastifyInstance, mostBytes?: number): void {
  if (scope.hasContentTypeParser('multipart/form-data')) scope.removeContentTypeParser('multipart/form-data')
  scope.addContentTypeParser('multipart/form-data', { parseAs: 'buffer', ...(mostBytes === undefined ? {} : { bodyLimit: mostBytes }) }, async (request: { headers: Record<string, unknown> }, body: Buffer) => {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': String(request.headers['content-type']) } }).formData()
    const fields = await Promise.all([...form].map(async ([name, value]): Promise<[string, string | Upload]> => [name, typeof value === 'string' ? value : { bytes: Buffer.from(await value.arrayBuffer()) }]))
    return Object.fromEntries(fields)
  })
}

const signatures: readonly (readonly [BrandImage['type'], (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/webp', (bytes) => bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP'],
]

/** The image in an upload, by its own first bytes; null when it is none of ours or too large. */
export function imageOf(value: unknown): BrandImage | null {
  const bytes = (value as Upload | undefined)?.bytes
  if (!Buffer.isBuffer(bytes) || bytes.length === 0 || bytes.length > mostBytes) return null
  const type = signatures.find(([, fits]) => fits(bytes))?.[0]
  return type === undefined ? null : { type, body: bytes }
}
