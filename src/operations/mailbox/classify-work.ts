import { classifyMail } from '../../domain/mailbox/classify-mail.ts'
import { seenText } from '../../domain/mailbox/text/fold.ts'
import { messagesPassedOn } from '../../domain/mailbox/someone-else.ts'
import { ownWords, quotedSenders } from '../../domain/mailbox/text/own-words.ts'
import { isCut, type Classification, type MailVerdict, type ParsedMail } from '../../domain/mailbox/text/parsed-mail.ts'
import { visibleText } from '../../domain/mailbox/text/visible-text.ts'

/** The verdict on a message, and its whole text as a person reads it: with what it quotes and the messages attached. */
export interface Judgement {
  judged: Classification
  words: string
  /** Who wrote each message that it quotes or passes on, the outermost first (`quotedSenders`). */
  quoted: readonly (string | null)[]
  /** The same of each message that hangs on it. */
  quotedInside: readonly (readonly (string | null)[])[]
  /** What its sender wrote above what is quoted. */
  own: string
  /** What those ask for whom it passes on, beside an end of mails. */
  asked: readonly MailVerdict[]
}

const maxQuoted = 50

/** What stands behind the part that is read, or in an attached mail that is not read, may be an objection. */
const unseen = (rule: 'too-long' | 'unread-mails'): Classification => ({
  verdicts: ['unsure'],
  confidence: 0,
  reasons: [{ rule, language: 'any', phrase: '' }],
  bounce: null,
  about: [],
  scope: null,
  newContact: null,
  foreign: null,
})

/** A message that is passed on, read as if its author had sent it here. */
function askedIn(mail: ParsedMail, { from, text }: ParsedMail['attached'][number]): readonly MailVerdict[] {
  const alone = {
    ...mail,
    from,
    text,
    subject: '',
    html: null,
    headers: {},
    attached: [],
    attachments: 0,
    token: false,
  }
  return classifyMail(alone).verdicts
}

/** Classifies one message in a thread of its own. */
export default (mail: ParsedMail): Judgement => {
  const text =
    (mail.text ?? '').trim() === '' && mail.html !== null ? visibleText(mail.html, 'kept').text : (mail.text ?? '')
  const judged = classifyMail(mail)
  const rule = isCut(mail) ? 'too-long' : (mail.unreadMessages ?? 0) > 0 ? 'unread-mails' : null
  return {
    judged: rule !== null && judged.verdicts.every((verdict) => verdict === 'none') ? unseen(rule) : judged,
    quoted: quotedSenders(text).slice(0, maxQuoted),
    quotedInside: mail.attached.map((message) => quotedSenders(message.text).slice(0, maxQuoted)),
    own: ownWords(text).sentences.join('\n'),
    asked: [...new Set(messagesPassedOn(mail).flatMap((message) => askedIn(mail, message)))],
    words: seenText([text, ...mail.attached.map((message) => `\n${message.from ?? ''}\n${message.text}`)].join('\n')),
  }
}
