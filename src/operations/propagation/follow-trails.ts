import { context, SpanStatusCode, trace, type Span } from '@opentelemetry/api'
import { planned } from '../../store/app/prepared.ts'
import { trailsOf } from '../../store/propagation/trails.ts'
import type { PropagationResult } from '../../store/propagation/propagation-results.ts'
import type { App } from '../app/app.ts'
import { contextOf, tracer, withRequests } from '../app/trail.ts'
import type { OpenedConnection } from '../connections/open-connection.ts'
import type { Carried } from './answered-rows.ts'

/**
 * Does `carry` for the requests that these opt-outs came with: log lines name them, and each opt-out has a span in the
 * trace of its door. Calls are made for all of them at once; their spans hang below the first.
 */
export async function followTrails(
  app: App,
  { connector, connection }: OpenedConnection,
  rows: readonly Carried[],
  carry: () => Promise<readonly PropagationResult[]>,
): Promise<void> {
  const trails = await trailsOf(
    planned(app.pool),
    rows.map(({ claim }) => claim.objectionId),
  )
  const spans = new Map<string, Span>()
  for (const { claim } of rows) {
    const trail = trails.find(({ objectionId }) => objectionId === claim.objectionId)
    if (trail?.traceparent == null) continue
    const attributes = {
      'lawbase.connector': connector.id,
      'lawbase.connection': connection.id,
      'lawbase.lane': claim.lane,
    }
    spans.set(claim.id, tracer().startSpan('carry opt-out', { attributes }, contextOf(trail)))
  }
  const [first] = spans.values()
  const requestIds = [...new Set(trails.flatMap(({ requestId }) => (requestId === null ? [] : [requestId])))]
  const work = () => withRequests(requestIds, carry)
  try {
    const results = await (first === undefined ? work() : context.with(trace.setSpan(context.active(), first), work))
    for (const { id, to, reason } of results) {
      spans.get(id)?.setAttributes({ 'lawbase.state': to, ...(reason === null ? {} : { 'lawbase.reason': reason }) })
      if (to === 'refused') spans.get(id)?.setStatus({ code: SpanStatusCode.ERROR })
    }
  } finally {
    for (const span of spans.values()) span.end()
  }
}
