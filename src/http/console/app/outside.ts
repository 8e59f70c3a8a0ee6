import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { HttpProblem } from '../../app/problem.ts'
import { isOwnForm } from '../../app/session.ts'
import type { Language } from '../../ui/format.ts'

/** Pages before login: the visitor's switch, else the browser's language. */
export function outsideLanguage(request: FastifyRequest): Language {
  const chosen = (request.query as { lang?: unknown } | undefined)?.lang
  if (chosen === 'en' || chosen === 'fr') return chosen
  return /^\s*fr/iu.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en'
}

/** Fields of a form sent before login. Throws when the form is not ours. */
export function outsideForm(app: App, request: FastifyRequest): Record<string, string> {
  if (!isOwnForm(app, request, null)) throw new HttpProblem(403, 'foreign-form')
  const body = (request.body ?? {}) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, String(Array.isArray(value) ? value.at(-1) : value)]),
  )
}

export function sendPage(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

/** A path of our own to go back to; anything else becomes `other` (docs/reference/security.md#own-paths). */
export function ownPath(raw: string | undefined, other: string): string {
  return raw !== undefined && /^\/(?![/\\])[\w\-./?=&%#]*$/u.test(raw) ? raw : other
}
