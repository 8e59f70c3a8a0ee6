import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { openEvidence } from '../../../operations/app/evidence.ts'
import { HttpProblem } from '../../app/problem.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { addRoute } from '../app/route.ts'

/** Files of evidence, by their id or by the SHA-256 that the audit log names. */
export function addEvidencePages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /evidence/:id', { roles: may.person }, async ({ params, login, reply }) => {
    const by = keyOf(params['id'] ?? '')
    const file =
      by === null ? null : await openEvidence(app, by, login.user.email, !allowed(login.user.role, may.judge))
    if (file === null) throw new HttpProblem(404, 'not-found')
    // Always downloaded, never opened in the page: nothing in it may run here (docs/reference/security.md#downloads).
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', `default-src 'none'; sandbox`)
      .send(file.bytes)
  })
}

function keyOf(text: string): { id: string } | { digest: Buffer } | null {
  if (isUuid(text)) return { id: text }
  return /^[0-9a-f]{64}$/u.test(text) ? { digest: Buffer.from(text, 'hex') } : null
}
