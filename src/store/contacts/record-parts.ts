import type { RecordRef } from '../../connector/records.ts'
import type { Line } from '../../domain/contacts/numbers/lines.ts'
import type { TraceKind } from '../../domain/contacts/likeness/traces.ts'
import type { HeldNumber } from '../app/numbers.ts'
import type { Sql } from '../app/database.ts'
import { tableOf, type Columns } from '../app/table-of.ts'

/** By what the person of a record would be known again (docs/reference/promises.md#kept), as keyed hash. */
interface TraceRow {
  kind: TraceKind
  hash: Buffer
}

/** What stands in tables of its own, a row for each, and is read off the record alone. */
export interface RecordParts {
  /** The numbers it holds. */
  numbers: readonly HeldNumber[]
  /** The same as they are compared with those of others. */
  lines: readonly Line[]
  traces: readonly TraceRow[]
}

/** Stores what each record of a page shows of these now; what it shows no more goes. */
export async function storeParts(
  sql: Sql,
  connectionId: string,
  rows: readonly (RecordParts & { record: { ref: RecordRef } })[],
): Promise<void> {
  const page = { connectionId, refs: rows.map(({ record }) => record.ref) }
  const each = <Part>(pick: (row: RecordParts) => readonly Part[]) =>
    rows.flatMap((row) => pick(row).map((part) => ({ part, ref: row.record.ref })))
  await replaceParts(
    sql,
    page,
    'record_numbers',
    each((row) => row.numbers),
    {
      key: { number_hash: ['bytea', ({ part }) => part.hash] },
      rest: { guessed: ['bool', ({ part }) => part.guessed] },
    },
  )
  await replaceParts(
    sql,
    page,
    'record_lines',
    each((row) => row.lines),
    {
      key: { digits: ['text', ({ part }) => part.digits] },
      rest: { known: ['bool', ({ part }) => part.known], is_mobile: ['bool', ({ part }) => part.isMobile] },
    },
  )
  await replaceParts(
    sql,
    page,
    'record_traces',
    each((row) => row.traces),
    {
      key: { kind: ['text', ({ part }) => part.kind], trace_hash: ['bytea', ({ part }) => part.hash] },
      rest: {},
    },
  )
}

/** `key`: what tells parts of one record apart; `rest`: what else a part says. */
async function replaceParts<Row extends { ref: RecordRef }>(
  sql: Sql,
  { connectionId, refs }: { connectionId: string; refs: readonly RecordRef[] },
  table: 'record_numbers' | 'record_lines' | 'record_traces',
  rows: readonly Row[],
  { key, rest }: { key: Columns<Row>; rest: Columns<Row> },
): Promise<void> {
  const p = tableOf('p', 4, rows, {
    object: ['text', ({ ref }) => ref.object],
    remote_id: ['text', ({ ref }) => ref.id],
    ...key,
    ...rest,
  })
  const [keys, others] = [Object.keys(key), Object.keys(rest)]
  const names = [...keys, ...others]
  const of = 'r.connection_id = $1 and r.object = p.object and r.remote_id = p.remote_id'
  const changed = others.map((name) => `t.${name} <> excluded.${name}`).join(' or ')
  await sql.query(
    `with shown as (
       select r.id as record_id, ${names.map((name) => `p.${name}`).join(', ')} from ${p.from} join remote_records r on ${of}
     ), dropped as (
       delete from ${table} t using unnest($2::text[], $3::text[]) as p (object, remote_id), remote_records r
       where ${of} and t.record_id = r.id
         and not exists (select 1 from shown s where s.record_id = t.record_id and ${keys.map((name) => `s.${name} = t.${name}`).join(' and ')})
     )
     insert into ${table} as t (record_id, ${names.join(', ')}) select record_id, ${names.join(', ')} from shown
     on conflict (record_id, ${keys.join(', ')}) do ${others.length === 0 ? 'nothing' : `update set ${others.map((name) => `${name} = excluded.${name}`).join(', ')} where ${changed}`}`,
    [connectionId, refs.map(({ object }) => object), refs.map(({ id }) => id), ...p.values],
  )
}
