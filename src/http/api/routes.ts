import type { FastifyInstance } from 'fastify'
import type { App } from '../../operations/app/app.ts'
import { loadObjectionStatus, loadStatus } from '../../store/runs/status.ts'
import { authenticate, problem } from './api-key.ts'
import { answerProblems, sendApiProblem } from './api-problem.ts'
import { addApiAccess } from './api-access.ts'
import { addApiCorrections } from './api-corrections.ts'
import { addApiDecisions } from './api-decisions.ts'
import { addApiEvents } from './api-events.ts'
import { addApiNotices } from './api-notices.ts'
import { addApiObjections } from './api-objections.ts'
import { addApiErasures, addApiRemovals } from './api-removals.ts'
import { addApiScreenings } from './api-screenings.ts'
import { openApiDocument } from './openapi/document.ts'

/**
 * REST door `/api/v1` (docs/reference/promises.md#console). No cookie is read here; every answer is JSON; errors name
 * the field.
 */
export async function addApi(server: FastifyInstance, app: App): Promise<void> {
  answerProblems(server)
  server.setErrorHandler((error, request, reply) => sendApiProblem(app, error, request, reply))
  addApiObjections(server, app)
  addApiCorrections(server, app)
  addApiDecisions(server, app)
  addApiNotices(server, app)
  addApiEvents(server, app)
  addApiScreenings(server, app)
  addApiRemovals(server, app)
  addApiErasures(server, app)
  addApiAccess(server, app)

  // Without a key: it says what every installation can do, and nothing of this one.
  const document = openApiDocument()
  server.get('/api/v1/openapi.json', (_request, reply) => reply.send(document))

  server.get<{ Params: { id: string } }>('/api/v1/objections/:id', async (request, reply) => {
    if ((await authenticate(app, request, reply, 'status:read')) === null) return reply
    const [found] = await loadObjectionStatus(app.pool, { id: request.params.id })
    return found === undefined
      ? reply.code(404).send(problem('id', 'no objection has this id or number'))
      : reply.send(found)
  })

  server.get<{ Querystring: { since?: string } }>('/api/v1/objections', async (request, reply) => {
    if ((await authenticate(app, request, reply, 'status:read')) === null) return reply
    const since = instantOf(request.query.since ?? '')
    if (since === null) return reply.code(422).send(problem('since', 'give a time such as 2026-11-25T10:00:00Z'))
    return reply.send({ objections: await loadObjectionStatus(app.pool, { since }) })
  })

  server.get('/api/v1/status', async (request, reply) => {
    if ((await authenticate(app, request, reply, 'status:read')) === null) return reply
    return reply.send(await loadStatus(app.pool))
  })
}

/**
 * An instant of our days; null for anything else: nobody asks for what was recorded in the year 1, and no database
 * keeps the year -271821.
 */
function instantOf(text: string): Date | null {
  const at = new Date(text)
  const year = at.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? at : null
}
