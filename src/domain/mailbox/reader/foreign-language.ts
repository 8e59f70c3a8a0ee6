import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { eld } from 'eld/extrasmall'
import { fold } from '../text/fold.ts'
import { courtesies, languageTables, stopWordsIn } from '../text/read-sentences.ts'
import { welcoming } from '../tables/common.ts'
import { otherStopWords, shortAnswers } from '../tables/other-languages.ts'
import { classesOf } from './word-classes-of.ts'

/** Code of a language that nothing names (ISO 639-2). */
const undetermined = 'und'
/** Below so many words nothing but a known word tells a language. */
const minWords = 5
const maxRead = 1_000

const ours: ReadonlySet<string> = new Set(languageTables.map(({ language }) => language))

const load = createRequire(import.meta.url)
let detector: typeof eld | null = null
/**
 * Its tables take some 30 MB (docs/reference/libraries.md#eld): loaded when the first text comes that looks like
 * another language, and by its file, since the package has no entry for a load that does not wait.
 */
const detected = (text: string) => {
  detector ??= (load(fileURLToPath(import.meta.resolve('eld/extrasmall'))) as { eld: typeof eld }).eld
  return detector.detect(text.slice(0, maxRead))
}

/**
 * The language of a text that no table reads (ISO 639-1, `und` where nothing tells which), so that nobody here
 * understands it; null = one of the tables', or no words.
 */
export function foreignLanguage(sentences: readonly string[]): string | null {
  const text = sentences.join(' ')
  const folded = fold(text)
  const all = folded.match(/\p{L}+/gu) ?? []
  if (all.length === 0) return null
  const latin = all.filter((word) => /^[a-z]+$/u.test(word))
  if (latin.length * 2 < all.length) return detected(text).language || undetermined
  if (all.length < minWords) return isForeignShort(folded, latin) ? undetermined : null
  const known = Math.max(...stopWordsIn(latin))
  const other = latin.filter((word) => otherStopWords.has(word)).length
  if (known > other || (known > 0 && other === 0)) return null
  const found = detected(text)
  if (ours.has(found.language)) return null
  return found.isReliable() || known === 0 ? found.language || undetermined : null
}

/** In a few words one that is an answer, or a courtesy, is enough to be understood. */
function isForeignShort(text: string, latin: readonly string[]): boolean {
  const common = latin.filter((word) => languageTables.some((table) => table.stopWords.has(word)))
  if (common.length > 1 || common.some((word) => word.length > 2)) return false
  // Words of two letters mean something else elsewhere: "nu" is "now" in Dutch and "not" in Romanian.
  if ([...courtesies.values()].some((courtesy) => text.match(courtesy)?.some((word) => word.length > 3))) return false
  return !latin.some((word) => shortAnswers.has(word) || classesOf(word).length > 0) && !welcoming.test(text)
}
