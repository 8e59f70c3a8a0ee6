import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { App } from '../../operations/app/app.ts'
import type { SpooledStop } from '../../store/links/spool-file.ts'
import { addAccessLog } from '../app/access-log.ts'
import { addAssets } from '../app/assets.ts'
import { addSecurityHeaders, serverLimits } from '../app/security.ts'
import { acceptAnyBody, formBytes } from '../app/any-body.ts'
import { askedBy, keepAsked, sendKept } from './person-pages.ts'
import { openWithoutDatabase, sendPersonPage, type TokenRequest } from './person-request.ts'
import { loadPersonLanguages } from './person-texts.ts'
import { personProblemPage } from './person-view.tsx'
import { isStop } from './preference-pages.ts'
import { trustOf } from './visits.ts'

/** What is known before the database answers. */
type WaitingApp = Pick<App, 'spoolFolder' | 'localesFolder' | 'log' | 'clock' | 'trustedProxies' | 'publicUrl'>

const probe = { exposeHeadRoute: true }

/**
 * The public port of a process that starts while its database is away: what people ask for by their own links is kept
 * on the disk, which needs no key, since only the hash of a token and the time are written. Whatever else comes is told
 * to come again.
 */
export async function openWaitingServer(app: WaitingApp): Promise<FastifyInstance> {
  const pages = { languages: loadPersonLanguages(app.localesFolder) }
  const server = fastify({
    ...serverLimits,
    trustProxy: trustOf(app),
    bodyLimit: formBytes,
    routerOptions: { ...serverLimits.routerOptions, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
  })
  await addSecurityHeaders(server, { connect: false, https: app.publicUrl?.startsWith('https:') ?? false })
  const refuse = (request: FastifyRequest, reply: FastifyReply) => {
    void reply.code(503).header('retry-after', '10')
    if (request.url.startsWith('/webhooks/')) return reply.send({ error: 'failed: send it again later' })
    const opened = openWithoutDatabase(pages, request)
    return sendPersonPage(reply, opened, personProblemPage(opened.view, 'problem'))
  }
  server.setErrorHandler((_error, request, reply) => refuse(request, reply))
  server.setNotFoundHandler((request, reply) => refuse(request, reply))
  addAccessLog(server, app, 'public')
  acceptAnyBody(server, formBytes)
  addAssets(server)
  for (const path of ['/healthz', '/openz']) server.get(path, probe, () => 'ok')
  const keep = (door: SpooledStop['door'], isMeant: (request: TokenRequest) => boolean) =>
    async function (request: TokenRequest, reply: FastifyReply) {
      // An address typed beside an unknown link is not kept: only the database tells links apart.
      const { email } = (request.body ?? {}) as { email?: unknown }
      const mayBeKept = email === undefined && isMeant(request)
      return mayBeKept && (await keepAsked(app, askedBy(request, door, app.clock.now())))
        ? sendKept(pages, door, request, reply)
        : refuse(request, reply)
    }
  server.post(
    '/u/:token',
    keep('link', () => true),
  )
  server.post(
    '/u/:token/one-click',
    keep('one-click', () => true),
  )
  server.post('/u/:token/preferences', keep('preferences', isStop))
  await server.ready()
  return server
}
