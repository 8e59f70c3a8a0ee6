import { expect, it } from 'vitest'
import { pollPaceMs } from './poll-pace.ts'

const enterprise = { max: 100_000, windowMs: 86_400_000 }
const developer = { max: 5_000, windowMs: 86_400_000 }

it.each([
  ['a limit of seconds needs no pace', { calls: 40, limit: { max: 100, windowMs: 10_000 }, isHeard: false }, 30_000],
  ['nothing is known of the limit yet', { calls: 40, limit: null, isHeard: false }, 30_000],
  ['two calls are few for an Enterprise org', { calls: 2, limit: enterprise, isHeard: false }, 30_000],
  ['eight calls are looked at less often', { calls: 8, limit: enterprise, isHeard: false }, 57_600],
  ['events are on: polling is only the net', { calls: 2, limit: enterprise, isHeard: true }, 86_400],
  ['a small budget is slower', { calls: 2, limit: developer, isHeard: false }, 288_000],
  ['a small budget with events on is slower still', { calls: 2, limit: developer, isHeard: true }, 1_728_000],
  ['a tiny budget never stops it', { calls: 50, limit: { max: 10, windowMs: 86_400_000 }, isHeard: true }, 21_600_000],
])('%s', (_name, cost, expected) => {
  expect(pollPaceMs(30_000, cost)).toBe(expected)
})
