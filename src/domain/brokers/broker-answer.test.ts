import { describe, expect, it } from 'vitest'
import { settleAnswer, type BrokerAnswer, type Settlement, type Standing } from './broker-answer.ts'
import { move, propagationStates } from '../propagation/states.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 25, hour))
const accepted = (proof: number, answeredAt: Date | null = null): Standing => ({
  state: 'accepted',
  reason: null,
  proof,
  answeredAt,
})

describe('what a broker’s answer does', () => {
  it.each<[string, Standing, BrokerAnswer, Settlement]>([
    ['a receipt raises what was only sent', accepted(1), 'acknowledged', { do: 'move', to: 'accepted', proof: 2 }],
    ['"done" is the highest a broker can say', accepted(1), 'applied', { do: 'move', to: 'accepted', proof: 3 }],
    ['"done" after a receipt raises it', accepted(2, at(8)), 'applied', { do: 'move', to: 'accepted', proof: 3 }],
    ['a receipt after "done" changes nothing', accepted(3, at(8)), 'acknowledged', { do: 'note' }],
    ['a receipt told twice changes nothing', accepted(2, at(8)), 'acknowledged', { do: 'note' }],
    ['"not found" ends it', accepted(2, at(8)), 'absent', { do: 'move', to: 'absent' }],
    ['"cannot" ends it', accepted(1), 'refused', { do: 'move', to: 'refused' }],
    ['an older "cannot" does not undo a later "done"', accepted(3, at(11)), 'refused', { do: 'note' }],
    [
      'what was lifted stays lifted',
      { state: 'superseded', reason: null, proof: 1, answeredAt: null },
      'applied',
      { do: 'note' },
    ],
    [
      'a second thought after "cannot" is for its owner',
      { state: 'refused', reason: 'validation', proof: 1, answeredAt: at(8) },
      'applied',
      { do: 'note' },
    ],
    [
      'an answer that comes before our own note of the sending waits',
      { state: 'sending', reason: null, proof: null, answeredAt: null },
      'applied',
      { do: 'wait' },
    ],
    [
      'an answer to what is sent again waits',
      { state: 'waiting', reason: 'unavailable', proof: null, answeredAt: null },
      'absent',
      { do: 'wait' },
    ],
    [
      'what waits for a person is looked at',
      { state: 'waiting', reason: 'person', proof: null, answeredAt: null },
      'acknowledged',
      { do: 'look' },
    ],
  ])('%s', (_what, standing, answer, expected) => {
    expect(settleAnswer(standing, answer, at(10))).toEqual(expected)
  })

  it('only ever asks for moves that there are', () => {
    for (const state of propagationStates) {
      const settlement = settleAnswer({ state, reason: null, proof: 1, answeredAt: null }, 'absent', at(10))
      if (settlement.do === 'move') expect(move(state, settlement.to)).toBe('absent')
    }
  })
})
