import type { Sql } from '../app/database.ts'

interface ToolAct {
  hash: Buffer
  kind: string
  at: Date
}

/**
 * Stores acts; one that is there already is left as it is. Gives how many are new. What somebody did before we removed
 * them does not come back, however often a tool tells it, while no record holds the address.
 */
export async function insertToolActs(sql: Sql, tool: string, acts: readonly ToolAct[], now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into tool_acts (identity_hash, tool, kind, at, brought_at) select hash, $4, kind, at, $5 from unnest($1::bytea[], $2::text[], $3::timestamptz[]) as p (hash, kind, at)
     where not exists (select 1 from known_identities ri join remote_records r on r.id = ri.record_id join contacts c on c.id = r.contact_id where ri.identity_hash = p.hash and c.purged_at >= p.at)
       or exists (select 1 from known_identities ri join remote_records r on r.id = ri.record_id where ri.identity_hash = p.hash and r.gone_at is null) on conflict do nothing`,
    [acts.map((act) => act.hash), acts.map((act) => act.kind), acts.map((act) => act.at), tool, now],
  )
  return rowCount ?? 0
}

/** Takes back acts that a tool told, by who did them and when. */
export async function deleteToolActs(sql: Sql, tool: string, acts: readonly ToolAct[]): Promise<void> {
  await sql.query(
    `delete from tool_acts a using unnest($1::bytea[], $2::text[], $3::timestamptz[]) as p (hash, kind, at) where a.tool = $4 and a.identity_hash = p.hash and a.kind = p.kind and a.at = p.at`,
    [acts.map((act) => act.hash), acts.map((act) => act.kind), acts.map((act) => act.at), tool],
  )
}

/**
 * SQL of the moment at which an act in `act` (a row of `tool_acts`) was done: a clock that is ahead dates it later than
 * when it was told.
 */
export const actedAt = (act: string): string => `least(${act}.at, ${act}.brought_at)`

/** Notes up to when a tool's acts are known; an earlier date changes nothing. */
export async function noteToolImport(sql: Sql, tool: string, readTo: Date, by: string, now: Date): Promise<void> {
  await sql.query(
    `insert into tool_imports as t (tool, read_to, brought_at, brought_by) values (lower($1), $2, $4, $3)
     on conflict (tool) do update set read_to = greatest(t.read_to, excluded.read_to), brought_at = excluded.brought_at, brought_by = excluded.brought_by`,
    [tool, readTo, by, now],
  )
}

/** Tool in lower case → up to when its acts are known. */
export async function toolsReadTo(sql: Sql): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ tool: string; at: Date }>('select tool, read_to as at from tool_imports')
  return new Map(rows.map((row) => [row.tool, row.at]))
}
