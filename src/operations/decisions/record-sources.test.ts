import { describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../domain/settings/settings.ts'
import { knownSources, mappedSource } from './record-sources.ts'

const stored = {
  contactId: 'c',
  recordId: 1,
  kind: 'C10',
  name: 'Enricher',
  obtainedOn: '2026-01-10',
  assumed: true,
  connectionId: 'c1',
  brokered: false,
  noticeShown: null,
  proof: null,
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
const register = { checks: new Map(), disputes: [], dossiers: new Set<string>() }

describe('where a contact came from', () => {
  it('is accepted only when somebody ticked it', () => {
    const known = {
      kind: 'C10',
      name: 'Enricher',
      obtainedOn: '2026-01-10',
      assumed: true,
      connectionId: 'c1',
      proof: null,
      attested: false,
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

  it('is what a DPO declared only where no system says anything', () => {
    const declared = { ...nothing, records: [record], attestations: [attestation] }
    expect([
      knownSources({ ...declared, stored: [stored] }, defaultSettings, register).map(({ attested }) => attested),
      knownSources(declared, defaultSettings, register),
    ]).toEqual([
      [false],
      [
        {
          kind: 'C4',
          name: 'Trade shows',
          obtainedOn: '2024-03-01',
          assumed: true,
          connectionId: null,
          proof: null,
          attested: true,
          noticeShown: true,
          accepted: true,
          diligence: 'open',
        },
      ],
    ])
  })

  it.each([
    ['a value that somebody mapped', {}, {}, null],
    ['what was seen of the person', { proof: 'form' as const }, {}, 'form'],
    ['a dossier that lacks nothing', {}, { dossiers: new Set(['C10 enricher']) }, 'dossier'],
    ['a dossier of another kind', {}, { dossiers: new Set(['C9 enricher']) }, null],
    ['a delivery of the seller, in any case', { kind: 'C7' as const, name: 'PROSPECTA' }, {}, 'delivery'],
    ['a delivery of another seller', { kind: 'C7' as const, name: 'Other' }, {}, null],
    ['a delivery, of a kind that nobody sells', { kind: 'C9' as const, name: 'Prospecta' }, {}, null],
  ])('is proven or not by %s', (_name, source, more, proof) => {
    const checks = new Map([['prospecta', { brokerId: 'b', accepted: true, deliveries: [] }]])
    const held = { ...nothing, stored: [{ ...stored, ...source }], deliveries: [{ id: 'd', brokerId: 'b' }] }
    expect(knownSources(held, defaultSettings, { ...register, checks, ...more }).map((one) => one.proof)).toEqual([
      proof,
    ])
  })
})

describe('the sources that a record names', () => {
  const hubspot = { id: 'h', connector: 'hubspot', label: 'HubSpot' } as never
  const settings: Settings = {
    ...defaultSettings,
    sources: { hubspot: { property: 'origin', values: [{ value: 'web', kind: 'C1', name: 'Form', accepted: false }] } },
    moreSources: {
      hubspot: [{ property: 'Campaign', values: [{ value: 'fair', kind: 'C4', name: 'Fair', accepted: false }] }],
    },
  }
  const proofs = (more: object, kept: readonly string[] = ['Campaign']) =>
    mappedSource(
      {
        id: 1,
        contactId: 'c',
        connectionId: 'h',
        sourceValue: 'web',
        acts: [],
        createdAt: new Date('2026-03-01T00:00:00Z'),
        extras: { moreSources: { Campaign: ['fair'] } },
        ...more,
      } as never,
      settings,
      [hubspot],
      () => kept,
    ).map(({ name, proof }) => [name, proof])

  it('are declared, but for a campaign that the system itself keeps', () => {
    expect([proofs({}), proofs({}, [])]).toEqual([
      [
        ['Form', null],
        ['Fair', 'campaign'],
      ],
      [
        ['Form', null],
        ['Fair', null],
      ],
    ])
  })

  it('are proven where the system shows a form of the person, and by nothing else they did', () => {
    const acted = (kind: string) => proofs({ acts: [{ kind, at: '2026-03-01T00:00:00Z' }], extras: {} })
    expect([acted('form'), acted('click')]).toEqual([[['Form', 'form']], [['Form', null]]])
  })
})
