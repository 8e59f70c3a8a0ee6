import type { HttpResponse } from '../deps/http.ts'
import { ConnectorError } from '../errors.ts'

/** Longest Retry-After that is believed. */
const retryAfterCapMs = 86_400_000
const transient: ReadonlySet<number> = new Set([408, 425, 429])

/** Who answers, and what is checked when it refuses our credentials. */
interface Answerer {
  name: string
  credential: string
}

/**
 * Throws for what concerns the whole system (docs/reference/brokers.md#retry-semantics): a redirect, refused
 * credentials, and everything worth trying again. What it lets through is about this one message: 2xx, 409, 410, other
 * 4xx.
 */
export function throwUnlessAboutMessage(response: HttpResponse, { name, credential }: Answerer): void {
  const { status } = response
  if (status >= 300 && status < 400)
    throw new ConnectorError(
      'unexpected-response',
      `${name} answered with a redirect, which is not followed; enter its final address.`,
      { status },
    )
  if (status === 401 || status === 403)
    throw new ConnectorError('forbidden', `${name} refuses our ${credential}; check it there.`, {
      status,
      missing: credential,
    })
  if (!transient.has(status) && status < 500 && status >= 200) return
  const wait = retryAfterMs(response.headers)
  const details = wait === null ? { status } : { status, retryAfterMs: wait }
  if (status === 429)
    throw new ConnectorError('rate-limited', `${name} asks us to slow down.`, {
      ...details,
      retryAfterMs: wait ?? 60_000,
    })
  throw new ConnectorError('unavailable', `${name} answered ${status}; the message is sent again later.`, details)
}

/** What `Retry-After` says, in milliseconds, a day at most; null when it says nothing. */
export function retryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined || value === '') return null
  // A date is of the system's own clock, which its answer shows.
  const ms = /^\d+$/u.test(value)
    ? Number(value) * 1_000
    : Date.parse(value) - (Date.parse(headers.get('date') ?? '') || Date.now())
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), retryAfterCapMs) : null
}
