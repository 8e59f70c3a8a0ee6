import { classifyMail } from '../domain/mailbox/classify-mail.ts'
import { seenText } from '../domain/mailbox/fold.ts'
import type { Classification, ParsedMail } from '../domain/mailbox/parsed-mail.ts'
import { visibleText } from '../domain/mailbox/visible-text.ts'

/** The verdict on a message, and its whole text as a person reads it: with what it quotes and the messages attached. */
export interface Judgement {
  judged: Classification
  words: string
}

/** Classifies one message in a thread of its own. */
export default (mail: ParsedMail): Judgement => {
  const text = (mail.text ?? '').trim() === '' && mail.html !== null ? visibleText(mail.html, 'kept').text : (mail.text ?? '')
  return { judged: classifyMail(mail), words: seenText([text, ...mail.attached.map((message) => `\n${message.from ?? ''}\n${message.text}`)].join('\n')) }
}
