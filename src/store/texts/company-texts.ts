import type { NoticeKind } from '../../domain/notices/tables/notice-words.ts'
import type { Sql } from '../app/database.ts'
import { textsDigest, type NoticeVersion } from '../notices/notices.ts'

/** Kinds that are kept here; a notice has a table of its own, since people are told which version they were sent. */
export type CompanyTextKind = Exclude<NoticeKind, 'notice'>

/** The newest version; null = none was written yet. */
export async function latestCompanyText(sql: Sql, kind: CompanyTextKind): Promise<NoticeVersion | null> {
  const { rows } = await sql.query<NoticeVersion>(
    'select number, texts, author, created_at as "createdAt" from company_texts where kind = $1 order by number desc limit 1',
    [kind],
  )
  return rows[0] ?? null
}

/** Adds a version unless the newest says the same. Gives its number. */
export async function saveCompanyText(
  sql: Sql,
  kind: CompanyTextKind,
  texts: Readonly<Record<string, string>>,
  author: string,
  now: Date,
): Promise<{ number: number; saved: boolean }> {
  const digest = textsDigest(texts)
  await sql.query('lock table company_texts in share row exclusive mode')
  const { rows } = await sql.query<{ number: number; digest: string }>(
    'select number, digest from company_texts where kind = $1 order by number desc limit 1',
    [kind],
  )
  const last = rows[0]
  if (last?.digest === digest) return { number: last.number, saved: false }
  const number = (last?.number ?? 0) + 1
  await sql.query(
    'insert into company_texts (kind, number, texts, digest, author, created_at) values ($1, $2, $3, $4, $5, $6)',
    [kind, number, JSON.stringify(texts), digest, author, now],
  )
  return { number, saved: true }
}
