import type { OpenedNotice, Reminder } from '../../src/connector/ledger.ts'
import type { MailMessage } from '../../src/connector/deps/mail.ts'
import type { SuppressionOrder } from '../../src/connector/orders.ts'
import { n1Forms, sha256Hex } from '../../src/domain/brokers/broker-hash.ts'
import type { EmailSettings } from './settings.ts'
import { fill, people, templates } from './templates.ts'

/** The mail of one notice. Its Message-ID comes from the notice, so that a mail sent twice is one for mail programs. */
export function noticeMail(
  settings: EmailSettings,
  notice: OpenedNotice,
  orders: readonly SuppressionOrder[],
): MailMessage {
  const texts = templates[settings.language]
  const values = {
    number: notice.number,
    count: people(settings.language, orders.length),
    references: listOf(notice.references),
    answer: answerText(settings, notice.url),
  }
  return {
    to: settings.mailbox,
    language: settings.language,
    id: `notice.${notice.id}`,
    subject: fill(texts.notice.subject, values),
    text: fill(texts.notice.body, values),
    attachments: [{ name: 'suppression.json', type: 'application/json', content: machinePart(notice, orders) }],
  }
}

export function reminderMail(settings: EmailSettings, reminder: Reminder): MailMessage {
  const texts = templates[settings.language]
  const template = texts.reminders[reminder.step === 1 ? 0 : 1]
  const sentOn = new Intl.DateTimeFormat(settings.language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(reminder.sentAt)
  const values = {
    number: reminder.number,
    sentOn,
    references: listOf(reminder.references),
    answer: answerText(settings, reminder.url),
  }
  return {
    to: settings.mailbox,
    language: settings.language,
    id: `reminder-${reminder.step}.${reminder.noticeId}`,
    subject: fill(template.subject, values),
    text: fill(template.body, values),
    ...(reminder.details['messageId'] === undefined ? {} : { follows: reminder.details['messageId'] }),
  }
}

const listOf = (references: readonly string[]): string => references.map((reference) => `- ${reference}`).join('\n')

function answerText(settings: EmailSettings, url: string | null): string {
  const texts = templates[settings.language]
  return url === null ? texts.reply : fill(texts.page, { url: `${url}?lang=${settings.language}` })
}

/** References and hashes only: a mail passes through many hands (docs/reference/brokers.md#mail-hashes). */
function machinePart(notice: OpenedNotice, orders: readonly SuppressionOrder[]): string {
  return `${JSON.stringify(
    {
      notice: notice.number,
      action: 'suppress',
      normalisation: 'n1',
      idFormat: 'sha256_hex',
      orders: orders.map((order, index) => ({
        reference: notice.references[index],
        ids: order.emails.flatMap(n1Forms).map(sha256Hex),
        channels: order.channels,
        objectedAt: order.objectedAt.toISOString(),
        reason: order.reason,
      })),
    },
    null,
    2,
  )}\n`
}
