import type { Threads } from '../../connector/deps/threads.ts'
import { seenText } from '../../domain/mailbox/text/fold.ts'
import type { NewContact } from '../../domain/mailbox/text/parsed-mail.ts'
import { ThreadLimit, workFile } from '../../connector/deps/threads.ts'
import { findMailboxMessage } from '../../store/mailbox/mailbox.ts'
import type { App } from '../app/app.ts'
import { copyPlace, type MessageCopy } from './keep-message.ts'

/** A message as it is shown to whoever decides. `words` null: nobody asked to read it, or the copy is erased. */
export interface ShownMessage {
  receivedAt: Date
  rules: readonly string[]
  fault: string | null
  /** False once the copy was erased. */
  kept: boolean
  /** `own` leaves out quotes, signatures and footers. Plain text only; nothing is loaded from anywhere. */
  words: {
    from: string | null
    subject: string
    own: string
    whole: string
    decided: readonly string[]
    newContact: NewContact | null
  } | null
}

/**
 * Opens the sealed copy when `read`; the caller has written that somebody reads it. Null when there is no such message.
 */
export async function readCopy(app: App, messageId: string, read: boolean): Promise<ShownMessage | null> {
  const message = await findMailboxMessage(app.pool, messageId)
  if (message === null) return null
  const facts = {
    receivedAt: message.receivedAt,
    rules: message.rules,
    fault: message.fault,
    kept: message.sealed !== null,
  }
  if (!read || message.sealed === null) return { ...facts, words: null }
  const copy = JSON.parse(app.keys.open(message.sealed, copyPlace(messageId))) as MessageCopy
  return {
    ...facts,
    words: {
      from: copy.from === null ? null : seenText(copy.from),
      subject: seenText(copy.subject),
      own: await wordsOf(app.threads, copy.text),
      whole: copy.text,
      decided: copy.decided ?? [],
      newContact: copy.newContact ?? null,
    },
  }
}

/** The whole text stands for the sender's own words where finding those is too hard. */
async function wordsOf(threads: Threads, text: string): Promise<string> {
  try {
    return await threads.run<string>(workFile('./own-words-work', import.meta.url), text)
  } catch (error) {
    if (!(error instanceof ThreadLimit)) throw error
    return text
  }
}
