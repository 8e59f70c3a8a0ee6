import type { QuestionnaireContent } from '../../../domain/consents/questionnaire.ts'
import type { Letter } from '../../../operations/objections/person-mail.ts'
import type { ToldByMail } from '../../../operations/consents/record-answer.ts'
import { textsOf } from '../../locales/texts.ts'
import { whenText, type Opened } from '../person-request.ts'
import { formLanguage } from '../person-frame.tsx'

/**
 * The mail after a questionnaire: what was agreed to, in the words of the boxes, and how to withdraw it by one click
 * (docs/reference/law.md#e7); where it is asked for, the page whose button must be pressed before `until`. Nothing in
 * it solicits.
 */
export function consentLetter(
  opened: Opened,
  content: QuestionnaireContent,
  told: ToldByMail,
  at: Date,
  until: Date,
): Letter {
  const language = formLanguage(opened.view)
  const t = textsOf(language).questionnaire.mail
  const list = (sentences: readonly string[]) => sentences.map((sentence) => `- ${sentence}`).join('\n')
  const parts = [
    t.opening(content.company, content.event, whenText(opened, at)),
    ...(told.sentences.length === 0 ? [] : [`${t.agreed}\n${list(told.sentences)}`]),
    ...(told.asks ? [`${t.confirm(whenText(opened, until))}\n{url}`, t.notYou] : []),
    ...(told.closed.length === 0 ? [] : [`${t.closed(content.contact)}\n${list(told.closed)}`]),
    ...(told.sentences.length === 0 ? [] : [`${t.withdraw}\n{stop}`]),
    t.signed(content.company, content.contact, content.privacyUrl),
  ]
  return {
    language,
    subject: told.asks ? t.subjectAsks(content.company) : t.subject(content.company),
    body: parts.join('\n\n'),
  }
}
