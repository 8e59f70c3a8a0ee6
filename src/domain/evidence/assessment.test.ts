import { describe, expect, it } from 'vitest'
import { AssessmentAnswers, unanswered } from './assessment.ts'
import { assessmentQuestions } from './tables/assessment-questions.ts'

const full = Object.fromEntries(
  assessmentQuestions.map((question) => [question, `An answer to ${question} of more than thirty characters.`]),
)

describe('written balance of interests (H6)', () => {
  it.each<[string, Record<string, string>, Record<string, string>, string[]]>([
    ['is complete when each question has an answer', full, {}, []],
    [
      'is not with one left out, one too short, one only blanks',
      { ...full, interest: '', data: 'names', impact: ' '.repeat(60) },
      {},
      ['interest', 'data', 'impact'],
    ],
    [
      'does not take a beginning that nobody went on from for an answer',
      { ...full, interest: 'Make the offer known to professionals, in order to ' },
      { interest: 'Make the offer known to professionals, in order to ' },
      ['interest'],
    ],
    [
      'takes a whole proposal that was left as it is',
      { ...full, safeguards: 'A way to refuse stands in every message that we send.' },
      { safeguards: 'A way to refuse stands in every message that we send.' },
      [],
    ],
    [
      'does not take an answer in which something is left to say',
      { ...full, interest: 'Make the offer known, which means: [[what the company gains]].' },
      {},
      ['interest'],
    ],
    ['refuses an answer nobody would read', { ...full, data: 'x'.repeat(4_001) }, {}, ['data']],
  ])('%s', (_name, answers, starts, open) => {
    expect(unanswered(answers, starts)).toEqual(open)
    expect(AssessmentAnswers.safeParse({ answers, favourable: true }).success).toBe(
      open.length === 0 || (open.length === 1 && starts['interest'] !== undefined),
    )
  })
})
