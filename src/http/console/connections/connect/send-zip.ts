import type { FastifyReply } from 'fastify'
import { strToU8, zipSync } from 'fflate'
import type { AppFile } from '../../../../connector/oauth-spec.ts'

/** Text files as one download. */
export function sendZip(reply: FastifyReply, name: string, files: readonly AppFile[]): FastifyReply {
  const zip = zipSync(Object.fromEntries(files.map((file) => [file.path, strToU8(file.content)])))
  return reply
    .type('application/zip')
    .header('content-disposition', `attachment; filename="${name}.zip"`)
    .send(Buffer.from(zip))
}
