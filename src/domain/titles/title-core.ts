import { remembered } from '../app/remembered.ts'
import { foldTitle } from './fold-title.ts'
import { baseWord, lexicon, meaningful } from './title-lexicon.ts'
import { preparedTitle } from './title-reading.ts'
import { levels, places } from './tables/title-words.ts'

/** In front of a core in the admin's own table of titles: its answer holds for every title of that core. */
export const coreMark = '~'

const folded = new Set([...levels.split('|'), ...places.split('|')])
const endings: readonly (readonly [RegExp, string])[] = [
  [/(?:innen|in)$/u, ''],
  [/trices?$/u, 'teur'],
  [/euses?$/u, 'eur'],
  [/ieres?$/u, 'ier'],
  [/iennes?$/u, 'ien'],
  [/(?:es|s|e|a|o)$/u, ''],
]

/**
 * What is left of a title without gender, number, level, place, employer and the words that only lead, help or plan:
 * titles of one core ask one question (docs/reference/law.md#b1f).
 */
export const coreOfTitle = remembered((title: string): string => {
  const words = meaningful(
    preparedTitle(foldTitle(title))
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !/^\d+$/u.test(word)),
  ).filter((word) => !folded.has(word) && !folded.has(plain(word)))
  const kept = words.filter((word) => lexicon.get(lexicon.has(word) ? word : (baseWord(word) ?? word))?.kind !== 'role')
  return (kept.length > 0 ? kept : words).map(plain).join(' ')
})

function plain(word: string): string {
  const known = lexicon.has(word) ? word : baseWord(word)
  if (known !== null) return known
  for (const [ending, other] of endings) {
    const base = word.replace(ending, other)
    if (base !== word && base.length > 3) return base
  }
  return word
}
