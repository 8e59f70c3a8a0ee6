import { businessWords, familyWords, nameTitles, ownerTrades, trades } from '../tables/company-words.ts'
import { familyNames, firstNames, wordNames } from '../tables/person-names.ts'
import { qualifiers } from '../tables/role-qualifiers.ts'

/** Small words that tie an owner to a shop. */
export const ownerLinks: ReadonlySet<string> = new Set(['de', 'd', 'da', 'chez'])
/** Given names that are colours and the like: casablanca is nobody's. */
const commonGiven: ReadonlySet<string> = new Set(['blanca', 'bianca', 'bella', 'alba', 'marina', 'aurora'])
/** An ordinary word of company names too: hotelmarine is nobody's. */
const isCommon = (word: string) =>
  businessWords.has(word) || qualifiers.has(word) || trades.has(word) || commonGiven.has(word)
/** Longer labels are not read, and no label is read as more words. */
const maxLabel = 40
const maxWords = 5
const longestWord = 17

/** What a piece of a label can be: one letter each, for `owned`. */
const pieces: readonly (readonly [string, (word: string) => boolean])[] = [
  ['g', (word) => firstNames.has(word) && word.length > 3 && !isCommon(word)],
  ['n', (word) => firstNames.has(word) && !isCommon(word)],
  ['f', (word) => familyNames.has(word) && word.length > 3 && !wordNames.has(word) && !isCommon(word)],
  ['w', (word) => wordNames.has(word) && word.length > 3],
  ['t', (word) => word.length > 2 && (trades.has(word) || ownerTrades.has(word) || word === 'casa')],
  ['k', (word) => word.length > 2 && familyWords.has(word) && !nameTitles.has(word)],
  ['m', (word) => nameTitles.has(word)],
  ['o', (word) => ownerLinks.has(word)],
  ['c', (word) => word === 'chez' || word === 'da'],
  ['a', (word) => word === 'les' || word === 'le' || word === 'la'],
  ['s', (word) => word === 's'],
  ['j', (word) => word === 'and' || word === 'et' || word === 'und' || word === 'e' || word === 'y'],
  ['i', (word) => word.length === 1],
]
/**
 * atelierdejulie, lesjardinsdepierre, praxisdrschulz; davesgarage, tomsmithbuilders; chezmarie; jonesandson; drdupuis;
 * jdupont.
 */
const owned = /^(?:a?tt?o?(?:g|f|nf|fg|mf|mw)|(?:g|f|nf)s?tt?|cg|[gfw]jk|mf|mw|if)$/u

/**
 * True when a part of a domain is run together from a name and small words, a trade, a title or an initial that make it
 * the owner's.
 */
export function isRunOfOwner(label: string): boolean {
  if (label.length > maxLabel) return false
  return /^vand(?:en|er)[a-z]{4,}$/u.test(label) || split(label, 0, '')
}

function split(label: string, from: number, read: string): boolean {
  if (from === label.length) return owned.test(read)
  if (read.length === maxWords) return false
  for (let to = from + 1; to <= Math.min(label.length, from + longestWord); to++) {
    const word = label.slice(from, to)
    if (pieces.some(([kind, is]) => (kind !== 'i' || from === 0) && is(word) && split(label, to, read + kind)))
      return true
  }
  return false
}
