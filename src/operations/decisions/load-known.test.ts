import { expect, it } from 'vitest'
import { noticeState } from '../../domain/decisions/notice-state.ts'
import type { ContactFacts, NoticeFact } from '../../domain/decisions/facts.ts'
import { defaultSettings } from '../../domain/settings/settings.ts'
import type { FactRecord } from '../../store/decisions/facts.ts'
import { knownNotices } from './load-known.ts'

const settings = { ...defaultSettings, noticeFields: { hubspot: { property: 'told_on', language: 'fr' as const } } }
const record = (connector: string, extras: FactRecord['extras'], email: string | null = 'a@example.test') =>
  ({ connector, email, extras }) as FactRecord
const sent = (on: string, channel: NoticeFact['channel'] = 'email', language: string | null = 'fr'): NoticeFact => ({
  event: 'sent',
  on,
  channel,
  language,
  reviewOn: null,
})
const state = (notices: NoticeFact[]) =>
  noticeState(
    {
      notices,
      sources: [],
      language: 'fr',
      countries: ['FR'],
      clock: { startedOn: '2026-01-01' },
      firstContactOn: null,
      firstDisclosedOn: null,
    } as unknown as ContactFacts,
    true,
    '2026-11-26',
  ).state

it.each<[string, NoticeFact[], FactRecord[], NoticeFact[], string]>([
  ['a field named for it', [], [record('hubspot', { noticedOn: '2026-05-01' })], [sent('2026-05-01')], 'SENT'],
  [
    'a field of a system for which none is named',
    [],
    [record('salesforce', { noticedOn: '2026-05-01' })],
    [],
    'OVERDUE',
  ],
  [
    'mail that comes back',
    [sent('2026-05-01')],
    [record('hubspot', { undeliverable: true })],
    [sent('2026-05-01'), { ...sent('2026-05-01', 'email', null), event: 'bounced' }],
    'FAILED',
  ],
  [
    'mail that comes back to another address',
    [sent('2026-05-01')],
    [record('hubspot', {}), record('salesforce', { undeliverable: true })],
    [sent('2026-05-01')],
    'SENT',
  ],
  [
    'a letter after the mail came back',
    [sent('2026-05-01'), sent('2026-06-01', 'post')],
    [record('hubspot', { undeliverable: true })],
    [sent('2026-05-01'), { ...sent('2026-05-01', 'email', null), event: 'bounced' }, sent('2026-06-01', 'post')],
    'SENT',
  ],
  ['a dead address to which no notice went', [], [record('hubspot', { undeliverable: true })], [], 'OVERDUE'],
])('%s', (_what, reported, records, expected, becomes) => {
  const known = knownNotices(reported, records, settings)
  expect([known, state(known)]).toEqual([expected, becomes])
})
