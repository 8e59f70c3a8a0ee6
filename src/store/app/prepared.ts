import type { Pool, PoolClient, QueryResultRow } from 'pg'
import type { Sql } from './database.ts'

/**
 * Names of statements by their text, the same on every connection. The texts are the product's own, so there are few.
 */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `lawbase_${names.size}`
  names.set(text, name)
  return name
}

/**
 * The same database, with every statement planned once per connection (`pool` is opened with `askOften`) instead of at
 * each call, and side by side. For doors that ask the same short questions hundreds of times a second, where planning
 * costs more than the answer. Not for statements whose best plan depends on their values.
 */
export function prepared(pool: Pool): Sql {
  return {
    sideBySide: true,
    query: <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      pool.query<Row>(named(text, values)),
  }
}

/**
 * The same database, or the same transaction, with statements that the server may plan once per connection: it plans
 * the first five calls by their values, and from then on once for all where that is no dearer. For what is done again
 * and again with few rows, and whose planning costs more than the rest of it.
 */
export const planned = (sql: Pool | PoolClient): Sql => ({
  query: <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    sql.query<Row>(named(text, values)),
})

/**
 * As `prepared`, on one connection, which `work` has for itself: what it asks in one moment goes to the server in one
 * write, so that each of the two processes is woken once for all of it. A connection on which a statement failed is not
 * used again.
 */
export async function preparedOnOne<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    const result = await work({
      sideBySide: true,
      query: <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
        gather(client)
        return client.query<Row>(named(text, values))
      },
    })
    broken = false
    return result
  } finally {
    client.release(broken)
  }
}

const named = (text: string, values: readonly unknown[]) => ({ name: nameOf(text), text, values: [...values] })

/** Holds back what is written to this connection until whoever runs now has asked everything. */
function gather({ connection: { stream } }: PoolClient): void {
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}
