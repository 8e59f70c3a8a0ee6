import { textsOf, type Texts } from '../../locales/texts.ts'
import { openFormat, type Format, type Language } from '../../ui/format.ts'

/** What a paper is written with, in one language. */
export interface PaperWords {
  t: Texts
  f: Format
  language: Language
}

/** `timeZone`: the company's, by which a paper gives its times. */
export function wordsIn(language: Language, timeZone: string): PaperWords {
  return { t: textsOf(language), f: openFormat(language, timeZone), language }
}
