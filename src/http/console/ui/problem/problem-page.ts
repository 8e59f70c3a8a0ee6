import type { Pool } from 'pg'
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../../../operations/app/app.ts'
import { StillCounting } from '../../../../operations/app/kept-figures.ts'
import { HttpProblem, statusOf, type ProblemCode } from '../../../app/problem.ts'
import { isDatabaseUnable } from '../../../../store/app/database-away.ts'
import { sayWhenToReturn } from '../../../app/again.ts'
import { lackOf, loginOf } from '../../../app/session.ts'
import { outsideLanguage, sendPage } from '../../app/outside.ts'
import type { Role } from '../../../../domain/accounts/roles.ts'
import { listUsers } from '../../../../store/accounts/users.ts'
import { openView, type View } from '../../app/view.ts'
import { countingPage } from './counting-page.tsx'
import { plainProblem, problemPage } from './problem-view.tsx'

/** Answers an error with a page in our words, never the error's own text. */
export async function sendProblem(
  app: App,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (error instanceof StillCounting) {
    const login = await loginOf(app, request)
    if (login !== null) return sendPage(reply, countingPage(await openView({ app, login, request }), error), 202)
  }
  const { status, code } = problemOf(error)
  const reference = randomBytes(5).toString('hex').toUpperCase()
  const fields = { reference, route: request.routeOptions.url ?? 'unknown', status, problem: code }
  if (status >= 500)
    app.log.error({ ...fields, stack: error instanceof Error ? error.stack : undefined }, 'page failed')
  else app.log.info(fields, 'page refused')
  if ((request.cookies as unknown) === undefined)
    Object.assign(request, { cookies: cookiesOf(request.headers.cookie ?? '') })
  sayWhenToReturn(error, reply)
  const view = code === 'away' ? null : await viewOf(app, request).catch(() => null)
  if (view === null)
    return sendPage(reply, plainProblem({ language: outsideLanguage(request), code, reference }), status)
  const roles = error instanceof HttpProblem ? error.roles : []
  const askable = roles.length === 0 ? [] : await whoMay(app.pool, roles).catch(() => [])
  return sendPage(reply, problemPage(view, { code, reference, roles, askable }), status)
}

/** The page of whoever is logged in, with its menu; null = nobody is, or their login lacks something. */
async function viewOf(app: App, request: FastifyRequest): Promise<View | null> {
  const login = await loginOf(app, request)
  return login === null || lackOf(app, login) !== null ? null : openView({ app, login, request }, '/')
}

/** Addresses of people with access whose role may do it, three at most, in the order of the roles. */
async function whoMay(pool: Pool, roles: readonly Role[]): Promise<string[]> {
  const users = await listUsers(pool)
  return users
    .filter(
      ({ role, disabledAt, passwordHash }) => roles.includes(role) && disabledAt === null && passwordHash !== null,
    )
    .toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.email.localeCompare(b.email))
    .slice(0, 3)
    .map(({ email }) => email)
}

/** An unknown address never reaches the plugin that reads cookies. */
function cookiesOf(header: string): Record<string, string> {
  return Object.fromEntries(
    header.split(';').map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, Math.max(0, at)).trim(), pair.slice(at + 1).trim()]
    }),
  )
}

function problemOf(error: unknown): { status: number; code: ProblemCode } {
  if (error instanceof HttpProblem) return { status: error.status, code: error.code }
  const status = statusOf(error)
  if (status === 503) return { status, code: isDatabaseUnable(error) ? 'away' : 'stopping' }
  if (status < 500) return { status, code: status === 404 ? 'not-found' : status === 429 ? 'too-many' : 'bad-input' }
  return { status: 500, code: 'failed' }
}
