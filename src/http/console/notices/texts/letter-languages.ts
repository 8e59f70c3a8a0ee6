import type { LanguageNeeds } from '../../../../domain/notices/language-needs.ts'
import { noticeLanguageCodes, type NoticeLanguage } from '../../../../domain/notices/tables/notice-words.ts'
import { textTables } from '../../../../domain/texts/write-text.ts'
import type { View } from '../../app/view.ts'

/** Languages in which a letter is offered: that of whoever writes, then those that people of the base read. */
export function letterLanguages({ language }: View, { languages }: LanguageNeeds): NoticeLanguage[] {
  const needed = languages.flatMap(({ code }) => noticeLanguageCodes.filter((one) => one === code))
  return [...new Set<NoticeLanguage>([language, ...needed, 'fr', 'en'])]
}

/** What a letter cannot say of its sender, in words; empty when it is complete. */
export function senderGaps({ settings: { controller, register }, language }: View): string[] {
  const { gaps } = textTables[language]
  return [
    ...(controller === null ? [gaps.name, gaps.address] : []),
    ...(register.authority.trim() === '' ? [gaps.authority] : []),
  ]
}
