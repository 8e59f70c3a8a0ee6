import { wordClasses } from '../tables/word-classes.ts'

const exact = new Map<string, string[]>()
const stems = new Map<string, string[]>()
for (const [name, list] of Object.entries(wordClasses)) {
  for (const entry of list.split(/\s+/u)) {
    const into = entry.endsWith('*') ? stems : exact
    const word = entry.replace('*', '')
    const names = into.get(word)
    if (names === undefined) into.set(word, [name])
    else if (!names.includes(name)) names.push(name)
  }
}

const none: readonly string[] = []

/** The classes of a folded word; those of the longest stem that it begins with. */
export function classesOf(word: string): readonly string[] {
  const found = exact.get(word)
  if (found !== undefined) return found
  for (let length = word.length; length > 2; length--) {
    const stem = stems.get(word.slice(0, length))
    if (stem !== undefined) return stem
  }
  return none
}

/** All classes that stand in a folded sentence. */
export const classesIn = (folded: string): ReadonlySet<string> =>
  new Set((folded.match(/\p{L}+/gu) ?? []).flatMap((word) => classesOf(word)))
