import { languageWords } from '../tables/form-words.ts'
import { flat } from './flat.ts'

/** Fewer little words prove nothing: `contact`, `message` and names are the same everywhere. */
const few = 3

/** The language most of whose little words stand in a text; null when two are as likely. */
export function mainLanguage(text: string): string | null {
  const words = flat(text)
  const counts = Object.entries(languageWords).map(([language, pattern]) => ({ language, count: words.match(pattern)?.length ?? 0 })).toSorted((a, b) => b.count - a.count)
  const [first, second] = counts
  return first === undefined || first.count < few || first.count <= (second?.count ?? 0) ? null : first.language
}
