import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { ConnectorErrorDetails } from '../../../src/connector/errors.ts'
import type { HttpResponse } from '../../../src/connector/deps/http.ts'
import { lockWaitMs, policyWaitMs, retryAfterCapMs } from './endpoints.ts'

/**
 * Body of an error (docs/reference/hubspot.md#error-body): only `message` is safe to expect, and 5xx may be empty or
 * HTML.
 */
const ErrorBody = z.object({
  message: z.string().optional(),
  category: z.string().optional(),
  subCategory: z.unknown().optional(),
  policyName: z.string().optional(),
  correlationId: z.string().optional(),
  errors: z
    .array(z.object({ code: z.string().nullish(), context: z.record(z.string(), z.unknown()).nullish() }))
    .nullish()
    .catch(null),
})
type HubspotErrorBody = z.infer<typeof ErrorBody>

/** The error body as far as it can be read; an empty object for HTML, nothing or another shape. */
export function readErrorBody(body: string): HubspotErrorBody {
  try {
    return errorBodyOf(JSON.parse(body))
  } catch {
    return {}
  }
}

function errorBodyOf(json: unknown): HubspotErrorBody {
  const parsed = ErrorBody.safeParse(json)
  return parsed.success ? parsed.data : {}
}

/**
 * docs/reference/hubspot.md#not-found: `OBJECT_NOT_FOUND`, or a message such as "Object not found.  objectId are
 * usually numeric."
 */
export function saysGone(json: unknown): boolean {
  const { category, message } = errorBodyOf(json)
  return category === 'OBJECT_NOT_FOUND' || /not found/iu.test(message ?? '')
}

/**
 * One failed answer in our words (docs/reference/hubspot.md#oauth-errors, #limits, #error-body). The vendor's text
 * never goes into the message: it can hold addresses.
 */
export function errorFor(response: HttpResponse): ConnectorError {
  const body = readErrorBody(response.body)
  const details: ConnectorErrorDetails = { status: response.status }
  if (body.correlationId !== undefined) details.correlationId = body.correlationId
  const { status } = response
  if (status === 429) return rateLimited(response, body, details)
  if (status === 401) return new ConnectorError('auth-expired', 'HubSpot no longer accepts the access token.', details)
  if (status === 403) return forbidden(body, details)
  if (status === 423)
    return new ConnectorError('unavailable', 'HubSpot has locked the record for a moment.', {
      ...details,
      retryAfterMs: lockWaitMs,
    })
  if (status === 477) {
    const wait = retryAfterMs(response.headers, retryAfterCapMs.migration) ?? 60_000
    return new ConnectorError('unavailable', 'HubSpot is moving this account to another data centre.', {
      ...details,
      retryAfterMs: wait,
    })
  }
  if ((status >= 500 && status !== 501) || status === 408) {
    const wait = retryAfterMs(response.headers, retryAfterCapMs.rateLimited)
    return new ConnectorError(
      'unavailable',
      `HubSpot answered ${status}; the call is made again later.`,
      wait === null ? details : { ...details, retryAfterMs: wait },
    )
  }
  if (status >= 300 && status < 400)
    return new ConnectorError(
      'unexpected-response',
      'HubSpot answered with a redirect; check HUBSPOT_API_URL.',
      details,
    )
  return new ConnectorError(
    'bad-request',
    `HubSpot refused the call as wrong (${status}${body.category === undefined ? '' : `, ${word(body.category)}`}); report it to support.`,
    details,
  )
}

/**
 * docs/reference/hubspot.md#rate-429: the window by policyName when Retry-After is missing, as it is by default on 429.
 */
function rateLimited(response: HttpResponse, body: HubspotErrorBody, details: ConnectorErrorDetails): ConnectorError {
  const asked = retryAfterMs(response.headers, retryAfterCapMs.rateLimited)
  const wait = asked ?? policyWaitMs[policyOf(body)] ?? 10_000
  return new ConnectorError(
    'rate-limited',
    'HubSpot asks us to slow down; the call is made again when its window has passed.',
    { ...details, retryAfterMs: wait },
  )
}

function policyOf(body: HubspotErrorBody): string {
  if (body.policyName !== undefined) return body.policyName
  const message = body.message?.toLowerCase() ?? ''
  if (message.includes('daily')) return 'DAILY'
  return message.includes('ten_secondly') ? 'TEN_SECONDLY_ROLLING' : message.includes('secondly') ? 'SECONDLY' : ''
}

function forbidden(body: HubspotErrorBody, details: ConnectorErrorDetails): ConnectorError {
  const scopes = (body.errors ?? []).flatMap((error) => stringsOf(error.context?.['requiredGranularScopes']))
  if (scopes.length === 0)
    return new ConnectorError(
      'forbidden',
      'HubSpot does not allow this call for our app; check its scopes and the account subscription.',
      details,
    )
  const missing = [...new Set(scopes)].join(' ')
  return new ConnectorError(
    'forbidden',
    `HubSpot did not grant ${missing}; add the scope to the app and connect again.`,
    { ...details, missing },
  )
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string').map(word) : []
}

/** Vendor words that may be shown: identifiers only, so that no address can slip through. */
function word(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/g, '').slice(0, 80)
}

/** Retry-After in seconds or as a date, no longer than `capMs`; null when missing or unreadable. */
function retryAfterMs(headers: Headers, capMs: number): number | null {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined || value === '') return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), capMs) : null
}
