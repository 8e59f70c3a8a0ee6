import type { Sql } from '../app/database.ts'
import { isCutOff, takenOut } from './bin-ends.ts'

/** E-mail addresses that only removed people held, before they are erased, each with its keyed hash. */
export async function addressesGoing(
  sql: Sql,
  contactIds: readonly string[],
): Promise<{ value: string; hash: Buffer }[]> {
  const { rows } = await sql.query<{ value: string; hash: Buffer }>(
    `select distinct i.value, i.hash from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     where r.contact_id = any($1) and i.kind = 'email' and i.value is not null
       and not exists (select 1 from record_identities other join remote_records o on o.id = other.record_id where other.identity_hash = i.hash and o.gone_at is null and o.contact_id <> all($1))`,
    [contactIds],
  )
  return rows
}

/**
 * Fixes what a certificate proves, once: the root stays with the plan, the commitments go with the removal memory. A
 * second worker on the same plan finds nobody left, and must not fix that.
 */
export async function fixCertificate(
  sql: Sql,
  planId: string,
  root: Buffer,
  commitments: readonly Buffer[],
  now: Date,
): Promise<void> {
  const { rowCount } = await sql.query(
    'update removal_plans set certificate_root = $2, certificate_addresses = $3 where id = $1 and certificate_root is null',
    [planId, root, commitments.length],
  )
  if (rowCount === 0) return
  await sql.query(
    'insert into certificate_leaves (plan_id, commitment, removed_at) select $1, c, $3 from unnest($2::bytea[]) as p (c)',
    [planId, commitments, now],
  )
}

/**
 * What was fixed of a plan; null before its people went. `commitments` in the order of the root; empty once the removal
 * memory ended.
 */
export async function certificateOf(
  sql: Sql,
  planId: string,
): Promise<{ root: Buffer; addresses: number; settingsVersion: number | null; commitments: Buffer[] } | null> {
  const { rows: plans } = await sql.query<{ root: Buffer | null; addresses: number; settingsVersion: number | null }>(
    'select certificate_root as root, certificate_addresses as addresses, settings_version as "settingsVersion" from removal_plans where id = $1',
    [planId],
  )
  const plan = plans[0]
  if (plan?.root === undefined || plan.root === null) return null
  const { rows } = await sql.query<{ commitment: Buffer }>(
    'select commitment from certificate_leaves where plan_id = $1 order by commitment',
    [planId],
  )
  return { ...plan, root: plan.root, commitments: rows.map((row) => row.commitment) }
}

export interface RemovedThere {
  connectionId: string
  connector: string
  label: string
  records: number
  removed: number
  erased: number
  anonymised: number
  refused: number
  firstAt: Date | null
  lastAt: Date | null
  /** Lying in the bin, as far as is known. */
  inBin: number
  /** Read alive before the bin's last day: somebody took them out of it. */
  backBefore: number
  /** When the last of those went there that were not looked for after the bin's last day. */
  lastBinnedAt: Date | null
  /** When its bin ends for the last of these, as it said while it was connected; null = it never did. */
  binEndsAt: Date | null
  /** Since when it is disconnected, so that nothing can be read there; null = it is connected, be it again. */
  cutOffAt: Date | null
  /** What was read after the bin's last day; null = nothing yet. */
  afterBinAt: Date | null
  absentAfter: number
  backAfter: number
  inBinAfter: number
  seen: string[]
}

const taken = `rr.state in ('binned', 'erased', 'anonymised')`
const binned = `rr.state = 'binned' and rr.binned_value <> 'absent'`

/** What became of the records of a plan's people in each system. */
export async function removedThere(sql: Sql, planId: string): Promise<RemovedThere[]> {
  const { rows } = await sql.query<RemovedThere>(
    `select k.id as "connectionId", k.connector, k.label, count(*)::int as records, count(*) filter (where ${taken})::int as removed, count(*) filter (where rr.state = 'erased')::int as erased, count(*) filter (where rr.state = 'anonymised')::int as anonymised,
       count(*) filter (where rr.state = 'refused')::int as refused, min(coalesce(rr.erased_at, rr.binned_at)) filter (where ${taken}) as "firstAt", max(coalesce(rr.erased_at, rr.binned_at)) filter (where ${taken}) as "lastAt",
       count(*) filter (where ${binned} and coalesce(rr.bin_shows, ${takenOut}, 'in-bin') = 'in-bin')::int as "inBin", count(*) filter (where ${binned} and rr.bin_shows is null and ${takenOut} = 'alive')::int as "backBefore", max(rr.binned_at) filter (where ${binned} and rr.bin_shows is null) as "lastBinnedAt", max(rr.bin_ends_at) filter (where ${binned} and rr.bin_shows is null) as "binEndsAt", case when ${isCutOff} then k.disconnected_at end as "cutOffAt",
       max(rr.bin_read_at) filter (where ${binned}) as "afterBinAt", count(*) filter (where ${binned} and rr.bin_shows = 'absent')::int as "absentAfter", count(*) filter (where ${binned} and rr.bin_shows = 'alive')::int as "backAfter", count(*) filter (where ${binned} and rr.bin_shows = 'in-bin')::int as "inBinAfter",
       coalesce(array_agg(distinct coalesce(rr.erased_value, rr.binned_value)) filter (where ${taken}), '{}') as seen
     from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id and not i.left_waiting where rr.plan_id = $1 group by k.id order by k.position`,
    [planId],
  )
  return rows
}
