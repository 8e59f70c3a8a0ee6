import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { ConnectorErrorDetails } from '../../../src/connector/errors.ts'
import type { HttpResponse } from '../../../src/connector/deps/http.ts'
import type { RefusalReason } from '../../../src/connector/outcome.ts'
import { refusalSentence } from './refusal-words.ts'
import { limitWaitMs, retiredWaitMs, retryAfterCapMs, spentShare, throttleWaitMs } from './endpoints.ts'

const Fault = z.object({ errorCode: z.string() })
/** REST errors are arrays, also for one error (docs/reference/salesforce.md#error-shapes). */
const Faults = z.array(Fault).or(Fault.transform((fault) => [fault]))

/** The first error code of an answer, or null when it is not Salesforce's JSON. */
export function errorCodeOf(body: string): string | null {
  try {
    const parsed = Faults.safeParse(JSON.parse(body))
    const code = parsed.success ? parsed.data[0]?.errorCode : undefined
    return code !== undefined && /^[A-Za-z0-9_]+$/.test(code) ? code : null
  } catch {
    return null
  }
}

/**
 * One failed REST answer in our words (docs/reference/salesforce.md#error-shapes). Messages hold the code only: the
 * vendor's text repeats values.
 */
export function errorFor(response: HttpResponse): ConnectorError {
  return errorForCode(response.status, errorCodeOf(response.body), response.headers)
}

/** What passes by itself, of a call or of one element (docs/reference/salesforce.md#server-busy). */
const passing = new Set(['UNABLE_TO_LOCK_ROW', 'QUERY_TIMEOUT', 'SERVER_UNAVAILABLE', 'REQUEST_LIMIT_EXCEEDED'])

export function errorForCode(status: number, code: string | null, headers: Headers | null = null): ConnectorError {
  const details: ConnectorErrorDetails = { status }
  const asked = headers === null ? null : retryAfterMs(headers)
  if (code === 'REQUEST_LIMIT_EXCEEDED') return limitReached(usageOf(headers), asked, details)
  if (status === 429)
    return new ConnectorError('rate-limited', 'Salesforce asks us to slow down.', {
      ...details,
      retryAfterMs: asked ?? throttleWaitMs,
    })
  if (code !== null && passing.has(code)) {
    return new ConnectorError('unavailable', `Salesforce could not do this right now (${code}).`, details)
  }
  if ((status >= 500 && status !== 501) || status === 408 || status === 420) {
    return new ConnectorError(
      'unavailable',
      `Salesforce answered ${status}; the call is made again later.`,
      asked === null ? details : { ...details, retryAfterMs: asked },
    )
  }
  return lastingError(status, code, details)
}

/** What is still so when the same call is made again. */
function lastingError(status: number, code: string | null, details: ConnectorErrorDetails): ConnectorError {
  if (status === 401) return new ConnectorError('auth-expired', 'The Salesforce session has ended.', details)
  if (status === 403 || (code ?? '').startsWith('INSUFFICIENT_ACCESS')) {
    return new ConnectorError(
      'forbidden',
      `Salesforce does not allow this for our user${code === null ? '' : ` (${code})`}; check the permissions of the user that connected.`,
      code === null ? details : { ...details, missing: code },
    )
  }
  if (code === 'INVALID_QUERY_LOCATOR')
    return new ConnectorError('cursor-lost', 'Salesforce no longer knows this position.', details)
  // Objections wait until Lawbase was updated: nothing is wrong with them.
  if (status === 410)
    return new ConnectorError(
      'unavailable',
      'Salesforce has retired the API version that Lawbase uses; update Lawbase.',
      { ...details, retryAfterMs: retiredWaitMs },
    )
  if (status >= 300 && status < 400)
    return new ConnectorError(
      'unexpected-response',
      'Salesforce answered with a redirect: the org may have moved; connect it again.',
      details,
    )
  return new ConnectorError(
    'bad-request',
    `Salesforce refused the call as wrong (${status}${code === null ? '' : `, ${code}`}); report it to support.`,
    details,
  )
}

/**
 * Calls of the rolling day, used and allowed, as an answer tells them (`Sforce-Limit-Info: api-usage=18/5000`,
 * docs/reference/salesforce.md#limit-info); null = it does not.
 */
export function usageOf(headers: Headers | null): { used: number; max: number } | null {
  const [, used, max] = /api-usage=(\d+)\/(\d+)/.exec(headers?.get('sforce-limit-info') ?? '') ?? []
  return used === undefined || max === undefined ? null : { used: Number(used), max: Number(max) }
}

/** One code for two limits: the calls of the day, and long calls at once. What is used of the day tells which. */
function limitReached(
  usage: { used: number; max: number } | null,
  asked: number | null,
  details: ConnectorErrorDetails,
): ConnectorError {
  const limit = usage === null ? 'unknown' : usage.used >= usage.max * spentShare ? 'day' : 'atOnce'
  const message =
    limit === 'atOnce'
      ? 'Salesforce refuses so many long calls at once; it is tried again in a moment.'
      : 'The Salesforce org has used up its API calls; work goes on when calls are free again.'
  return new ConnectorError('rate-limited', message, { ...details, retryAfterMs: asked ?? limitWaitMs[limit] })
}

/**
 * What one element of a collection says, by its `statusCode` (docs/reference/salesforce.md#error-shapes, #deleting,
 * #rotation-session).
 */
export type ElementFault =
  | { kind: 'locked'; code: string }
  | { kind: 'gone' }
  | { kind: 'frozen' }
  | { kind: 'refused'; reason: RefusalReason; detail: string }

const refusals: Readonly<Record<string, RefusalReason>> = {
  INVALID_FIELD_FOR_INSERT_UPDATE: 'not-permitted',
  INSUFFICIENT_ACCESS_OR_READONLY: 'not-permitted',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'not-permitted',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 'validation',
  DUPLICATES_DETECTED: 'conflict',
  ENTITY_IS_LOCKED: 'conflict',
  MALFORMED_ID: 'bad-request',
  INVALID_FIELD: 'bad-request',
}

/** Unknown codes count as `validation`: a rule of the org stops the write. `fields` are vendor names, safe to show. */
export function elementFault(statusCode: string, fields: readonly string[]): ElementFault {
  if (passing.has(statusCode)) return { kind: 'locked', code: statusCode }
  if (statusCode === 'ENTITY_IS_DELETED' || statusCode === 'NOT_FOUND') return { kind: 'gone' }
  if (statusCode === 'CANNOT_UPDATE_CONVERTED_LEAD') return { kind: 'frozen' }
  const reason = refusals[statusCode] ?? (statusCode.startsWith('INSUFFICIENT_ACCESS') ? 'not-permitted' : 'validation')
  return { kind: 'refused', reason, detail: refusalSentence(statusCode, fields) }
}

function retryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined || value === '') return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), retryAfterCapMs) : null
}

/** An org's no to one call, which a person's removal does not wait for. */
export function isRefusal(error: unknown): error is ConnectorError {
  return error instanceof ConnectorError && (error.kind === 'forbidden' || error.kind === 'bad-request')
}

/** What a call gives; null = the org says no to it. */
export const unlessRefused = <T>(call: Promise<T>): Promise<T | null> =>
  call.catch((error: unknown) => (isRefusal(error) ? null : Promise.reject(error as Error)))
