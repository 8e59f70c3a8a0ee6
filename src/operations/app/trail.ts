import { AsyncLocalStorage } from 'node:async_hooks'
import { context, isSpanContextValid, ROOT_CONTEXT, trace, type Context } from '@opentelemetry/api'

/** What work is done for: every log line written meanwhile names the requests (docs/admin/monitoring.md#log). */
interface Trail {
  requestIds: readonly string[]
}

const trails = new AsyncLocalStorage<Trail>()

/** Does `work` for these requests. */
export const withRequests = <T>(requestIds: readonly string[], work: () => T): T => trails.run({ requestIds }, work)

/** Lines that carry many opt-outs at once name no more requests than this. */
const maxNamed = 10

/** What a log line says of the requests it is written for. */
export function requestFields(): { requestId?: string; requestIds?: readonly string[] } {
  const ids = trails.getStore()?.requestIds ?? []
  const [only] = ids
  if (only === undefined) return {}
  return ids.length === 1 ? { requestId: only } : { requestIds: ids.slice(0, maxNamed) }
}

/** Where something came from, as it is kept beside it. */
export interface KeptTrail {
  requestId: string | null
  /** As the W3C writes it; null = nobody traces. */
  traceparent: string | null
}

/** The request and the trace that are under way; null = neither. */
export function trailNow(): KeptTrail | null {
  const ids = trails.getStore()?.requestIds ?? []
  const span = trace.getSpanContext(context.active())
  const traceparent =
    span === undefined || !isSpanContextValid(span)
      ? null
      : `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`
  const requestId = ids.length === 1 ? (ids[0] ?? null) : null
  return requestId === null && traceparent === null ? null : { requestId, traceparent }
}

/** The context of a kept trace, so that what is done now belongs to it. */
export function contextOf({ traceparent }: Pick<KeptTrail, 'traceparent'>): Context {
  const [, traceId = '', spanId = '', flags = '0'] = (traceparent ?? '').split('-')
  const span = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true }
  return isSpanContextValid(span) ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT
}

/** The product's spans: none is made until the operator brings an SDK. */
export const tracer = () => trace.getTracer('lawbase')
