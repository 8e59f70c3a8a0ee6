import type { Sql } from '../../app/database.ts'

/** What a vendor calls a person, and the person's address. */
interface KeptId {
  vendorId: string
  hash: Buffer
}

/** Keeps ids of a purchase; one that is kept already takes the new address. Gives how many are new. */
export async function keepIds(sql: Sql, connectionId: string, ids: readonly KeptId[], now: Date): Promise<number> {
  const { rows } = await sql.query<{ fresh: boolean }>(
    `insert into vendor_ids as v (connection_id, vendor_id, identity_hash, kept_at)
       select $1, p.vendor_id, p.hash, $4::timestamptz from (select distinct on (vendor_id) vendor_id, hash from unnest($2::text[], $3::bytea[]) as p (vendor_id, hash) order by vendor_id) p
     on conflict (connection_id, vendor_id) do update set identity_hash = excluded.identity_hash, objected_at = case when v.identity_hash = excluded.identity_hash then v.objected_at end
     returning (xmax = 0) as fresh`,
    [connectionId, ids.map((one) => one.vendorId), ids.map((one) => one.hash), now],
  )
  return rows.filter(({ fresh }) => fresh).length
}

export async function countIds(sql: Sql, connectionId: string): Promise<number> {
  return (
    (
      await sql.query<{ n: number }>('select count(*)::int as n from vendor_ids where connection_id = $1', [
        connectionId,
      ])
    ).rows[0]?.n ?? 0
  )
}

/** Of ids that opted out, those that are kept: whose they are, and whether that is recorded. */
export async function keptAmong(
  sql: Sql,
  connectionId: string,
  vendorIds: readonly string[],
): Promise<(KeptId & { recorded: boolean })[]> {
  return (
    await sql.query<KeptId & { recorded: boolean }>(
      `select vendor_id as "vendorId", identity_hash as hash, objected_at is not null as recorded from vendor_ids where connection_id = $1 and vendor_id = any($2::text[])`,
      [connectionId, vendorIds],
    )
  ).rows
}

export async function markObjected(
  sql: Sql,
  connectionId: string,
  vendorIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql.query(
    'update vendor_ids set objected_at = $3 where connection_id = $1 and vendor_id = any($2::text[]) and objected_at is null',
    [connectionId, vendorIds, now],
  )
}

/** An opt-out that names nobody whom we know yet. */
interface UnknownOptOut {
  vendorId: string
  at: Date | null
  message: string
}

/** Remembers it until somebody brings whose the id is; the first date counts. */
export async function keepUnknown(
  sql: Sql,
  connectionId: string,
  { vendorId, at, message }: UnknownOptOut,
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into vendor_unknown (connection_id, vendor_id, opted_out_at, heard_at, message) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [connectionId, vendorId, at, now, message],
  )
}

/** Takes those whose id is kept by now. */
export async function takeKnown(
  sql: Sql,
  connectionId: string,
): Promise<(UnknownOptOut & { hash: Buffer; heardAt: Date })[]> {
  return (
    await sql.query<UnknownOptOut & { hash: Buffer; heardAt: Date }>(
      `delete from vendor_unknown u using vendor_ids v where u.connection_id = $1 and v.connection_id = u.connection_id and v.vendor_id = u.vendor_id
       returning u.vendor_id as "vendorId", u.opted_out_at as at, u.heard_at as "heardAt", u.message, v.identity_hash as hash`,
      [connectionId],
    )
  ).rows
}

export async function countUnknown(sql: Sql, connectionId: string): Promise<number> {
  return (
    (
      await sql.query<{ n: number }>('select count(*)::int as n from vendor_unknown where connection_id = $1', [
        connectionId,
      ])
    ).rows[0]?.n ?? 0
  )
}

/** People whose record shows this page at LinkedIn, in its normal form. */
export async function peopleOfPage(sql: Sql, page: string): Promise<string[]> {
  return (
    await sql.query<{ id: string }>(
      'select distinct contact_id as id from remote_records where linkedin = $1 and gone_at is null and contact_id is not null order by 1 limit 5',
      [page],
    )
  ).rows.map((row) => row.id)
}
