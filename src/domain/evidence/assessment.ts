import { z } from 'zod'
import { noticeGap } from '../notices/tables/notice-words.ts'
import { assessmentQuestions, type AssessmentQuestion } from './tables/assessment-questions.ts'

export const minAnswerLength = 30
const maxAnswerLength = 4_000

/** What somebody still has to say in an answer. */
export const gapsIn = (answer: string): string[] => [...answer.matchAll(noticeGap)].map(([, what = '']) => what)

/** One written balance of interests: each question is answered, and somebody says how it comes out. */
export const AssessmentAnswers = z.object({
  answers: z.record(
    z.enum(assessmentQuestions),
    z
      .string()
      .trim()
      .min(minAnswerLength)
      .max(maxAnswerLength)
      .refine((answer) => gapsIn(answer).length === 0, 'must be complete'),
  ),
  favourable: z.boolean(),
})
export type AssessmentAnswers = z.infer<typeof AssessmentAnswers>

/**
 * Which questions have no sufficient answer; a proposed beginning that nobody went on from is none, nor is one in which
 * something is left to say. `starts`: the proposals as they were shown.
 */
export function unanswered(
  answers: Readonly<Partial<Record<AssessmentQuestion, string>>>,
  starts: Readonly<Partial<Record<AssessmentQuestion, string>>>,
): AssessmentQuestion[] {
  return assessmentQuestions.filter((question) => {
    const text = (answers[question] ?? '').trim()
    const open = (starts[question] ?? '').trim()
    return (
      text.length < minAnswerLength ||
      text.length > maxAnswerLength ||
      gapsIn(text).length > 0 ||
      (text === open && !/[.!?]$/u.test(open))
    )
  })
}

/** `LIA-erp-3`: what decisions and the register point at. */
export const assessmentId = (offerId: string, number: number): string => `LIA-${offerId}-${number}`
