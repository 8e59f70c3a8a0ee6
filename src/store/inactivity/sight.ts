import type { SightPart, SightUse } from '../../domain/inactivity/sight.ts'
import { tableOf } from '../app/table-of.ts'
import type { Sql } from '../app/database.ts'

/** A part of a system as it showed at the last look. */
export interface SightRow extends SightPart {
  connectionId: string
  /** When it last showed; null = never. */
  shownAt: Date | null
  /** Since when it does not show, or was not read whole since it shows again. */
  hiddenSince: Date | null
  /** Since when nobody has a date of this act any more. */
  emptiedSince: Date | null
  lookedAt: Date
}

/** What was read of these systems, or of all. */
export async function sightOf(sql: Sql, connectionId: string | null = null): Promise<SightRow[]> {
  const { rows } = await sql.query<SightRow>(
    `select connection_id as "connectionId", name, use, always, shown, shown_at as "shownAt", hidden_since as "hiddenSince", emptied_since as "emptiedSince", looked_at as "lookedAt"
     from connection_sight where $1::uuid is null or connection_id = $1 order by connection_id, use, name`,
    [connectionId],
  )
  return rows
}

/**
 * Acts that live records of this system showed by our own maximum, and that none of them shows now. One person may lose
 * a date by a new address (docs/reference/hubspot.md#prop-clock-address), so fewer than `least` say nothing.
 */
export async function emptiedActs(sql: Sql, connectionId: string, least: number): Promise<SightUse[]> {
  const { rows } = await sql.query<{ kind: SightUse }>(
    `select r.last_act_kind as kind from remote_records r where r.connection_id = $1 and r.gone_at is null and r.last_act_kind is not null group by 1 having count(*) >= $2
     except select a ->> 'kind' from remote_records r, jsonb_array_elements(r.acts) a where r.connection_id = $1 and r.gone_at is null`,
    [connectionId, least],
  )
  return rows.map(({ kind }) => kind)
}

/**
 * Writes what a look showed; parts that the connector no longer reads are forgotten. `readSince`: when a reading of the
 * whole base began that ended now; null = there was none. What shows again stays hidden until one that began later.
 * `askedAt`: when the look began; one that began before the last one is dropped. True = something shows again that
 * waits for a reading.
 */
export async function saveSight(
  sql: Sql,
  connectionId: string,
  { parts, emptied, readSince }: { parts: readonly SightPart[]; emptied: readonly SightUse[]; readSince: Date | null },
  askedAt: Date,
): Promise<boolean> {
  const p = tableOf('p', 5, parts, {
    name: ['text', (part) => part.name],
    use: ['text', (part) => part.use],
    always: ['bool', (part) => part.always],
    shown: ['bool', (part) => part.shown],
  })
  const { rows } = await sql.query<{ waits: boolean }>(
    `with saved as (
       insert into connection_sight as old (connection_id, ${p.names}, shown_at, hidden_since, emptied_since, looked_at)
       select $1::uuid, ${p.names}, case when shown then $2::timestamptz end, case when not shown then $2 end, case when shown and use = any($3) then $2 end, $2 from ${p.from}
       on conflict (connection_id, name) do update set use = excluded.use, always = excluded.always, shown = excluded.shown, shown_at = coalesce(excluded.shown_at, old.shown_at),
         hidden_since = case when not excluded.shown or old.back_at is null or $4::timestamptz is null or old.back_at > $4 then coalesce(old.hidden_since, excluded.hidden_since) end,
         back_at = case when excluded.shown and old.hidden_since is not null and not (old.back_at is not null and $4 is not null and old.back_at <= $4) then coalesce(old.back_at, $2) end,
         emptied_since = case when excluded.emptied_since is not null then coalesce(old.emptied_since, excluded.emptied_since) end, looked_at = excluded.looked_at where old.looked_at <= excluded.looked_at returning back_at),
     forgotten as (delete from connection_sight where connection_id = $1 and name <> all(array(select name from ${p.from})))
     select coalesce(bool_or(back_at is not null), false) as waits from saved`,
    [connectionId, askedAt, emptied, readSince, ...p.values],
  )
  return rows[0]?.waits === true
}
