import type { Sql } from '../app/database.ts'

/** What bears a number that a screen or a paper shows. */
export interface Numbered {
  kind: 'objection' | 'plan' | 'erasure' | 'access'
  id: string
}

/** Digits of the longest number that is filled up with zeros. */
const maxDigits = 9

/** What bears the number `R-2026-` 1188, with or without zeros before; null = nothing does. */
export async function findNumbered(sql: Sql, start: string, count: number): Promise<Numbered | null> {
  const { rows } = await sql.query<Numbered>(
    `select 'objection' as kind, id from objections where number = any($1::text[])
     union all select 'plan', id from removal_plans where number = any($1::text[])
     union all select 'erasure', id from erasure_requests where number = any($1::text[])
     union all select 'access', id from access_requests where number = any($1::text[]) limit 1`,
    [Array.from({ length: maxDigits }, (_unused, digits) => `${start}${String(count).padStart(digits + 1, '0')}`)],
  )
  return rows[0] ?? null
}

/**
 * Contacts of records whose id in their system is one of these. An id of 15 signs also stands for one of 18 that begins
 * with it: the last three are a checksum that some screens leave out.
 */
export async function contactsOfRecordIds(sql: Sql, ids: readonly string[], limit: number): Promise<string[]> {
  // An index is read for each: of a join by ranges the server believes that it meets half the table.
  const whole = await recordHolders(sql, 'r.remote_id = any($1::text[])', ids, limit)
  const short = ids.filter((id) => id.length === 15)
  const begun = await Promise.all(
    short.map((id) =>
      recordHolders(sql, `r.remote_id ~>=~ $1 and r.remote_id ~<~ ($1 || '~') and length(r.remote_id) = 18`, id, limit),
    ),
  )
  return [...new Set([...whole, ...begun.flat()])].slice(0, limit)
}

/** Contacts of the records for which the condition `where` on `r` holds; $1 = `asked`. */
async function recordHolders(
  sql: Sql,
  where: string,
  asked: string | readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct c.id from remote_records r join contacts c on c.id = r.contact_id where ${where} and c.merged_into is null limit $2`,
    [asked, limit],
  )
  return rows.map(({ id }) => id)
}
