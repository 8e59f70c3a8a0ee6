import { familyNames, firstNames, wordNames } from './tables/person-names.ts'

/** What an address says that no role explains: a person, or nothing known. */
export type NameReading = 'first-and-last-name' | 'part-of-name' | 'initials' | 'unknown-word'

/** A family name, ordinary words among them. */
export const isFamilyName = (word: string) => familyNames.has(word) || wordNames.has(word)
/** A given or a family name that is no ordinary word. */
export const isName = (word: string) => firstNames.has(word) || familyNames.has(word)
const letters = /^[a-z]+$/u
const vowel = /[aeiouy]/u

/**
 * Reads the pieces of a local part as names (docs/reference/law.md#a2, #a3); `words` are the pieces without the digits
 * around them.
 */
export function readName(pieces: readonly string[], words: readonly string[]): NameReading {
  const names = words.filter((word) => word !== '')
  if (names.length === 0 || !names.every((name) => letters.test(name))) return 'unknown-word'
  const long = names.filter((name) => name.length > 3 || (name.length > 1 && vowel.test(name)))
  if (names.length > 1)
    return long.length > 1
      ? 'first-and-last-name'
      : long.length === 1
        ? 'part-of-name'
        : pieces.length === names.length
          ? 'initials'
          : 'unknown-word'
  const [only = ''] = names
  if (pieces.join('') !== only && (only.length === 1 || !vowel.test(only))) return 'unknown-word'
  if (only.length <= 3) return isName(only) ? 'part-of-name' : 'initials'
  if (isRunTogether(only)) return 'first-and-last-name'
  return vowel.test(only) ? 'part-of-name' : 'unknown-word'
}

/** jeandupont, dupontjean: a given and a family name without anything between. */
function isRunTogether(text: string): boolean {
  for (let cut = 3; cut <= text.length - 3; cut++) {
    const [left, right] = [text.slice(0, cut), text.slice(cut)]
    if ((firstNames.has(left) && isFamilyName(right)) || (isFamilyName(left) && firstNames.has(right))) return true
  }
  return false
}
