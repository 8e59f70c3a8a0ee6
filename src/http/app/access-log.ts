import { randomBytes } from 'node:crypto'
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../operations/app/app.ts'
import { tracer, withRequests } from '../../operations/app/trail.ts'

/** Asked every few seconds by machines: told only when somebody looks closely. */
const quiet = ['/healthz', '/openz', '/readyz', '/metrics', '/static/*']

/**
 * One line and one span per request: method, pattern of the route, status, milliseconds, a request id that the answer
 * carries too. Never the address, the query or who asked. Must be called before routes are added.
 */
export function addAccessLog(server: FastifyInstance, { log }: Pick<App, 'log'>, door: 'console' | 'public'): void {
  server.addHook('onRequest', (request, reply, done) => {
    const requestId = randomBytes(8).toString('hex')
    void reply.header('x-request-id', requestId)
    const route = request.routeOptions.url ?? 'none'
    const { method } = request
    const span = tracer().startSpan(`${method} ${route}`, {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': method, 'http.route': route, 'lawbase.door': door },
    })
    const begun = performance.now()
    reply.raw.once('close', () => {
      // 499: whoever asked went away before the answer.
      const status = reply.raw.writableEnded ? reply.raw.statusCode : 499
      span.setAttribute('http.response.status_code', status)
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
      const fields = { requestId, door, method, route, status, ms: Math.round(performance.now() - begun) }
      if (quiet.includes(route)) log.debug(fields, 'request')
      else log.info(fields, 'request')
    })
    context.with(trace.setSpan(context.active(), span), () => withRequests([requestId], done))
  })
}
