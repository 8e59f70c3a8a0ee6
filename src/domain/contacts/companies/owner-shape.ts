import { plain, wordsOf } from '../../app/plain-words.ts'
import { businessParts, businessWords, legalFormSigns, ownerTrades, trades } from '../tables/company-words.ts'
import {
  familyShape,
  farmForms,
  germanShape,
  germanTrades,
  inventedEnding,
  inventedNameTrades,
  moreOwnerTrades,
  ordinaryWords,
  partnerWords,
  sureAssociates,
} from '../tables/owner-words.ts'
import { nameWords } from '../tables/person-names.ts'
import { qualifiers, regions, towns } from '../tables/role-qualifiers.ts'
import { functionWords, roleWords } from '../tables/role-words.ts'

/**
 * Does the name of a company carry a family name that no table knows, by the place and shape of the word
 * (docs/reference/law.md#a7)? In goes the name as typed, or a part of a domain with spaces for its hyphens.
 * "Dussaulx & Associés", "Garage Lemouel", "Champagne H. Blondieau", "O'Malley's", "Steinbacher Elektro" do; "Garage de
 * la Gare" and "Imprimerie Moderne" do not.
 */
export function hasOwnerShape(name: string): boolean {
  if (hasInitial(name)) return true
  const words = wordsOf(name.replace(/[&+]/gu, ' et ')).filter((word) => !/^\d+$/u.test(word))
  return hasPartners(words) || isGenitive(name, words) || isOfTrade(words) || isGermanOwner(words)
}

const isTrade = (word: string) =>
  trades.has(word) || ownerTrades.has(word) || moreOwnerTrades.has(word) || farmForms.has(word)

/** A word that stands in no table of ordinary words and may be a family name. */
function mayBeFamily(word: string): boolean {
  return (
    word.length >= 4 &&
    /^\p{L}+$/u.test(word) &&
    !isTrade(word) &&
    !legalFormSigns.has(word) &&
    !partnerWords.has(word) &&
    !isOrdinary(word) &&
    (nameWords.has(word) || !businessParts.some((part) => word.includes(part)))
  )
}

const isOrdinary = (word: string) =>
  [ordinaryWords, businessWords, qualifiers, towns, regions, roleWords, functionWords].some((words) => words.has(word))

/** `H. Blondieau`: an initial with its dot in front of a word. Legal forms with dots (S.A. Nolan) are none. */
function hasInitial(name: string): boolean {
  const [, initials = '', word = ''] = /(?<![\p{L}.])((?:\p{Lu}\.[\s-]?){1,2})(\p{Lu}\p{L}{2,})/u.exec(name) ?? []
  const form = plain(initials.replace(/[^\p{L}]/gu, ''))
  return word !== '' && !legalFormSigns.has(form) && mayBeFamily(plain(word))
}

/** A possible name in front, then "& Associés", "and Co", "Associates". */
function hasPartners(words: readonly string[]): boolean {
  const at = words.findIndex(
    (word, index) =>
      index > 0 && (sureAssociates.has(word) || (partnerWords.has(word) && links.has(words[index - 1] ?? ''))),
  )
  return at > 0 && words.slice(0, at).some(mayBeFamily)
}
const links: ReadonlySet<string> = new Set(['et', 'und', 'and', 'y', 'e', 'en'])

/** O'Malley's, Hartwell's: what belongs to somebody. Kids' and women's are no people. */
function isGenitive(name: string, words: readonly string[]): boolean {
  return (
    /(?<!\p{L})\p{L}{2,}['’]s(?!\p{L})/u.test(name) &&
    words.some((word, index) => words[index + 1] === 's' && mayBeFamily(word) && !crowds.has(word))
  )
}
const crowds: ReadonlySet<string> = new Set([
  'women',
  'children',
  'ladies',
  'people',
  'master',
  'farmer',
  'driver',
  'today',
  'nature',
  'mother',
])

/**
 * A trade and one or two words that no table explains, nothing else but articles that names begin with: Garage Le
 * Mouel, Bäckerei Hufnagel. "de", "du", "am" lead to a place.
 */
function isOfTrade(words: readonly string[]): boolean {
  const said = words.filter((word) => !legalFormSigns.has(word) || farmForms.has(word))
  const kinds = said.filter(isTrade)
  const others = said.filter((word) => !isTrade(word))
  const names = others.filter((word) => !nameArticles.has(word))
  if (said[0] === 'chez') return names.length === 2 && mayBeFamily(names[1] ?? '')
  const isWhole = kinds.length > 0 && names.length >= 1 && names.length <= 2 && names.every(mayBeFamily)
  if (!isWhole) return false
  const hasShape = names.every((word) => familyShape.test(word))
  // A trade behind the name is usual in English, where invented words stand there as well.
  if (!isTrade(said[0] ?? '')) return hasShape
  if (kinds.every((word) => inventedNameTrades.has(word))) return hasShape && names.length === others.length
  return hasShape || !names.every((word) => inventedEnding.test(word))
}
const nameArticles: ReadonlySet<string> = new Set(['le', 'la'])

/** A German family name in front of a trade; "Berliner Bau" is named after a town. */
function isGermanOwner(words: readonly string[]): boolean {
  const said = words.filter((word) => !legalFormSigns.has(word))
  const [first = ''] = said
  const isTown =
    first.endsWith('er') &&
    [first.slice(0, -2), `${first.slice(0, -2)}en`, `${first.slice(0, -3)}en`].some((town) => towns.has(town))
  return (
    said.length >= 2 &&
    said.slice(1).every((word) => germanTrades.has(word)) &&
    germanShape.test(first) &&
    first.length >= 5 &&
    !isTown &&
    mayBeFamily(first)
  )
}
