import { z } from 'zod'
import { assessmentQuestions, type AssessmentQuestion } from './tables/assessment-questions.ts'

export const minAnswerLength = 30
const maxAnswerLength = 4_000

/** One written balance of interests: each question is answered, and somebody says how it comes out. */
export const AssessmentAnswers = z.object({
  answers: z.record(z.enum(assessmentQuestions), z.string().trim().min(minAnswerLength).max(maxAnswerLength)),
  favourable: z.boolean(),
})
export type AssessmentAnswers = z.infer<typeof AssessmentAnswers>

/**
 * Which questions have no sufficient answer; a proposed beginning that nobody went on from is none. `starts`: the
 * proposals as they were shown.
 */
export function unanswered(
  answers: Readonly<Partial<Record<AssessmentQuestion, string>>>,
  starts: Readonly<Partial<Record<AssessmentQuestion, string>>>,
): AssessmentQuestion[] {
  return assessmentQuestions.filter((question) => {
    const text = (answers[question] ?? '').trim()
    const open = (starts[question] ?? '').trim()
    return text.length < minAnswerLength || text.length > maxAnswerLength || (text === open && !/[.!?]$/u.test(open))
  })
}

/** `LIA-erp-3`: what decisions and the register point at. */
export const assessmentId = (offerId: string, number: number): string => `LIA-${offerId}-${number}`
