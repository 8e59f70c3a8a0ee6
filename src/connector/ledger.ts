import type { BrokerAnswer } from '../domain/brokers/broker-answer.ts'
import type { SuppressionOrder } from './orders.ts'

/** What is about to be handed over, written down before it is. `dueInMs`: after this somebody has to ask. */
export interface NoticeDraft {
  kind: 'mail' | 'task' | 'file'
  orderIds: readonly string[]
  language: 'fr' | 'en'
  dueInMs: number
  /** When nobody answered: reminders, counted from the sending. */
  remindAfterMs?: readonly number[]
}

export interface OpenedNotice {
  id: string
  /** Our reference, shown to the broker: `B-2026-0007`. */
  number: string
  /** Page on which the broker answers for each order; null without a public address. */
  url: string | null
  /** What the broker calls each order: never an address. In the order of `orderIds`. */
  references: readonly string[]
}

export interface LedgerEntry {
  noticeId: string
  sentAt: Date | null
  ticket: string | null
  answer: { answer: BrokerAnswer; reason: string | null; ticket: string | null } | null
}

/**
 * Our own book of what was handed to a broker that answers later, elsewhere. A notice is opened before the sending and
 * marked sent after it, so that a crash between the two is seen.
 */
export interface Ledger {
  open(draft: NoticeDraft): Promise<OpenedNotice>
  sent(noticeId: string, ticket: string, details?: Readonly<Record<string, string>>): Promise<void>
  /** The latest notice of each order and the latest answer to it, by order id; orders never handed over are missing. */
  find(orderIds: readonly string[]): Promise<ReadonlyMap<string, LedgerEntry>>
}

/** A notice that nobody answered, for the connector that sent it. */
export interface Reminder {
  step: number
  noticeId: string
  number: string
  url: string | null
  sentAt: Date
  ticket: string
  details: Readonly<Record<string, string>>
  /** What is still open. */
  references: readonly string[]
}

/** One line of a suppression file (docs/reference/brokers.md#file-profile). */
export interface FileRow {
  recordId: string
  orderId: string
  idFormat: 'sha256_hex' | 'sha256_b64' | 'md5_hex' | 'raw'
  idValue: string
  scope: string
  objectedAt: Date
}

export interface SentFile {
  sequence: number
  name: string
  rows: number
  sha256: string
}

/**
 * Our book of the files of one broker. All of it is used inside `alone`, so that the sequence has no gap and no double.
 */
export interface FileBook {
  /** One at a time per Connection, over all processes. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** The file that was written down and may have left, or not. */
  unfinished(): Promise<(SentFile & { mode: 'full' | 'delta' }) | null>
  lastSequence(): Promise<number>
  lastFull(): Promise<{ rows: number; sentAt: Date } | null>
  /** Written down before the upload; the same sequence again replaces what never left. */
  made(file: SentFile & { mode: 'full' | 'delta'; noticeId: string | null }): Promise<void>
  sent(sequence: number): Promise<void>
  /** A complete file that shrank too much; true when a person let it go. */
  hold(rows: number): Promise<boolean>
  /**
   * Keeps hashed rows for later complete files, in the place of those with another hash; rows in clear are never kept.
   */
  keep(rows: readonly FileRow[]): Promise<void>
  /**
   * Objections that were handed over here, stand, and of which no row in this format is kept; without addresses when
   * none is known any more.
   */
  unkept(
    format: FileRow['idFormat'],
  ): Promise<readonly (Pick<SuppressionOrder, 'orderId' | 'emails' | 'channels' | 'objectedAt'> & { sentAt: Date })[]>
  /** Every row that still stands. */
  standing(): Promise<readonly FileRow[]>
  /**
   * Rows of objections that this broker never confirmed although they were handed over 30 days ago; rows in clear are
   * not kept.
   */
  unconfirmed(): Promise<readonly FileRow[]>
  /** Files whose answers are not all here. */
  unanswered(): Promise<readonly SentFile[]>
  /** `records`: rows of the order that were answered; fewer than it has do not tell what became of the person. */
  answered(
    file: SentFile,
    answers: readonly {
      orderId: string
      answer: BrokerAnswer
      reason: string | null
      at: Date | null
      records: number
    }[],
    complete: boolean,
  ): Promise<void>
}
