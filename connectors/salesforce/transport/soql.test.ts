import { describe, expect, it } from 'vitest'
import { to18, isId } from './ids.ts'
import { literalLists, soqlDateTime, soqlString } from './soql.ts'

// docs/reference/salesforce.md#jsforce-injection, #soql.
describe('SOQL literals', () => {
  it.each([
    ["o'brien@example.test", String.raw`'o\'brien@example.test'`],
    [String.raw`back\slash`, String.raw`'back\\slash'`],
    [String.raw`\' OR Name != '`, String.raw`'\\\' OR Name != \''`],
    ['line\nfeed\ttab', String.raw`'line\nfeed\ttab'`],
    ['say "no"', String.raw`'say \"no\"'`],
  ])('%j', (value, literal) => {
    expect(soqlString(value)).toBe(literal)
  })

  it('writes UTC instants, with a fraction only when there is one', () => {
    expect(soqlDateTime(new Date('2026-11-25T10:00:00.000Z'))).toBe('2026-11-25T10:00:00Z')
    expect(soqlDateTime(new Date('2026-11-25T10:00:00.250Z'))).toBe('2026-11-25T10:00:00.250Z')
  })

  it('keeps lists short enough for a URL and loses no value', () => {
    const values = Array.from(
      { length: 500 },
      (_, index) => `someone-with-a-long-name-${index}@subsidiary.example.test`,
    )
    const lists = literalLists(values, 200)
    expect(lists.every((list) => encodeURIComponent(list).length <= 1_700)).toBe(true)
    expect(lists.flatMap((list) => list.slice(1, -1).split(',')).toSorted()).toEqual(values.map(soqlString).toSorted())
  })

  it('holds fewer than 200 values a list', () => {
    expect(
      literalLists(
        Array.from({ length: 400 }, (_, index) => String(index)),
        -10_000,
      ).every((list) => list.split(',').length < 200),
    ).toBe(true)
  })
})

// docs/reference/salesforce.md#ids.
describe('record ids', () => {
  it.each([
    ['001xx000003DGb2', '001xx000003DGb2AAG'],
    ['0015f00002J9YYE', '0015f00002J9YYEAA3'],
    ['001xx000003DGb2AAG', '001xx000003DGb2AAG'],
  ])('%s', (id, long) => {
    expect(to18(id)).toBe(long)
  })

  it.each(['', 'abc', "003'000000000000", '003000000000000000000'])('%j is not an id', (id) => {
    expect(isId(id)).toBe(false)
  })
})
