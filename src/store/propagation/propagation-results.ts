import { move, type PropagationState } from '../../domain/propagation/propagation.ts'
import type { SeenItem } from '../../connector/outcome.ts'
import type { Sql } from '../app/database.ts'

/** How one claimed row ends for now. */
export interface PropagationResult {
  id: string
  version: number
  from: PropagationState
  to: PropagationState
  reason: string | null
  owner: string | null
  detail: string | null
  attempts: number
  verifyFirst: boolean
  nextAttemptAt: Date | null
  ticket: string | null
  proof: number | null
  written: boolean
  showBy: Date | null
  done: boolean
  repairedRecords: number
}

/** Saves results; a row that somebody moved meanwhile is left as it is. Gives the ids that were saved. */
export async function saveResults(
  sql: Sql,
  rows: readonly PropagationResult[],
  wallNow: Date,
  now: Date,
): Promise<Set<string>> {
  for (const row of rows) if (row.from !== row.to) move(row.from, row.to)
  move('applied', 'queued')
  const column = <T>(pick: (row: PropagationResult) => T) => rows.map(pick)
  await sql.query('select from propagations where id = any($1) order by id for update', [rows.map((row) => row.id)])
  const { rows: saved } = await sql.query<{ id: string }>(
    `update propagations p set state = case when again then 'queued' else r.to_state end, reason = case when again then 'reintroduced' else r.reason end,
       owner = r.owner, detail = r.detail, attempts = r.attempts, verify_first = r.verify_first or again, look_again = p.look_again and not again, woken_at = case when again then $18 else p.woken_at end,
       next_attempt_at = case when again then $18 else r.next_attempt_at end, claimed_until = null, ticket = coalesce(r.ticket, p.ticket), proof = coalesce(r.proof, p.proof),
       written_at = case when r.written then coalesce(p.written_at, $15) else p.written_at end, done_at = case when r.done then $15 else p.done_at end,
       repaired_records = p.repaired_records + r.repaired, -- After a failed call the system gets its full time again.
       show_by = case when r.to_state = 'waiting' and r.detail is not null then null else coalesce(p.show_by, r.show_by) end, version = p.version + 1
     from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::bool[], $10::timestamptz[], $11::text[], $12::int[], $13::bool[], $14::bool[], $16::int[], $17::timestamptz[])
       as r (id, version, from_state, to_state, reason, owner, detail, attempts, verify_first, next_attempt_at, ticket, proof, written, done, repaired, show_by),
       lateral (select exists (select 1 from propagations old where old.id = r.id and old.look_again and r.to_state in ('applied', 'absent')) as again) look
     where p.id = r.id and p.version = r.version and p.state = r.from_state returning p.id`,
    [
      column((row) => row.id),
      column((row) => row.version),
      column((row) => row.from),
      column((row) => row.to),
      column((row) => row.reason),
      column((row) => row.owner),
      column((row) => row.detail),
      column((row) => row.attempts),
      column((row) => row.verifyFirst),
      column((row) => row.nextAttemptAt),
      column((row) => row.ticket),
      column((row) => row.proof),
      column((row) => row.written),
      column((row) => row.done),
      wallNow,
      column((row) => row.repairedRecords),
      column((row) => row.showBy),
      now,
    ],
  )
  return new Set(saved.map((row) => row.id))
}

/** Stores what was read back. `target` of an address is the hex of its hash, never the address. */
export async function saveItems(
  sql: Sql,
  items: readonly { propagationId: string; item: SeenItem; target: string; readAt: Date }[],
): Promise<void> {
  const unique = new Map(items.map((row) => [`${row.propagationId} ${row.target} ${row.item.channel}`, row]))
  const rows = [...unique.values()]
  await sql.query(
    `insert into propagation_items as i (propagation_id, target, target_kind, channel, level, value, read_at)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
     on conflict (propagation_id, target, channel) do update set level = excluded.level, value = excluded.value, read_at = excluded.read_at`,
    [
      rows.map((row) => row.propagationId),
      rows.map((row) => row.target),
      rows.map((row) => row.item.targetKind),
      rows.map((row) => row.item.channel),
      rows.map((row) => row.item.level),
      rows.map((row) => row.item.value),
      rows.map((row) => row.readAt),
    ],
  )
}
