import type { SalesforceSystem } from '../fields/system.ts'
import { queryRows, type Row } from '../transport/api.ts'
import { unlessRefused } from '../transport/errors.ts'
import { literalLists } from '../transport/soql.ts'

/** A question about persons: everything before and after the list of them. */
interface Question {
  /** Under which it is remembered what the org refuses. */
  key: string
  start: string
  end?: string
  /** Archived rows too. */
  all?: boolean
  /** Refusals that mean: not like this. */
  tolerated?: readonly string[]
}

/** A sub-query that selects a column of exactly the persons of one page. */
export type Window = (column: string) => string

export const subQuery = (window: Window | null, column: string): string | null =>
  window === null ? null : window(column)

/**
 * Rows about the persons of one page: by the sub-query `among`, so that the number of calls does not grow with the
 * page, else by lists of ids. Null = the org refuses the question itself: what it would tell is not known, and nobody
 * who is read waits for it.
 */
export async function rowsAmong(
  system: SalesforceSystem,
  { key, start, end = '', all = false, tolerated = [] }: Question,
  ids: readonly string[],
  among: string | null,
): Promise<Row[] | null> {
  const joined = `${key} by sub-query`
  if (among !== null && !system.refusedQueries.has(joined)) {
    const refusals = ['MALFORMED_QUERY', 'INVALID_QUERY_FILTER_OPERATOR', 'QUERY_TOO_COMPLICATED', ...tolerated]
    const rows = await unlessRefused(queryRows(system, `${start}(${among})${end}`, { all, tolerated: refusals }))
    if (rows !== null) return rows
    system.refusedQueries.add(joined)
  }
  const found: Row[] = []
  for (const list of literalLists(ids, encodeURIComponent(start + end).length)) {
    const rows = await unlessRefused(queryRows(system, start + list + end, { all, tolerated }))
    if (rows === null) {
      system.deps.log.warn({ connector: 'salesforce', question: key }, 'the org refuses a question about people')
      return null
    }
    found.push(...rows)
  }
  return found
}
