import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { App } from '../operations/app/app.ts'
import { answerAgain } from './app/again.ts'
import { addApi } from './api/routes.ts'
import { addAssets } from './app/assets.ts'
import { addBrand } from './public/brand.ts'
import { addConsolePages } from './console/pages.ts'
import { sendProblem } from './console/ui/problem/problem-page.ts'
import { trustOf } from './public/visits.ts'
import { addHealth } from './app/health.ts'
import { addAccessLog } from './app/access-log.ts'
import { addMetrics } from './app/metrics.ts'
import { isApi, sendApiProblem } from './api/api-problem.ts'
import { addSecurityHeaders, refuseControlSigns, serverLimits } from './app/security.ts'
import { HttpProblem } from './app/problem.ts'

/**
 * The admin console and the REST door, for loopback or behind the company's own proxy
 * (docs/reference/promises.md#console).
 */
export async function openConsoleServer(app: App): Promise<FastifyInstance> {
  const send = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    isApi(request) ? sendApiProblem(app, error, request, reply) : sendProblem(app, error, request, reply)
  const server = fastify({
    ...serverLimits,
    trustProxy: trustOf(app),
    bodyLimit: 64 * 1024,
    frameworkErrors: (error, request, reply) => void send(error, request, reply),
  })
  await addSecurityHeaders(server, { connect: true, https: app.consoleUrl.startsWith('https:') })
  refuseControlSigns(server)
  server.setErrorHandler(send)
  server.setNotFoundHandler((request, reply) => send(new HttpProblem(404, 'not-found'), request, reply))
  addAccessLog(server, app, 'console')
  addHealth(server, app)
  addMetrics(server, app)
  await server.register(async (api) => {
    // What a call says stands once, however often it is made.
    answerAgain(api, () => true)
    await addApi(api, app)
  })
  await server.register(async (pages) => {
    answerAgain(pages, (request) => request.method === 'GET')
    await pages.register(cookie)
    await pages.register(formbody)
    addAssets(pages)
    addBrand(pages, app)
    addConsolePages(pages, app)
  })
  return server
}
