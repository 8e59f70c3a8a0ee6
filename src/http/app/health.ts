import fastify, { type FastifyInstance } from 'fastify'
import { tokenHash } from '../../crypto/tokens.ts'
import type { App } from '../../operations/app/app.ts'
import { ownAnswer } from '../../operations/today/self-test.ts'
import { isWritable } from '../../store/app/server.ts'
import { isSelfTest } from '../../store/settings/self-tests.ts'
import { addMetrics } from './metrics.ts'
import { serverLimits } from './security.ts'

/** Some balancers ask for the head alone. */
const probe = { exposeHeadRoute: true }

/** A probe is asked every few seconds: it says no rather than wait. */
const answerMs = 2_000

/**
 * `/healthz`: this process runs; to the token of a self-test of an address, that it is this installation. `/readyz`: it
 * can work, 503 while the database is away or may not write. `/openz`: people may be sent here, also while the database
 * is away, since what they ask by their own links is kept. The front answers it, as `/readyz`, once the process ends.
 */
export function addHealth(server: FastifyInstance, app: Pick<App, 'pool'>): void {
  server.get<{ Querystring: { test?: unknown } }>('/healthz', probe, async ({ query: { test } }) =>
    // A process that runs says so while the database is away, too.
    typeof test === 'string' && (await isSelfTest(app.pool, tokenHash(test)).catch(() => false)) ? ownAnswer : 'ok',
  )
  server.get('/openz', probe, () => 'ok')
  server.get('/readyz', probe, async (_request, reply) => {
    const late = AbortSignal.timeout(answerMs)
    const answered = await Promise.race([
      isWritable(app.pool).catch(() => false),
      new Promise<false>((resolve) => late.addEventListener('abort', () => resolve(false), { once: true })),
    ])
    return answered
      ? reply.type('text/plain; charset=utf-8').send('ok')
      : reply.code(503).header('retry-after', '5').type('text/plain; charset=utf-8').send('the database is away')
  })
}

/** A server for nothing but these, for a process that has no other door. */
export function openHealthServer(app: App): FastifyInstance {
  const server = fastify(serverLimits)
  addHealth(server, app)
  addMetrics(server, app)
  return server
}
