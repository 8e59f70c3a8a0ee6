import { checkNotice, type NoticeCheck } from '../../../../domain/notices/notice-check.ts'
import type { LanguageNeeds } from '../../../../domain/notices/language-needs.ts'
import {
  noticeLanguageCodes,
  type NoticeKind,
  type NoticeLanguage,
} from '../../../../domain/notices/tables/notice-words.ts'
import { writeText } from '../../../../domain/texts/write-text.ts'
import { loadTextFacts } from '../../../../operations/texts/load-text-facts.ts'
import type { Visit } from '../../app/route.ts'
import type { View } from '../../app/view.ts'
import type { FormState } from '../../ui/form.tsx'
import { besidesOf } from './besides-of.ts'

export type TextsByLanguage = Readonly<Record<NoticeLanguage, string>>

const maxCharacters = 8_000

export function byLanguage<T>(of: (code: NoticeLanguage) => T): Record<NoticeLanguage, T> {
  return Object.fromEntries(noticeLanguageCodes.map((code) => [code, of(code)])) as Record<NoticeLanguage, T>
}

/** What was typed; of a language that was not on the page, what is saved. */
export function typedTexts(
  form: Readonly<Record<string, string | undefined>>,
  saved: Readonly<Record<string, string>> | undefined,
): TextsByLanguage {
  return byLanguage((code) =>
    (form[code] ?? saved?.[code] ?? '').replaceAll('\r\n', '\n').trim().slice(0, maxCharacters),
  )
}

/** The languages in which something is written. */
export const writtenOf = (texts: TextsByLanguage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))

/**
 * The languages that are drawn: those that people read, and those that have a text. Without any, French and English.
 */
export function shownLanguages(
  { languages }: LanguageNeeds,
  texts: TextsByLanguage,
  form: FormState,
): NoticeLanguage[] {
  const shown = noticeLanguageCodes.filter(
    (code) => texts[code] !== '' || form.errors[code] !== undefined || languages.some((needed) => needed.code === code),
  )
  const people = (code: string) => languages.find((needed) => needed.code === code)?.people ?? 0
  return shown.length === 0 ? ['fr', 'en'] : shown.toSorted((a, b) => people(b) - people(a))
}

/** Each text against what it must say. */
export function checksOf(view: View, kind: NoticeKind, texts: TextsByLanguage): Record<NoticeLanguage, NoticeCheck> {
  return byLanguage((code) => checkNotice(texts[code], code, view.settings.controller, besidesOf(view, kind)))
}

/** Why texts may not be used, by language; empty when all that is written is complete. */
export function faultsOf(view: View, kind: NoticeKind, texts: TextsByLanguage): Record<string, string> {
  const written = noticeLanguageCodes.filter((code) => texts[code] !== '')
  if (written.length === 0) return { fr: view.t.notices.nothing }
  const checks = checksOf(view, kind, texts)
  return Object.fromEntries(
    written.filter((code) => !checks[code].complete).map((code) => [code, faultText(view, code, checks[code])]),
  )
}

function faultText(view: View, code: NoticeLanguage, check: NoticeCheck): string {
  const s = view.t.notices
  const missing = check.points.filter((point) => point.found === null)
  return [
    missing.length === 0 ? '' : s.incomplete(s.languages[code], missing.length),
    ...[...new Set(check.faults.map(({ id }) => id))].map((id) => s.faults[id]),
    check.gaps.length === 0 ? '' : s.gapsLeft(check.gaps.join(', ')),
    check.unknownFields.length === 0 ? '' : s.unknownField(check.unknownFields.join(', ')),
  ]
    .filter((text) => text !== '')
    .join(' ')
}

/**
 * What was typed, with the template in the language whose button was pressed. Null = no button of a template was.
 */
export async function withTemplate(
  { app, form }: Visit,
  kind: NoticeKind,
  typed: TextsByLanguage,
): Promise<TextsByLanguage | null> {
  const code = noticeLanguageCodes.find((one) => one === form['template'])
  return code === undefined ? null : { ...typed, [code]: writeText(kind, code, await loadTextFacts(app)) }
}
