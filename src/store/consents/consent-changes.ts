import type { Channel } from '../../domain/app/channel.ts'
import type { FieldChange, JournaledChange } from '../../domain/consents/field-change.ts'
import type { RecordRef } from '../../connector/records.ts'
import { uuidList, type Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'
import { changesOf } from '../sql/field-end.ts'
import { othersHold } from '../sql/may-be-of.ts'

/** The field of a consent as the last reading of a record showed it. */
export interface StoredAgreement extends RecordRef {
  recordId: number
  /** The field it was read from; null = nobody knows. */
  field: string | null
  values: string[]
  agreedOn: string | null
  modifiedAt: Date
  /** Changes of this field, the latest first. */
  own: (Pick<FieldChange, 'said' | 'channels' | 'value'> & { at: Date })[]
  /** A consent of the person ended in a field of some system. */
  isEnded: boolean
}

/** What is stored of these records; `isLocked` keeps other pages from changing it meanwhile. */
export async function storedAgreements(
  sql: Sql,
  connectionId: string,
  refs: readonly RecordRef[],
  { field, isLocked }: { field: string; isLocked: boolean },
): Promise<StoredAgreement[]> {
  if (refs.length === 0) return []
  const { rows } = await sql.query<StoredAgreement>(
    `select r.id as "recordId", r.object, r.remote_id as id, r.extras ->> 'agreedIn' as field, coalesce(r.extras -> 'facts' -> 'agreed', '[]') as values, r.extras -> 'facts' -> 'agreedOn' ->> 0 as "agreedOn", r.modified_remote_at as "modifiedAt",
       (select coalesce(jsonb_agg(jsonb_build_object('said', e.said, 'channels', e.channels, 'value', e.value, 'at', e.at) order by e.at desc, e.seen_at desc), '[]') from consent_changes e where e.record_id = r.id and e.field = $4) as own,
       exists (select 1 from record_identities ri join consent_change_identities i on i.identity_hash = ri.identity_hash where ri.record_id = r.id) as "isEnded"
     from remote_records r join unnest($2::text[], $3::text[]) as p (object, remote_id) on r.object = p.object and r.remote_id = p.remote_id
     where r.connection_id = $1 order by r.object, r.remote_id${isLocked ? ' for update of r' : ''}`,
    [connectionId, refs.map(({ object }) => object), refs.map(({ id }) => id), field],
  )
  return rows.map((row) => ({ ...row, own: row.own.map((one) => ({ ...one, at: new Date(one.at) })) }))
}

/** A change with the record and field it was seen in. */
export interface NewConsentChange extends FieldChange {
  id: string
  connectionId: string
  recordId: number
  field: string
}

/** Adds them, for every address of the person as the records show them now. */
export async function insertConsentChanges(sql: Sql, rows: readonly NewConsentChange[], now: Date): Promise<void> {
  if (rows.length === 0) return
  const p = tableOf('p', 2, rows, {
    id: ['uuid', (row) => row.id],
    connection_id: ['uuid', (row) => row.connectionId],
    record_id: ['bigint', (row) => row.recordId],
    field: ['text', (row) => row.field],
    said: ['text', (row) => row.said],
    channels: ['text', (row) => row.channels.join(',')],
    value: ['text', (row) => row.value],
    shown: ['text', (row) => row.shown],
    since: ['timestamptz', (row) => row.since],
    at: ['timestamptz', (row) => row.at],
    dated: ['text', (row) => row.dated],
  })
  await sql.query(
    `insert into consent_changes (id, connection_id, record_id, field, said, channels, value, shown, since, at, dated, seen_at)
     select id, connection_id, record_id, field, said, string_to_array(channels, ','), value, shown, since, at, dated, $1 from ${p.from}`,
    [now, ...p.values],
  )
  await sql.query(
    `with own as (select e.id, r.contact_id, r.id as record_id from consent_changes e join remote_records r on r.id = e.record_id where e.id = any($1)),
     holding as (select id, contact_id, record_id from own union select own.id, own.contact_id, r.id from own join remote_records r on r.contact_id = own.contact_id and r.gone_at is null)
     insert into consent_change_identities (change_id, identity_hash)
     select distinct h.id, ri.identity_hash from holding h join record_identities ri on ri.record_id = h.record_id join identities i on i.hash = ri.identity_hash
     where not i.role or (ri.position = 0 and not ${othersHold('ri.identity_hash', 'h.contact_id')})`,
    [rows.map(({ id }) => id)],
  )
}

/** A change as decisions read it. */
export interface ConsentChange extends Pick<FieldChange, 'said' | 'at' | 'since'> {
  contactId: string
  /** Null: a record that a restored backup did not know. */
  recordId: number | null
  channels: Channel[]
}

/** Changes of people, the latest of each first. */
export async function consentChangesOf(sql: Sql, contactIds: readonly string[]): Promise<ConsentChange[]> {
  const { rows } = await sql.query<ConsentChange>(
    `select t.contact_id as "contactId", e.record_id as "recordId", e.said, e.channels, e.at, e.since
     from ${changesOf('$1')} t join consent_changes e on e.id = t.change_id order by t.contact_id, e.at desc, e.seen_at desc`,
    [uuidList(contactIds)],
  )
  return rows
}

/** Brings one back that came after the backup; gives the people it is about. Nothing where its system is unknown. */
export async function replayConsentChange(
  sql: Sql,
  { id, connectionId, object, remoteId, ...change }: JournaledChange,
  hashes: readonly Buffer[],
  seenAt: Date,
): Promise<string[]> {
  const { rowCount } = await sql.query(
    `insert into consent_changes (id, connection_id, record_id, field, said, channels, value, shown, since, at, dated, seen_at)
     select $1, k.id, (select r.id from remote_records r where r.connection_id = k.id and r.object = $3 and r.remote_id = $4), $5, $6, $7, '', '', $8, $9, $10, $11 from connections k where k.id = $2 on conflict do nothing`,
    [
      id,
      connectionId,
      object,
      remoteId,
      change.field,
      change.said,
      change.channels,
      change.since,
      change.at,
      change.dated,
      seenAt,
    ],
  )
  if (rowCount === 0) return []
  const { rows } = await sql.query<{ id: string }>(
    `with kept as (insert into consent_change_identities (change_id, identity_hash) select $1, hash from unnest($2::bytea[]) as p (hash) on conflict do nothing)
     select distinct r.contact_id as id from record_identities ri join remote_records r on r.id = ri.record_id where ri.identity_hash = any($2) and r.contact_id is not null`,
    [id, hashes],
  )
  return rows.map((row) => row.id)
}
