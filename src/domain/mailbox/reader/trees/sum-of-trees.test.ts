import { describe, expect, it } from 'vitest'
import { sumOfTrees, unpackTrees } from './sum-of-trees.ts'

describe('small trees whose answers add up', () => {
  // Asks for a, then for b, then for a again: each end has a number of its own.
  const tree = '0 0 1 1 1 2 0 -5 0 -5 0 5 0 5 1 2 3 4 5 6 7 8'
  const { inputs, trees } = { inputs: ['a', 'b'], trees: [tree] }

  it('go the way of the answers: more than the number, or no more', () => {
    const ends = [
      { a: -9, b: 1 },
      { a: 0, b: 1 },
      { a: -9, b: 1.1 },
      { a: 0, b: 1.1 },
      { a: 1, b: 2 },
      { a: 6, b: 2 },
      { a: 1, b: 2.1 },
      { a: 6, b: 2.1 },
    ]
    expect(ends.map((named) => sumOfTrees(named, unpackTrees({ inputs, trees })))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('add up, and take for nothing what a text does not have', () => {
    expect(sumOfTrees({ c: 7 }, unpackTrees({ inputs, trees: [tree, tree] }))).toBe(4)
    expect(sumOfTrees({ a: 1 }, unpackTrees({ inputs, trees: [] }))).toBe(0)
  })

  it('are refused when they are cut off, or ask for what has no name', () => {
    const error = 'The trees of the reader are cut off: npm run train'
    expect(() => unpackTrees({ inputs, trees: [tree.slice(0, -2)] })).toThrow(error)
    expect(() => unpackTrees({ inputs: ['a'], trees: [tree] })).toThrow(error)
  })
})
