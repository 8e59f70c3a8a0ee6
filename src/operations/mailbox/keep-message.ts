import type { NewContact } from '../../domain/mailbox/text/parsed-mail.ts'
import type { Connection } from '../../store/connections/connections.ts'
import type { Sql } from '../../store/app/database.ts'
import { insertMailboxMessage } from '../../store/mailbox/mailbox.ts'
import type { App } from '../app/app.ts'
import { maxCopy, type JudgedMessage } from './judge-messages.ts'

/** Copies of messages are kept this long after they were judged (docs/reference/promises.md#kept). */
const copyDays = 30
const maxDecided = 5
const dayMs = 86_400_000

/** What must happen once the transaction is committed. */
export interface TakenIn {
  fresh: number
  connectionIds: readonly string[]
  contactIds: readonly (string | null)[]
  holdIds: readonly string[]
}

/** The sealed copy of a message, as it is shown to whoever decides. */
export interface MessageCopy {
  from: string | null
  subject: string
  /** With what it quotes, and with the messages that hang on it. */
  text: string
  /** Addresses it speaks for, where it speaks for others; a question names them by their place. */
  about?: readonly string[]
  /** Whom it says to write to instead of its sender. */
  newContact?: NewContact
  /** The words that decided its verdict, the weightiest first. */
  decided?: readonly string[]
}

export const copyPlace = (messageId: string) => ({ table: 'mailbox_messages', row: messageId, column: 'sealed' })

/** Keeps a message; false when it was taken in before. `actedHash`: who wrote, when it counts as their act. */
export function keepMessage(
  {
    app,
    sql,
    connection,
    message,
    id,
  }: { app: App; sql: Sql; connection: Connection; message: JudgedMessage; id: string },
  actedHash: Buffer | null,
): Promise<boolean> {
  const { mail, judged } = message
  const now = app.clock.now()
  const copy: MessageCopy = {
    from: mail.from,
    subject: mail.subject,
    text: message.words.slice(0, maxCopy),
    ...(judged.about.length === 0 ? {} : { about: judged.about }),
    ...(judged.newContact === null ? {} : { newContact: judged.newContact }),
    decided: [...new Set(judged.reasons.map(({ phrase }) => phrase))]
      .filter((words) => words !== '')
      .slice(0, maxDecided),
  }
  return insertMailboxMessage(
    sql,
    {
      id,
      connectionId: connection.id,
      dedupeKey: message.dedupeKey,
      receivedAt: message.receivedAt,
      verdicts: judged.verdicts,
      rules: [...new Set(judged.reasons.map(({ rule, language }) => `${language}:${rule}`))],
      confidence: judged.confidence,
      fault: message.fault,
      sealed: app.keys.seal(JSON.stringify(copy), copyPlace(id)),
      keepUntil: new Date(now.getTime() + copyDays * dayMs),
      actedHash,
    },
    now,
  )
}
