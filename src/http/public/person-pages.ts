import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tokenHash } from '../../crypto/tokens.ts'
import { personLink, stopByAddress, stopByLink } from '../../operations/links/person-link.ts'
import { notePosted } from '../../operations/links/probe-links.ts'
import { countHit } from '../../store/accounts/rate-counters.ts'
import type { App } from '../../operations/app/app.ts'
import { doorPatienceMs } from '../../operations/app/open-pools.ts'
import { keepForLater } from '../../operations/links/spool.ts'
import { isDatabaseAway, isDatabaseUnable, withDatabase } from '../../store/app/database-away.ts'
import type { SpooledStop } from '../../store/links/spool-file.ts'
import { sayWhenToReturn } from '../app/again.ts'
import { statusOf } from '../app/problem.ts'
import { askNotMe } from './confirm-pages.ts'
import { donePage, keptPage, lostPage, personProblemPage, stopPage } from './person-view.tsx'
import {
  notMeLetter,
  openPersonView,
  openWithoutDatabase,
  requestProof,
  sendPersonPage,
  whenText,
  type Pages,
  type TokenRequest,
} from './person-request.ts'
import { placeOf } from './visits.ts'

/**
 * Tries with a token nobody has, per minute and address; a good link is never refused
 * (docs/reference/security.md#limits).
 */
const unknownPerMinute = 30

/** Path of a person's own link. */
export const linkPath = (token: string): string => `/u/${encodeURIComponent(token)}`

/**
 * What is sent to a person's own link: always obeyed (docs/reference/promises.md#links). The pages that are shown are
 * in preference-pages.ts.
 */
export function addPersonPages(server: FastifyInstance, pages: Pages): void {
  const { app } = pages
  server.post(
    '/u/:token',
    orKept(pages, 'link', async (request, reply) => {
      const { token } = request.params
      const link = await personLink(app, token)
      if (link === null) return lostRoad(pages, request, reply)
      const opened = await openPersonView(pages, request, link.language)
      const recorded = await stopByLink(app, link, 'link', requestProof(request, opened, app.clock.now()))
      const action = linkPath(token)
      return sendPersonPage(
        reply,
        opened,
        donePage(opened.view, {
          masked: link.masked,
          at: whenText(opened, recorded.receivedAt),
          number: recorded.number,
          preferences: `${action}/preferences`,
          notMe:
            app.mailer === null || recorded.repeated ? null : { action: `${action}/not-me`, objectionId: recorded.id },
        }),
      )
    }),
  )

  // RFC 8058: the mail tool posts, whatever the body; the answer is empty and never redirects.
  server.post(
    '/u/:token/one-click',
    orKept(pages, 'one-click', async (request, reply) => {
      const link = await personLink(app, request.params.token)
      if (link !== null) await stopByLink(app, link, 'one-click')
      else if (!(await notePosted(app, request.params.token)) && (await tooMany(pages, request)))
        return reply.code(429).send()
      return oneClickDone(reply)
    }),
  )

  server.post('/u/:token/not-me', async (request: TokenRequest, reply) => {
    const link = await personLink(app, request.params.token)
    return link === null ? lostRoad(pages, request, reply) : askNotMe(pages, request, reply, link)
  })
}

const oneClickDone = (reply: FastifyReply): FastifyReply => reply.code(200).header('x-robots-tag', 'noindex').send()

type Handle = (request: TokenRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Who sends a person's request waits about so long: a database that answers nothing is not waited for longer. */
const lateMs = 10_000

/**
 * A person's "stop everything" while the database is away, cannot write, or lets us wait: it is kept on the disk and
 * answered as taken, since it is. What is still under way may end as well: then there are two proofs of one request. An
 * address typed beside an unknown link is not kept: only the database tells links apart.
 */
export function orKept(pages: Pages, door: SpooledStop['door'], handle: Handle): Handle {
  return async (request, reply) => {
    // Whoever does not wait for the answer has no address at its end.
    const asked = askedBy(request, door, pages.app.clock.now())
    const handled = withDatabase(doorPatienceMs, () => handle(request, reply))
    const { email } = (request.body ?? {}) as { email?: unknown }
    const fault = email === undefined ? await faultWithin(lateMs, handled) : null
    if (fault === null || reply.sent || (fault !== 'late' && !isDatabaseUnable(fault.error))) return handled
    if (!(await keepAsked(pages.app, asked))) return handled
    // One that was given up must not end the process when it fails after all.
    handled.catch(() => undefined)
    return reply.sent ? reply : sendKept(pages, door, request, reply)
  }
}

/** A "stop everything" as it came, and from where. */
interface Asked {
  stop: SpooledStop
  place: string | null
}

export const askedBy = (request: TokenRequest, door: SpooledStop['door'], receivedAt: Date): Asked => ({
  stop: { tokenHash: tokenHash(request.params.token), door, receivedAt },
  place: placeOf(request.ip),
})

/** Keeps it on the disk. False when no more may be kept from there, or can be. */
export async function keepAsked(app: Pick<App, 'spoolFolder' | 'log'>, { stop, place }: Asked): Promise<boolean> {
  return (place === null || mayKeep(place)) && keepForLater(app, stop)
}

/** The answer to whoever's request is kept. */
export function sendKept(
  pages: Pick<Pages, 'languages'>,
  door: SpooledStop['door'],
  request: TokenRequest,
  reply: FastifyReply,
): FastifyReply {
  const opened = openWithoutDatabase(pages, request)
  return door === 'one-click' ? oneClickDone(reply) : sendPersonPage(reply, opened, keptPage(opened.view))
}

/** How `work` failed, or `late`; null when it was done in time. */
async function faultWithin(ms: number, work: Promise<unknown>): Promise<{ error: unknown } | 'late' | null> {
  const ended = new AbortController()
  const late = pause(ms, 'late' as const, { signal: ended.signal }).catch(() => 'late' as const)
  return Promise.race([
    work.then(
      () => null,
      (error: unknown) => ({ error }),
    ),
    late,
  ]).finally(() => ended.abort())
}

/**
 * Requests kept from one place in a minute: without the database nobody can tell whose links are real, and a large mail
 * service posts for many people.
 */
const keptPerMinute = 600
let keptIn = { minute: 0, places: new Map<string, number>() }

function mayKeep(place: string): boolean {
  const minute = Math.floor(Date.now() / 60_000)
  if (keptIn.minute !== minute) keptIn = { minute, places: new Map() }
  const kept = (keptIn.places.get(place) ?? 0) + 1
  keptIn.places.set(place, kept)
  return kept <= keptPerMinute
}

const tooMany = async ({ app }: Pages, request: FastifyRequest) =>
  (await countHit(app.pool, `lost ${placeOf(request.ip) ?? request.ip}`, 60)) > unknownPerMinute

/** A form sent to a token nobody has: the address in it is stopped, and the answer is always the same. */
export async function lostRoad(pages: Pages, request: TokenRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { app } = pages
  const opened = await openPersonView(pages, request, null)
  if (await notePosted(app, request.params.token))
    return sendPersonPage(reply, opened, stopPage(opened.view, linkPath(request.params.token)))
  if (await tooMany(pages, request))
    return sendPersonPage(reply.code(429), opened, personProblemPage(opened.view, 'wait'))
  const email = (request.body as { email?: unknown } | undefined)?.email
  const recorded =
    typeof email === 'string' ? await stopByAddress(app, email, notMeLetter(opened, app.clock.now())) : null
  if (recorded === 'too-often') {
    app.log.warn({}, 'too many addresses were stopped without a link: someone may be submitting a list')
    return sendPersonPage(reply.code(429).header('retry-after', '3600'), opened, personProblemPage(opened.view, 'wait'))
  }
  return sendPersonPage(
    reply.code(recorded === null ? 422 : 200),
    opened,
    lostPage(opened.view, {
      action: linkPath(request.params.token),
      wrong: recorded === null,
      done: recorded !== null,
    }),
  )
}

/** Errors of the public pages: ours in words, never the error's own text. */
export async function sendPublicProblem(
  pages: Pages,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = pages
  const status = error === null ? 404 : statusOf(error)
  if (status >= 500)
    app.log.error(
      {
        route: request.routeOptions.url ?? 'unknown',
        reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown',
      },
      'public page failed',
    )
  sayWhenToReturn(error, reply)
  const opened = isDatabaseAway(error)
    ? openWithoutDatabase(pages, request)
    : await openPersonView(pages, request, null).catch(() => null)
  if (opened === null) return reply.code(status).type('text/plain; charset=utf-8').send('Lawbase')
  return sendPersonPage(reply.code(status), opened, personProblemPage(opened.view, status === 429 ? 'wait' : 'problem'))
}
