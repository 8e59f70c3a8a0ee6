import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../operations/app.ts'
import { personLink, stopByAddress, stopByLink } from '../../operations/person-link.ts'
import { loadSettings } from '../../store/settings.ts'
import { countHit } from '../../store/users.ts'
import type { Language } from './person-texts.ts'
import { donePage, lostPage, problemPage, stopPage, type Controller } from './person-view.tsx'

type TokenRequest = FastifyRequest<{ Params: { token: string }; Querystring: { lang?: string } }>

/** Tries with a token nobody has, per minute and address; a good link is never refused (facts/security 3.13). */
const unknownPerMinute = 30

/** Pages of a person's own link. GET and HEAD change nothing; a POST is always obeyed (DESIGN 6, Links). */
export function addPersonPages(server: FastifyInstance, app: App): void {
  server.get('/u/:token', async (request: TokenRequest, reply) => {
    const link = await personLink(app, request.params.token)
    const language = languageOf(request, link?.language ?? null)
    const controller = await controllerOf(app)
    const action = `/u/${encodeURIComponent(request.params.token)}`
    return html(reply, link === null ? lostPage({ language, controller, action, wrong: false, done: false }) : stopPage({ language, controller, masked: link.masked, action }))
  })

  server.post('/u/:token', async (request: TokenRequest, reply) => {
    const link = await personLink(app, request.params.token)
    const language = languageOf(request, link?.language ?? null)
    const controller = await controllerOf(app)
    if (link !== null) {
      const recorded = await stopByLink(app, link, 'link')
      return html(reply, donePage({ language, controller, masked: link.masked, at: await whenText(app, recorded.receivedAt, language), number: recorded.number }))
    }
    if ((await countHit(app.pool, `lost ${request.ip}`, 60)) > unknownPerMinute) return html(reply.code(429), problemPage({ language, controller, kind: 'wait' }))
    const email = (request.body as { email?: unknown } | undefined)?.email
    const recorded = typeof email === 'string' ? await stopByAddress(app, email) : null
    return html(reply.code(recorded === null ? 422 : 200), lostPage({ language, controller, action: `/u/${encodeURIComponent(request.params.token)}`, wrong: recorded === null, done: recorded !== null }))
  })

  // RFC 8058: the mail tool posts, whatever the body; the answer is empty and never redirects.
  server.post('/u/:token/one-click', async (request: TokenRequest, reply) => {
    const link = await personLink(app, request.params.token)
    if (link !== null) await stopByLink(app, link, 'one-click')
    else if ((await countHit(app.pool, `lost ${request.ip}`, 60)) > unknownPerMinute) return reply.code(429).send()
    return reply.code(200).header('x-robots-tag', 'noindex').send()
  })
}

/** Errors of the public pages: ours in words, never the error's own text. */
export async function sendPublicProblem(app: App, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const status = error === null ? 404 : ((error as { statusCode?: number }).statusCode ?? 500)
  if (status >= 500) app.log.error({ route: request.routeOptions.url ?? 'unknown', reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown' }, 'public page failed')
  const controller = await controllerOf(app).catch(() => null)
  return html(reply.code(status), problemPage({ language: languageOf(request as TokenRequest, null), controller, kind: status === 429 ? 'wait' : 'problem' }))
}

function html(reply: FastifyReply, body: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('x-robots-tag', 'noindex').send(body)
}

async function controllerOf(app: App): Promise<Controller | null> {
  return (await loadSettings(app.pool)).settings.controller
}

/** The visitor's switch, else the link's language, else the browser's, else French. */
function languageOf(request: TokenRequest, fromLink: string | null): Language {
  const chosen = request.query.lang
  if (chosen === 'en' || chosen === 'fr') return chosen
  if (fromLink === 'en' || fromLink === 'fr') return fromLink
  return /^\s*en/iu.test(request.headers['accept-language'] ?? '') ? 'en' : 'fr'
}

async function whenText(app: App, at: Date, language: Language): Promise<string> {
  const { settings } = await loadSettings(app.pool)
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: settings.timeZone }).format(at)
}
