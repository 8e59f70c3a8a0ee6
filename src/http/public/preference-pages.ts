import type { FastifyInstance, FastifyReply } from 'fastify'
import { tokenHash } from '../../crypto/tokens.ts'
import { channels } from '../../domain/app/channel.ts'
import { scopesOf } from '../../domain/app/kind.ts'
import {
  pauseMonths,
  personChoices,
  savePreferences,
  type ChoiceResult,
} from '../../operations/links/person-choices.ts'
import { personLink, stopByLink } from '../../operations/links/person-link.ts'
import { isProbe } from '../../store/links/probes.ts'
import type { PersonLink } from '../../store/tags/tags.ts'
import { queryOf } from './person-frame.tsx'
import { linkPath, lostRoad, orKept } from './person-pages.ts'
import {
  asksNotToPassOn,
  openPersonView,
  optInLetter,
  requestProof,
  sendPersonPage,
  shownTexts,
  whenText,
  type Opened,
  type Pages,
  type TokenRequest,
} from './person-request.ts'
import { fill } from './person-texts.ts'
import { donePage, lostPage, messagePage, personProblemPage, stopPage } from './person-view.tsx'
import { dayText, preferencesPage } from './preferences-view.tsx'
import { scopesText } from './scope-text.ts'
import { isTooOften, looksPerMinute } from './visits.ts'

/**
 * The preference centre of a person, which their link opens: the big button first, then every choice.
 * Opening it changes nothing, and no page sends its form by itself: scanners of mail run scripts. A form that is sent
 * is always obeyed.
 */
export function addPreferencePages(server: FastifyInstance, pages: Pages): void {
  const { app } = pages
  const show =
    (stop: (token: string) => string, framable: boolean) => async (request: TokenRequest, reply: FastifyReply) => {
      const { token } = request.params
      const link = await personLink(app, token)
      const opened = await openPersonView(pages, request, link?.language ?? null)
      if (await isTooOften(app, request, 'u', looksPerMinute))
        return sendPersonPage(reply.code(429), opened, personProblemPage(opened.view, 'wait', linkPath(token)))
      if (link !== null)
        return sendPersonPage(reply, opened, await render(pages, opened, request, link, stop(token)), framable)
      if (await isProbe(app.pool, tokenHash(token)))
        return sendPersonPage(reply, opened, stopPage(opened.view, linkPath(token)))
      return sendPersonPage(
        reply,
        opened,
        lostPage(opened.view, { action: linkPath(token), wrong: false, done: false }),
      )
    }
  server.route({ method: ['GET', 'HEAD'], url: '/u/:token', handler: show(linkPath, false) })
  // Some mail programs open the header's address, which only answers a POST of theirs.
  server.route({ method: ['GET', 'HEAD'], url: '/u/:token/one-click', handler: show(linkPath, false) })
  server.route({
    method: ['GET', 'HEAD'],
    url: '/u/:token/preferences',
    handler: show((token) => `${linkPath(token)}/preferences`, true),
  })
  for (const url of ['/u/:token', '/u/:token/one-click', '/u/:token/preferences']) {
    server.route({
      method: 'OPTIONS',
      url,
      handler: async (_request, reply) => reply.code(204).header('allow', 'GET, HEAD, POST, OPTIONS').send(),
    })
  }
  const stopOrSave = async (request: TokenRequest, reply: FastifyReply) => {
    const link = await personLink(app, request.params.token)
    if (link === null) return lostRoad(pages, request, reply)
    const opened = await openPersonView(pages, request, link.language)
    return isStop(request) ? stopAll(pages, opened, request, reply, link) : save(pages, opened, request, reply, link)
  }
  // Choices are kept by the database only; "stop everything" also while it is away.
  const stopOrKeep = orKept(pages, 'preferences', stopOrSave)
  server.post('/u/:token/preferences', (request: TokenRequest, reply) =>
    isStop(request) ? stopOrKeep(request, reply) : stopOrSave(request, reply),
  )
}

export const isStop = (request: TokenRequest) => (request.body as { stop?: unknown } | undefined)?.stop === 'all'

const pagePath = (request: TokenRequest): string => `${linkPath(request.params.token)}/preferences`

async function render(
  { app }: Pages,
  opened: Opened,
  request: TokenRequest,
  link: PersonLink,
  stop: string,
): Promise<string> {
  const state = await personChoices(app.pool, link)
  return preferencesPage(opened.view, {
    masked: link.masked,
    action: pagePath(request),
    stop,
    rows: state.rows,
    kinds: opened.settings.kinds,
    allStopped: scopesOf(channels, []).every((scope) => state.stands.has(scope.channel)),
    pausedUntil: state.pausedUntil,
    pauseMonths,
    gpc: asksNotToPassOn(request),
    shown: shownTexts(opened).hash.toString('hex'),
  })
}

async function stopAll(
  { app }: Pages,
  opened: Opened,
  request: TokenRequest,
  reply: FastifyReply,
  link: PersonLink,
): Promise<FastifyReply> {
  const recorded = await stopByLink(app, link, 'preferences', requestProof(request, opened, app.clock.now()))
  return sendPersonPage(
    reply,
    opened,
    donePage(opened.view, {
      masked: link.masked,
      at: whenText(opened, recorded.receivedAt),
      number: recorded.number,
      preferences: pagePath(request),
      notMe:
        app.mailer === null || recorded.repeated
          ? null
          : { action: `${linkPath(request.params.token)}/not-me`, objectionId: recorded.id },
    }),
    true,
  )
}

async function save(
  { app }: Pages,
  opened: Opened,
  request: TokenRequest,
  reply: FastifyReply,
  link: PersonLink,
): Promise<FastifyReply> {
  const body = (request.body ?? {}) as Record<string, unknown>
  const now = app.clock.now()
  const answers = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      name.startsWith('c.') && typeof value === 'string' ? [[name.slice(2), value]] : [],
    ),
  )
  const asked = typeof body['pause'] === 'string' && body['pause'] !== '' ? Number(body['pause']) : null
  const pause = asked === 0 || pauseMonths.some((months) => months === asked) ? asked : null
  const result = await savePreferences(app, link, {
    answers,
    pause,
    proof: requestProof(request, opened, now),
    letter: (free) => optInLetter(opened, free, now),
  })
  const { texts } = opened.view.language
  const { done, lines, changed } = told(opened, link, result)
  return sendPersonPage(
    reply,
    opened,
    messagePage(opened.view, {
      title: changed ? texts.savedTitle : texts.sameTitle,
      masked: link.masked,
      done,
      lines,
      back: { href: `${pagePath(request)}${queryOf(opened.view)}`, label: texts.back },
    }),
    true,
  )
}

/** What was done, and what only a mail can do, in sentences. */
function told(
  opened: Opened,
  link: PersonLink,
  result: ChoiceResult,
): { done: string[]; lines: string[]; changed: boolean } {
  const { view, settings } = opened
  const { texts } = view.language
  const what = (scopes: ChoiceResult['stop']) => scopesText(view, scopes, settings.kinds)
  const done = [
    ...(result.stop.length === 0
      ? []
      : [`${fill(texts.savedStop, { what: what(result.stop) })} ${texts.savedStopMore}`]),
    ...(result.pausedUntil === null ? [] : [fill(texts.savedPause, { when: dayText(view, result.pausedUntil) })]),
    ...(result.pauseEnded ? [texts.savedPauseEnd] : []),
  ]
  const numbers = result.stopped.map((recorded) => recorded.number)
  const receivedAt = result.stopped[0]?.receivedAt
  const resume = { sent: texts.resumeSent, impossible: texts.resumeWrite, 'too-often': texts.resumeOften }
  const lines = [
    ...(receivedAt === undefined
      ? []
      : [`${fill(texts.since, { when: whenText(opened, receivedAt) })} · ${numbers.join(', ')}`]),
    ...(result.resume === null ? [] : [fill(resume[result.resume], { address: link.masked, what: what(result.free) })]),
  ]
  const changed = done.length > 0 || result.resume !== null
  return { done, lines: changed ? lines : [texts.sameMore], changed }
}
