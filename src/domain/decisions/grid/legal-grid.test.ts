import { describe, expect, it } from 'vitest'
import { countries } from '../tables/countries.ts'
import { france } from '../tables/france.ts'
import { ruleText } from '../explain.ts'
import { compileCountries, compileFrance, franceRow, GridFault } from './legal-grid.ts'

const fault = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return error instanceof GridFault ? error.message : String(error)
  }
}
const fr6 = france.find((row) => row.id === 'FR6')
if (fr6 === undefined) throw new Error('FR6 is gone')

describe('tables of rules', () => {
  it('refuses a hole and names the rows beside it', () => {
    expect(fault(() => compileFrance(france.filter((row) => row !== fr6)))).toBe(
      'No row decides "email private related business" from 0001-01-01. Rows beside it: FR3 (valid from 0001-01-01, CN1 LF1) and FR1 (valid from 0001-01-01, CN1 CN5). Widen one of them or add a row.',
    )
  })

  it('refuses an overlap and names the two rows', () => {
    expect(fault(() => compileFrance([...france, { ...fr6, id: 'FR6b', validFrom: '2027-01-01' }]))).toBe(
      'Two rows decide "email private related business" from 2027-01-01: FR6 (valid from 0001-01-01, V3) and FR6b (valid from 2027-01-01, V3). Make one of them end before the other begins, or narrow it.',
    )
  })

  it('refuses a country that lost a column', () => {
    expect(
      fault(() =>
        compileCountries(countries.filter((row) => !(row.country === 'DE' && row.channels.includes('post')))),
      ),
    ).toMatch(/^No row decides "DE post named" from 0001-01-01\./u)
  })

  it('lets versions follow each other', () => {
    const next = compileFrance([
      ...france.filter((row) => row !== fr6),
      { ...fr6, validUntil: '2027-01-01' },
      { ...fr6, validFrom: '2027-01-01', verdict: 'BLOCK' },
    ])
    expect([
      next('2026-12-31', 'email', 'private', 'related', 'business').verdict,
      next('2027-01-01', 'email', 'private', 'related', 'business').verdict,
    ]).toEqual(['NEED_CONSENT', 'BLOCK'])
  })

  it('says from when the calls to consumers are ruled by law', () => {
    const ground = (day: string) => franceRow(day, 'phone', 'consumer', 'unrelated', 'business').ground
    expect([ground('2026-08-10'), ground('2026-08-11')]).toEqual(['choice', 'law'])
  })

  it('has a sentence for every row, and shows nothing unsure as law', () => {
    const rows = [...france, ...countries]
    expect(rows.filter((row) => ruleText(row.id) === null).map((row) => row.id)).toEqual([])
    expect(
      rows
        .filter((row) => row.confidence === 'unsure' && row.ground !== 'choice' && !['FR4', 'FR12'].includes(row.id))
        .map((row) => row.id),
    ).toEqual([])
    const unsure = rows
      .filter((row) => row.confidence === 'unsure' && row.validUntil === null)
      .map((row) => ruleText(row.id))
    expect(
      unsure.filter(
        (text) =>
          text?.ground !== 'choice' &&
          text !== ruleText('B4-AT') &&
          text !== ruleText('B4-PL') &&
          text !== ruleText('B4-ES'),
      ),
    ).toEqual([])
  })
})
