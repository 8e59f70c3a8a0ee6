import { officerOf } from '../../../domain/notices/officer.ts'
import type { NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import { textTables } from '../../../domain/texts/write-text.ts'
import { textsOf } from '../../locales/texts.ts'
import { paperFormat, type PaperFormat } from '../paper/paper-format.ts'
import { de } from './texts/de.ts'
import { es } from './texts/es.ts'
import { it } from './texts/it.ts'
import type { LetterTexts } from './texts/letter-texts.ts'
import { nl } from './texts/nl.ts'

/** What a letter is written with, in the language of the person. */
export interface LetterWords {
  t: LetterTexts
  f: PaperFormat
  language: NoticeLanguage
}

const others: Readonly<Record<Exclude<NoticeLanguage, 'fr' | 'en'>, LetterTexts>> = { de, es, it, nl }

export function letterWords(language: NoticeLanguage, timeZone: string): LetterWords {
  return {
    t: language === 'fr' || language === 'en' ? textsOf(language) : others[language],
    f: paperFormat(language, timeZone),
    language,
  }
}

interface Sender {
  controller: { name: string; contact: string } | null
  dpo: string | null
  authority: string
}

/**
 * Who answers, to whom the person may turn, and which authority they may complain to (GDPR art. 12(4)). What nobody
 * said is a gap in the letter, as in every text: nothing is made up.
 */
export function senderOf({ controller, dpo, authority }: Sender, language: NoticeLanguage) {
  const { gaps } = textTables[language]
  const officer = officerOf(dpo)
  const contact = controller?.contact ?? `[[${gaps.address}]]`
  return {
    name: controller?.name ?? `[[${gaps.name}]]`,
    contact,
    officer: officer === null || officer === 'none' ? contact : officer,
    authority: authority.trim() === '' ? `[[${gaps.authority}]]` : authority,
  }
}
