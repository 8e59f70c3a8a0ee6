import type { Channel } from '../../domain/app/channel.ts'
import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'
import { recordsOfNumbers } from '../app/numbers.ts'

/** What an order is made of: the person's addresses with a clear value, records at this Connection, channels. */
export interface OrderFacts {
  propagationId: string
  objectionId: string
  contactId: string | null
  /** What of the objection still stands: a Lift ends a part of it. */
  channels: Channel[]
  /** Empty = all kinds. */
  kinds: string[]
  receivedAt: Date
  reason: 'objection' | 'complaint' | 'erasure'
  door: string
  emails: string[]
  /**
   * Addresses on these records that the objection does not cover: shared mailboxes, and, where it came from a shared
   * mailbox alone, the personal ones beside it.
   */
  excludedEmails: string[]
  /** `beside`: the objection came from a shared mailbox alone, which is no more than a second address of the record. */
  records: (RecordRef & { rowId: number; emailBlock: string | null; beside: boolean })[]
  /** Records that the objection reaches by a number only: they are blocked for the channels of a number. */
  numbered: (RecordRef & { rowId: number })[]
  /** Name of the broker's source, for a broker to find the person. */
  reference: string | null
}

/** SQL of a boolean: the objection `o` names shared mailboxes, and nothing of a person. */
const fromShared = `(exists (select 1 from objection_identities oi where oi.objection_id = o.id) and not exists (select 1 from objection_identities oi join identities own on own.hash = oi.identity_hash and not own.role where oi.objection_id = o.id))`

/** SQL: ids of the records that hold an address or number of the objection `o`. */
const recordsNamed = `select named.record_id from objection_identities oi join record_identities named on named.identity_hash = oi.identity_hash where oi.objection_id = o.id`

/**
 * SQL: addresses on records of the objection `o` at the system of `p` that are of the other sort than it: shared
 * mailboxes of its person, and, where it came from a shared mailbox alone, the personal ones beside that. Two selects
 * and no `or exists`: PostgreSQL 18.4 evaluates such a condition in two places of a join, and in one of them keeps the
 * answers of the order before.
 */
const addressesBeside = `
  select held.identity_hash as hash from remote_records r join record_identities held on held.record_id = r.id join identities shared on shared.hash = held.identity_hash and shared.role
  where r.contact_id = o.contact_id and r.connection_id = p.connection_id and r.gone_at is null
  union select held.identity_hash from remote_records r join record_identities held on held.record_id = r.id join identities own on own.hash = held.identity_hash and not own.role
  where r.id in (${recordsNamed}) and r.connection_id = p.connection_id and r.gone_at is null and ${fromShared}`

/** Loads the facts of many claimed rows in a constant number of statements. */
export async function loadOrderFacts(sql: Sql, propagationIds: readonly string[]): Promise<Map<string, OrderFacts>> {
  const { rows } = await sql.query<{
    id: string
    objection_id: string
    contact_id: string | null
    channels: Channel[]
    kinds: string[]
    received_at: Date
    reason: OrderFacts['reason']
    door: string
    emails: string[] | null
    excludedEmails: string[] | null
    records: OrderFacts['records'] | null
    reference: string | null
  }>(
    `select p.id, o.id as objection_id, o.contact_id, o.kinds, o.received_at, o.reason, o.door,
       coalesce((select array_agg(c.channel order by c.position) from unnest(o.channels) with ordinality as c (channel, position)
         where not exists (select 1 from lifted_suppressions l where l.objection_id = o.id and l.channel = c.channel)
           or exists (select 1 from objection_identities oi join suppressions s on s.identity_hash = oi.identity_hash
             where oi.objection_id = o.id and s.channel = c.channel and (s.kind = '' or s.kind = any(o.kinds)))), '{}') as channels,
       (select array_agg(i.value order by i.value) from objection_identities oi join identities i on i.hash = oi.identity_hash
        where oi.objection_id = o.id and i.kind = 'email' and i.value is not null) as emails,
       (select array_agg(distinct i.value) from (${addressesBeside}) beside join identities i on i.hash = beside.hash and i.value is not null
        where not exists (select 1 from suppressions s where s.identity_hash = i.hash and s.channel = 'email' and (s.kind = '' or s.kind = any(o.kinds)))) as "excludedEmails",
       (select jsonb_agg(jsonb_build_object('object', r.object, 'id', r.remote_id, 'rowId', r.id, 'emailBlock', r.blocks ->> 'email', 'beside', ${fromShared} and exists (select 1 from record_identities ri where ri.record_id = r.id and ri.position = 0)
           and not exists (select 1 from record_identities ri join objection_identities oi on oi.identity_hash = ri.identity_hash and oi.objection_id = o.id where ri.record_id = r.id and ri.position = 0)) order by r.id)
        from remote_records r where r.connection_id = p.connection_id and r.gone_at is null
          and r.id in (select id from remote_records where contact_id = o.contact_id union ${recordsNamed})) as records,
       (select min(s.name) from sources s where s.contact_id = o.contact_id and s.broker_connection_id = p.connection_id) as reference
     from propagations p join objections o on o.id = p.objection_id where p.id = any($1)`,
    [propagationIds],
  )
  const byNumber = Map.groupBy(await recordsOfNumbers(sql, propagationIds), (row) => row.propagationId)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        propagationId: row.id,
        objectionId: row.objection_id,
        contactId: row.contact_id,
        channels: row.channels,
        kinds: row.kinds,
        receivedAt: row.received_at,
        reason: row.reason,
        door: row.door,
        emails: row.emails ?? [],
        excludedEmails: row.excludedEmails ?? [],
        records: row.records ?? [],
        reference: row.reference,
        numbered: (byNumber.get(row.id) ?? [])
          .filter((one) => !(row.records ?? []).some((record) => record.rowId === one.rowId))
          .map(({ object, id, rowId }) => ({ object, id, rowId })),
      },
    ]),
  )
}
