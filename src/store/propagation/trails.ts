import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

/** Where an objection came from. */
interface ObjectionTrail {
  objectionId: string
  requestId: string | null
  traceparent: string | null
}

export async function insertTrails(sql: Sql, trails: readonly ObjectionTrail[], now: Date): Promise<void> {
  const p = tableOf('p', 2, trails, {
    objection_id: ['uuid', (row) => row.objectionId],
    request_id: ['text', (row) => row.requestId],
    traceparent: ['text', (row) => row.traceparent],
  })
  await sql.query(
    `insert into objection_trails (${p.names}, made_at) select ${p.names}, $1::timestamptz from ${p.from} on conflict do nothing`,
    [now, ...p.values],
  )
}

export async function trailsOf(sql: Sql, objectionIds: readonly string[]): Promise<ObjectionTrail[]> {
  const { rows } = await sql.query<ObjectionTrail>(
    `select objection_id as "objectionId", request_id as "requestId", traceparent from objection_trails where objection_id = any($1::uuid[])`,
    [objectionIds],
  )
  return rows
}

/** Nobody looks for the request of an opt-out that old. Business time. */
export async function forgetTrails(sql: Sql, before: Date): Promise<void> {
  await sql.query('delete from objection_trails where made_at < $1', [before])
}
