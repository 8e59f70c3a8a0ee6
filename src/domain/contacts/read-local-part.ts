import { plain } from '../app/plain-words.ts'
import { isFamilyName, isName, readName, type NameReading } from './read-name.ts'
import { end, holder, kindInTables, kindOf, named, narrowing, own, place, role } from './local-part/word-kinds.ts'
import { schoolNumber } from './local-part/word-shape.ts'
import { businessParts, businessWords } from './tables/company-words.ts'
import { firstNames } from './tables/person-names.ts'
import { articles, betweenWords, doubtfulAlone, qualifiers, towns } from './tables/role-qualifiers.ts'
import { holderNames, honouringBodies, machineWords, townBodies } from './tables/role-words.ts'
import { dutchServices, englishServices, germanServices } from './tables/service-words-germanic.ts'
import {
  housesOfSomebody,
  letteredThings,
  namesToo,
  numberedThings,
  qualifierNames,
  siteWords,
} from './tables/structure-words.ts'
import { inventedEnding } from './tables/owner-words.ts'

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

const nameAlone: ReadonlySet<string> = new Set([...doubtfulAlone, ...namesToo, ...qualifierNames])
/** gate3security: a number between two words parts them. */
const numberInside = /(?<=^|[._-])([a-z]{3,}\d{1,3})(?=[a-z]{3,}(?:$|[._-]))/gu
const separators = /[._\-']/u
const digitsAround = /^\d+|\d+$/gu

/**
 * Reads a local part against the word tables (docs/reference/law.md#a1 to #a3, #a5). `ownWords` are the words of the
 * company and its domain, in plain form: info-acme@acme is a role, contact.dupont@acme is not. What a word cannot
 * explain is taken for a name (A15).
 */
export function readLocalPart(local: string, ownWords: readonly string[]): Reading {
  const tag = local.indexOf('+')
  const pieces = joinTowns(
    plain(tag > 0 ? local.slice(0, tag) : local)
      .replace(numberInside, '$1.')
      .split(separators),
  )
  const words = pieces.map((piece) => piece.replace(digitsAround, ''))
  const kinds = words.map((word) => kindOf(word, ownWords))
  const asRole = readRole(pieces, words, kinds)
  return asRole ?? readName(pieces, words)
}

/** Towns and qualifiers of several words are one piece: agence.la.rochelle, sav-st-etienne, equipe.apres-midi. */
function joinTowns(pieces: readonly string[]): string[] {
  const full = pieces.map((piece) => (piece === 'st' ? 'saint' : piece === 'ste' ? 'sainte' : piece))
  for (let length = Math.min(4, pieces.length); length > 1; length--)
    for (let from = 0; from + length <= pieces.length; from++) {
      const joined = full.slice(from, from + length).join('')
      if (towns.has(joined) || (joined.length >= 8 && (kindInTables(joined) & narrowing) !== 0))
        return [...joinTowns(pieces.slice(0, from)), joined, ...joinTowns(pieces.slice(from + length))]
    }
  return [...pieces]
}

/** Null when the pieces do not make a role, a function or the company. */
function readRole(pieces: readonly string[], words: readonly string[], kinds: readonly number[]): Reading | null {
  const fixed = readFixed(pieces, words, kinds)
  if (fixed !== null) return fixed
  if (words.length === 1 && nameAlone.has(words[0] ?? '')) return null
  const { all, unexplained } = kindsOf(pieces, words, kinds)
  if ((all & (role | holder)) === 0) return unexplained ? null : readPlace(pieces, all, words)
  const givenName = words.some((word, index) => kinds[index] === own && firstNames.has(word))
  if (unexplained && !givenName && namesSite(words, kinds)) return servant(all)
  if (unexplained || givenName) return readMixed(words, kinds)
  return mayName(pieces, words, kinds) ? 'role-with-name' : servant(all)
}

/** Machines, bodies of a place, schools by their number, and expressions of several words that tables have whole. */
function readFixed(pieces: readonly string[], words: readonly string[], kinds: readonly number[]): Reading | null {
  const [first = ''] = words
  if (machineWords.has(first) && !words.some((word, index) => index > 0 && isName(word))) return 'role'
  if (townBodies.has(first) || honouringBodies.has(first)) return readBody(first, words, kinds)
  if (pieces.length === 2 && schoolNumber.test(pieces[1] ?? '')) return 'role'
  return wholeWord(words)
}

const servant = (kind: number): Reading => ((kind & holder) !== 0 ? 'function' : 'role')

/** The words joined are one word of the tables, as they stand or in the plural: service.client, grand.compte. */
function wholeWord(words: readonly string[]): Reading | null {
  if (words.length < 2) return null
  const asPlural = words.map((word) => (word.endsWith('s') ? word : `${word}s`)).join('')
  const kind = [words.join(''), asPlural]
    .map((joined) => (joined.length >= 6 ? kindInTables(joined) : 0))
    .reduce((all, one) => all | one)
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
    else if (!explainsNothing(word, pieces[index] ?? '', words[index - 1] ?? null, index === words.length - 1))
      unexplained = true
  }
  return { all, unexplained }
}

/** Nobody serves there by name: a place of the company, or the company itself. */
function readPlace(pieces: readonly string[], all: number, words: readonly string[]): Reading | null {
  if (isNumbered(pieces, words)) return 'role'
  if ((all & place) !== 0 && (all & own) === 0) return 'role'
  return (all & own) !== 0 && looksLikeBusiness(words) ? 'company-name' : null
}

/**
 * magasin.merville, depot-st-maurice: what no table knows stands behind a house and has the shape of a place, or
 * follows "saint".
 */
function namesSite(words: readonly string[], kinds: readonly number[]): boolean {
  const unknown = words.flatMap((word, index) => (kinds[index] === 0 && !betweenWords.has(word) ? [index] : []))
  return (
    unknown.length > 0 &&
    unknown.every((index) => {
      const word = words[index] ?? ''
      const before = words.slice(0, index).findLast((one) => !betweenWords.has(one)) ?? ''
      if (saints.has(word)) return (siteWords.has(before) || housesOfSomebody.has(before)) && index < words.length - 1
      return (
        saints.has(before) || word === '' || (siteWords.has(before) && placeShape.test(word) && !isFamilyName(word))
      )
    })
  )
}
/** How towns end and few people are called. */
const placeShape =
  /.{3}(?:ville|villers|bourg|euil|igny|ieres|stadt|furt|shire|mouth|chester|borough|bury|drecht|hoven)$/u
const saints: ReadonlySet<string> = new Set(['saint', 'sainte', 'st', 'ste', 'san', 'santa', 'sankt'])

/** ligne3, zone-4: one of several things of the company, told apart by its number; a name is no thing. */
const isNumbered = (pieces: readonly string[], words: readonly string[]): boolean => {
  const said = words.filter((word) => word !== '')
  return said.length === 1 && numberedThings.has(said[0] ?? '') && /\d{1,3}$/u.test(pieces.join(''))
}

/** compta.petit, rh.maire: a word beside the role is a name as well, and nothing else says what it narrows. */
function mayName(pieces: readonly string[], words: readonly string[], kinds: readonly number[]): boolean {
  const has = (index: number, kind: number) => ((kinds[index] ?? 0) & kind) !== 0
  if (words.some((word, index) => holderNames.has(word) && has(index - 1, role) && !has(index - 1, named))) return true
  const indexes = words.map((_, index) => index)
  // lager.west is a place: of a house there are several.
  const isPlaced = (index: number) => directions.test(words[index] ?? '') && takesDirection(words[index - 1] ?? '')
  const ambiguous = indexes.filter((index) => has(index, named) && !isPlaced(index))
  const others = indexes.filter((index) => !has(index, named))
  if (ambiguous.length === 0 || others.some((index) => has(index, narrowing | place) || pieces[index] !== words[index]))
    return false
  // `end` stands in a piece that is run together: its own role is in it.
  return others.some((index) => has(index, role | holder)) || ambiguous.some((index) => has(index, end))
}

/** A house, or a service in German or Dutch, where West is hardly anybody's name. */
const takesDirection = (word: string) => siteWords.has(word) || (germanOrDutch.has(word) && !inEnglish.has(word))
const germanOrDutch: ReadonlySet<string> = new Set([...germanServices, ...dutchServices])
const inEnglish: ReadonlySet<string> = new Set(englishServices)
const directions = /^(?:nord|sue?d|est|ouest|east|west|north|south|ost|norte|sur|este|oeste|noord|zuid|oost)$/u

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
function explainsNothing(word: string, piece: string, before: string | null, isLast: boolean): boolean {
  const isFirst = before === null
  if (word === '') return piece !== ''
  if (word.length === 1 && (word !== piece || (isLast && letteredThings.has(before ?? '')))) return !isFirst
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
        (word.length >= 6 && inventedEnding.test(word)) ||
        businessWords.has(word) ||
        qualifiers.has(word) ||
        towns.has(word) ||
        businessParts.some((part) => word.includes(part)),
    )
  )
}
