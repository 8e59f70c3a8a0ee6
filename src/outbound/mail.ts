import { createTransport } from 'nodemailer'
import { ConnectorError } from '../connector/errors.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  language: string
}

/** Sends one plain-text mail. Throws ConnectorError: `bad-request` when the server refuses it for good, `unavailable` otherwise. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}

const timeoutMs = 15_000

/** The company's own mail server, from SMTP_URL. The sentence thrown never holds the address. */
export function openMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({ url: smtpUrl, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true })
  return {
    send: async (mail) => {
      try {
        await transport.sendMail({
          from, to: mail.to, subject: mail.subject, text: mail.text,
          // No auto-reply comes back, and no other program takes it for a person's mail (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
        })
      } catch (cause) {
        const code = (cause as { responseCode?: number }).responseCode
        if (code !== undefined && code >= 500) throw new ConnectorError('bad-request', `The mail server refused the mail (${code}).`, { status: code })
        throw new ConnectorError('unavailable', 'The mail server did not take the mail. It is sent again.')
      }
    },
    close: () => transport.close(),
  }
}
