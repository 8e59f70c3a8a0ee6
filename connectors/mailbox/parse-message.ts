import { createHash } from 'node:crypto'
import type { ParsedMail as Parsed } from 'mailparser'
import type { InboundMessage } from '../../src/connector/inbound.ts'
import { maxSubject, maxText } from '../../src/domain/mailbox/text/parsed-mail.ts'
import { visibleText } from '../../src/domain/mailbox/text/visible-text.ts'
import { headInUtf8, reread, withCharset } from './charsets.ts'
import { first, readPart, type Part } from './mime.ts'
import { addressesIn, decisiveOf, readReport } from './reports.ts'

/** Headers the rules look at; nothing else of a message's head is kept. */
const keptHeaders = [
  'auto-submitted',
  'precedence',
  'x-autoreply',
  'x-autorespond',
  'x-autoreply-from',
  'x-mail-autoreply',
  'return-path',
  'content-type',
  'list-id',
  'list-unsubscribe',
  'in-reply-to',
  'x-failed-recipients',
] as const
const recipientHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'] as const
/** Where our own token may stand: 32 random bytes as base64url, in a recipient address or the subject. */
const tokenText = /(?<![\w-])[\w-]{43}(?![\w-])/gu
const maxRecipients = 1_000
/** A message that passed many servers has a few of them. */
const maxResults = 10
const maxResult = 4_000
/** Messages that hang on a message are read too; more than these are a mail archive. */
const maxAttached = 50
/** So many characters are read of all of them together. */
const maxAttachedText = 1_000_000
const dayMs = 86_400_000
const oldestMail = Date.UTC(1990, 0, 1)

/**
 * Reads one message: words, headers, recipients' tokens, reports. Attachments are counted, never opened, save messages.
 * Never throws: a message that cannot be parsed comes with `fault: 'unreadable'`, since it may hold an objection all
 * the same.
 */
export async function parseMessage(
  raw: Buffer,
  receivedAt: Date,
  mailbox: string,
  oversize: boolean,
): Promise<InboundMessage> {
  const { simpleParser } = await import('mailparser')
  const part = readPart(raw.toString('latin1'))
  const parse = (bytes: Buffer) =>
    simpleParser(bytes, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      skipTextLinks: true,
    }).catch(() => null)
  const parsed = await parseWords(raw, parse)
  const hanging = parsed === null ? nothingAttached : await attachedTo(parsed, parse)
  const report = readReport(part, tokensIn)
  const recipients = recipientHeaders
    .flatMap((name) => part.headers.get(name) ?? [])
    .flatMap(addressesIn)
    .slice(0, maxRecipients)
  const addressed = recipients.flatMap((address) => tokensOfAddress(address, mailbox))
  const subject = textOf(reread(parsed?.subject ?? first(part, 'subject'))).slice(0, maxSubject)
  return {
    dedupeKey: dedupeKeyOf(part, addressed),
    receivedAt: deliveredAt(part, receivedAt),
    mail: {
      ...wordsOf(parsed),
      subject,
      headers: Object.fromEntries(
        keptHeaders.flatMap((name) => (part.headers.has(name) ? [[name, first(part, name).slice(0, 500)]] : [])),
      ),
      from: parsed === null ? null : senderOf(parsed, part, mailbox),
      token: false,
      feedbackType: report.feedbackType,
      delivery: report.standard ? decisiveOf(report.deliveries) : null,
      attached: hanging.attached,
      ...unreadOf(hanging, oversize),
    },
    tokens: [...new Set([...addressed, ...tokensIn(subject)])].slice(0, 20),
    toTokenAddress: addressed.length > 0,
    authenticated: (part.headers.get('authentication-results') ?? [])
      .slice(0, maxResults)
      .map((value) => value.slice(0, maxResult)),
    isReply: first(part, 'in-reply-to') !== '' || first(part, 'references') !== '',
    reported: report.reported,
    deliveries: report.deliveries,
    fault: isUnreadable(parsed, part) ? 'unreadable' : oversize ? 'oversize' : null,
  }
}

function isUnreadable(parsed: Parsed | null, part: Part): boolean {
  return parsed === null || (parsed.headers.size === 0 && part.headers.size === 0)
}

/** What a message says, in text and as a page, and how much else hangs on it. */
function wordsOf(parsed: Parsed | null): Pick<InboundMessage['mail'], 'text' | 'html' | 'attachments'> {
  if (parsed === null) return { text: null, html: null, attachments: 0 }
  const { text, html, attachments } = parsed
  return {
    text: text === undefined ? null : reread(withoutGaps(text).slice(0, maxText)),
    html: typeof html === 'string' ? reread(html.slice(0, maxText)) : null,
    attachments: attachments.length,
  }
}

type Parse = (bytes: Buffer) => Promise<Parsed | null>

/** Messages that hang on a message, or on one of those: those that are read, and how many are not. */
interface Attached {
  attached: InboundMessage['mail']['attached']
  /** Beyond the first ones, or not to be parsed. */
  unread: number
  /** In formats that are not opened, which may be messages. */
  closed: number
}
const nothingAttached: Attached = { attached: [], unread: 0, closed: 0 }

/** Outermost first, since whoever forwards a forwarded mail puts one into the other. */
async function attachedTo({ attachments }: Parsed, parse: Parse): Promise<Attached> {
  const messages = attachments.filter(isMessage)
  const read: { from: string | null; text: string }[] = []
  let [unread, closed, left] = [0, attachments.filter(isClosed).length, maxAttachedText]
  // One after the other: many at once would hold them all in memory. The list grows by what is attached to each.
  for (const { content } of messages) {
    if (read.length + unread >= maxAttached) break
    const parsed = await parseWords(content, parse)
    const message = attachedOf(parsed)
    if (parsed === null || message === null) {
      unread += 1
      continue
    }
    messages.push(...parsed.attachments.filter(isMessage))
    closed += parsed.attachments.filter(isClosed).length
    read.push({ ...message, text: message.text.slice(0, left) })
    left -= Math.min(left, message.text.length)
  }
  return { attached: read, unread: messages.length - read.length, closed }
}

const isMessage = ({ contentType }: Parsed['attachments'][number]) => contentType === 'message/rfc822'

/** What may be a message and is not opened: Outlook's own formats, and whatever is encrypted. */
const closedFormats = /^application\/(?:vnd\.ms-outlook|(?:vnd\.)?ms-tnef|(?:x-)?pkcs7-mime|pgp-encrypted)$/u
const isClosed = ({ contentType, filename }: Parsed['attachments'][number]) =>
  contentType !== 'message/rfc822' && (closedFormats.test(contentType) || /\.msg$/iu.test(filename ?? ''))

/** Behind the end of what is read of a message with messages on it there may be more of them. */
function unreadOf(
  { attached, unread, closed }: Attached,
  oversize: boolean,
): Pick<InboundMessage['mail'], 'unreadMessages' | 'closedParts'> {
  const count = unread + (oversize && attached.length + unread > 0 ? 1 : 0)
  return { ...(count > 0 ? { unreadMessages: count } : {}), ...(closed > 0 ? { closedParts: closed } : {}) }
}

/** Longer heads than this are no letter's. */
const maxHeadBytes = 64 * 1024

/**
 * Who wrote a message whose text is too hard to read, and to whom. Its key is that of the same message read whole, as
 * far as the head tells.
 */
export async function readHead(raw: Buffer, receivedAt: Date, mailbox: string): Promise<InboundMessage> {
  const text = raw.subarray(0, maxHeadBytes).toString('latin1')
  const end = /\r?\n\r?\n/u.exec(text)?.index ?? text.length
  const head = await parseMessage(Buffer.from(`${text.slice(0, end)}\r\n\r\n`, 'latin1'), receivedAt, mailbox, false)
  return {
    ...head,
    dedupeKey: createHash('sha256').update('too hard').update(raw).digest('base64url'),
    fault: 'unreadable',
  }
}

/**
 * A message that the server has and does not give: its key is its place in the folder, since nothing else tells it from
 * the next one.
 */
export async function unreadableMessage(place: string, receivedAt: Date): Promise<InboundMessage> {
  return {
    ...(await parseMessage(Buffer.alloc(0), receivedAt, '', false)),
    dedupeKey: createHash('sha256').update(`unreadable ${place}`).digest('base64url'),
  }
}

/** Pages of nothing before a word must not push it out of what is read. */
function withoutGaps(text: string): string {
  return text.replaceAll(/\r\n?/gu, '\n').replaceAll(/\n{3,}/gu, '\n\n')
}

/** Parsed once more where bytes were no characters and the message names no charset. */
async function parseWords(raw: Buffer, parse: Parse): Promise<Parsed | null> {
  const bytes = headInUtf8(raw)
  const parsed = await parse(bytes)
  if (![parsed?.text, parsed?.html].some((words) => typeof words === 'string' && words.includes('\ufffd')))
    return parsed
  const declared = withCharset(bytes)
  return declared === null ? parsed : ((await parse(declared)) ?? parsed)
}

function attachedOf(parsed: Parsed | null): { from: string | null; text: string } | null {
  if (parsed === null) return null
  const html = typeof parsed.html === 'string' ? parsed.html : ''
  return {
    from: fromOf(parsed),
    text: ((parsed.text ?? '').trim() === ''
      ? visibleText(html.slice(0, maxText), 'kept').text
      : (parsed.text ?? '')
    ).slice(0, maxText),
  }
}

/** Who sent it, when that is exactly one address. A display name is no address, whatever it looks like. */
function fromOf(parsed: Parsed): string | null {
  const senders = (parsed.from?.value ?? []).flatMap((entry) => entry.group ?? [entry])
  const address = senders[0]?.address
  return senders.length === 1 && address !== undefined && address.length <= 320 ? address : null
}

/**
 * Lists put their own address in From where the sender's domain allows no other (DMARC), and the sender's in
 * X-Original-From (Google Groups) or Reply-To: the list said nothing.
 */
function senderOf(parsed: Parsed, part: Part, mailbox: string): string | null {
  const from = fromOf(parsed)
  const ours = [mailbox, ...addressesIn(first(part, 'list-post').replace(/mailto:/giu, ''))].map((address) =>
    address.toLowerCase(),
  )
  if (from === null || !ours.includes(from.toLowerCase())) return from
  const named =
    [first(part, 'x-original-from'), first(part, 'reply-to')]
      .map((value) => addressesIn(value))
      .find((addresses) => addresses.length > 0) ?? []
  return named.length === 1 && named[0] !== undefined && !ours.includes(named[0].toLowerCase()) ? named[0] : null
}

function tokensIn(text: string): string[] {
  return [...text.matchAll(tokenText)].map(([token]) => token)
}

/** `TOKEN` of `unsub+TOKEN@u.example.test`, when the mailbox is `unsub@u.example.test`. */
function tokensOfAddress(address: string, mailbox: string): string[] {
  const [local = '', domain = ''] = mailbox.toLowerCase().split('@')
  const lower = address.toLowerCase()
  if (!lower.startsWith(`${local}+`) || !lower.endsWith(`@${domain}`)) return []
  const token = address.slice(local.length + 1, -(domain.length + 1))
  return /^[\w-]{16,64}$/u.test(token) ? [token] : []
}

/**
 * Mail that was moved from another mailbox may bear the day of the move. The server that took it in wrote its own day
 * in the topmost Received (RFC 5321 §4.4): a clock must not start anew because somebody changed provider
 * (docs/reference/law.md#g6).
 */
function deliveredAt(part: Part, storedAt: Date): Date {
  const stamp = Date.parse(first(part, 'received').replace(/^.*;/u, ''))
  return stamp > oldestMail && stamp < storedAt.getTime() - dayMs ? new Date(stamp) : storedAt
}

/**
 * Message-ID and all that follows the head: servers add and renumber head lines, and a sender who repeats an id with
 * other words has said something else. Without an id, what programs write for two people differs in our token alone.
 */
function dedupeKeyOf(part: Part, tokens: readonly string[]): string {
  const id = first(part, 'message-id')
  return createHash('sha256')
    .update(
      JSON.stringify([
        id,
        first(part, 'from'),
        first(part, 'subject'),
        first(part, 'date'),
        ...(id === '' ? new Set(tokens) : []),
      ]),
    )
    .update(part.body, 'latin1')
    .digest('base64url')
}

/** A subject is one line: what would start another header line is a space. */
function textOf(subject: string): string {
  return subject.replace(/[\r\n\0]+/gu, ' ')
}
