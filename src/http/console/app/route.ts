import type {} from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import type { Role } from '../../../domain/accounts/roles.ts'
import { countHit } from '../../../store/accounts/rate-counters.ts'
import { isOwnForm, lackOf, loginOf, type Login } from '../../app/session.ts'
import { HttpProblem } from '../../app/problem.ts'
import { addressOfDays, withDaysRead } from './days/typed-days.ts'

/** What a page's handler gets once the login, the role and the form were checked. */
export interface Visit {
  app: App
  login: Login
  request: FastifyRequest
  reply: FastifyReply
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string | undefined>>
  /** Fields of the posted form, typed days as YYYY-MM-DD; a repeated name gives its last value. */
  form: Readonly<Record<string, string>>
  /** Values of a repeated field. */
  list(name: string): readonly string[]
}

/** The login that may go on, or null after a page was sent that asks for more; `form`: what was posted. */
export type StepUp = (
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  login: Login,
  form: ReadonlyMap<string, readonly string[]>,
) => Promise<Login | null>

interface RouteOptions {
  /** Roles that may come here; left out = everybody who is logged in. */
  roles?: readonly Role[]
  /** For an act that cannot be undone: asks who they are where their login is old (`stepUp`). */
  fresh?: StepUp
  /** Opens for a login that lacks this, too: what brings it. */
  lacking?: readonly ('code' | 'factor')[]
  /** A POST that only asks: what is asked for must not stand in an address. */
  asks?: true
}

/** Where a login goes on that lacks something. */
const missingPages = { code: '/login/second', factor: '/account/second-factor' } as const

/** A handler sends HTML by returning a string, or answers through `reply` and returns it. */
export type VisitHandler = (visit: Visit) => Promise<string | FastifyReply>

const visitsPerMinute = 300

/**
 * Registers a console page by its address, such as `GET /audit`: login, role and rate are checked for all methods, and
 * for a POST that the form is ours.
 */
export function addRoute(
  server: FastifyInstance,
  app: App,
  address: `${'GET' | 'POST'} /${string}`,
  options: RouteOptions,
  handle: VisitHandler,
): void {
  const [method, url] = address.split(' ') as ['GET' | 'POST', string]
  const answer = method === 'POST' && options.asks !== true ? writing(handle) : handle
  server.route({
    method,
    url,
    handler: async (request, reply) => {
      const found = await loginOf(app, request)
      if (found === null) {
        if (method === 'GET') return reply.redirect('/login', 303)
        throw new HttpProblem(401, 'session-ended')
      }
      if (method === 'POST' && !isOwnForm(app, request, found.sessionHash)) throw new HttpProblem(403, 'foreign-form')
      const lack = lackOf(app, found)
      if (lack !== null && options.lacking?.includes(lack) !== true) return reply.redirect(missingPages[lack], 303)
      if (options.roles !== undefined && !options.roles.includes(found.user.role))
        throw new HttpProblem(403, 'not-allowed', options.roles)
      if ((await countHit(app.pool, `console ${found.user.id}`, 60)) > visitsPerMinute * 4)
        throw new HttpProblem(429, 'too-many')
      const plain = await addressOfDays(app, request)
      if (plain !== null) return reply.redirect(plain, 303)
      const form = await withDaysRead(app, fieldsOf(request.body))
      const login = options.fresh === undefined ? found : await options.fresh(app, request, reply, found, form)
      if (login === null) return reply
      const visit: Visit = {
        app,
        login,
        request,
        reply,
        params: request.params as Record<string, string>,
        query: flatten(request.query),
        form: Object.fromEntries([...form].map(([name, values]) => [name, values.at(-1) ?? ''])),
        list: (name) => form.get(name) ?? [],
      }
      const html = await answer(visit)
      return typeof html === 'string' ? reply.type('text/html; charset=utf-8').send(html) : html
    },
  })
}

/**
 * A handler that may write: figures are forgotten before it, for the page that a POST is answered with, and after it,
 * for what was counted meanwhile.
 */
function writing(handle: VisitHandler): VisitHandler {
  return async (visit) => {
    const { figures } = visit.app
    await figures.forget()
    try {
      return await handle(visit)
    } finally {
      await figures.forget()
    }
  }
}

function fieldsOf(body: unknown): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  if (body === null || typeof body !== 'object') return fields
  for (const [name, value] of Object.entries(body))
    fields.set(name, (Array.isArray(value) ? value : [value]).map(String))
  return fields
}

function flatten(query: unknown): Record<string, string | undefined> {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? String(value.at(-1)) : String(value)]),
  )
}
