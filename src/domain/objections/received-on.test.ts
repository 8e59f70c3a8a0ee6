import { expect, it } from 'vitest'
import { readReceivedOn } from './received-on.ts'

const now = new Date('2026-11-25T09:42:00Z')

it.each([
  ['', '2026-11-25T09:42:00.000Z'],
  ['today', '2026-11-25T09:42:00.000Z'],
  ['25/11/2026', '2026-11-25T09:42:00.000Z'],
  ['-1', '2026-11-24T09:42:00.000Z'],
  ['hier', '2026-11-24T09:42:00.000Z'],
  ['yesterday', '2026-11-24T09:42:00.000Z'],
  ['20/11/2026', '2026-11-20T11:00:00.000Z'],
  ['20/11/2026 10:05', '2026-11-20T09:05:00.000Z'],
  ['2026-07-01', '2026-07-01T10:00:00.000Z'],
  ['1.7.2026 8h30', '2026-07-01T06:30:00.000Z'],
])('%j in Paris is %s', (text, expected) => {
  expect(readReceivedOn(text, now, 'Europe/Paris')).toEqual({ at: new Date(expected) })
})

it.each([
  ['03/12/2026', 'future'],
  ['25/11/2026 23:59', 'future'],
  ['31/02/2026', 'unreadable'],
  ['soon', 'unreadable'],
  ['11/2026', 'unreadable'],
  ['20/11/2026 25:00', 'unreadable'],
])('%j is %s', (text, fault) => {
  expect(readReceivedOn(text, now, 'Europe/Paris')).toEqual({ fault })
})
