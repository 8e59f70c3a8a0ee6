import type { InboundMessage } from '../../connector/inbound.ts'
import { ThreadLimit, workFile } from '../../connector/deps/threads.ts'
import { seenText } from '../../domain/mailbox/text/fold.ts'
import type { Classification, ParsedMail } from '../../domain/mailbox/text/parsed-mail.ts'
import type { App } from '../app/app.ts'
import type { Judgement } from './classify-work.ts'
import { linkOf } from './who-is-meant.ts'

/** As much of a message's words as is kept of it. */
export const maxCopy = 100_000

/** A message with the verdict on its words. */
export interface JudgedMessage extends InboundMessage, Judgement {}

/**
 * Classifies messages, each in a thread: outside of any transaction, since a hard text takes seconds. What takes too
 * much, or breaks its reader, comes back without words that anybody understood: a question for a person.
 */
export async function judgeMessages(app: App, messages: readonly InboundMessage[]): Promise<JudgedMessage[]> {
  const judged: JudgedMessage[] = []
  for (const message of messages)
    judged.push({
      ...message,
      ...(message.fault === 'unreadable' ? withoutVerdict(message) : await judge(app, message)),
    })
  return judged
}

async function judge(app: App, message: InboundMessage): Promise<Judgement> {
  const token = message.toTokenAddress || (await linkOf(app.pool, message)) !== null
  return (await judgeWords(app, { ...message.mail, token })) ?? withoutVerdict(message)
}

/**
 * Reads the words of a stranger in a thread; null when that took too much, or broke the reader: then a person has to
 * look.
 */
export async function judgeWords(
  { threads, log }: Pick<App, 'threads' | 'log'>,
  mail: ParsedMail,
): Promise<Judgement | null> {
  try {
    return await threads.run<Judgement>(workFile('./classify-work', import.meta.url), mail)
  } catch (error) {
    log.error(
      {
        name: error instanceof Error ? error.name : typeof error,
        ...(error instanceof ThreadLimit ? { limit: error.limit } : {}),
      },
      'a text could not be classified; a question asks a person to read it',
    )
    return null
  }
}

const withoutVerdict = ({ mail }: InboundMessage): Judgement => ({
  judged: unreadable,
  quoted: [],
  quotedInside: [],
  own: '',
  asked: [],
  words: seenText((mail.text ?? '').slice(0, maxCopy)),
})

/** What is left of a message that cannot be taken in as it is. */
export function withoutContent({ dedupeKey, receivedAt }: InboundMessage): JudgedMessage {
  const mail = {
    subject: '',
    text: null,
    html: null,
    headers: {},
    from: null,
    token: false,
    feedbackType: null,
    delivery: null,
    attachments: 0,
    attached: [],
  }
  return {
    dedupeKey,
    receivedAt,
    mail,
    tokens: [],
    toTokenAddress: false,
    authenticated: [],
    isReply: false,
    reported: null,
    deliveries: [],
    fault: 'unreadable',
    judged: unreadable,
    quoted: [],
    quotedInside: [],
    own: '',
    asked: [],
    words: '',
  }
}

const unreadable: Classification = {
  verdicts: ['unsure'],
  confidence: 0,
  reasons: [{ rule: 'unreadable', language: 'any', phrase: '' }],
  bounce: null,
  about: [],
  scope: null,
  newContact: null,
  foreign: null,
}
