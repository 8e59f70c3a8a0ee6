import { move, type PropagationState } from '../../domain/propagation/states.ts'
import type { SeenItem } from '../../connector/outcome.ts'
import { readBackBounds } from '../../domain/app/read-back-bounds.ts'
import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { tableOf } from '../app/table-of.ts'

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
  await sql.query('select from propagations where id = any($1) order by id for update', [rows.map((row) => row.id)])
  const r = tableOf('r', 3, rows, {
    id: ['uuid', (row) => row.id],
    version: ['int', (row) => row.version],
    from_state: ['text', (row) => row.from],
    to_state: ['text', (row) => row.to],
    reason: ['text', (row) => row.reason],
    owner: ['text', (row) => row.owner],
    detail: ['text', (row) => row.detail],
    attempts: ['int', (row) => row.attempts],
    verify_first: ['bool', (row) => row.verifyFirst],
    next_attempt_at: ['timestamptz', (row) => row.nextAttemptAt],
    ticket: ['text', (row) => row.ticket],
    proof: ['int', (row) => row.proof],
    written: ['bool', (row) => row.written],
    done: ['bool', (row) => row.done],
    repaired: ['int', (row) => row.repairedRecords],
    show_by: ['timestamptz', (row) => row.showBy],
  })
  const { rows: saved } = await sql.query<{ id: string }>(
    `with saved as (
     update propagations p set state = case when again then 'queued' else r.to_state end, reason = case when again then 'reintroduced' else r.reason end,
       owner = r.owner, detail = r.detail, attempts = r.attempts, verify_first = r.verify_first or again, look_again = p.look_again and not again, woken_at = case when again then $1 else p.woken_at end,
       next_attempt_at = case when again then $1 else r.next_attempt_at end, claimed_until = null, ticket = coalesce(r.ticket, p.ticket), proof = coalesce(r.proof, p.proof),
       written_at = case when r.written then coalesce(p.written_at, $2) else p.written_at end, done_at = case when r.done then $2 else p.done_at end,
       -- Who was only called in vain was told nothing.
       told_at = case when r.written or r.proof is not null or r.to_state in ('written', 'applied', 'accepted') then coalesce(p.told_at, $1) else p.told_at end,
       repaired_records = p.repaired_records + r.repaired, -- After a failed call the system gets its full time again.
       show_by = case when r.to_state = 'waiting' and r.detail is not null then null else coalesce(p.show_by, r.show_by) end, version = p.version + 1
     from ${r.from},
       lateral (select exists (select 1 from propagations old where old.id = r.id and old.look_again and r.to_state in ('applied', 'absent')) as again) look
     where p.id = r.id and p.version = r.version and p.state = r.from_state returning p.id, p.connection_id, p.objection_id, p.lane, p.state, coalesce(p.woken_at, p.created_at) as since
     ), noted as (
       insert into noted_figures (metric, labels, bucket, n, total)
       select 'lawbase_read_back_seconds', array[c.connector, c.id::text], width_bucket(took.seconds, $${r.values.length + 3}::float8[]), count(*), sum(took.seconds)
       from saved s join connections c on c.id = s.connection_id, lateral (select greatest(0, extract(epoch from $1::timestamptz - s.since))::float8 as seconds) took
       where s.state = 'applied' and s.lane = 'objection' and ${noShopper.objection('s.objection_id')} group by c.connector, c.id, width_bucket(took.seconds, $${r.values.length + 3}::float8[])
     ) select id from saved`,
    [now, wallNow, ...r.values, readBackBounds],
  )
  return new Set(saved.map((row) => row.id))
}

/** Stores what was read back. `target` of an address is the hex of its hash, never the address. */
export async function saveItems(
  sql: Sql,
  items: readonly { propagationId: string; item: SeenItem; target: string; readAt: Date }[],
): Promise<void> {
  const unique = new Map(items.map((row) => [`${row.propagationId} ${row.target} ${row.item.channel}`, row]))
  const p = tableOf('p', 1, [...unique.values()], {
    propagation_id: ['uuid', (row) => row.propagationId],
    target: ['text', (row) => row.target],
    target_kind: ['text', (row) => row.item.targetKind],
    channel: ['text', (row) => row.item.channel],
    level: ['text', (row) => row.item.level],
    value: ['text', (row) => row.item.value],
    read_at: ['timestamptz', (row) => row.readAt],
  })
  await sql.query(
    `insert into propagation_items as i (${p.names}) select ${p.names} from ${p.from}
     on conflict (propagation_id, target, channel) do update set level = excluded.level, value = excluded.value, read_at = excluded.read_at`,
    p.values,
  )
}
