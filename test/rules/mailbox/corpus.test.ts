import { describe, expect, it } from 'vitest'
import { classifyMail } from '../../../src/domain/mailbox/classify-mail.ts'
import type { ParsedMail, MailVerdict } from '../../../src/domain/mailbox/text/parsed-mail.ts'
import { corpus } from '../../corpus/mailbox/index.ts'
import type { CorpusMessage } from '../../corpus/mailbox/message.ts'

/** `employer` and `erasure` are objections as well. */
function expectedOf(message: CorpusMessage): readonly MailVerdict[] {
  const isNo = message.labels.some((label) => ['objection', 'employer', 'erasure'].includes(label))
  return [...new Set<MailVerdict>([...(isNo ? ['objection' as const] : []), ...message.labels])]
}

function mailOf(message: CorpusMessage): ParsedMail {
  const { subject, text, html, headers, from, token, feedbackType, delivery } = message
  return { subject, text, html, headers, from, token, feedbackType, delivery, attachments: 0, attached: [] }
}

const judged = corpus.map((message) => ({
  message,
  expected: expectedOf(message),
  got: classifyMail(mailOf(message)).verdicts,
}))
const labels: readonly MailVerdict[] = [
  'objection',
  'employer',
  'erasure',
  'access',
  'complaint',
  'auto-reply',
  'bounce',
  'unsure',
  'none',
]

function figures(rows: typeof judged) {
  const share = (part: number, whole: number) => (whole === 0 ? 1 : Math.round((part / whole) * 1_000) / 1_000)
  const perLabel = Object.fromEntries(
    labels.map((label) => {
      const wanted = rows.filter(({ expected }) => expected.includes(label))
      const given = rows.filter(({ got }) => got.includes(label))
      const right = wanted.filter(({ got }) => got.includes(label)).length
      return [
        label,
        { recall: share(right, wanted.length), precision: share(right, given.length), messages: wanted.length },
      ]
    }),
  )
  const objections = rows.filter(({ expected }) => expected.includes('objection'))
  const caught = objections.filter(({ got }) =>
    got.some((verdict) => verdict === 'objection' || verdict === 'unsure'),
  ).length
  const innocent = rows.filter(({ expected }) => !expected.includes('objection') && !expected.includes('unsure'))
  const blockedForNothing = innocent.filter(({ got }) =>
    got.some((verdict) => verdict === 'objection' || verdict === 'unsure'),
  ).length
  return {
    messages: rows.length,
    caughtObjections: share(caught, objections.length),
    blockedForNothing: share(blockedForNothing, innocent.length),
    perLabel,
  }
}

const training = judged.filter(({ message }) => !message.held)
const held = judged.filter(({ message }) => message.held)

describe('what a message to the mailbox asks for', () => {
  it('keeps a third of the corpus back', () => {
    expect({
      enough: corpus.length >= 360,
      unique: new Set(corpus.map(({ id }) => id)).size,
      held: held.length,
    }).toEqual({ enough: true, unique: corpus.length, held: 153 })
  })

  it('catches the objections it was made with', () => {
    const report = figures(training)
    console.log(`training ${JSON.stringify(report, null, 1)}`)
    const wrong = training.filter(({ expected, got }) => expected.toSorted().join() !== got.toSorted().join())
    console.log(
      wrong
        .map(({ message, expected, got }) => `${message.id}: wanted ${expected.join('+')}, got ${got.join('+')}`)
        .join('\n'),
    )
    expect(report.caughtObjections).toBeGreaterThanOrEqual(0.99)
  })

  it('reads every wording that a rule is about as it is labelled', () => {
    const wrong = judged.filter(
      ({ message, expected, got }) =>
        message.id.startsWith('wording-') && expected.toSorted().join() !== got.toSorted().join(),
    )
    expect(
      wrong.map(
        ({ message, expected, got }) =>
          `${message.subject} / ${message.text ?? ''}: wanted ${expected.join('+')}, got ${got.join('+')}`,
      ),
    ).toEqual([])
  })

  it('catches the objections it has never seen', () => {
    const report = figures(held)
    console.log(`held back ${JSON.stringify(report, null, 1)}`)
    expect(report.caughtObjections).toBeGreaterThanOrEqual(0.98)
    expect(report.perLabel['objection']?.recall).toBeGreaterThanOrEqual(0.95)
    expect(report.perLabel['objection']?.precision).toBeGreaterThanOrEqual(0.95)
    expect(report.blockedForNothing).toBeLessThanOrEqual(0.3)
  })
})
