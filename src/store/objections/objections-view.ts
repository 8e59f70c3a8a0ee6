import type { Channel } from '../../domain/app/channel.ts'
import type { PropagationState } from '../../domain/propagation/states.ts'
import { isUuid, type Sql } from '../app/database.ts'
import { recordsOfNumbers } from '../app/numbers.ts'
import { notMistaken } from '../sql/not-mistaken.ts'
import { notApplied, stillOpen } from '../sql/not-applied.ts'
import { saidAgainOf, type SaidAgain } from './repeated-objections.ts'
import { dayFilters } from '../sql/paged-list.ts'
import { noShopper } from '../sql/without-shopper.ts'

export interface PropagationView {
  id: string
  objectionId: string
  connectionId: string
  connector: string
  label: string
  state: PropagationState
  reason: string | null
  owner: string | null
  detail: string | null
  nextAttemptAt: Date | null
  ticket: string | null
  proof: number | null
  createdAt: Date
  firstSentAt: Date | null
  writtenAt: Date | null
  doneAt: Date | null
  version: number
  /** A refusal that somebody settled by hand. */
  settled: { at: string; by: string; note: string; evidence: { id: string; name: string } | null } | null
  items: {
    target: string
    targetKind: 'record' | 'address'
    channel: string
    level: 'enforced' | 'marked'
    value: string
    readAt: string
  }[]
}

/** Propagations of the given objections with what was read back, the leading system first. */
export async function propagationsOf(sql: Sql, objectionIds: readonly string[]): Promise<PropagationView[]> {
  const { rows } = await sql.query<PropagationView>(
    `select p.id, p.objection_id as "objectionId", p.connection_id as "connectionId", c.connector, c.label, p.state, p.reason, p.owner, p.detail, p.next_attempt_at as "nextAttemptAt",
       p.ticket, p.proof, p.created_at as "createdAt", p.first_sent_at as "firstSentAt", p.written_at as "writtenAt", p.done_at as "doneAt", p.version,
       case when p.settled_at is not null then jsonb_build_object('at', p.settled_at, 'by', coalesce((select u.name from users u where u.email = p.settled_by), p.settled_by), 'note', p.settled_note,
         'evidence', (select jsonb_build_object('id', e.id, 'name', e.name) from evidence_files e where e.propagation_id = p.id order by e.created_at desc limit 1)) end as settled,
       coalesce((select jsonb_agg(jsonb_build_object('target', i.target, 'targetKind', i.target_kind, 'channel', i.channel, 'level', i.level, 'value', i.value, 'readAt', i.read_at) order by i.target_kind, i.target, i.channel)
         from propagation_items i where i.propagation_id = p.id), '[]') as items
     from propagations p join connections c on c.id = p.connection_id where p.objection_id = any($1) order by p.objection_id, c.position`,
    [objectionIds],
  )
  return rows
}

/** What the base knows of the people of an opt-out at a system, as it was read last. */
export interface KnownThere {
  records: number
  /** Whether the system was ever read from end to end: before, no record means nothing. */
  read: boolean
  disconnected: boolean
}

/**
 * Live records that each Propagation concerns at its Connection, by the person, an address or a number; each id has an
 * entry.
 */
export async function knownThere(sql: Sql, propagationIds: readonly string[]): Promise<Map<string, KnownThere>> {
  const [{ rows }, numbered] = await Promise.all([
    sql.query<{ id: string; read: boolean; disconnected: boolean; recordIds: number[] }>(
      `select p.id, c.full_pulled_at is not null as read, c.state = 'disconnected' as disconnected,
         array(select r.id from remote_records r where r.connection_id = p.connection_id and r.gone_at is null and r.contact_id = o.contact_id
           union select ri.record_id from objection_identities oi join record_identities ri on ri.identity_hash = oi.identity_hash
             join remote_records r on r.id = ri.record_id and r.connection_id = p.connection_id and r.gone_at is null where oi.objection_id = o.id) as "recordIds"
       from propagations p join objections o on o.id = p.objection_id join connections c on c.id = p.connection_id where p.id = any($1)`,
      [propagationIds],
    ),
    recordsOfNumbers(sql, propagationIds),
  ])
  const byNumber = Map.groupBy(numbered, (row) => row.propagationId)
  return new Map(
    rows.map(({ id, recordIds, ...rest }) => {
      const all = new Set([...recordIds, ...(byNumber.get(id) ?? []).map(({ rowId }) => rowId)].map(String))
      return [id, { ...rest, records: all.size }]
    }),
  )
}

export interface ObjectionView {
  id: string
  number: string
  contactId: string | null
  door: string
  /** The system in which it was said, by its label; null = not in a connected one. */
  origin: string | null
  channels: Channel[]
  kinds: string[]
  receivedAt: Date
  recordedAt: Date
  reason: string
  evidence: Record<string, unknown>
  /** It was entered for the wrong person, and corrected. */
  mistaken: boolean
  /** The person said it again while it stood: its date and terms stay those of the first time. */
  saidAgain: SaidAgain[]
}

const objectionColumns = `o.id, o.number, o.contact_id as "contactId", o.door, (select k.label from connections k where k.id = o.origin_connection_id) as origin, o.channels, o.kinds, o.received_at as "receivedAt", o.recorded_at as "recordedAt", o.reason, o.evidence, not ${notMistaken('o.id')} as mistaken, ${saidAgainOf} as "saidAgain"`

/** Objections that concern a contact: its own, and those on an address or a number it holds. Newest first. */
export async function objectionsOfContact(sql: Sql, contactId: string): Promise<ObjectionView[]> {
  const { rows } = await sql.query<ObjectionView>(
    `select ${objectionColumns} from objections o where o.id in (select id from objections where contact_id = $1
       union select oi.objection_id from remote_records r join record_identities ri on ri.record_id = r.id join objection_identities oi on oi.identity_hash = ri.identity_hash where r.contact_id = $1
       union select oi.objection_id from remote_records r join record_numbers n on n.record_id = r.id join objection_identities oi on oi.identity_hash = n.number_hash where r.contact_id = $1)
     order by o.received_at desc, o.number desc`,
    [contactId],
  )
  return rows
}

/**
 * Which objections a list shows: every one, those not everywhere yet, those that are only still to be sent or verified
 * (nobody is read there as open), those a broker only received, those with a refusal that somebody settled.
 */
export const objectionFilters = ['open', 'pending', 'unconfirmed', 'settled', 'all'] as const
export type ObjectionFilter = (typeof objectionFilters)[number]

const filters: Readonly<Record<ObjectionFilter, string>> = {
  all: 'true',
  open: `o.id in (select objection_id from ${notApplied} as found)`,
  pending: `exists (select 1 from propagations p join connections c on c.id = p.connection_id and c.state <> 'disconnected' where p.objection_id = o.id and ${stillOpen}) and o.id not in (select objection_id from ${notApplied} as found)`,
  settled: `exists (select 1 from propagations p join connections c on c.id = p.connection_id and c.state <> 'disconnected' where p.objection_id = o.id and p.state = 'refused' and p.settled_at is not null)`,
  unconfirmed: `exists (select 1 from propagations p join connections c on c.id = p.connection_id and c.state <> 'disconnected' where p.objection_id = o.id and p.state = 'accepted' and coalesce(p.proof, 1) < 2)`,
}

/** One Propagation, as it stands. */
export async function findPropagation(sql: Sql, id: string): Promise<PropagationView | null> {
  const { rows } = await sql.query<{ objection_id: string }>('select objection_id from propagations where id = $1', [
    id,
  ])
  return (
    (
      await propagationsOf(
        sql,
        rows.map((row) => row.objection_id),
      )
    ).find((row) => row.id === id) ?? null
  )
}

/** An objection in a list, with one address of the person when the base still holds it. */
export type ListedObjection = ObjectionView & { email: string | null }

/** Objections that are not the mystery shopper's: by state, channel of receipt, system, days and person. */
export const objectionList = {
  columns: `${objectionColumns}, (select min(i.value) from objection_identities oi join identities i on i.hash = oi.identity_hash where oi.objection_id = o.id) as email`,
  from: 'objections o',
  where: noShopper.objection('o.id'),
  id: 'o.id',
  idType: 'uuid' as const,
  sorts: { recorded: 'o.recorded_at', received: 'o.received_at', door: 'o.door' },
  filters: {
    state: (value: string) =>
      Object.entries(filters)
        .map(([name, condition]) => `(${value} = '${name}' and ${condition})`)
        .join(' or '),
    door: (value: string) => `o.door = ${value}`,
    system: (value: string) =>
      `exists (select 1 from propagations p where p.objection_id = o.id and p.connection_id::text = ${value})`,
    person: (value: string) => `o.contact_id::text = ${value}`,
    ...dayFilters('o.received_at'),
  },
}

export async function countObjections(sql: Sql, filter: ObjectionFilter): Promise<number> {
  return (
    (
      await sql.query<{ count: number }>(
        `select count(*)::int as count from objections o where ${filters[filter]} and ${noShopper.objection('o.id')}`,
      )
    ).rows[0]?.count ?? 0
  )
}

/** By id or by number. */
export async function findObjectionView(
  sql: Sql,
  key: string,
): Promise<(ObjectionView & { email: string | null }) | null> {
  const { rows } = await sql.query<ObjectionView & { email: string | null }>(
    `select ${objectionColumns}, (select min(i.value) from objection_identities oi join identities i on i.hash = oi.identity_hash where oi.objection_id = o.id) as email from objections o where ${isUuid(key) ? 'o.id' : 'o.number'} = $1`,
    [key],
  )
  return rows[0] ?? null
}
