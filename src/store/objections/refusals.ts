import { move } from '../../domain/propagation/states.ts'
import type { Sql } from '../app/database.ts'

/** Refused Propagations: one as somebody saw it, or all of one cause at one Connection. */
export type RefusedCarriage =
  | { id: string; version: number }
  | { connectionId: string; reason: string | null; detail: string | null }

/** A Propagation that a person moved or settled. */
export interface RefusedRow {
  id: string
  version: number
  connectionId: string
  objectionId: string
  contactId: string | null
  /** Why it was refused. */
  reason: string | null
}

const returned = `p.id, p.version, p.connection_id as "connectionId", p.objection_id as "objectionId", o.contact_id as "contactId"`

/**
 * Queues refused Propagations again. One that was sent again, settled or lifted meanwhile is left alone, so that a
 * second press of the button sends nothing twice; all of one cause leave out what was settled by hand.
 */
export async function requeueRefused(sql: Sql, which: RefusedCarriage, now: Date): Promise<RefusedRow[]> {
  move('refused', 'queued')
  const [where, values] =
    'id' in which
      ? (['id = $2 and version = $3', [which.id, which.version]] as const)
      : ([
          'connection_id = $2 and settled_at is null and reason is not distinct from $3 and detail is not distinct from $4',
          [which.connectionId, which.reason, which.detail],
        ] as const)
  const { rows } = await sql.query<RefusedRow>(
    `with known as (select id, reason from propagations where state = 'refused' and ${where}
       and exists (select 1 from connections c where c.id = connection_id and c.state <> 'disconnected') order by id for update)
     update propagations p set state = 'queued', reason = null, owner = null, detail = null, lane = 'objection', attempts = 0, verify_first = false, look_again = false, show_by = null,
       next_attempt_at = $1, woken_at = $1, sent_again_at = $1, settled_at = null, settled_by = null, settled_note = null, version = p.version + 1
     from known k, objections o where p.id = k.id and o.id = p.objection_id returning ${returned}, k.reason`,
    [now, ...values],
  )
  // What was said of the earlier sending is no answer to this one.
  await sql.query(
    `update broker_answers set settled_at = $2, settled_as = 'noted' where propagation_id = any($1) and settled_at is null`,
    [rows.map((row) => row.id), now],
  )
  return rows
}

/** Notes that a person settled it. Null when it is not refused any more, not in that version, or settled already. */
export async function settleRefused(
  sql: Sql,
  { id, version }: { id: string; version: number },
  by: string,
  note: string,
  now: Date,
): Promise<RefusedRow | null> {
  const { rows } = await sql.query<RefusedRow>(
    `update propagations p set settled_at = $3, settled_by = $4, settled_note = $5, version = p.version + 1 from objections o
     where p.id = $1 and p.version = $2 and p.state = 'refused' and p.settled_at is null and o.id = p.objection_id returning ${returned}, p.reason`,
    [id, version, now, by, note],
  )
  return rows[0] ?? null
}
