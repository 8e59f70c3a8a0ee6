import { fold } from './fold.ts'
import { ownWords } from './own-words.ts'
import type { ParsedMail } from './parsed-mail.ts'
import { isMention, readSentences } from './read-sentences.ts'
import { firstPerson } from '../tables/common.ts'
import { visibleText } from './visible-text.ts'

/** The sender's own sentences in one body, and what was left out of it as a footer or a signature. */
export interface Body {
  sentences: readonly string[]
  dropped: readonly string[]
}

/**
 * The bodies with words of the sender's in them, the more trustworthy first: HTML tells quotes apart by its elements.
 */
export function bodiesOf(mail: ParsedMail): Body[] {
  const html = mail.html === null ? null : visibleText(mail.html)
  const fromHtml = html === null ? null : ownWords(html.text)
  const fromText = mail.text === null ? null : ownWords(mail.text)
  const ordered = html?.cut === true ? [fromHtml, fromText] : [fromText, fromHtml]
  return ordered
    .filter((body) => body !== null)
    .filter((body) => !body.empty)
    .map(({ sentences, dropped }) => ({ sentences: withoutOffers(mail, sentences), dropped }))
}

/**
 * Sent to many and an answer to nothing: "Unsubscribe" below its text is its own offer, unless the sender speaks of
 * himself. What a list of people passes on is a person's (Precedence: list).
 */
function withoutOffers({ headers }: ParsedMail, sentences: readonly string[]): readonly string[] {
  if (
    !('list-unsubscribe' in headers) ||
    'in-reply-to' in headers ||
    /^list$/iu.test((headers['precedence'] ?? '').trim())
  )
    return sentences
  const said = readSentences(sentences)
  const offers = (index: number) =>
    said.some(
      (finding) => finding.sentence === index && (isMention(finding) || finding.reason.rule.endsWith('command')),
    )
  return sentences.filter((sentence, index) => index === 0 || firstPerson.test(fold(sentence)) || !offers(index))
}
