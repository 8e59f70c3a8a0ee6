import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { clearlyDifferent, groupRecords, type Matchable } from './same-person.ts'

const record = (
  id: number,
  addresses: string[],
  lastName: string | null = 'Roy',
  more: Partial<Matchable> = {},
): Matchable => ({ id, firstName: 'Anne', lastName, addresses, sameAs: [], apartFrom: [], ...more })

// docs/reference/promises.md#matching.
describe('who is the same person', () => {
  it.each<[string, Matchable[], number[][]]>([
    ['the same address', [record(1, ['a']), record(2, ['a'])], [[1, 2]]],
    ['a secondary address that is another one’s primary', [record(1, ['a', 'b']), record(2, ['b'])], [[1, 2]]],
    ['a chain of addresses', [record(1, ['a', 'b']), record(2, ['c']), record(3, ['b', 'c'])], [[1, 2, 3]]],
    [
      'the same address under clearly different names',
      [record(1, ['a'], 'Roy'), record(2, ['a'], 'Delacroix')],
      [[1], [2]],
    ],
    [
      'three holders of an address, two of them one person',
      [record(1, ['a'], 'Roy'), record(2, ['a'], 'Delacroix'), record(3, ['a'], 'Roy')],
      [[1, 3], [2]],
    ],
    ['no name on one side', [record(1, ['a'], 'Roy'), record(2, ['a'], null)], [[1, 2]]],
    ['the vendor says so', [record(1, ['a']), record(2, ['b'], 'Delacroix', { sameAs: [1] })], [[1, 2]]],
    [
      'the same address of two whom a DPO told apart, and a third who fits the first',
      [record(1, ['a'], 'Roy', { apartFrom: [2] }), record(2, ['a'], 'Roy', { apartFrom: [1] }), record(3, ['a'])],
      [[1, 3], [2]],
    ],
    [
      'two whom a DPO told apart and a third one ties by another address',
      [record(1, ['a'], 'Roy', { apartFrom: [2] }), record(2, ['b'], 'Roy', { apartFrom: [1] }), record(3, ['a', 'b'])],
      [[1, 3], [2]],
    ],
    [
      'told apart, but one for their system',
      [record(1, ['a'], 'Roy', { apartFrom: [2] }), record(2, ['a'], 'Roy', { sameAs: [1], apartFrom: [1] })],
      [[1, 2]],
    ],
    ['nothing in common', [record(1, ['a']), record(2, ['b']), record(3, [])], [[1], [2], [3]]],
  ])('%s', (_name, records, expected) => {
    expect(groupRecords(records)).toEqual(expected)
  })

  it('gives each record to one group, whatever the order they come in', () => {
    const any = fc.array(
      fc.record({ addresses: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 3 }) }),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(any, fc.integer(), (given, seed) => {
        const records = given.map(({ addresses }, index) => record(index + 1, addresses))
        const shuffled = records.toSorted((a, b) => ((a.id * 7919 + seed) % 13) - ((b.id * 7919 + seed) % 13))
        const groups = groupRecords(shuffled)
        expect(groups.flat().toSorted((a, b) => a - b)).toEqual(records.map((each) => each.id))
        const sorted = (list: readonly (readonly number[])[]) => list.map((group) => group.join()).toSorted()
        expect(sorted(groups)).toEqual(sorted(groupRecords(records)))
      }),
    )
  })
})

describe('clearly different family names', () => {
  it.each([
    ['Roy', 'roy', false],
    ['Lefèvre', 'LEFEVRE', false],
    ['Lefevre', 'Lefebvre', false],
    ['Martin', 'Martin-Dupont', false],
    ['Roy', 'Delacroix', true],
    ['', 'Roy', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(clearlyDifferent({ firstName: 'Anne', lastName: a }, { firstName: 'Anne', lastName: b })).toBe(expected)
  })
  it('forgives swapped columns', () => {
    expect(
      clearlyDifferent({ firstName: 'Anne', lastName: 'Delacroix' }, { firstName: 'Delacroix', lastName: 'Anne' }),
    ).toBe(false)
  })
})
