import type { RecordRef } from '../../connector/records.ts'
import type { TraceKind } from '../../domain/contacts/traces.ts'
import type { Sql } from '../app/database.ts'

/** By what the person of a record would be known again (docs/reference/promises.md#kept), as keyed hash. */
export interface TraceRow {
  kind: TraceKind
  hash: Buffer
}

/** Stores what each record of a page shows of this now. */
export async function storeTraces(
  sql: Sql,
  connectionId: string,
  rows: readonly { ref: RecordRef; traces: readonly TraceRow[] }[],
): Promise<void> {
  const shown = rows.flatMap(({ ref, traces }) => traces.map((trace) => ({ ref, ...trace })))
  await sql.query(
    `with shown as (
       select r.id as record_id, p.kind, p.hash from unnest($4::text[], $5::text[], $6::text[], $7::bytea[]) as p (object, remote_id, kind, hash)
       join remote_records r on r.connection_id = $1 and r.object = p.object and r.remote_id = p.remote_id
     ), dropped as (
       delete from record_traces t using unnest($2::text[], $3::text[]) as p (object, remote_id), remote_records r
       where r.connection_id = $1 and r.object = p.object and r.remote_id = p.remote_id and t.record_id = r.id
         and not exists (select 1 from shown where shown.record_id = t.record_id and shown.kind = t.kind and shown.hash = t.trace_hash)
     )
     insert into record_traces (record_id, kind, trace_hash) select record_id, kind, hash from shown on conflict do nothing`,
    [
      connectionId,
      rows.map(({ ref }) => ref.object),
      rows.map(({ ref }) => ref.id),
      shown.map(({ ref }) => ref.object),
      shown.map(({ ref }) => ref.id),
      shown.map(({ kind }) => kind),
      shown.map(({ hash }) => hash),
    ],
  )
}
