import { languageWords } from './tables/form-words.ts'
import { flat } from './flat.ts'

/** Fewer little words prove nothing: `contact`, `message` and names are the same everywhere. */
const few = 3

/** Languages of which no neighbour is taken for them. */
const distinct: readonly string[] = ['fr', 'en', 'de']
const otherScript = /(?!\p{Script=Latin})\p{L}/gu

/** Whether a form is in a language whose words we know. What it declares counts, unless its text shows another. */
export function isRead(declared: string | null, text: string): boolean {
  const language = declared?.slice(0, 2).toLowerCase() ?? ''
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if ((text.match(otherScript)?.length ?? 0) * 2 > letters) return false
  return language === '' || language in languageWords || distinct.includes(mainLanguage(text) ?? '')
}

/** The language most of whose little words stand in a text; null when two are as likely. */
export function mainLanguage(text: string): string | null {
  const words = flat(text)
  const counts = Object.entries(languageWords)
    .map(([language, pattern]) => ({ language, count: words.match(pattern)?.length ?? 0 }))
    .toSorted((a, b) => b.count - a.count)
  const [first, second] = counts
  return first === undefined || first.count < few || first.count <= (second?.count ?? 0) ? null : first.language
}
