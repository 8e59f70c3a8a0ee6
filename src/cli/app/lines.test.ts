import { describe, expect, it } from 'vitest'
import { DecisionCase } from '../../domain/decisions/case.ts'
import { History } from '../../domain/inactivity/history.ts'
import { readLine } from './lines.ts'

const faults = (schema: typeof DecisionCase | typeof History, value: unknown) => {
  const read = readLine<unknown>(schema, typeof value === 'string' ? value : JSON.stringify(value))
  return 'errors' in read
    ? { id: read.id, errors: read.errors.map(({ field, message }) => `${field}: ${message}`) }
    : 'read'
}

describe('a line that cannot be read', () => {
  it.each<[string, unknown, unknown]>([
    ['no JSON', '{"id": 7', { id: null, errors: [': is not JSON. Write one case per line.'] }],
    ['no object', 7, { id: null, errors: [': must be an object'] }],
    ['its id is given back', { id: 'a-1', contact: null }, { id: 'a-1', errors: ['contact: must be an object'] }],
    [
      'an unknown field and the one that was meant',
      {
        id: 2,
        contact: {
          head_count: 3,
          jobTitle: ['CTO'],
          consents: [{ givenAt: '2026-01-01', chanels: ['email'], channels: ['email'], purposes: ['prospecting'] }],
        },
      },
      {
        id: 2,
        errors: [
          'contact.consents.0.chanels: is not a field here. Did you mean channels?',
          'contact.head_count: is not a field here. Did you mean headcount?',
          'contact.jobTitle: is not a field here. Did you mean jobTitles?',
        ],
      },
    ],
    [
      'an unknown field like no other',
      { contact: {}, horoscope: 'Leo' },
      { id: null, errors: ['horoscope: is not a field here'] },
    ],
    [
      'a list that is none',
      { contact: { sources: 'C1', objections: [{ receivedAt: '2026-01-01', channels: 'mail' }] } },
      {
        id: null,
        errors: [
          'contact.sources: must be a list',
          'contact.objections.0.channels: must be "all" or a list of channels',
        ],
      },
    ],
    [
      'a value that is not known, and a missing one',
      { contact: { legalForm: 'GmbH', sources: [{}] } },
      {
        id: null,
        errors: [
          'contact.legalForm: must be one of: company, public-body, association, partnership, sole-trader, unknown',
          'contact.sources.0.kind: must be one of: C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, C12, C13, C14',
        ],
      },
    ],
  ])('%s', (_what, value, wanted) => {
    expect(faults(DecisionCase, value)).toEqual(wanted)
  })

  it('of a history names its fields', () => {
    expect(faults(History, { id: 9, event: [], policy: { months: 60 }, otherTools: 'Brevo' })).toEqual({
      id: 9,
      errors: [
        'otherTools: must be a list',
        'policy.months: must be 36 or less',
        'event: is not a field here. Did you mean events?',
      ],
    })
  })

  it('is not one for what may be left out', () => {
    expect([
      faults(DecisionCase, { contact: { sources: null, events: null, company: '', legalForm: 'LLP' } }),
      faults(History, { sources: null, events: null, records: null }),
    ]).toEqual(['read', 'read'])
  })
})
