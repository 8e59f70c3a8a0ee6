import { plain } from '../app/plain-words.ts'
import { isFamilyName, isName, readName, type NameReading } from './read-name.ts'
import { businessParts, businessWords, trades } from './tables/company-words.ts'
import { familyNames, firstNames, nameWords } from './tables/person-names.ts'
import {
  apartOnly,
  articles,
  betweenWords,
  doubtfulAlone,
  fourLetterParts,
  narrowingNames,
  qualifiers,
  regions,
  towns,
} from './tables/role-qualifiers.ts'
import {
  functionWords,
  holderNames,
  honouringBodies,
  machineWords,
  roleWords,
  townBodies,
} from './tables/role-words.ts'

/**
 * Mailboxes that several people or the company read: of a service, of a function that passes from one to the next, in
 * the company's name.
 */
export type SharedReading = 'role' | 'function' | 'company-name'
/** What the part before the @ says: one of these, a person, or nothing known. */
type Reading = SharedReading | NameReading | 'role-with-name'

export function isShared(reading: Reading): reading is SharedReading {
  return reading === 'role' || reading === 'function' || reading === 'company-name'
}

const role = 1
const holder = 2
const narrowing = 4
const place = 8
const own = 16
const between = 32
const end = 64
const named = 128

/**
 * Every known word with what it can be: one lookup for each piece of an address. A trade that is also a name makes no
 * role (A15).
 */
const vocabulary: ReadonlyMap<string, number> = new Map(
  (
    [
      [qualifiers, narrowing],
      [regions, place],
      [towns, place],
      [roleWords, role],
      [new Set([...trades].filter((word) => !nameWords.has(word))), role],
      [functionWords, holder],
      [narrowingNames, named],
    ] as const
  )
    .flatMap(([words, kind]) => [...words].map((word) => [word, kind] as const))
    .reduce((kinds, [word, kind]) => kinds.set(word, (kinds.get(word) ?? 0) | kind), new Map<string, number>()),
)
/** Short words that may be part of a longer run of letters; other words need four or five letters there. */
const shortInside: ReadonlySet<string> = new Set(['sav', 'adv', 'web', 'pro', 'rdv', 'crm', 'seo', 'sud', 'dpo', 'rse'])
/** Shorter ones count only at one edge: names begin with fr and end with us. */
const shortInFront: ReadonlySet<string> = new Set(['hr', 'rh', 'it', 'uk', 'us', 'the', 'our'])
const shortBehind: ReadonlySet<string> = new Set(['hr', 'rh', 'it', 'uk', 'fr'])
/** bureau-d-etudes run together; the s that ties two German words. */
const linkLetters: ReadonlySet<string> = new Set(['d', 'l', 's'])
const longestWord = Math.max(...[...vocabulary.keys()].map((word) => word.length))
const separators = /[._\-']/u
const digitsAround = /^\d+|\d+$/gu

/**
 * Reads a local part against the word tables (docs/reference/law.md#a1 to #a3, #a5). `ownWords` are the words of the
 * company and its domain, in plain form: info-acme@acme is a role, contact.dupont@acme is not. What a word cannot
 * explain is taken for a name (A15).
 */
export function readLocalPart(local: string, ownWords: readonly string[]): Reading {
  const tag = local.indexOf('+')
  const pieces = plain(tag > 0 ? local.slice(0, tag) : local).split(separators)
  const words = pieces.map((piece) => piece.replace(digitsAround, ''))
  const kinds = words.map((word) => kindOf(word, ownWords))
  const asRole = readRole(pieces, words, kinds)
  return asRole ?? readName(pieces, words)
}

/** What one piece can be; 0 when no table and no run of known words explains it. */
function kindOf(word: string, ownWords: readonly string[]): number {
  const known = vocabulary.get(word)
  if (known !== undefined) return known
  if (ownWords.includes(word)) return own
  if (word.length < 6 || firstNames.has(word) || familyNames.has(word)) return 0
  return splitWords(word, 0, ownWords, [])
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

/** Null when the pieces do not make a role, a function or the company. */
function readRole(pieces: readonly string[], words: readonly string[], kinds: readonly number[]): Reading | null {
  const [first = ''] = words
  if (machineWords.has(first) && !words.some((word, index) => index > 0 && isName(word))) return 'role'
  if (townBodies.has(first) || honouringBodies.has(first)) return readBody(first, words, kinds)
  const whole = wholeWord(words)
  if (whole !== null) return whole
  if (words.length === 1 && doubtfulAlone.has(first)) return null
  const { all, unexplained } = kindsOf(pieces, words, kinds)
  if ((all & (role | holder)) === 0) return unexplained ? null : readPlace(all, words)
  const givenName = words.some((word, index) => kinds[index] === own && firstNames.has(word))
  if (unexplained || givenName) return readMixed(words, kinds)
  return mayName(pieces, words, kinds) ? 'role-with-name' : servant(all)
}

const servant = (kind: number): Reading => ((kind & holder) !== 0 ? 'function' : 'role')

/** The words joined are one word of the tables: service.client, chef.de.projet. */
function wholeWord(words: readonly string[]): Reading | null {
  const joined = words.length > 1 ? words.join('') : ''
  const kind = joined.length >= 6 ? (vocabulary.get(joined) ?? 0) : 0
  return (kind & (role | holder)) === 0 ? null : servant(kind)
}

/** What the pieces are together, and whether one of them is explained by nothing. */
function kindsOf(
  pieces: readonly string[],
  words: readonly string[],
  kinds: readonly number[],
): { all: number; unexplained: boolean } {
  let all = 0
  let unexplained = false
  for (const [index, word] of words.entries()) {
    const kind = kinds[index] ?? 0
    const isFirst = index === 0
    if (kind !== 0 && !(isFirst && word === 'de' && words.length > 1)) all |= kind
    else if (!explainsNothing(word, pieces[index] ?? '', isFirst, index === words.length - 1)) unexplained = true
  }
  return { all, unexplained }
}

/** Nobody serves there by name: a place of the company, or the company itself. */
function readPlace(all: number, words: readonly string[]): Reading | null {
  if ((all & place) !== 0 && (all & own) === 0) return 'role'
  return (all & own) !== 0 && looksLikeBusiness(words) ? 'company-name' : null
}

/** compta.petit, rh.maire: a word beside the role is a name as well, and nothing else says what it narrows. */
function mayName(pieces: readonly string[], words: readonly string[], kinds: readonly number[]): boolean {
  const has = (index: number, kind: number) => ((kinds[index] ?? 0) & kind) !== 0
  if (words.some((word, index) => holderNames.has(word) && has(index - 1, role) && !has(index - 1, named))) return true
  const indexes = words.map((_, index) => index)
  const ambiguous = indexes.filter((index) => has(index, named))
  const others = indexes.filter((index) => !has(index, named))
  if (ambiguous.length === 0 || others.some((index) => has(index, narrowing | place) || pieces[index] !== words[index]))
    return false
  // `end` stands in a piece that is run together: its own role is in it.
  return others.some((index) => has(index, role | holder)) || ambiguous.some((index) => has(index, end))
}

/** mairie.nantes and lycee.daudet are bodies; mairie.dupont and universite.anne.roy may be people. */
function readBody(first: string, words: readonly string[], kinds: readonly number[]): Reading {
  if (towns.has(words.slice(1).join(''))) return 'role'
  const isExplained = (kind: number) => kind !== 0 && (kind & named) === 0
  const rest = words.filter(
    (word, index) => index > 0 && word !== '' && !betweenWords.has(word) && !isExplained(kinds[index] ?? 0),
  )
  if (townBodies.has(first)) return rest.every((word) => word.startsWith('saint')) ? 'role' : 'role-with-name'
  return rest.some((word) => firstNames.has(word)) || (rest.length > 1 && rest.every(isFamilyName))
    ? 'role-with-name'
    : 'role'
}

/** A piece without a name in it: a number, a letter with a number, a small word in the middle, an article in front. */
function explainsNothing(word: string, piece: string, isFirst: boolean, isLast: boolean): boolean {
  if (word === '') return piece !== ''
  if (word.length === 1 && word !== piece) return !isFirst
  return isFirst ? articles.has(word) : !isLast && betweenWords.has(word)
}

/**
 * A role beside something unknown: marie.poste and j.bureau are people, contact.dupont is a service and perhaps a
 * person.
 */
function readMixed(words: readonly string[], kinds: readonly number[]): Reading {
  const [first = ''] = words
  if ((kinds[0] ?? 0) !== 0 && !firstNames.has(first)) return 'role-with-name'
  if (first.length === 1) return 'part-of-name'
  return firstNames.has(first) ? 'first-and-last-name' : 'role-with-name'
}

/**
 * The company's own words make its mailbox only when one of them cannot be the owner's name: zeltech@zeltech, not
 * barsacq@barsacq.
 */
function looksLikeBusiness(words: readonly string[]): boolean {
  return (
    !words.some(isName) &&
    words.some(
      (word) =>
        businessWords.has(word) ||
        qualifiers.has(word) ||
        towns.has(word) ||
        businessParts.some((part) => word.includes(part)),
    )
  )
}
