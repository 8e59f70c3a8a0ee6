import type { Pool, QueryResultRow } from 'pg'
import type { Sql } from './database.ts'

/** Names of statements by their text, the same on every connection. The texts are the product's own, so there are few. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `lawbase_${names.size}`
  names.set(text, name)
  return name
}

/**
 * The same database, with every statement planned once per connection (`pool` is opened with `planOnce`) instead of at each call, and side by side.
 * For doors that ask the same short questions hundreds of times a second, where planning costs more than the answer. Not for
 * statements whose best plan depends on their values.
 */
export function prepared(pool: Pool): Sql {
  return { sideBySide: true, query: <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => pool.query<Row>({ name: nameOf(text), text, values: [...values] }) }
}
