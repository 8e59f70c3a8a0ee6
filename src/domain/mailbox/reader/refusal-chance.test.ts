import { describe, expect, it } from 'vitest'
import type { Chances } from './linear-model.ts'
import { corrected, inputsOf, refusalChance } from './refusal-chance.ts'
import { unpackTrees } from './trees/sum-of-trees.ts'

const chances = (some: Partial<Chances>): Chances => ({
  refusal: 0,
  limited: 0,
  later: 0,
  other: 0,
  machine: 0,
  gone: 0,
  unclear: 0,
  ...some,
})
const friendly = chances({ refusal: 0.1, other: 0.9 })
const plain = chances({ refusal: 0.8, limited: 0.1, other: 0.1 })
const said = { verdicts: ['unsure' as const], reasons: [{ rule: 'annoyed', language: 'fr' as const, phrase: 'assez' }] }

describe('the chance that a message refuses', () => {
  it('sees the one sentence that refuses among friendly ones, and what the grammar found', () => {
    const inputs = inputsOf({ whole: friendly, alone: [friendly, plain, friendly], said, characters: 120 })
    const [low, high] = [Math.log(0.1001 / 0.9001), Math.log(0.9001 / 0.1001)]
    const { one, whole, first, second, begin, end } = inputs
    expect({ one, whole, first, second, begin, end }).toEqual({
      one: 1,
      whole: expect.closeTo(low) as number,
      first: expect.closeTo(high) as number,
      second: expect.closeTo(low) as number,
      begin: expect.closeTo(low) as number,
      end: expect.closeTo(low) as number,
    })
    expect(Object.keys(inputs).filter((name) => /^(?:grammar|rule) /u.test(name))).toEqual([
      'grammar doubt',
      'rule annoyed',
    ])
  })

  it('is put together from what was learned; an input that nothing was learned of counts nothing', () => {
    const learned = unpackTrees({ inputs: ['first'], trees: ['0 1 0 9 0 9 0 9 0 9 0 9 0 9 0.5 0 0 0 2 0 0 0'] })
    expect(refusalChance({ first: 2, 'rule new': 1 }, learned)).toBeCloseTo(1 / (1 + Math.exp(-2)))
    expect(refusalChance({ 'rule new': 1 }, learned)).toBeCloseTo(1 / (1 + Math.exp(-0.5)))
  })

  it('leaves the other readings their shares of the rest', () => {
    const now = corrected(chances({ refusal: 0.3, limited: 0.1, later: 0.2, other: 0.4 }), 0.8)
    expect(Object.fromEntries(Object.entries(now).map(([name, chance]) => [name, Number(chance.toFixed(9))]))).toEqual(
      chances({ refusal: 0.6, limited: 0.2, later: 0.066666667, other: 0.133333333 }),
    )
  })

  it('of a text without sentences is that of the whole', () => {
    const { first, whole, mean } = inputsOf({ whole: plain, alone: [], said, characters: 0 })
    expect([first, mean]).toEqual([whole, whole])
  })
})
