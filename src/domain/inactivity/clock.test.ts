import { describe, expect, it } from 'vitest'
import { blindReasons, runClock } from './clock.ts'
import { addMonths } from '../app/day.ts'

const now = new Date('2026-11-25T08:00:00Z')
const at = (text: string) => new Date(text)

describe('calendar months in UTC', () => {
  it.each([
    ['2024-02-29T12:00:00Z', 36, '2027-02-28'],
    ['2025-01-31T00:00:00Z', 1, '2025-02-28'],
    ['2023-11-25T23:59:59Z', 36, '2026-11-25'],
    ['2026-12-31T23:30:00+02:00', 2, '2027-02-28'],
  ])('%s plus %i months is %s', (from, months, expected) => {
    expect(addMonths(at(from), months)).toBe(expected)
  })
})

describe('the clock (G1)', () => {
  it('starts at the earliest date and runs from the last act of the person', () => {
    const clock = runClock(
      {
        obtainedOn: [at('2022-03-14')],
        seenAt: [at('2023-01-01'), at('2022-05-01')],
        acts: [
          { kind: 'reply', at: at('2024-09-03') },
          { kind: 'click', at: at('2024-01-01') },
        ],
      },
      36,
      now,
    )
    expect(clock).toEqual({
      startedAt: at('2022-03-14'),
      assumed: false,
      lastAct: { kind: 'reply', at: at('2024-09-03') },
      termOn: '2027-09-03',
      expired: false,
      futureActs: 0,
    })
  })
  it('is assumed when only a creation date is known and nobody acted', () => {
    const clock = runClock(
      { obtainedOn: [], seenAt: [at('2023-11-24')], acts: [{ kind: 'click', at: at('2030-01-01') }] },
      36,
      now,
    )
    expect(clock).toEqual({
      startedAt: at('2023-11-24'),
      assumed: true,
      lastAct: null,
      termOn: '2026-11-24',
      expired: true,
      futureActs: 1,
    })
  })
  it('is not assumed when an act carries the term', () => {
    expect(
      runClock({ obtainedOn: [], seenAt: [at('2020-01-01')], acts: [{ kind: 'click', at: at('2023-01-01') }] }, 36, now)
        .assumed,
    ).toBe(false)
  })
})

describe('when no clock can be trusted (I5)', () => {
  const fresh = { label: 'HubSpot', pulledAt: at('2026-11-25T07:00:00Z'), failing: false }
  it.each([
    ['all is well', [fresh], [], []],
    ['the question is open', [fresh], null, [{ kind: 'question-open', label: '' }]],
    ['a tool is named', [fresh], ['Brevo'], [{ kind: 'tool-unknown', label: 'Brevo' }]],
    ['a system fails', [{ ...fresh, failing: true }], [], [{ kind: 'failing', label: 'HubSpot' }]],
    [
      'a system was not pulled for 48 h',
      [{ ...fresh, pulledAt: at('2026-11-23T07:59:59Z') }],
      [],
      [{ kind: 'not-pulled', label: 'HubSpot' }],
    ],
    [
      'something of a system cannot be seen',
      [{ ...fresh, lost: [{ name: 'last_click', use: 'click' as const, why: 'hidden' as const }] }],
      [],
      [{ kind: 'unseen', label: 'HubSpot', name: 'last_click' }],
    ],
    ['a system was never pulled', [{ ...fresh, pulledAt: null }], [], [{ kind: 'not-pulled', label: 'HubSpot' }]],
  ])('%s', (_name, systems, tools, expected) => {
    expect(blindReasons(systems, tools, now)).toEqual(expected)
  })
})
