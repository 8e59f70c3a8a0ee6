import { trades } from '../tables/company-words.ts'
import { familyNames, firstNames, nameWords } from '../tables/person-names.ts'
import {
  apartOnly,
  articles,
  betweenWords,
  fourLetterParts,
  narrowingNames,
  qualifiers,
  regions,
  towns,
} from '../tables/role-qualifiers.ts'
import { functionWords, roleWords } from '../tables/role-words.ts'
import {
  moreFunctions,
  moreQualifiers,
  moreRoles,
  namesToo,
  qualifierNames,
  siteWords,
} from '../tables/structure-words.ts'
import { shapeOf } from './word-shape.ts'

/** What a word can be, as bits; `end` closes a piece that is run together from several. */
export const role = 1
export const holder = 2
export const narrowing = 4
export const place = 8
export const own = 16
const between = 32
export const end = 64
export const named = 128

/**
 * Every known word with what it can be: one lookup for each piece of an address. A trade that is also a name makes no
 * role (A15).
 */
const vocabulary: ReadonlyMap<string, number> = new Map(
  (
    [
      [qualifiers, narrowing],
      [moreQualifiers, narrowing],
      [regions, place],
      [towns, place],
      [roleWords, role],
      [moreRoles, role],
      [siteWords, role],
      [new Set([...trades].filter((word) => !nameWords.has(word))), role],
      [functionWords, holder],
      [moreFunctions, holder],
      [narrowingNames, named],
      [qualifierNames, named],
      [namesToo, named],
    ] as const
  )
    .flatMap(([words, kind]) => [...words].map((word) => [word, kind] as const))
    .reduce((kinds, [word, kind]) => kinds.set(word, (kinds.get(word) ?? 0) | kind), new Map<string, number>()),
)

/** What the tables say of a word; 0 = nothing. */
export const kindInTables = (word: string): number => vocabulary.get(word) ?? 0

/** Short words that may be part of a longer run of letters; other words need four or five letters there. */
const shortInside: ReadonlySet<string> = new Set(['sav', 'adv', 'web', 'pro', 'rdv', 'crm', 'seo', 'sud', 'dpo', 'rse'])
/** Shorter ones count only at one edge: names begin with fr and end with us. */
const shortInFront: ReadonlySet<string> = new Set(['hr', 'rh', 'it', 'uk', 'us', 'the', 'our', 'all'])
const shortBehind: ReadonlySet<string> = new Set(['hr', 'rh', 'it', 'uk', 'fr'])
/** bureau-d-etudes run together; the s that ties two German words. */
const linkLetters: ReadonlySet<string> = new Set(['d', 'l', 's'])
const longestWord = Math.max(...[...vocabulary.keys()].map((word) => word.length))

/**
 * What one piece of an address can be (docs/reference/law.md#a1, #a15), as bits; 0 when no table, no run of known
 * words and no ending explains it. `ownWords` are those of the company and its domain.
 */
export function kindOf(word: string, ownWords: readonly string[]): number {
  const known = vocabulary.get(word)
  if (known !== undefined) return known
  if (ownWords.includes(word)) return own
  if (word.length < 6 || firstNames.has(word) || familyNames.has(word)) return 0
  const kinds = splitWords(word, 0, ownWords, [])
  if (kinds !== 0) return kinds
  const shape = shapeOf(word)
  return shape === 'service' ? role : shape === 'qualifier' ? narrowing : 0
}

/**
 * Kinds of the words that `text` is run together from, longest first; 0 when a rest stays unexplained. `failed`
 * remembers the places from which no way leads on, so that a crafted address costs no more than any other.
 */
function splitWords(text: string, from: number, ownWords: readonly string[], failed: boolean[]): number {
  if (from === text.length) return end
  for (let length = Math.min(longestWord, text.length - from); length >= 1 && failed[from] !== true; length--) {
    const word = text.slice(from, from + length)
    const kind = kindInside(word, from === 0, from + length === text.length, ownWords)
    const rest = kind === 0 ? 0 : splitWords(text, from + length, ownWords, failed)
    if (rest !== 0) return kind | rest
  }
  failed[from] = true
  return 0
}

function kindInside(word: string, isFirst: boolean, isLast: boolean, ownWords: readonly string[]): number {
  if (countsInside(word, isFirst, isLast)) {
    const known = vocabulary.get(word) ?? (articles.has(word) ? between : undefined)
    if (known !== undefined) return known
  }
  if (word.length >= 3 && ownWords.includes(word)) return own
  return !isFirst && !isLast && (linkLetters.has(word) || (word.length > 1 && betweenWords.has(word))) ? between : 0
}

/** Short words are taken for words only where the tables say that they are run together there. */
function countsInside(word: string, isFirst: boolean, isLast: boolean): boolean {
  return (
    (word.length >= 5 && !apartOnly.has(word)) ||
    fourLetterParts.has(word) ||
    shortInside.has(word) ||
    (isFirst && shortInFront.has(word)) ||
    (isLast && shortBehind.has(word))
  )
}
