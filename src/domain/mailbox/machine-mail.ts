import { fold } from './text/fold.ts'
import type { Classification, ParsedMail } from './text/parsed-mail.ts'
import { subjectCommand } from './tables/common.ts'
import { bounceReport, bounceSender, bounceSubject, hardBounce, softBounce } from './tables/machines.ts'

/** The line of an abuse report in a text that lost its parts (RFC 5965 §3.1). */
const feedbackLine = /^feedback-type:\s*([\w-]{1,30})\s*$/imu
/** So much of a mail server's report is read. */
const reportHead = 600

const only = (
  verdict: Classification['verdicts'][number],
  rule: string,
  bounce: Classification['bounce'] = null,
): Classification => ({
  verdicts: [verdict],
  confidence: 1,
  reasons: [{ rule, language: 'any', phrase: '' }],
  bounce,
  about: [],
  scope: null,
  newContact: null,
  foreign: null,
})

/**
 * The verdict on what a machine wrote for certain, or null. A complaint is the person's own act, whoever carries it.
 */
export function machineVerdict(mail: ParsedMail): Classification | null {
  const feedbackType = mail.feedbackType ?? feedbackLine.exec(mail.text ?? '')?.[1] ?? null
  if (feedbackType !== null) {
    // RFC 5965 §7.3: abuse, fraud, virus, other, not-spam; RFC 6591 adds auth-failure. Only the first and `opt-out`
    // speak for the person.
    return /^(?:abuse|fraud|virus|other|opt-?out(?:-list)?|complaint|spam)$/iu.test(feedbackType.trim())
      ? only('complaint', 'feedback-report')
      : only('none', 'feedback-other')
  }
  if (mail.delivery !== null) return deliveryVerdict(mail.delivery)
  const subject = fold(mail.subject)
  if (isBounce(mail, subject)) {
    const body = fold(mail.text ?? '')
    return only(
      'bounce',
      'bounce-words',
      hardBounce.test(body) && !body.startsWith('4.')
        ? 'hard'
        : softBounce.test(`${subject} ${body}`)
          ? 'soft'
          : 'hard',
    )
  }
  if (isAutoReply(mail)) return only('auto-reply', 'auto-reply')
  return null
}

/** RFC 3464 §2.3: `failed` with 5.x.x is final, `delayed` or 4.x.x is not; the other actions say that it arrived. */
function deliveryVerdict({ action, status }: { action: string; status: string }): Classification {
  const kind = action.trim().toLowerCase()
  if (kind === 'delayed' || (kind === 'failed' && status.trim().startsWith('4')))
    return only('bounce', 'delivery-report', 'soft')
  if (kind === 'failed') return only('bounce', 'delivery-report', 'hard')
  return only('auto-reply', 'delivery-report')
}

function isBounce(mail: ParsedMail, subject: string): boolean {
  if (!bounceSubject.test(subject)) return false
  const sender = (mail.from ?? '').toLowerCase()
  const nobody = (mail.headers['return-path'] ?? '').replace(/\s/gu, '') === '<>'
  const head = fold((mail.text ?? '').slice(0, reportHead))
  return bounceSender.test(sender) || nobody || 'x-failed-recipients' in mail.headers || bounceReport.test(head)
}

/**
 * Written by a machine for certain: RFC 3834 headers, a receipt or a null return path. A subject alone is never
 * certain. Some systems send the mail of a mailto link with a null return path for the person: its command is theirs
 * (docs/reference/brokers.md#inbound-null-path).
 */
function isAutoReply(mail: ParsedMail): boolean {
  const { headers } = mail
  const submitted = (headers['auto-submitted'] ?? 'no').trim().toLowerCase()
  if (submitted.startsWith('auto-replied') || submitted.startsWith('auto-notified')) return true
  if (/^(?:auto_?-?reply|autoreply)/iu.test((headers['precedence'] ?? '').trim())) return true
  if (
    ['x-autoreply', 'x-autorespond', 'x-autoreply-from', 'x-mail-autoreply'].some(
      (name) => name in headers && !/^no$/iu.test((headers[name] ?? '').trim()),
    )
  )
    return true
  if (/disposition-notification/iu.test(headers['content-type'] ?? '')) return true
  return (
    !mail.token &&
    !subjectCommand.test(fold(mail.subject)) &&
    (headers['return-path'] ?? '').replace(/\s/gu, '') === '<>'
  )
}
