import { describe, expect, it } from 'vitest'
import { countryOf, countryOfPhone } from './country.ts'
import { isPersonName } from './identity.ts'
import { normalTitle } from '../titles/job-function.ts'
import { sourceOf } from '../sources/source.ts'
import { nextRun } from '../app/cron.ts'

describe('country', () => {
  it.each([
    ['France', 'FR'],
    ['FRANCE ', 'FR'],
    ['fr', 'FR'],
    ['FR', 'FR'],
    ['Allemagne', 'DE'],
    ['Deutschland', 'DE'],
    ['Royaume-Uni', 'GB'],
    ['UK', 'GB'],
    ['Belgique', 'BE'],
    ['Suisse', 'CH'],
    ['Schweiz', 'CH'],
    ['Atlantis', null],
    ['', null],
    [null, null],
  ])('%j is %s', (raw, expected) => {
    expect(countryOf(raw)).toBe(expected)
  })
  it.each([
    ['+33 6 39 98 12 34', 'FR'],
    ['+49 30 901820', 'DE'],
    ['06 39 98 12 34', null],
    [null, null],
  ])('phone %j tells %s', (raw, expected) => {
    expect(countryOfPhone(raw)).toBe(expected)
  })
})

describe('job titles', () => {
  it.each([
    ['Responsable Achats (H/F)', 'responsable achats'],
    ['Directeur·e général·e', 'directeur general'],
    ['Directrice d’usine', "directrice d'usine"],
    ['Leiter:in Einkauf', 'leiter einkauf'],
    ['Strategische/r Einkäufer/in (m/w/d)', 'strategische einkaufer'],
    ['Acheteur(euse)', 'acheteur'],
    ['  Chief   Technology Officer ', 'chief technology officer'],
  ])('%j is read as %j', (raw, expected) => {
    expect(normalTitle(raw)).toBe(expected)
  })
})

describe('names that name nobody (A1, A4)', () => {
  it.each([
    ['Anne', 'Roy', true],
    [null, 'Roy', true],
    [null, null, false],
    ['', '-', false],
    [null, 'Contact', false],
    [null, 'Service achats', false],
    ['N/A', 'Inconnu', false],
    ['Comptabilité', null, false],
    ['Marine', null, true],
    [null, 'Direction', false],
    [null, 'Ferry', true],
  ])('%j %j: %s', (first, last, expected) => {
    expect(isPersonName(first, last)).toBe(expected)
  })
})

it('reads a source value without regard to case', () => {
  const mapping = { value: 'Web', kind: 'C1' as const, name: 'Web form', accepted: false }
  expect([sourceOf(' web ', [mapping]), sourceOf('Other', [mapping]), sourceOf(null, [mapping])]).toEqual([
    mapping,
    null,
    null,
  ])
})

it('runs once on the days when the clocks change', () => {
  const times = (from: string) => nextRun('30 2 * * *', 'Europe/Paris', new Date(from)).toISOString()
  expect([times('2027-03-27T12:00:00Z'), times('2027-10-30T12:00:00Z')]).toEqual([
    '2027-03-28T01:30:00.000Z',
    '2027-10-31T00:30:00.000Z',
  ])
})
