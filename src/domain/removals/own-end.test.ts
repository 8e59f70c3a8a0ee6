import { expect, it } from 'vitest'
import { ownEnd, type EndFacts } from './own-end.ts'

const open = { isStopped: false, isCarried: true, carriedAt: null }
const facts: EndFacts = {
  termOn: '2029-03-12',
  objected: open,
  noSourceSince: null,
  lastActOn: null,
  activeSince: '2023-11-25',
  isCustomer: false,
}
const carriedAt = new Date('2026-11-20T10:00:00Z')
const stopped = { isStopped: true, isCarried: true, carriedAt }
const since = new Date('2026-11-10T08:00:00Z')

it.each<[string, Partial<EndFacts>, { by: string; on: string | null }]>([
  ['the term, for whoever said nothing', {}, { by: 'silent', on: '2029-03-12' }],
  [
    '30 days after every system shows an opt-out of everything',
    { objected: stopped },
    { by: 'objected', on: '2026-12-20' },
  ],
  [
    'no day while a system does not show it',
    { objected: { ...stopped, isCarried: false } },
    { by: 'objected', on: null },
  ],
  [
    'the term where that passed before the 30 days',
    { objected: stopped, termOn: '2026-12-01' },
    { by: 'silent', on: '2026-12-01' },
  ],
  [
    'the relation of a customer who opted out',
    { objected: stopped, isCustomer: true },
    { by: 'silent', on: '2029-03-12' },
  ],
  ['30 days after whoever has no source came', { noSourceSince: since }, { by: 'no-source', on: '2026-12-10' }],
  [
    'the term of whoever acted within it, without a source',
    { noSourceSince: since, lastActOn: '2026-01-10' },
    { by: 'silent', on: '2029-03-12' },
  ],
])('is %s', (_what, more, wanted) => {
  expect(ownEnd({ ...facts, ...more }, '2026-11-25')).toEqual(wanted)
})
