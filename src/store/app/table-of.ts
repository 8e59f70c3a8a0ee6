/** Types of PostgreSQL that rows of ours are handed over in. */
type ColumnType = 'bigint' | 'bool' | 'bytea' | 'date' | 'int' | 'jsonb' | 'text' | 'timestamptz' | 'uuid'

/** Per column of the table: its type, and where a row has its value (`jsonb` as JSON text). */
export type Columns<Row> = Readonly<Record<string, readonly [type: ColumnType, pick: (row: Row) => unknown]>>

/**
 * Rows as a table that one statement can read by the names of its columns, however many rows there are: each column
 * is one array, so the text of the statement stays the same and its plan is kept.
 *
 * @param alias what the statement calls the table
 * @param first number of the table's first placeholder; the parameters of the statement's own come before
 * @returns `from`: the table for a from-clause; `names`: its columns, in order; `values`: its parameters
 */
export function tableOf<Row>(
  alias: string,
  first: number,
  rows: readonly Row[],
  columns: Columns<Row>,
): { from: string; names: string; values: unknown[][] } {
  const entries = Object.entries(columns)
  const names = entries.map(([name]) => name).join(', ')
  const arrays = entries.map(([, [type]], index) => `$${first + index}::${type}[]`).join(', ')
  return {
    from: `unnest(${arrays}) as ${alias} (${names})`,
    names,
    values: entries.map(([, [, pick]]) => rows.map(pick)),
  }
}
