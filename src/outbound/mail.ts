import type { Transporter } from 'nodemailer'
import { ConnectorError } from '../connector/errors.ts'
import type { MailMessage, MailReceipt, SendMail } from '../connector/deps/mail.ts'

export interface Mailer {
  send: SendMail
  close(): void
}

const timeoutMs = 15_000

/** The company's own mail server, from SMTP_URL. The library is loaded with the first mail: most days send none. */
export function openMailer(smtpUrl: string, from: string): Mailer {
  let transport: Promise<Transporter> | null = null
  const open = async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport({
      url: smtpUrl,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }
  const domain = /@([^\s@<>]+)>?$/u.exec(from)?.[1] ?? 'localhost'
  return {
    send: async (mail) => {
      try {
        const sent = await (await (transport ??= open())).sendMail({
          from,
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          ...(mail.id === undefined ? {} : { messageId: `<${mail.id}@${domain}>` }),
          ...(mail.follows === undefined ? {} : { inReplyTo: mail.follows, references: mail.follows }),
          ...(mail.attachments === undefined
            ? {}
            : {
                attachments: mail.attachments.map(({ name, type, content }) => ({
                  filename: name,
                  contentType: type,
                  content,
                })),
              }),
          // No auto-reply comes back, and no other program takes it for a person's mail (RFC 3834).
          headers: {
            'Auto-Submitted': 'auto-generated',
            'Content-Language': mail.language,
            ...(mail.unsubscribe === undefined
              ? {}
              : { 'List-Unsubscribe': mail.unsubscribe, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
          },
        })
        return receiptOf({ messageId: sent.messageId, response: sent.response ?? '' })
      } catch (cause) {
        throw failureOf(cause)
      }
    },
    close: () => void transport?.then((opened) => opened.close()),
  }
}

/** Servers name the mail in their last answer, each in its own words: the word after "queued as" or "id". */
function receiptOf({ messageId, response }: { messageId: string; response: string }): MailReceipt {
  return { messageId, queueId: /(?:queued as|\bid[= ])\s*([\w.-]{4,64})/iu.exec(response)?.[1] ?? null }
}

/** The server wants a login, another one or a safer one (RFC 4954 §6): that says nothing about the mail. */
const loginCodes: readonly number[] = [530, 534, 535, 538]

function failureOf(cause: unknown): ConnectorError {
  const { code, syscall, responseCode: status } = cause as { code?: string; syscall?: string; responseCode?: number }
  if (code === 'EAUTH' || (status !== undefined && loginCodes.includes(status)))
    return new ConnectorError('forbidden', 'The mail server refuses our login; check SMTP_URL.', {
      missing: 'SMTP login',
      ...(status === undefined ? {} : { status }),
    })
  if (status !== undefined && status >= 500)
    return new ConnectorError('bad-request', `The mail server refused the mail (${status}).`, { status })
  // A line that broke or fell silent may have done so after the server took the mail; one that never stood did not.
  const neverStood = code === 'EDNS' || syscall === 'connect' || syscall === 'getaddrinfo'
  return new ConnectorError(
    'unavailable',
    'The mail server did not take the mail. It is sent again.',
    status !== undefined ? { status } : neverStood ? {} : { maybeDone: true },
  )
}

export type Mail = MailMessage
