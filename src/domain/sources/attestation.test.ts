import { describe, expect, it } from 'vitest'
import { attests, type Attestation } from './attestation.ts'

const installed = new Date('2026-11-25T08:00:00Z')
const all: Attestation = {
  id: 'a',
  connectionId: null,
  sourceValue: null,
  createdIn: null,
  list: null,
  coversBefore: installed,
  kind: 'C4',
  name: 'Trade shows',
  noticeShown: true,
}
const record: { connectionId: string; sourceValue: string | null; createdAt: Date } = {
  connectionId: 'h',
  sourceValue: ' Salon ',
  createdAt: new Date('2024-03-01T00:00:00Z'),
}

describe('an attestation covers', () => {
  it.each<[string, Partial<Attestation>, Partial<typeof record>, boolean]>([
    ['everything of before installation', {}, {}, true],
    ['nothing collected since', {}, { createdAt: installed }, false],
    ['one system', { connectionId: 's' }, {}, false],
    ['a source whatever its case and blanks', { sourceValue: 'salon' }, {}, true],
    ['no other source', { sourceValue: 'web' }, {}, false],
    ['records without a value', { sourceValue: '' }, { sourceValue: null }, true],
    ['no record that has one', { sourceValue: '' }, {}, false],
    ['a year', { createdIn: 2024 }, {}, true],
    ['the year in UTC', { createdIn: 2024 }, { createdAt: new Date('2025-01-01T00:30:00+01:00') }, true],
    ['no other year', { createdIn: 2023 }, {}, false],
  ])('%s', (_name, change, of, expected) => {
    expect(attests({ ...all, ...change }, { ...record, ...of })).toBe(expected)
  })
})
