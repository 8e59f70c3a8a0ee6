import { assessmentId, type AssessmentAnswers } from '../../domain/evidence/assessment.ts'
import type { NoticeLanguage } from '../../domain/notices/tables/notice-words.ts'
import type { Sql } from '../app/database.ts'

export interface StoredAssessment extends AssessmentAnswers {
  id: string
  offerId: string
  number: number
  /** Language of the answers; null = written before it was asked for. */
  language: NoticeLanguage | null
  author: string
  createdAt: Date
}

/** Adds the next version for an offer, in the caller's transaction, and gives it. */
export async function insertAssessment(
  sql: Sql,
  offerId: string,
  { answers, favourable, language }: AssessmentAnswers & { language: NoticeLanguage },
  author: string,
  now: Date,
): Promise<StoredAssessment> {
  await sql.query('lock table assessments in share row exclusive mode')
  const { rows } = await sql.query<{ number: number }>(
    'select coalesce(max(number), 0) + 1 as number from assessments where offer_id = $1',
    [offerId],
  )
  const number = rows[0]?.number ?? 1
  const id = assessmentId(offerId, number)
  await sql.query(
    'insert into assessments (id, offer_id, number, answers, favourable, author, created_at, language) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [id, offerId, number, JSON.stringify(answers), favourable, author, now, language],
  )
  return { id, offerId, number, language, answers, favourable, author, createdAt: now }
}

/** All versions for an offer, newest first. */
export async function assessmentsOf(sql: Sql, offerId: string): Promise<StoredAssessment[]> {
  return (
    await sql.query<StoredAssessment>(
      'select id, offer_id as "offerId", number, language, answers, favourable, author, created_at as "createdAt" from assessments where offer_id = $1 order by number desc',
      [offerId],
    )
  ).rows
}
