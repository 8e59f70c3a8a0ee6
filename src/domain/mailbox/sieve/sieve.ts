import { keptForMessage } from './kept-for-message.ts'
import { finderOf } from './find-texts.ts'
import { maxSets, neededTexts } from './needed-texts.ts'

/**
 * Tells in one pass over a text which of many patterns it may hold, so that only these are tried. What a pattern needs
 * is read from the pattern itself, so a table says nothing twice.
 */
interface Sieve {
  /** The places, in rising order, of the patterns that the text may hold; all others it certainly does not. */
  mayHold(text: string): readonly number[]
  /** Whether the text holds what one of the patterns finds. */
  says(pattern: RegExp, text: string): boolean
}

/** @param patterns for folded text, with no flag but `u` */
export function sieveOf(patterns: readonly RegExp[]): Sieve {
  const places = new Map(patterns.map((pattern, place) => [pattern, place]))
  let sift: ((text: string) => readonly number[]) | null = null
  const mayHold = keptForMessage((text) => (sift ??= sifterOf(patterns))(text))
  return {
    mayHold,
    says: (pattern, text) => mayHold(text).includes(places.get(pattern) ?? -1) && pattern.test(text),
  }
}

/** Of an alternative that needs sets of texts each has a bit, and so many are the bits of all. */
const bits = (1 << maxSets) - 1

function sifterOf(patterns: readonly RegExp[]): (text: string) => readonly number[] {
  const always: number[] = []
  /** The pattern of each alternative, and the bits of all sets that it needs. */
  const patternOf: number[] = []
  const all: number[] = []
  /** For each text that is looked for, the alternatives that need it: their number, and behind it the set's bit. */
  const neededBy = new Map<string, number[]>()
  for (const [place, pattern] of patterns.entries()) {
    const needed = neededTexts(pattern)
    if (needed === null) always.push(place)
    for (const sets of needed ?? []) {
      const alternative = patternOf.push(place) - 1
      all.push((1 << sets.length) - 1)
      for (const [at, text] of sets.flatMap((set, at) => set.map((text) => [at, text] as const)))
        neededBy.set(text, [...(neededBy.get(text) ?? []), alternative * (bits + 1) + (1 << at)])
    }
  }
  const find = finderOf([...neededBy.keys()])
  const needs = [...neededBy.values()]
  const had = new Uint8Array(all.length)
  return (text) => {
    const may = always.slice()
    const begun: number[] = []
    for (const found of find(text))
      for (const need of needs[found] ?? []) {
        const alternative = need >> maxSets
        if (had[alternative] === 0) begun.push(alternative)
        had[alternative] = (had[alternative] ?? 0) | (need & bits)
        const place = patternOf[alternative] ?? 0
        if (had[alternative] === all[alternative] && !may.includes(place)) may.push(place)
      }
    for (const alternative of begun) had[alternative] = 0
    return may.sort((a, b) => a - b)
  }
}
