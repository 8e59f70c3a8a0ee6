import { randomBytes } from 'node:crypto'
import { context, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../operations/app/app.ts'
import { tracer, withRequests } from '../../operations/app/trail.ts'

/** Asked every few seconds by machines: told only when somebody looks closely, and never a span. */
const quiet = ['/healthz', '/openz', '/readyz', '/metrics', '/assets/:version/:name']

/**
 * One line and, but for what machines ask all day, one span per request: method, pattern of the route, status,
 * milliseconds, a request id that the answer carries too. Never the address, the query or who asked. Must be called
 * before routes are added.
 */
export function addAccessLog(server: FastifyInstance, { log }: Pick<App, 'log'>, door: 'console' | 'public'): void {
  server.addHook('onRequest', (request, reply, done) => {
    const requestId = randomBytes(8).toString('hex')
    void reply.header('x-request-id', requestId)
    const route = request.routeOptions.url ?? 'none'
    const { method } = request
    const isQuiet = quiet.includes(route)
    const span = isQuiet ? null : startSpan(method, route, door)
    const begun = performance.now()
    reply.raw.once('close', () => {
      // 499: whoever asked went away before the answer.
      const status = reply.raw.writableEnded ? reply.raw.statusCode : 499
      span?.setAttribute('http.response.status_code', status)
      if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
      span?.end()
      const fields = { requestId, door, method, route, status, ms: Math.round(performance.now() - begun) }
      if (isQuiet) log.debug(fields, 'request')
      else log.info(fields, 'request')
    })
    const here = span === null ? context.active() : trace.setSpan(context.active(), span)
    context.with(here, () => withRequests([requestId], done))
  })
}

const startSpan = (method: string, route: string, door: string): Span =>
  tracer().startSpan(`${method} ${route}`, {
    kind: SpanKind.SERVER,
    attributes: { 'http.request.method': method, 'http.route': route, 'lawbase.door': door },
  })
