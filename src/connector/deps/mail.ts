/** One mail from the company's own mail server. */
export interface MailMessage {
  to: string
  subject: string
  text: string
  language: string
  /** Left side of its Message-ID, for a mail that may be answered or sent twice. */
  id?: string
  /** Message-ID of the mail that this one follows. */
  follows?: string
  /** Value of List-Unsubscribe: addresses that take an objection to further mail, the first by one click (RFC 8058). */
  unsubscribe?: string
  attachments?: readonly { name: string; type: string; content: string }[]
}

/** What the server said: `queueId` is its own name for the mail, where it gave one. */
export interface MailReceipt {
  messageId: string
  queueId: string | null
}

/**
 * Sends one mail. Throws ConnectorError: `bad-request` when the server refuses this mail for good, `forbidden` when it
 * refuses our login, `unavailable` otherwise. The sentence never holds the address.
 */
export type SendMail = (mail: MailMessage) => Promise<MailReceipt>
