import type { KeyRing } from '../../../store/app/key-ring.ts'
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { tokenHash } from '../../../crypto/tokens.ts'
import type { App } from '../../../operations/app/app.ts'
import { type User } from '../../../store/accounts/users.ts'
import { countHit, forgetHits } from '../../../store/accounts/rate-counters.ts'
import { placeOf } from '../../public/visits.ts'
import { sameBytes } from '../../app/security.ts'
import { knownCookie, setKnownCookie } from '../../app/session.ts'

/**
 * Tries a minute (docs/reference/security.md#limits): for one account from one place, and for any account from one
 * place.
 */
const [triesPerAccount, triesPerPlace] = [5, 20]
/** Within so long, more tries than this for one account from all places make each of them wait. */
const [accountWindowSeconds, freeTries] = [900, 5]
/**
 * Longest wait: where this account was tried a moment ago, and for a place that comes the first time. Nobody waits for
 * ever.
 */
const [maxWaitMs, maxFirstWaitMs] = [30_000, 3_000]

/** One try, and what follows from its end. */
interface LoginTry {
  /** Nothing is looked at: too many tries. `isFirst`: the first one that is held. */
  held: { isFirst: boolean } | null
  /** Takes the try back: it was a login. */
  succeeded: () => Promise<void>
}

/**
 * Counts a try to log in by account and by place, a browser in which this account was open before apart from all
 * others: whoever knows an address can make strangers wait, and never its owner. An account alone is never closed.
 */
export async function countTry(app: App, request: FastifyRequest, email: string, user: User | null): Promise<LoginTry> {
  const account = tokenHash(email.trim().toLowerCase()).toString('hex')
  if (user !== null && isKnown(app.keys, request, user)) {
    const key = `login known ${account} ${tokenHash(request.cookies[knownCookie] ?? '').toString('hex')}`
    const hits = await countHit(app.pool, key, 60)
    return {
      held: hits > triesPerAccount ? { isFirst: hits === triesPerAccount + 1 } : null,
      succeeded: () => forgetHits(app.pool, key),
    }
  }
  const place = visitorPlace(request)
  const [pairKey, placeKey, accountKey] = [
    `login ${account} ${place ?? 'here'}`,
    `login ${place ?? ''}`,
    `login ${account}`,
  ]
  const [pair, all] = [
    await countHit(app.pool, pairKey, 60),
    place === null ? 0 : await countHit(app.pool, placeKey, 60),
  ]
  const succeeded = async () => {
    await forgetHits(app.pool, pairKey)
    await forgetHits(app.pool, accountKey, 1)
    if (place !== null) await forgetHits(app.pool, placeKey, 1)
  }
  if (pair > triesPerAccount || all > triesPerPlace)
    return { held: { isFirst: pair === triesPerAccount + 1 || all === triesPerPlace + 1 }, succeeded }
  const tries = await countHit(app.pool, accountKey, accountWindowSeconds)
  if (tries > freeTries)
    await pause(Math.min(pair > 1 ? maxWaitMs : maxFirstWaitMs, 1_000 * 2 ** Math.min(tries - freeTries - 1, 5)))
  return { held: null, succeeded }
}

/**
 * The place of a visitor of the console as limits count it; null where a proxy of ours names nobody, and all would be
 * one.
 */
export function visitorPlace(request: FastifyRequest): string | null {
  return placeOf(request.ip) ?? (request.ip === request.socket.remoteAddress ? null : request.ip)
}

/** Marks a browser as one in which the account was open. A new password ends the mark. */
export function markKnown(app: App, reply: FastifyReply, user: User): void {
  setKnownCookie(reply, markOf(app.keys, user))
}

function isKnown(keys: KeyRing, request: FastifyRequest, user: User): boolean {
  return sameBytes(request.cookies[knownCookie] ?? '', markOf(keys, user))
}

function markOf(keys: KeyRing, user: User): string {
  return createHmac('sha256', keys.linkKey)
    .update(`known\0${user.id}\0${user.passwordHash ?? ''}`)
    .digest('base64url')
}
