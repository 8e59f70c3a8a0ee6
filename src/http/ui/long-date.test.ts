import { expect, it } from 'vitest'
import { openFormat } from './format.ts'
import { longDate } from '../../connector/long-date.ts'

const first = new Date('2026-12-01T09:05:00Z')

it('writes the first of a month as French does, and no other day', () => {
  const days = [first, new Date('2026-12-11T09:05:00Z'), new Date('2026-12-21T09:05:00Z')]
  expect(days.map((at) => longDate('fr', at, { timeZone: 'UTC' }))).toEqual([
    '1er décembre 2026',
    '11 décembre 2026',
    '21 décembre 2026',
  ])
  expect(longDate('fr', first, { timeZone: 'UTC', timeStyle: 'short' })).toBe('1er décembre 2026 à 09:05')
  expect(longDate('en', first, { timeZone: 'UTC' })).toBe('1 December 2026')
  expect(longDate('de', first, { timeZone: 'UTC' })).toBe('1. Dezember 2026')
})

it('does so in the short forms of screens, too', () => {
  const { fr, en } = { fr: openFormat('fr', 'Europe/Paris'), en: openFormat('en', 'Europe/Paris') }
  expect([fr.date(first), fr.day('2026-12-01'), fr.dateTime(first), fr.longDate(first), fr.day('2026-12-21')]).toEqual([
    '1er déc. 2026',
    '1er déc. 2026',
    '1er déc. 2026 à 10:05',
    'mar. 1er déc. 2026',
    '21 déc. 2026',
  ])
  expect(en.date(first)).toBe('1 Dec 2026')
})
