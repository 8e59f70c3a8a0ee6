import type { Channel } from '../../domain/app/channel.ts'
import type { FieldChange } from '../../domain/consents/field-change.ts'
import { uuidList, type Sql } from '../app/database.ts'
import { changesOf } from '../sql/field-end.ts'

/** A consent that a field of a system showed, and what became of it there; days in UTC. */
export interface FieldConsent extends Pick<FieldChange, 'said' | 'dated' | 'value' | 'shown'> {
  system: string
  field: string
  channels: Channel[]
  /** Day of the change. */
  on: string
  /** Since when it said yes before; null = nobody knows. */
  since: string | null
}

/** SQL of a boolean: the change in the row `e` is an end, or a yes that did not end since. */
export const lastsStill = (e: string): string =>
  `(${e}.said <> 'yes' or not exists (select 1 from consent_changes later where later.record_id = ${e}.record_id and later.field = ${e}.field and later.channels && ${e}.channels and later.at >= ${e}.at and later.said <> 'yes'))`

/** What fields said of the consents of people since it changed there, the latest first. */
export async function fieldConsentsOf(sql: Sql, contactIds: readonly string[]): Promise<FieldConsent[]> {
  const { rows } = await sql.query<FieldConsent>(
    `select e.said, e.dated, e.value, e.shown, k.label as system, e.field, e.channels, (e.at at time zone 'UTC')::date::text as "on", (e.since at time zone 'UTC')::date::text as since
     from consent_changes e join connections k on k.id = e.connection_id
     where e.id in (select change_id from ${changesOf('$1')} t) and ${lastsStill('e')} order by e.at desc, e.seen_at desc, e.id`,
    [uuidList(contactIds)],
  )
  return rows
}
