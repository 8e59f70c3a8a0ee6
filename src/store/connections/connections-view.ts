import type { TagNames } from '../../connector/orders.ts'
import type { ConnectorId } from '../../connector/contract.ts'
import type { ConnectionState, Verb } from './connections.ts'
import type { Sql } from '../app/database.ts'
import { liveRecordCount } from '../sql/kept-counts.ts'
import { notApplied } from '../sql/not-applied.ts'

/** Names of all Connections, those of before included: runs and proofs outlive them. */
export async function connectionLabels(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ id: string; label: string }>('select id, label from connections')
  return new Map(rows.map((row) => [row.id, row.label]))
}

/** One row of the list of connected systems. */
export interface ConnectionRow {
  id: string
  connector: ConnectorId
  label: string
  accountId: string
  state: ConnectionState
  granted: Verb[]
  tagNames: TagNames
  createdAt: Date
  pulledAt: Date | null
  fullPulledAt: Date | null
  pullFailedAt: Date | null
  pullFailure: string | null
  activitiesFailedAt: Date | null
  activitiesFailure: string | null
  records: number
  /** People with an opt-out that is not applied there (docs/glossary.md). */
  open: number
  lastReadBackAt: Date | null
  dailyCalls: { used: number; max: number } | null
  vendorMax: number | null
  vendorUsed: number | null
}

export async function connectionRows(sql: Sql): Promise<ConnectionRow[]> {
  const { rows } = await sql.query<ConnectionRow>(
    `select c.id, c.connector, c.label, c.account_id as "accountId", c.state, c.granted, c.tag_names as "tagNames", c.created_at as "createdAt", c.pulled_at as "pulledAt", c.full_pulled_at as "fullPulledAt",
       c.pull_failed_at as "pullFailedAt", c.pull_failure as "pullFailure", c.activities_failed_at as "activitiesFailedAt", c.activities_failure as "activitiesFailure", c.check_report -> 'dailyCalls' as "dailyCalls", b.vendor_max as "vendorMax", b.vendor_used as "vendorUsed",
       ${liveRecordCount('c.id')} as records,
       coalesce(missing.people, 0) as open,
       (select max(i.read_at) from propagations p join propagation_items i on i.propagation_id = p.id where p.connection_id = c.id) as "lastReadBackAt"
     from connections c left join budgets b on b.connection_id = c.id and b.bucket = 'calls'
     left join (select connection_id, count(distinct person)::int as people from ${notApplied} as found group by connection_id) missing on missing.connection_id = c.id
     where c.state <> 'disconnected' order by c.position`,
  )
  return rows
}

/** The running read of one Connection, when a run is at it. */
export async function runningPull(sql: Sql, connectionId: string): Promise<{ runId: string; state: string } | null> {
  const { rows } = await sql.query<{ runId: string; state: string }>(
    `select s.run_id as "runId", s.state from hygiene_steps s join hygiene_runs r on r.id = s.run_id where r.state = 'running' and s.name = 'pull' and s.connection_id = $1`,
    [connectionId],
  )
  return rows[0] ?? null
}
