import type { AuditActName } from '../app/audit.ts'
import type { Sql } from '../app/database.ts'
import { dayFilters } from '../sql/paged-list.ts'

export interface AuditView {
  id: number
  seq: number | null
  act: AuditActName
  at: Date
  actor: string
  contactId: string | null
  connectionId: string | null
  details: Record<string, unknown>
}

const columns = `id, seq, act, at, actor, contact_id as "contactId", connection_id as "connectionId", details`

/** Entries of the audit log: by kind, who did it, person, system and days. */
export const auditList = {
  columns: `a.id, a.seq, a.act, a.at, a.actor, a.contact_id as "contactId", a.connection_id as "connectionId", a.details`,
  from: 'audit_events a',
  where: 'true',
  id: 'a.id',
  idType: 'bigint' as const,
  sorts: { at: 'a.id', actor: 'a.actor', act: 'a.act' },
  filters: {
    act: (value: string) => `a.act = ${value}`,
    user: (value: string) => `a.actor = (select u.email from users u where u.id::text = ${value})`,
    person: (value: string) => `a.contact_id::text = ${value}`,
    system: (value: string) => `a.connection_id::text = ${value}`,
    ...dayFilters('a.at'),
  },
}

/** Acts on one person, newest first. */
export async function actsOfContact(sql: Sql, contactId: string, limit: number): Promise<AuditView[]> {
  return (
    await sql.query<AuditView>(`select ${columns} from audit_events where contact_id = $1 order by id desc limit $2`, [
      contactId,
      limit,
    ])
  ).rows
}

/** Ends of Propagations of one objection, oldest first: the first is its first proof, later ones are repairs. */
export async function propagationActs(sql: Sql, contactId: string): Promise<AuditView[]> {
  return (
    await sql.query<AuditView>(
      `select ${columns} from audit_events where contact_id = $1 and act = 'propagation' order by id`,
      [contactId],
    )
  ).rows
}

export async function sealFigures(sql: Sql): Promise<{ sealed: number; unsealed: number }> {
  const { rows } = await sql.query<{ sealed: number; unsealed: number }>(
    `select coalesce(max(seq), 0)::int as sealed, (select count(*)::int from audit_events where seq is null) as unsealed from audit_events where seq is not null`,
  )
  return rows[0] ?? { sealed: 0, unsealed: 0 }
}

/** Kinds of act that stand in the log. */
export async function kindsInLog(sql: Sql): Promise<string[]> {
  return (await sql.query<{ act: string }>('select distinct act from audit_events order by act')).rows.map(
    (row) => row.act,
  )
}
