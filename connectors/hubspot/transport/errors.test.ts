import { describe, expect, it } from 'vitest'
import { errorFor } from './errors.ts'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const limit = (policyName: string) => ({
  status: 'error',
  message: `You have reached your ${policyName.toLowerCase()} limit.`,
  errorType: 'RATE_LIMIT',
  correlationId: 'c-1',
  policyName,
})

// docs/reference/hubspot.md#oauth-errors, #limits, #error-body.
describe('HubSpot errors in our words', () => {
  it.each([
    [
      '429 ten seconds',
      answer(429, limit('TEN_SECONDLY_ROLLING')),
      { kind: 'rate-limited', details: { status: 429, retryAfterMs: 10_000, correlationId: 'c-1' } },
    ],
    ['429 search', answer(429, limit('SECONDLY')), { kind: 'rate-limited', details: { retryAfterMs: 1_000 } }],
    ['429 daily', answer(429, limit('DAILY')), { kind: 'rate-limited', details: { retryAfterMs: 3_600_000 } }],
    [
      '429 without policyName',
      answer(429, { message: 'You have reached your daily limit.', category: 'RATE_LIMITS' }),
      { kind: 'rate-limited', details: { retryAfterMs: 3_600_000 } },
    ],
    [
      '429 with Retry-After',
      answer(429, limit('DAILY'), { 'retry-after': '12' }),
      { kind: 'rate-limited', details: { retryAfterMs: 12_000 } },
    ],
    [
      '429 with an absurd Retry-After',
      answer(429, limit('DAILY'), { 'retry-after': '9999999' }),
      { kind: 'rate-limited', details: { retryAfterMs: 3_600_000 } },
    ],
    ['423 lock', answer(423, ''), { kind: 'unavailable', details: { retryAfterMs: 2_000 } }],
    [
      '477 migration',
      answer(477, '', { 'retry-after': '3600' }),
      { kind: 'unavailable', details: { retryAfterMs: 3_600_000 } },
    ],
    ['502 with HTML', answer(502, '<html>'), { kind: 'unavailable' }],
    ['524 empty', answer(524, ''), { kind: 'unavailable' }],
    ['401 expired', answer(401, { category: 'EXPIRED_AUTHENTICATION' }), { kind: 'auth-expired' }],
    [
      '400 validation',
      answer(400, { category: 'VALIDATION_ERROR', message: 'ada@example.test is bad' }),
      { kind: 'bad-request' },
    ],
    ['302', answer(302, ''), { kind: 'unexpected-response' }],
    ['403 without scopes', answer(403, '<html>'), { kind: 'forbidden' }],
  ])('%s', (_name, response, expected) => {
    expect(errorFor(response)).toMatchObject(expected)
  })

  it('names the missing scope', () => {
    const error = errorFor(
      answer(403, {
        category: 'MISSING_SCOPES',
        errors: [{ message: 'x', context: { requiredGranularScopes: ['crm.objects.contacts.read'] } }],
      }),
    )
    expect(error).toMatchObject({ kind: 'forbidden', details: { missing: 'crm.objects.contacts.read' } })
    expect(error.message).toContain('crm.objects.contacts.read')
  })

  it("keeps the vendor's text out of messages", () => {
    const error = errorFor(answer(400, { category: 'ada@example.test', message: 'ada@example.test is bad' }))
    expect(error.message).not.toContain('@')
  })
})
