import formbody from '@fastify/formbody'
import fastify, { type FastifyInstance } from 'fastify'
import type { App } from '../operations/app.ts'
import { addAssets } from './assets.ts'
import { addPersonPages, sendPublicProblem } from './public/person-pages.ts'
import { addSecurityHeaders, serverLimits } from './security.ts'
import { addWebhooks } from './webhooks.ts'

/** What the world may reach, on a port of its own: people's links and webhooks. No cookie is set or read here. */
export async function openPublicServer(app: App): Promise<FastifyInstance> {
  const server = fastify({ ...serverLimits, bodyLimit: 16 * 1024 })
  await addSecurityHeaders(server, { connect: false, https: app.publicUrl?.startsWith('https:') ?? false })
  server.setErrorHandler((error, request, reply) => sendPublicProblem(app, error, request, reply))
  server.setNotFoundHandler((request, reply) => sendPublicProblem(app, null, request, reply))
  server.get('/healthz', async () => 'ok')
  await server.register(async (webhooks) => addWebhooks(webhooks, app))
  await server.register(async (pages) => {
    await pages.register(formbody)
    // A mail tool may post any body, or none (RFC 8058): it is never read.
    pages.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined))
    addAssets(pages)
    addPersonPages(pages, app)
  })
  return server
}
