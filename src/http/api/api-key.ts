import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseApiKey, tokenHash } from '../../crypto/tokens.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { App } from '../../operations/app/app.ts'
import { createBatchedCounter } from '../../operations/app/batched-counter.ts'
import { cacheFor } from '../../operations/app/cache-for.ts'
import { grouped } from '../../operations/app/grouped.ts'
import { prepared } from '../../store/app/prepared.ts'
import { countHits } from '../../store/accounts/rate-counters.ts'
import { findLiveApiKeys, noteApiKeyUse, type ApiKeyRow } from '../../store/accounts/api-keys.ts'
import { sameBytes } from '../app/security.ts'

/** Decisions are asked for at send time, one by one; everything else is rare. */
export const callsPerMinute = {
  'objections:write': 600,
  'status:read': 600,
  'decisions:read': 60_000,
  'notices:write': 600,
  'screenings:write': 600,
  'events:write': 600,
  'removals:keep': 60,
  'access:write': 60,
  'objections:correct': 60,
} as const

/** What an API key may be allowed. */
export const apiScopes = [
  'objections:write',
  'status:read',
  'decisions:read',
  'notices:write',
  'screenings:write',
  'events:write',
  'removals:keep',
  'access:write',
  'objections:correct',
] as const

/** Checks that come together share their statements: a mailing tool asks before each mail. */
interface Checks {
  keyOf: (id: string) => Promise<ApiKeyRow | null>
  /** For decisions: the key as it was a moment ago at most. */
  recentKeyOf: (id: string) => Promise<ApiKeyRow | null>
  hitsOf: (key: string) => Promise<number>
  /** For decisions: hits of which the database is told a moment later. */
  manyHitsOf: (key: string) => number
}

const checksByApp = new WeakMap<App, Checks>()
const maxBatchSize = 500
const windowMs = 60_000

/** A key that was taken away may ask for decisions this much longer. */
const momentMs = 250

function checksOf(app: App): Checks {
  const known = checksByApp.get(app)
  if (known !== undefined) return known
  let calls = 0
  const alone = () => String((calls += 1))
  const sql = prepared(app.askPool)
  const keyOf = grouped<string, ApiKeyRow | null>(maxBatchSize, alone, async (ids) => {
    const rows = new Map((await findLiveApiKeys(sql, [...new Set(ids)], app.clock.now())).map((row) => [row.id, row]))
    return ids.map((id) => rows.get(id) ?? null)
  })
  const checks: Checks = {
    keyOf,
    recentKeyOf: cacheFor(momentMs, keyOf),
    manyHitsOf: createBatchedCounter(windowMs, (keys) => countHits(sql, keys, 60)),
    hitsOf: grouped<string, number>(maxBatchSize, alone, async (keys) => {
      const hits = await countHits(sql, keys, 60)
      return keys.map((key) => hits.get(key) ?? 0)
    }),
  }
  checksByApp.set(app, checks)
  return checks
}

export type ApiScope = (typeof apiScopes)[number]

/** The live key that the request shows with its secret; null = none. */
async function shownKey(app: App, request: FastifyRequest, scope: ApiScope): Promise<ApiKeyRow | null> {
  const given = parseApiKey(/^Bearer +(\S+)$/iu.exec(request.headers.authorization ?? '')?.[1] ?? '')
  const { keyOf, recentKeyOf } = checksOf(app)
  const row = given === null ? null : await (scope === 'decisions:read' ? recentKeyOf : keyOf)(given.id)
  const fits = sameBytes(
    (row?.secretHash ?? Buffer.alloc(32)).toString('hex'),
    tokenHash(given?.secret ?? '').toString('hex'),
  )
  return fits ? row : null
}

async function callsOf(app: App, { id }: ApiKeyRow, scope: ApiScope): Promise<number> {
  const { hitsOf, manyHitsOf } = checksOf(app)
  // Each scope by itself: whoever reads states often may still record an access request.
  return scope === 'decisions:read' ? manyHitsOf(`api ${id} decisions`) : hitsOf(`api ${id} ${scope}`)
}

/** Whole seconds until the minute in which calls are counted is over (wall clock, as they are counted). */
const secondsLeft = (nowMs: number): number => Math.ceil((windowMs - (nowMs % windowMs)) / 1_000)

/** The key of this request, or null after the refusal was sent. */
export async function authenticate(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  scope: ApiScope,
): Promise<ApiKeyRow | null> {
  const now = app.clock.now()
  const row = await shownKey(app, request, scope)
  if (row === null) {
    await reply
      .code(401)
      .header('www-authenticate', 'Bearer')
      .send(problem('Authorization', 'give a live API key as Bearer token; keys are made on the page Users & API keys'))
    return null
  }
  if (!row.scopes.includes(scope)) {
    await reply.code(403).send(problem('Authorization', `this key lacks the scope ${scope}`))
    return null
  }
  const limit = callsPerMinute[scope]
  const left = limit - (await callsOf(app, row, scope))
  const seconds = secondsLeft(Date.now())
  reply.headers({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(Math.max(0, left)),
    'ratelimit-reset': String(seconds),
  })
  if (left < 0) {
    await reply
      .code(429)
      .header('retry-after', String(seconds))
      .send(problem('Authorization', `at most ${limit} calls a minute: wait ${seconds} s`))
    return null
  }
  if (row.lastUsedOn !== dayOf(now)) {
    row.lastUsedOn = dayOf(now)
    await noteApiKeyUse(app.pool, row.id, row.lastUsedOn)
  }
  return row
}

/** The body of a refusal: which field, and what to do. */
export function problem(field: string, message: string) {
  return { error: 'invalid', fields: [{ field, message }] }
}
