import { notMistaken } from '../sql/not-mistaken.ts'
import type { Sql } from '../app/database.ts'
import { notApplied } from '../sql/not-applied.ts'
import { noShopper } from '../sql/without-shopper.ts'

export interface NotApplied {
  /** People with an opt-out that is not applied in some connected system (docs/glossary.md). */
  people: number
  /** People who opted out of anything, those not applied included. */
  optedOut: number
  /** Since when the oldest of them waits. */
  oldestAt: Date | null
  /** The same people for each connected system, in the order of the connections; nobody = 0. */
  systems: { connectionId: string; label: string; people: number }[]
}

/** The one count of people with an opt-out not applied: Today, the diagnosis, the scorecard and the API show this. */
export async function peopleNotApplied(sql: Sql): Promise<NotApplied> {
  const { rows: counts } = await sql.query<{
    connectionId: string | null
    people: number
    oldestAt: Date | null
    optedOut: number
  }>(
    `with missing as materialized (select * from ${notApplied} as found),
       said as (select coalesce(o.contact_id, o.id) as person from objections o where ${noShopper.objection('o.id')} and ${notMistaken('o.id')} union select person from missing)
     select connection_id as "connectionId", count(distinct person)::int as people, min(since) as "oldestAt", (select count(*)::int from said) as "optedOut" from missing group by grouping sets ((connection_id), ())`,
  )
  const { rows: systems } = await sql.query<{ connectionId: string; label: string }>(
    `select id as "connectionId", label from connections where state <> 'disconnected' order by position`,
  )
  const all = counts.find(({ connectionId }) => connectionId === null)
  if (all === undefined) throw new Error('The people with an opt-out were not counted')
  return {
    people: all.people,
    optedOut: all.optedOut,
    oldestAt: all.oldestAt,
    systems: systems.map((system) => ({
      ...system,
      people: counts.find(({ connectionId }) => connectionId === system.connectionId)?.people ?? 0,
    })),
  }
}
