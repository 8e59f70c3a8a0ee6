import { expect, it } from 'vitest'
import { ConnectorError, connectorErrorKinds } from '../connector/errors.ts'
import { nextStep, offerAgainDelayMs } from './failure-policy.ts'

const wait = (reason: string, delayMs: number, countsAsAttempt = true, connection = 'keep') => ({
  step: 'wait',
  reason,
  delayMs,
  countsAsAttempt,
  connection,
})

it.each<[string, ConnectorError, number, unknown]>([
  [
    'the vendor says how long',
    new ConnectorError('rate-limited', 'x', { retryAfterMs: 7_000 }),
    1,
    wait('rate-limited', 7_000, false),
  ],
  ['the vendor only says slow down', new ConnectorError('rate-limited', 'x'), 9, wait('rate-limited', 10_000, false)],
  [
    'the vendor says at once',
    new ConnectorError('rate-limited', 'x', { retryAfterMs: 0 }),
    1,
    wait('rate-limited', 1_000, false),
  ],
  [
    'the vendor is still preparing',
    new ConnectorError('not-ready', 'x', { retryAfterMs: 30_000 }),
    9,
    wait('unavailable', 30_000, false),
  ],
  ['first network failure', new ConnectorError('unavailable', 'x'), 1, wait('unavailable', 1_000)],
  [
    'a failure that says when',
    new ConnectorError('unavailable', 'x', { retryAfterMs: 60_000 }),
    2,
    wait('unavailable', 60_000),
  ],
  [
    'a failure that says at once, the ninth time',
    new ConnectorError('unavailable', 'x', { retryAfterMs: 0 }),
    9,
    wait('unavailable', 256_000),
  ],
  ['fourth network failure', new ConnectorError('unavailable', 'x'), 4, wait('unavailable', 8_000)],
  ['hundredth network failure', new ConnectorError('unavailable', 'x'), 100, wait('unavailable', 900_000)],
  ['token refused once more', new ConnectorError('auth-expired', 'x'), 1, wait('unavailable', 1_000)],
  [
    'token refused again and again',
    new ConnectorError('auth-expired', 'x'),
    8,
    wait('reauthorise', 3_600_000, true, 'needs-reauthorisation'),
  ],
  [
    'grant revoked',
    new ConnectorError('access-revoked', 'x'),
    1,
    wait('reauthorise', 3_600_000, true, 'needs-reauthorisation'),
  ],
  ['scope missing', new ConnectorError('forbidden', 'x'), 1, wait('scope-missing', 3_600_000, true, 'pause-verb')],
  ['position lost', new ConnectorError('cursor-lost', 'x'), 1, wait('unavailable', 1_000)],
  ['nonsense answered', new ConnectorError('unexpected-response', 'x'), 2, wait('unavailable', 2_000)],
  [
    'nonsense answered three times',
    new ConnectorError('unexpected-response', 'x'),
    3,
    { step: 'refuse', reason: 'unexpected-response' },
  ],
  ['we sent nonsense', new ConnectorError('bad-request', 'x'), 1, { step: 'refuse', reason: 'bad-request' }],
])('%s', (_name, error, attempts, expected) => {
  expect(nextStep(error, attempts)).toEqual(expected)
})

it('offers a message that was answered with no again for about 75 hours, then no more', () => {
  const delays = Array.from({ length: 10 }, (_, index) => offerAgainDelayMs(index + 1, undefined, () => 0))
  const hour = 3_600_000
  expect(delays).toEqual([
    5_000,
    300_000,
    1_800_000,
    2 * hour,
    5 * hour,
    10 * hour,
    14 * hour,
    20 * hour,
    24 * hour,
    null,
  ])
  expect(Math.round(delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0) / hour)).toBe(76)
  expect([
    offerAgainDelayMs(1, undefined, () => 1),
    offerAgainDelayMs(1, 60_000, () => 1),
    offerAgainDelayMs(2, 1_000, () => 0),
    offerAgainDelayMs(10, 60_000),
  ]).toEqual([5_500, 60_000, 300_000, null])
})

it('has a row for every kind', () => {
  expect(connectorErrorKinds.map((kind) => nextStep(new ConnectorError(kind, 'x'), 1).step)).toEqual([
    'wait',
    'wait',
    'wait',
    'wait',
    'wait',
    'wait',
    'wait',
    'wait',
    'refuse',
  ])
})
