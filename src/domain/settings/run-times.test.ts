import { describe, expect, it } from 'vitest'
import { readRunTimes, writeRunTimes } from './run-times.ts'

const all = [1, 2, 3, 4, 5, 6, 7]

describe('the time of the night', () => {
  it.each([
    ['0 2 * * *', '02:00', all],
    ['30 22 * * 1-5', '22:30', [1, 2, 3, 4, 5]],
    ['5 3 * * 0', '03:05', [7]],
    ['5 3 * * 7', '03:05', [7]],
    ['5 3 * * 0-2', '03:05', [1, 2, 7]],
    ['5 3 * * 5-7', '03:05', [5, 6, 7]],
    ['05 03 * * MON,thu', '03:05', [1, 4]],
    ['0 2 * * mon-fri', '02:00', [1, 2, 3, 4, 5]],
    ['0 2 * * 0-6', '02:00', all],
  ])('%s is one time on some days', (schedule, time, days) => {
    expect(readRunTimes(schedule)).toEqual({ time, days })
  })

  it.each([
    '*/15 * * * *',
    '0 2,14 * * *',
    '0 2 1 * *',
    '0 2 * 6 *',
    '0 2 * * */2',
    '0 2 * * 1#1',
    '0 2 * * 5L',
    '0 2 * * 5-1',
    '0 2 * * 1-3-5',
    '0 2 ? * 1',
    '0 0 2 * * *',
    '@daily',
  ])('%s says more than that', (schedule) => {
    expect(readRunTimes(schedule)).toBeNull()
  })

  it.each([
    [{ time: '02:00', days: all }, '0 2 * * *'],
    [{ time: '2:05', days: [1, 7] }, '5 2 * * 1,0'],
    [{ time: ' 22h30 ', days: [5, 1, 9] }, '30 22 * * 1,5'],
    [{ time: '24:00', days: all }, null],
    [{ time: '2 pm', days: all }, null],
    [{ time: '02:00', days: [] }, null],
  ])('%j is stored as %j', (times, schedule) => {
    expect(writeRunTimes(times)).toBe(schedule)
  })

  it('is read as it was written', () => {
    for (const days of [[1], [7], [1, 7], [2, 3, 4], all])
      expect(readRunTimes(writeRunTimes({ time: '23:59', days }) ?? '')).toEqual({ time: '23:59', days })
  })
})
