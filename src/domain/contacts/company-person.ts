import { isSoleTraderTitle } from './sole-trader.ts'
import { wordsOfName } from '../app/plain-words.ts'
import { isRunOfOwner, ownerLinks } from './companies/owner-label.ts'
import { hasOwnerShape } from './companies/owner-shape.ts'
import { remembered } from '../app/remembered.ts'
import {
  businessWords,
  familyWords,
  honourWords,
  legalFormSigns,
  oneOwnerForms,
  onePersonForms,
  ownerTrades,
  trades,
} from './tables/company-words.ts'
import { familyNames, firstNames, wordNames } from './tables/person-names.ts'

/** What a record says about the company behind an address or a number. Unknown facts are null or left out. */
export interface CompanyContext {
  company?: string | null
  headcount?: number | null
  legalForm?: 'company' | 'public-body' | 'association' | 'sole-trader' | 'partnership' | 'unknown'
  jobTitle?: string | null
}

/**
 * True when the business is one person, so that everything of it is that person's (docs/reference/law.md#a6): by legal
 * form (some partnerships count as individuals), by headcount, by the job title, or by a word in the company's name.
 */
export function isOnePersonBusiness(context: CompanyContext): boolean {
  if (context.legalForm === 'sole-trader' || context.legalForm === 'partnership' || isOneHead(context)) return true
  if (context.jobTitle != null && isSoleTraderTitle(context.jobTitle)) return true
  const words = wordsOfName(context.company ?? '')
  return saysOnePerson(words) || (!context.headcount && words.some((word) => oneOwnerForms.has(word)))
}

/** A headcount of 0 is a field that nobody filled, or a body without employees: it tells no more than an empty one. */
export function isOneHead(context: CompanyContext): boolean {
  return context.headcount === 1
}

/** Also words written apart: auto-entrepreneur, e.K., sole trader. */
function saysOnePerson(words: readonly string[]): boolean {
  return words.some(
    (word, index) =>
      onePersonForms.has(word) ||
      onePersonForms.has(word + (words[index + 1] ?? '')) ||
      (word === 'e' && words[index + 1] === 'k'),
  )
}

/**
 * True when the company's name or domain contains a person's name (docs/reference/law.md#a7): a given and a family
 * name, a family name, a given name beside a trade, any name beside a family word (Barsacq & Fils), or a word that has
 * the place and shape of a name (Garage Lemouel). Public bodies
 * and associations carry names in honour of somebody and reveal no owner. `domainLabels` are the labels of the domain
 * that are the organisation's.
 */
export function isNamedAfterPerson(context: CompanyContext, domainLabels: readonly string[]): boolean {
  const [whole = '', ...behind] = partsOfName(context.company ?? '')
  if (behind.some(namesPerson)) return true
  if (context.legalForm === 'public-body' || context.legalForm === 'association') return false
  return (
    namesPerson(whole) ||
    domainLabels.some(
      (label) =>
        containsPerson(label.split('-').flatMap(splitLabel)) ||
        label.split('-').some(isRunOfOwner) ||
        hasShape(label.replaceAll('-', ' ')),
    )
  )
}

/** The name and what a list added to it: "Clinique Nolan - Dr Malandrin", "Voltaneo (accueil)". */
export const partsOfName = (company: string): string[] => company.split(/\s[-–—|/:]\s|[:(]/u)

/** Whether one text carries a person's name: by words of the tables or by their shape. */
export const namesPerson = (text: string): boolean => containsPerson(wordsOfName(text)) || hasShape(text)

const hasShape = remembered(
  (name: string): boolean => name !== '' && !isInHonour(wordsOfName(name)) && hasOwnerShape(name),
)

const isInHonour = (words: readonly string[]): boolean =>
  words.some((word, index) => honourWords.has(word) && index < words.length - 1)

type Kind = 'given' | 'family' | 'either' | 'trade' | 'plain' | 'unknown'

function kindOf(word: string): Kind {
  if (legalFormSigns.has(word) || trades.has(word) || ownerTrades.has(word))
    return wordNames.has(word) ? 'either' : 'trade'
  if (wordNames.has(word)) return 'either'
  if (familyNames.has(word)) return 'family'
  if (firstNames.has(word)) return 'given'
  return businessWords.has(word) || word.length < 3 ? 'plain' : 'unknown'
}

const germanPlace = /^(?:zur|zum|am|im|beim)$/u

function containsPerson(words: readonly string[]): boolean {
  if (isInHonour(words)) return false
  // "Gasthof zur Linde": behind these German words stands a thing or a place.
  const kinds = words.map((word, index) =>
    germanPlace.test(word) || germanPlace.test(words[index - 1] ?? '') ? 'plain' : kindOf(word),
  )
  if (kinds.includes('family')) return true
  if (
    words.some((word) => familyWords.has(word)) &&
    words.some((word, index) => !familyWords.has(word) && ['unknown', 'either', 'given'].includes(kinds[index] ?? ''))
  )
    return true
  const onlyTrades = (except: Kind) => kinds.every((kind) => kind === except || kind === 'trade')
  if (kinds.includes('given') && onlyTrades('given') && words.some((word) => trades.has(word))) return true
  if (ownsShop(words)) return true
  if (kinds.includes('either') && onlyTrades('either') && words.some((word) => !wordNames.has(word))) return true
  return words.some(
    (word, index) =>
      firstNames.has(word) &&
      [kinds[index - 1], kinds[index + 1]].some(
        (beside) => beside === 'unknown' || beside === 'either' || beside === 'given',
      ),
  )
}

/**
 * "L'atelier de Julie", "Chez Marie", "Van den Berghe": small words tie a name to a shop, or make the name. An article
 * in front takes it back ("Café de la Marine").
 */
function ownsShop(words: readonly string[]): boolean {
  if (words[0] === 'van' && /^(?:den?|der)$/u.test(words[1] ?? '') && (words[2] ?? '').length > 3) return true
  const at = words.findIndex((word, index) => firstNames.has(word) && ownerLinks.has(words[index - 1] ?? ''))
  const others = words.filter((word, index) => index !== at && !ownerLinks.has(word) && !/^(?:les?|la|l)$/u.test(word))
  return (
    at > 0 &&
    others.every((word) => kindOf(word) === 'trade') &&
    (others.length > 0 || /^(?:chez|da)$/u.test(words[at - 1] ?? ''))
  )
}

/** A label run together from a name and a trade, or from two names, is read as both; any other label is one word. */
function splitLabel(label: string): string[] {
  if (kindOf(label) !== 'unknown') return [label]
  for (let cut = 3; cut <= label.length - 3; cut++) {
    const parts = [label.slice(0, cut), label.slice(cut)]
    const [left, right] = parts.map(kindOf)
    if (left === undefined || right === undefined) continue
    const names = [left, right].filter((kind) => kind === 'given' || kind === 'family' || kind === 'either').length
    if (names === 2 || (names === 1 && (left === 'trade' || right === 'trade'))) return parts
    if (left === 'given' && right === 'unknown' && cut >= 5 && label.length - cut >= 5) return parts
  }
  return [label]
}
