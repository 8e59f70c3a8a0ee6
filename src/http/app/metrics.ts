import type { FastifyInstance } from 'fastify'
import { sameText } from '../../crypto/tokens.ts'
import type { App } from '../../operations/app/app.ts'
import { figuresOf } from '../../operations/monitoring/collect-figures.ts'
import { metricsType, renderMetrics } from '../../operations/monitoring/render-metrics.ts'

/**
 * `/metrics` for who brings METRICS_TOKEN (docs/decisions/0060-metrics.md). Without one it does not exist: figures say
 * how many people a company writes to. Never on the port of public pages (docs/reference/security.md).
 */
export function addMetrics(server: FastifyInstance, app: App): void {
  const { metricsToken } = app
  if (metricsToken === null) return
  const figures = figuresOf(app)
  server.get('/metrics', async (request, reply) => {
    const [scheme = '', given = ''] = (request.headers.authorization ?? '').split(' ')
    if (scheme.toLowerCase() !== 'bearer' || !sameText(given, metricsToken))
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer realm="metrics"')
        .type('text/plain; charset=utf-8')
        .send('The metrics need METRICS_TOKEN: send it as "Authorization: Bearer …".\n')
    return reply.type(metricsType).send(await renderMetrics(await figures()))
  })
}
