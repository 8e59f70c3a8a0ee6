import type { Channel } from '../../app/channel.ts'
import type { Language } from '../tables/phrase.ts'

/** What the classifier reads of a message; whoever parses MIME fills it. */
export interface ParsedMail {
  subject: string
  text: string | null
  html: string | null
  /**
   * Lower-case names: auto-submitted, precedence, x-autoreply, x-autorespond, return-path, content-type, list-id,
   * list-unsubscribe, in-reply-to.
   */
  headers: Readonly<Record<string, string>>
  /** Address of the sender; never proves who wrote. */
  from: string | null
  /** True when our own token stood in a recipient address (`unsub+TOKEN@`) or in the subject. */
  token: boolean
  /** `Feedback-Type` of an abuse report (RFC 5965), or null. */
  feedbackType: string | null
  /** Fields of the delivery report of one recipient (RFC 3464), or null. */
  delivery: { action: string; status: string } | null
  /** How many files hang on it; they are not read. */
  attachments: number
  /** Messages that hang on it (`message/rfc822`), or on one of these: who wrote them, and what. */
  attached: readonly { from: string | null; text: string }[]
  /** Messages that hang on it and are not read: more than are, or not to be parsed. */
  unreadMessages?: number
  /** Parts in a program's own format, or encrypted, which may be messages. */
  closedParts?: number
}

const verdicts = [
  'objection',
  'employer',
  'erasure',
  'access',
  'complaint',
  'auto-reply',
  'bounce',
  'someone-else',
  'unsure',
  'none',
] as const
/**
 * `employer` is an objection for a whole company; `erasure` and `employer` always come with `objection`. `someone-else`
 * is an objection that the sender passes on or says for another: whom it is meant for waits for a person. `unsure`
 * waits for one too, sending blocked.
 */
export type MailVerdict = (typeof verdicts)[number]

/**
 * Which rule spoke, in which language, on which words. The words are the sender's: they are sealed with the message,
 * never logged.
 */
export interface PhraseReason {
  rule: string
  language: Language
  phrase: string
}

/**
 * What a refusal with limits stops, as its words say: some channels (`channels` named), one list, one of the person's
 * addresses, the pace, or a subject. Proposed to a person, never applied by itself.
 */
export interface ProposedScope {
  kind: 'channel' | 'list' | 'address' | 'frequency' | 'topic'
  channels: readonly Channel[]
}

/** Whom a message says to write to instead of its sender. */
export interface NewContact {
  email: string
  /** As it stands beside the address; null = none stands there. */
  name: string | null
}

export interface Classification {
  verdicts: readonly MailVerdict[]
  /** 0 to 1: how sure the tables are of the strongest verdict. */
  confidence: number
  reasons: readonly PhraseReason[]
  /** Only with `bounce`. A hard one stops mailing to the address; neither is an objection. */
  bounce: 'hard' | 'soft' | null
  /** With `someone-else`: the addresses that the message names for whom it speaks. */
  about: readonly string[]
  /** With `unsure`: what the message limits its refusal to; null = it refuses everything, or nothing for certain. */
  scope: ProposedScope | null
  /** Who takes over from the sender, as the message says; a suggestion for a person, never an entry in a CRM. */
  newContact: NewContact | null
  /** With `unsure`: its language (ISO 639-1, `und` = not recognised) where no table reads it; null = one they read. */
  foreign: string | null
}

/** So many characters of a message are read. */
export const maxText = 200_000
/** Whether there is more of a message than was read. */
export const isCut = ({ text, html }: Pick<ParsedMail, 'text' | 'html'>): boolean =>
  ((text ?? '').trim() === '' ? (html ?? '') : (text ?? '')).length >= maxText
/** So many characters of its subject. */
export const maxSubject = 1_000
