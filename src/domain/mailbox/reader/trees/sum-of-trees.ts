/** Questions that a tree asks one after the other. */
const depth = 3
/** Places of the questions in a tree: that of the first, and of those after each answer; then come the answers. */
export const questions = 2 ** depth - 1

/**
 * Small decision trees whose answers are added up, in their file: the names of the inputs, and of each tree first its
 * questions (which input, and up to which number the answer is "no more"), then what it adds at each end.
 */
export interface PackedTrees {
  inputs: readonly string[]
  trees: readonly string[]
}

export interface Trees {
  inputs: readonly string[]
  trees: readonly Float64Array[]
}

/** Throws when a tree is cut off. */
export function unpackTrees({ inputs, trees }: PackedTrees): Trees {
  const unpacked = trees.map((tree) => Float64Array.from(tree.split(' '), Number))
  const isWhole = (tree: Float64Array) =>
    tree.length === 3 * questions + 1 &&
    tree.every((one, at) => Number.isFinite(one) && (!isInput(at) || one in inputs))
  if (!unpacked.every(isWhole)) throw new Error('The trees of the reader are cut off: npm run train')
  return { inputs, trees: unpacked }
}

const isInput = (at: number) => at < 2 * questions && at % 2 === 0

/** What the trees answer to named inputs, added up; an input that none of them knows counts nothing. */
export function sumOfTrees(named: Readonly<Record<string, number>>, { inputs, trees }: Trees): number {
  const values = inputs.map((name) => named[name] ?? 0)
  let sum = 0
  for (const tree of trees) {
    let at = 0
    while (at < questions) {
      const isMore = (values[tree[2 * at] ?? 0] ?? 0) > (tree[2 * at + 1] ?? 0)
      at = 2 * at + (isMore ? 2 : 1)
    }
    sum += tree[questions + at] ?? 0
  }
  return sum
}
