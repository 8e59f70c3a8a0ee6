import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../operations/app.ts'
import { textsOf } from '../locales/texts.ts'
import { HttpProblem, type ProblemCode } from '../problem.ts'
import { loginOf } from '../session.ts'
import { html } from '../ui/html.ts'
import { PlainPage } from '../ui/plain.tsx'
import { outsideLanguage, sendPage } from './outside.ts'

/** Answers an error with a page in words: what, what was not lost, what next, and a reference that stands in the log (console.md 3.25). */
export async function sendProblem(app: App, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { status, code } = problemOf(error)
  const reference = randomBytes(5).toString('hex').toUpperCase()
  const fields = { reference, route: request.routeOptions.url ?? 'unknown', status, problem: code }
  if (status >= 500) app.log.error({ ...fields, stack: error instanceof Error ? error.stack : undefined }, 'page failed')
  else app.log.info(fields, 'page refused')
  const login = await loginOf(app, request).catch(() => null)
  const language = login?.user.language ?? outsideLanguage(request)
  const { problems } = textsOf(language)
  const { title, what } = problems[code]
  const page = (
    <PlainPage language={language} title={title} switchTo={null}>
      <p>{what}</p>
      <p class="hint">{problems.reference} <code>{reference}</code></p>
      <p class="actions">{login === null ? <a class="btn primary" href="/login">{problems.login}</a> : <a class="btn primary" href="/">{problems.home}</a>}</p>
    </PlainPage>
  )
  return sendPage(reply, html(page), status)
}

function problemOf(error: unknown): { status: number; code: ProblemCode } {
  if (error instanceof HttpProblem) return { status: error.status, code: error.code }
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  if (status === 503) return { status, code: 'stopping' }
  if (typeof status === 'number' && status >= 400 && status < 500) return { status, code: status === 404 ? 'not-found' : status === 429 ? 'too-many' : 'bad-input' }
  return { status: 500, code: 'failed' }
}
