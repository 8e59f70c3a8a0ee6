import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import type { PlainHttp } from '../../connector/oauth-spec.ts'
import type { App } from '../app/app.ts'
import { tracer } from '../app/trail.ts'

/**
 * The network as one Connection sees it: each call is a span and, at level debug, a line with the host, the status and
 * the time; the requests it is made for are named by the line itself. Never the path: it may hold an address.
 */
export function watchedHttp({ http, log }: App, connectionId: string): PlainHttp {
  return (request) => {
    const host = URL.parse(request.url)?.host ?? 'none'
    const { method } = request
    const attributes = { 'http.request.method': method, 'server.address': host, 'lawbase.connection': connectionId }
    return tracer().startActiveSpan(`${method} ${host}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      const begun = performance.now()
      const fields = () => ({ connectionId, host, method, ms: Math.round(performance.now() - begun) })
      try {
        const answer = await http(request)
        span.setAttribute('http.response.status_code', answer.status)
        log.debug({ ...fields(), status: answer.status }, 'system called')
        return answer
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR })
        log.debug({ ...fields(), kind: (error as { kind?: string }).kind ?? 'unknown' }, 'system not reached')
        throw error
      } finally {
        span.end()
      }
    })
  }
}
