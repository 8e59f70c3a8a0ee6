import helmet from '@fastify/helmet'
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HttpProblem } from './problem.ts'

/** Headers of every page (docs/reference/security.md#csp). `strict` public pages may not even connect back. */
export async function addSecurityHeaders(
  server: FastifyInstance,
  options: { connect: boolean; https: boolean },
): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        ...(options.connect ? { connectSrc: ["'self'"] } : {}),
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    hsts: options.https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  })
  server.addHook('onSend', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/** Limits of docs/reference/security.md#server: Fastify's own default waits for ever. */
export const serverLimits = {
  requestTimeout: 30_000,
  keepAliveTimeout: 72_000,
  routerOptions: { maxParamLength: 128 },
  exposeHeadRoutes: false,
  return503OnClosing: true,
  logger: false,
} as const

/** Signs that no address of ours holds and no database keeps. */
const isControl = (sign: string) => sign < ' ' || sign === '\u007f'

/**
 * Answers an address with a control sign in it as one that does not exist, and a query with one as bad: before anything
 * is looked up.
 */
export function refuseControlSigns(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    const holds = (values: unknown) =>
      Object.values((values ?? {}) as Record<string, unknown>)
        .flat()
        .some((value) => typeof value === 'string' && Array.from(value).some(isControl))
    if (holds(request.params)) throw new HttpProblem(404, 'not-found')
    // Nothing that is sent depends on its query: a person's stop must not fail for what a mail program added to the
    // address.
    if (request.method !== 'POST' && holds(request.query)) throw new HttpProblem(400, 'bad-input')
  })
}

/** True when a browser says the request comes from our own pages (docs/reference/security.md#csrf). */
export function isSameOrigin(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return request.headers.origin === origin
}

/** Constant time for equal lengths; a wrong length tells nothing that matters. */
export function sameBytes(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
