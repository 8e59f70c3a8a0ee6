import type { InboundMessage } from '../../src/connector/inbound.ts'
import { first, headersOf, partsOf, readPart, typeOf, type Part } from './mime.ts'

/** Addresses of one header value; display names that look like addresses are quoted text and are not meant. */
export function addressesIn(value: string): string[] {
  return [
    ...value
      .replace(/"(?:[^"\\]|\\.)*"/gu, ' ')
      .matchAll(/(?<![^\s<>",;:()[\]\\])[^\s<>",;:()[\]\\]{1,128}@[^\s<>",;:()[\]\\]{1,255}/gu),
  ].map(([address]) => address)
}

const maxDepth = 3
const maxWords = 20_000

interface ReportFacts {
  feedbackType: string | null
  reported: InboundMessage['reported']
  deliveries: InboundMessage['deliveries']
  /** A delivery report of the standard, so that it is one for certain. */
  standard: boolean
}

/**
 * What a report says: abuse reports (RFC 5965) and delivery reports (RFC 3464). The message complained about is not
 * trusted: only our own tokens in it and the recipient are read. `tokensOf` finds tokens in a text.
 */
export function readReport(message: Part, tokensOf: (text: string) => readonly string[]): ReportFacts {
  const parts = allParts(message)
  const original = originalOf(parts)
  const feedback = parts.find((part) => typeOf(part) === 'message/feedback-report')
  if (feedback !== undefined) {
    const fields = { headers: headersOf(feedback.body.trimStart()), body: '' }
    const recipients = [
      ...(fields.headers.get('original-rcpt-to') ?? []),
      ...(original?.headers.get('x-hmxmroriginalrecipient') ?? []),
    ].flatMap(addressesIn)
    return {
      feedbackType: first(fields, 'feedback-type') || 'abuse',
      reported: {
        tokens: tokensOfOriginal(original, first(fields, 'original-mail-from'), tokensOf),
        recipients: [...new Set(recipients)].slice(0, 20),
      },
      deliveries: [],
      standard: false,
    }
  }
  // Microsoft's program sends the message complained about without a report part
  // (docs/reference/brokers.md#inbound-arf).
  const microsoft = parts.length > 0 ? original?.headers.get('x-hmxmroriginalrecipient') : undefined
  if (microsoft !== undefined)
    return {
      feedbackType: 'abuse',
      reported: {
        tokens: tokensOfOriginal(original, '', tokensOf),
        recipients: microsoft.flatMap(addressesIn).slice(0, 20),
      },
      deliveries: [],
      standard: false,
    }
  const status = parts.find((part) =>
    ['message/delivery-status', 'message/global-delivery-status'].includes(typeOf(part)),
  )
  return {
    feedbackType: null,
    reported: null,
    deliveries: status === undefined ? deliveriesInWords(message) : deliveriesOf(status.body),
    standard: status !== undefined,
  }
}

/**
 * The parts of a multipart and of those in it: a program on the way that adds a footer wraps a report into another
 * multipart. Messages are not opened.
 */
function allParts(part: Part, depth = 0): Part[] {
  return depth > maxDepth ? [] : partsOf(part).flatMap((inner) => [inner, ...allParts(inner, depth + 1)])
}

/**
 * The report that decides what the message is: a recipient refused for good, else one refused for now, else the first.
 * A server tells of all recipients of a message at once, those that it reached too (RFC 3464 §2.3).
 */
export function decisiveOf(deliveries: InboundMessage['deliveries']): { action: string; status: string } | null {
  const failed = deliveries.filter(({ action }) => action === 'failed')
  const chosen =
    failed.find(({ status }) => !status.startsWith('4')) ??
    failed[0] ??
    deliveries.find(({ action }) => action === 'delayed') ??
    deliveries[0]
  return chosen === undefined ? null : { action: chosen.action, status: chosen.status }
}

function originalOf(parts: readonly Part[]): Part | null {
  const part = parts.find((candidate) =>
    ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers', 'message/global'].includes(typeOf(candidate)),
  )
  return part === undefined ? null : readPart(part.body.trimStart())
}

/** We put our token in List-Unsubscribe, Message-ID and the envelope sender of what we send. */
function tokensOfOriginal(
  original: Part | null,
  mailFrom: string,
  tokensOf: (text: string) => readonly string[],
): string[] {
  const texts = ['list-unsubscribe', 'message-id', 'return-path'].flatMap((name) => original?.headers.get(name) ?? [])
  return [...new Set([...texts, mailFrom].flatMap((text) => tokensOf(text)))].slice(0, 20)
}

/** One group of fields per recipient, after the one of the message. */
function deliveriesOf(body: string): InboundMessage['deliveries'] {
  return body
    .trim()
    .split(/\r?\n\r?\n/u)
    .slice(0, 50)
    .flatMap((group) => {
      const fields = { headers: headersOf(group), body: '' }
      const recipient =
        addressesIn(first(fields, 'original-recipient').replace(/^[^;]*;/u, ''))[0] ??
        addressesIn(first(fields, 'final-recipient').replace(/^[^;]*;/u, ''))[0]
      if (recipient === undefined) return []
      return [
        {
          recipient,
          action: first(fields, 'action').toLowerCase().slice(0, 40),
          status: first(fields, 'status').slice(0, 20),
          diagnostic: first(fields, 'diagnostic-code').slice(0, 200),
        },
      ]
    })
}

/**
 * Servers without the standard report name the recipient in a header (Exim) or as `<address>:` above what was said
 * (qmail). Whether it is a report at all is judged by its words.
 */
function deliveriesInWords(message: Part): InboundMessage['deliveries'] {
  const named = (message.headers.get('x-failed-recipients') ?? [])
    .flatMap(addressesIn)
    .map((recipient) => ({ recipient, said: '' }))
  const told = [
    ...message.body.slice(0, maxWords).matchAll(/^<([^\s<>]{3,320})>:[ \t]*\r?\n((?:[^\r\n]+\r?\n){0,8})/gmu),
  ].map(([, recipient = '', said = '']) => ({ recipient, said }))
  return (named.length > 0 ? named : told).slice(0, 50).map(({ recipient, said }) => ({
    recipient,
    action: 'failed',
    status: /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/u.exec(said)?.[0] ?? '',
    diagnostic: said.replace(/\s+/gu, ' ').trim().slice(0, 200),
  }))
}
