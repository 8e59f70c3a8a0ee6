import { describe, expect, it } from 'vitest'
import { elementFault, errorFor } from './errors.ts'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const fault = (errorCode: string) => [{ message: 'ada@example.test', errorCode }]

// docs/reference/salesforce.md#error-shapes.
describe('Salesforce errors in our words', () => {
  it.each([
    [
      'daily limit',
      answer(403, fault('REQUEST_LIMIT_EXCEEDED'), { 'sforce-limit-info': 'api-usage=100000/100000' }),
      { kind: 'rate-limited', details: { retryAfterMs: 300_000 } },
    ],
    [
      'too many calls at once',
      answer(403, fault('REQUEST_LIMIT_EXCEEDED'), { 'sforce-limit-info': 'api-usage=18/5000' }),
      { kind: 'rate-limited', details: { retryAfterMs: 3_000 } },
    ],
    [
      'one of the two limits, not told which',
      answer(403, fault('REQUEST_LIMIT_EXCEEDED')),
      { kind: 'rate-limited', details: { retryAfterMs: 30_000 } },
    ],
    ['429', answer(429, ''), { kind: 'rate-limited', details: { retryAfterMs: 60_000 } }],
    [
      '429 with Retry-After',
      answer(429, '', { 'retry-after': '3' }),
      { kind: 'rate-limited', details: { retryAfterMs: 3_000 } },
    ],
    ['503 with HTML', answer(503, '<html>'), { kind: 'unavailable' }],
    ['500', answer(500, fault('UNKNOWN_EXCEPTION')), { kind: 'unavailable' }],
    ['locked', answer(400, fault('UNABLE_TO_LOCK_ROW')), { kind: 'unavailable' }],
    ['401', answer(401, fault('INVALID_SESSION_ID')), { kind: 'auth-expired' }],
    [
      '403',
      answer(403, fault('API_DISABLED_FOR_ORG')),
      { kind: 'forbidden', details: { missing: 'API_DISABLED_FOR_ORG' } },
    ],
    ['locator', answer(400, fault('INVALID_QUERY_LOCATOR')), { kind: 'cursor-lost' }],
    ['400', answer(400, fault('MALFORMED_QUERY')), { kind: 'bad-request' }],
    [
      '410',
      answer(410, fault('UNSUPPORTED_API_VERSION')),
      { kind: 'unavailable', details: { status: 410, retryAfterMs: 3_600_000 } },
    ],
    ['302', answer(302, ''), { kind: 'unexpected-response' }],
  ])('%s', (_name, response, expected) => {
    const error = errorFor(response)
    expect(error).toMatchObject(expected)
    expect(error.message).not.toContain('@')
  })

  it.each([
    ['UNABLE_TO_LOCK_ROW', { kind: 'locked', code: 'UNABLE_TO_LOCK_ROW' }],
    ['SERVER_UNAVAILABLE', { kind: 'locked', code: 'SERVER_UNAVAILABLE' }],
    ['ENTITY_IS_DELETED', { kind: 'gone' }],
    ['CANNOT_UPDATE_CONVERTED_LEAD', { kind: 'frozen' }],
    [
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      { kind: 'refused', reason: 'validation', detail: expect.stringContaining('refuses Email; ') },
    ],
    [
      'INSUFFICIENT_ACCESS_OR_READONLY',
      {
        kind: 'refused',
        reason: 'not-permitted',
        detail: expect.stringMatching(/^our user may not .*\(INSUFFICIENT_ACCESS_OR_READONLY\)$/u),
      },
    ],
    [
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      { kind: 'refused', reason: 'not-permitted', detail: expect.stringContaining('Email cannot be written') },
    ],
    ['DUPLICATES_DETECTED', { kind: 'refused', reason: 'conflict', detail: expect.stringContaining('blocks Email; ') }],
    ['DELETE_FAILED', { kind: 'refused', reason: 'validation', detail: expect.stringContaining('(DELETE_FAILED)') }],
  ])('one record: %s', (code, expected) => {
    expect(elementFault(code, ['Email'])).toEqual(expected)
  })
})
