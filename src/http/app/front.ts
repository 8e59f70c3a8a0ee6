import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { serverLimits } from './security.ts'

/** What listens for a server of pages, and goes on listening while that one is replaced. */
export interface Front {
  /**
   * Gives what comes in, and what was held, to `server`. Before that only `/healthz` (200), `/readyz` and `/openz`
   * (503) are answered: a process that waits for its database runs, and is not ready.
   */
  serve(server: FastifyInstance): Promise<void>
  /**
   * For as long as `ms` answers as before, but says at `/readyz` and `/openz` that it ends and closes each connection
   * after its answer: whoever sends people here sends them elsewhere before nobody listens.
   */
  drain(ms: number): Promise<void>
  /** Holds what comes in from now on, and settles when what came before is answered, or after `patienceMs`. */
  hold(patienceMs: number): Promise<void>
  /**
   * Listens no more, and settles when what came is answered, at most after some twenty seconds. What is held is told to
   * come again.
   */
  close(): Promise<void>
}

/** How long an answer that is being given has when the service ends. */
const closeMs = 10_000
/** A request of which the first byte is on its way has this long to arrive. */
const arriveMs = 500

/** More than this many at once are not held: they are told to come again. */
const maxHeld = 1_000

/** Listens at each address that `host` names (localhost names two). Throws when one cannot be had. */
export async function openFront({ port, host }: { port: number; host: string }): Promise<Front> {
  let pages: FastifyInstance | null = null
  let held: (readonly [IncomingMessage, ServerResponse])[] = []
  const answers = openAnswers()
  let closing = false
  let draining = false
  const pass = (to: FastifyInstance, request: IncomingMessage, response: ServerResponse) => {
    answers.follow(response)
    response.once('close', () => {
      // A connection that is kept alive for a next request would keep us from ending.
      if (closing) setImmediate(() => servers.forEach((server) => server.closeIdleConnections()))
    })
    to.routing(request, response)
  }
  const take = (request: IncomingMessage, response: ServerResponse) => {
    // Also while it closes: a connection that stays is asked once more, and nobody answers.
    if (draining || closing) response.setHeader('connection', 'close')
    if (draining && ['/readyz', '/openz'].includes(request.url ?? '')) sayItEnds(response)
    else if (pages !== null) pass(pages, request, response)
    else if (!closing && request.url !== undefined && request.url in starting) starting[request.url]?.(response)
    else if (closing) comeAgain(response)
    else if (held.length < maxHeld) held.push([request, response])
    else comeAgain(response)
  }
  const servers = await listenAll(take, port, host)
  return {
    serve: async (server) => {
      await server.ready()
      pages = server
      const before = held
      held = []
      // Who gave up meanwhile is still heard: an objection counts once it was sent.
      for (const [request, response] of before) pass(server, request, response)
    },
    drain: async (ms) => {
      if (ms === 0) return
      draining = true
      await pause(ms)
    },
    hold: (patienceMs) => {
      pages = null
      return answers.untilNone(patienceMs)
    },
    close: async () => {
      closing = true
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
      for (const [, response] of held) comeAgain(response)
      held = []
      for (const server of servers) server.closeIdleConnections()
      // A connection on which nothing was asked yet, as browsers open them ahead of need, counts as busy for up to a
      // minute.
      await Promise.race([
        Promise.all(closed),
        answers
          .untilNone(closeMs)
          .then(() => pause(arriveMs, null, { ref: false }))
          .then(() => answers.untilNone(closeMs)),
      ])
      for (const server of servers) server.closeAllConnections()
      await Promise.all(closed)
    },
  }
}

/** What is being answered. */
interface Answers {
  follow(response: ServerResponse): void
  /** Settles when nothing is being answered, or after `patienceMs`. */
  untilNone(patienceMs: number): Promise<void>
}

function openAnswers(): Answers {
  const answering = new Set<ServerResponse>()
  let answered = () => {}
  return {
    follow: (response) => {
      answering.add(response)
      response.once('close', () => {
        answering.delete(response)
        answered()
      })
    },
    untilNone: async (patienceMs) => {
      const late = AbortSignal.timeout(patienceMs)
      while (answering.size > 0 && !late.aborted) {
        await new Promise<void>((resolve) => {
          answered = resolve
          late.addEventListener('abort', () => resolve(), { once: true })
        })
      }
    },
  }
}

type Take = (request: IncomingMessage, response: ServerResponse) => void

async function listenAll(take: Take, port: number, host: string): Promise<Server[]> {
  const tried = await Promise.allSettled(
    (await lookup(host, { all: true })).map(({ address }) => listen(take, port, address)),
  )
  const servers = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const faults = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as NodeJS.ErrnoException] : []))
  // A machine without IPv6 may still name ::1; an address that somebody else has is another matter.
  const fault = faults.find(({ code }) => code === 'EADDRINUSE') ?? (servers.length === 0 ? faults[0] : undefined)
  if (fault === undefined) return servers
  for (const server of servers) server.close()
  throw fault
}

async function listen(take: Take, port: number, host: string): Promise<Server> {
  const { requestTimeout, keepAliveTimeout } = serverLimits
  const server = createServer({ requestTimeout, keepAliveTimeout }, take)
  server.listen(port, host)
  await once(server, 'listening')
  return server
}

/** What is answered before there is anybody to serve: the process runs, and is not ready. */
const starting: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/healthz': (response) => response.writeHead(200, plainText).end('ok'),
  '/readyz': sayItStarts,
  '/openz': sayItStarts,
}
const plainText = { 'content-type': 'text/plain; charset=utf-8' }

function sayItStarts(response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '5', ...plainText }).end('this process starts')
}

function sayItEnds(response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '5', ...plainText }).end('this process ends')
}

function comeAgain(response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '10', connection: 'close' }).end()
}
