import type { Sql } from '../app/database.ts'

/** Gives a system connected by a form an address of its own to send to. */
export async function insertHook(sql: Sql, hookKey: string, connectionId: string, now: Date): Promise<void> {
  await sql.query(
    'insert into connection_hooks (hook_key, connection_id, created_at) values ($1, $2, $3) on conflict do nothing',
    [hookKey, connectionId, now],
  )
}

export async function connectionOfHook(sql: Sql, hookKey: string): Promise<string | null> {
  return (
    (await sql.query<{ id: string }>('select connection_id as id from connection_hooks where hook_key = $1', [hookKey]))
      .rows[0]?.id ?? null
  )
}

export async function hookOfConnection(sql: Sql, connectionId: string): Promise<string | null> {
  return (
    (
      await sql.query<{ key: string }>('select hook_key as key from connection_hooks where connection_id = $1', [
        connectionId,
      ])
    ).rows[0]?.key ?? null
  )
}

/**
 * Propagations of one Connection behind what a broker calls them: our order ids, or tickets it gave. A ticket it gave
 * to several orders names none.
 */
export async function ordersOfReferences(
  sql: Sql,
  connectionId: string,
  references: readonly { reference: string; orderId: string | null }[],
): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ reference: string; id: string }>(
    `select r.reference, min(p.id::text) as id from unnest($2::text[], $3::text[]) as r (reference, order_id) join propagations p on p.connection_id = $1 and (p.id::text = r.order_id or (r.order_id is null and p.ticket = r.reference))
     group by r.reference having count(distinct p.id) = 1`,
    [connectionId, references.map((row) => row.reference), references.map((row) => row.orderId)],
  )
  return new Map(rows.map((row) => [row.reference, row.id]))
}
