import { randomUUID } from 'node:crypto'
import type { Channel } from '../../domain/app/channel.ts'
import type { Door } from '../../domain/objections/objection.ts'
import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

/** An objection that an earlier one covered when it came. */
interface RepeatedObjection {
  contactId: string | null
  channels: readonly Channel[]
  kinds: readonly string[]
  receivedAt: Date
  door: Door
  originConnectionId: string | null
  reason: 'objection' | 'complaint' | 'erasure'
  asksErasure: boolean
  actor: string
  evidence: Readonly<Record<string, unknown>>
  hashes: readonly Buffer[]
}

const noOrigin = '00000000-0000-0000-0000-000000000000'
const sameWords = `q.objection_id = p.objection_id and q.door = p.door and coalesce(q.origin_connection_id, '${noOrigin}') = coalesce(p.origin_connection_id, '${noOrigin}') and q.channels = p.channels and q.kinds = p.kinds and q.reason = p.reason`

/**
 * Keeps what was said again under the objection that covered it, once for each door and wording, with when it was said
 * first and last: should that one turn out to be a mistake, this stands by itself. What a door tells of the time before
 * it recorded the earlier one is that one told again, and is left out.
 */
export async function insertRepeated(
  sql: Sql,
  rows: readonly (RepeatedObjection & { objectionId: string })[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  const keyOf = (row: (typeof rows)[number]) =>
    [row.objectionId, row.door, row.originConnectionId, row.channels, row.kinds, row.reason].join(' ')
  const groups = [...Map.groupBy(rows, keyOf).values()].flatMap((same) => {
    const [first] = same.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
    return first === undefined ? [] : [{ ...first, hashes: same.flatMap((row) => row.hashes) }]
  })
  const p = tableOf('g', 2, groups, {
    id: ['uuid', () => randomUUID()],
    objection_id: ['uuid', (row) => row.objectionId],
    contact_id: ['uuid', (row) => row.contactId],
    channels: ['text', (row) => row.channels.join(',')],
    kinds: ['text', (row) => row.kinds.join(',')],
    received_at: ['timestamptz', (row) => row.receivedAt],
    door: ['text', (row) => row.door],
    origin: ['uuid', (row) => row.originConnectionId],
    reason: ['text', (row) => row.reason],
    asks_erasure: ['bool', (row) => row.asksErasure],
    actor: ['text', (row) => row.actor],
    evidence: ['jsonb', (row) => JSON.stringify(row.evidence)],
    hashes: ['text', (row) => row.hashes.map((hash) => hash.toString('hex')).join(',')],
  })
  await sql.query(
    `with p as (
       select g.id, g.objection_id, g.contact_id, string_to_array(g.channels, ',') as channels, string_to_array(g.kinds, ',') as kinds, g.received_at, g.door, g.origin as origin_connection_id, g.reason, g.asks_erasure, g.actor, g.evidence, g.hashes
       from ${p.from} join objections o on o.id = g.objection_id and not (o.door = g.door and o.origin_connection_id is not distinct from g.origin and g.received_at <= o.recorded_at)
     ), fresh as (
       insert into repeated_objections (id, objection_id, contact_id, channels, kinds, received_at, recorded_at, door, origin_connection_id, reason, asks_erasure, actor, evidence)
       select id, objection_id, contact_id, channels, kinds, received_at, $1, door, origin_connection_id, reason, asks_erasure, actor, evidence from p
       on conflict (objection_id, door, coalesce(origin_connection_id, '${noOrigin}'), channels, kinds, reason) do update set last_at = excluded.received_at where excluded.received_at > coalesce(repeated_objections.last_at, repeated_objections.received_at) returning id
     )
     insert into repeated_identities (repeated_id, identity_hash)
     select distinct coalesce(q.id, fresh.id), decode(h.hex, 'hex') from p cross join unnest(string_to_array(p.hashes, ',')) as h (hex) left join fresh on fresh.id = p.id left join repeated_objections q on ${sameWords}
     where coalesce(q.id, fresh.id) is not null and h.hex <> '' on conflict do nothing`,
    [now, ...p.values],
  )
}

/**
 * What was said again while this objection stood, the earliest first. A secondary address that a system shows as opted
 * out is left out where the objection was carried there before: Lawbase may have written that itself.
 */
export async function repeatedOf(sql: Sql, objectionId: string): Promise<(RepeatedObjection & { id: string })[]> {
  const { rows } = await sql.query<RepeatedObjection & { id: string }>(
    `select q.id, q.contact_id as "contactId", q.channels, q.kinds, q.received_at as "receivedAt", q.door, q.origin_connection_id as "originConnectionId", q.reason, q.asks_erasure as "asksErasure", q.actor, q.evidence,
       coalesce((select array_agg(i.identity_hash) from repeated_identities i where i.repeated_id = q.id), '{}') as hashes
     from repeated_objections q where q.objection_id = $1
       and not (q.evidence ? 'secondaryAddress' and exists (select 1 from propagations p where p.objection_id = q.objection_id and p.connection_id = q.origin_connection_id and p.first_sent_at <= q.received_at)) order by q.received_at, q.id`,
    [objectionId],
  )
  return rows
}

/** One door by which the person said again what an objection covers. */
export interface SaidAgain {
  door: string
  /** The connected system in which it was said, by its label; null = in none. */
  origin: string | null
  /** ISO instants: first and last; null = once. */
  at: string
  lastAt: string | null
  /** It stood in a system that gives no date: it was said by `at` at the latest. */
  notLaterThan: boolean
}

/**
 * A column of `objections o`: what was said again, the earliest first. A secondary address that a system shows as opted
 * out is left out: Lawbase may have written that itself.
 */
export const saidAgainOf = `coalesce((select jsonb_agg(jsonb_build_object('door', q.door, 'origin', (select k.label from connections k where k.id = q.origin_connection_id), 'at', to_char(q.received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'lastAt', to_char(q.last_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'notLaterThan', q.evidence ? 'notLaterThan') order by q.received_at, q.id)
  from repeated_objections q where q.objection_id = o.id and not q.evidence ? 'secondaryAddress'), '[]')`
