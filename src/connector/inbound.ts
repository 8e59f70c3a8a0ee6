import type { ParsedMail } from '../domain/mailbox/text/parsed-mail.ts'

/** One message that a mailbox received, parsed, not judged. Addresses are as they stand in the message. */
export interface InboundMessage {
  /** The same for a message that is read twice, also after the server renumbered its folder. */
  dedupeKey: string
  receivedAt: Date
  /** `token` is false here: whether a token is ours is for the caller to look up. */
  mail: ParsedMail
  /** What stands where our own token would, in recipient addresses first, then in the subject. */
  tokens: readonly string[]
  /** True when it came to an address that carries a token: nobody writes there but to say no. */
  toTokenAddress: boolean
  /** What servers on its way say of its sender, the last one first (Authentication-Results). */
  authenticated: readonly string[]
  /** It names a message it answers (In-Reply-To, References). */
  isReply: boolean
  /** Of an abuse report: our tokens in the message complained about, and its recipient. */
  reported: { tokens: readonly string[]; recipients: readonly string[] } | null
  /** Of a delivery report: one entry per recipient. */
  deliveries: readonly { recipient: string; action: string; status: string; diagnostic: string }[]
  /** `unreadable`: not one part could be parsed; `oversize`: only the beginning was read. */
  fault: 'unreadable' | 'oversize' | null
}
