import { describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../domain/settings/settings.ts'
import { knownSources } from './record-sources.ts'

const stored = {
  contactId: 'c',
  recordId: 1,
  kind: 'C10',
  name: 'Enricher',
  obtainedOn: '2026-01-10',
  assumed: true,
  connectionId: 'c1',
  brokered: false,
} as const
const mapped = (accepted: boolean): Settings => ({
  ...defaultSettings,
  sources: { hubspot: { property: 'p', values: [{ value: 'enriched', kind: 'C10', name: 'Enricher', accepted }] } },
})
const record = { connectionId: 'h', sourceValue: null, createdAt: new Date('2024-03-01T00:00:00Z') } as never
const attestation = {
  id: 'a',
  connectionId: null,
  sourceValue: null,
  createdIn: null,
  list: null,
  coversBefore: new Date('2026-01-01T00:00:00Z'),
  kind: 'C4',
  name: 'Trade shows',
  noticeShown: true,
} as const

const nothing = { stored: [], records: [], attestations: [], deliveries: [] }
const register = { checks: new Map(), disputes: [] }

describe('where a contact came from', () => {
  it('is accepted only when somebody ticked it', () => {
    const known = {
      kind: 'C10',
      name: 'Enricher',
      obtainedOn: '2026-01-10',
      assumed: true,
      connectionId: 'c1',
      level: 'proven',
      noticeShown: false,
      diligence: 'open',
    }
    expect([
      knownSources({ ...nothing, stored: [stored] }, mapped(false), register),
      knownSources({ ...nothing, stored: [stored] }, mapped(true), register),
      knownSources({ ...nothing, stored: [{ ...stored, name: 'Another' }] }, mapped(true), register),
    ]).toEqual([
      [{ ...known, accepted: false }],
      [{ ...known, accepted: true }],
      [{ ...known, name: 'Another', accepted: false }],
    ])
  })

  it('is what was declared only where nothing is proven', () => {
    const declared = { ...nothing, records: [record], attestations: [attestation] }
    expect([
      knownSources({ ...declared, stored: [stored] }, defaultSettings, register).map(({ level }) => level),
      knownSources(declared, defaultSettings, register),
    ]).toEqual([
      ['proven'],
      [
        {
          kind: 'C4',
          name: 'Trade shows',
          obtainedOn: '2024-03-01',
          assumed: true,
          connectionId: null,
          level: 'declared',
          noticeShown: true,
          accepted: true,
          diligence: 'open',
        },
      ],
    ])
  })
})
