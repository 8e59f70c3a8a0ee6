import type { RecordRef } from '../../connector/records.ts'
import type { RelatedCount, RelatedKind, RelatedTreatment } from '../../domain/removals/related.ts'
import type { Sql } from '../app/database.ts'
import { keptByLaw } from './legal-holds.ts'
import { tableOf } from '../app/table-of.ts'

interface PlanRelated {
  /** Null = not counted yet. */
  counts: RelatedCount[] | null
  countedAt: Date | null
  /** What was allowed when the first record went; null = none went yet, or the plan is older than this. */
  treatment: RelatedTreatment | null
  settingsVersion: number | null
}

/** What is known of a plan's related things before they are treated. */
export async function planRelated(sql: Sql, planId: string): Promise<PlanRelated> {
  const { rows } = await sql.query<PlanRelated>(
    'select related_counts as counts, related_counted_at as "countedAt", related_treatment as treatment, settings_version as "settingsVersion" from removal_plans where id = $1',
    [planId],
  )
  return rows[0] ?? { counts: null, countedAt: null, treatment: null, settingsVersion: null }
}

/** Fixes the count of a plan, once. */
export async function saveRelatedCounts(
  sql: Sql,
  planId: string,
  counts: readonly RelatedCount[],
  now: Date,
): Promise<void> {
  await sql.query(
    'update removal_plans set related_counts = $2, related_counted_at = $3 where id = $1 and related_counts is null',
    [planId, JSON.stringify(counts), now],
  )
}

/** Fixes what may be done, at the first record: what was fixed before stands. */
export async function fixTreatment(sql: Sql, planId: string, treatment: RelatedTreatment): Promise<RelatedTreatment> {
  const { rows } = await sql.query<{ treatment: RelatedTreatment }>(
    'update removal_plans set related_treatment = coalesce(related_treatment, $2) where id = $1 returning related_treatment as treatment',
    [planId, JSON.stringify(treatment)],
  )
  return rows[0]?.treatment ?? treatment
}

interface ListedThing {
  recordId: number
  kind: RelatedKind
  object: string
  remoteId: string
  /** Why our user may not read it; then there is no id. */
  unread: string | null
}

/** Keeps what hangs on records that are about to go; what stands there already stays as it is. */
export async function addRelated(sql: Sql, planId: string, things: readonly ListedThing[]): Promise<void> {
  if (things.length === 0) return
  const table = tableOf('t', 2, things, {
    record_id: ['bigint', (thing) => thing.recordId],
    kind: ['text', (thing) => thing.kind],
    object: ['text', (thing) => thing.object],
    remote_id: ['text', (thing) => thing.remoteId],
    unread: ['text', (thing) => thing.unread],
  })
  await sql.query(
    `insert into removal_related (plan_id, record_id, kind, object, remote_id, state, detail) select $1, record_id, kind, object, remote_id, case when unread is null then 'listed' else 'unread' end, unread
     from ${table.from} on conflict do nothing`,
    [planId, ...table.values],
  )
}

export interface OpenThing {
  connectionId: string
  kind: RelatedKind
  ref: RecordRef
  /** Since when we are deleting it; null = we did not ask yet. */
  claimedAt: Date | null
  /** A legal hold stands over somebody it hangs on. */
  keptByLaw: boolean
}

const taken = `rr.state in ('binned', 'erased', 'anonymised')`

/** Things that are not treated yet, of people who leave with this plan and whose record went; each once per system. */
export async function openRelated(sql: Sql, planId: string, today: string): Promise<OpenThing[]> {
  const { rows } = await sql.query<Omit<OpenThing, 'ref'> & { object: string; remote_id: string }>(
    `select rr.connection_id as "connectionId", t.kind, t.object, t.remote_id, min(t.claimed_at) as "claimedAt", bool_or(${keptByLaw('rr.contact_id', '$2')}) as "keptByLaw"
     from removal_related t join removal_records rr on rr.plan_id = t.plan_id and rr.record_id = t.record_id join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id
     where t.plan_id = $1 and t.state in ('listed', 'deleting') and ${taken} and i.state = 'held' group by rr.connection_id, t.kind, t.object, t.remote_id order by rr.connection_id, t.object, t.remote_id`,
    [planId, today],
  )
  return rows.map(({ object, remote_id, ...row }) => ({ ...row, ref: { object, id: remote_id } }))
}

/** Records of a plan that went or were emptied at one Connection: who hangs on them only still names them. */
export async function recordsGone(sql: Sql, planId: string, connectionId: string): Promise<RecordRef[]> {
  return (
    await sql.query<RecordRef>(
      `select r.object, r.remote_id as id from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and rr.connection_id = $2 and ${taken}`,
      [planId, connectionId],
    )
  ).rows
}

/** Writes down that we are about to delete these, so that one found gone later is known to be our own deed. */
export async function claimRelated(
  sql: Sql,
  planId: string,
  connectionId: string,
  refs: readonly RecordRef[],
  now: Date,
): Promise<void> {
  await sql.query(
    `update removal_related t set state = 'deleting', claimed_at = coalesce(t.claimed_at, $5) from unnest($3::text[], $4::text[]) as p (object, id), removal_records rr where t.plan_id = $1 and t.object = p.object and t.remote_id = p.id and t.state = 'listed' and rr.plan_id = t.plan_id and rr.record_id = t.record_id and rr.connection_id = $2`,
    [planId, connectionId, refs.map(({ object }) => object), refs.map(({ id }) => id), now],
  )
}

export interface SettledThing {
  ref: RecordRef
  /** `along`: gone without us. One that we were deleting counts as deleted. */
  state: 'deleted' | 'along' | 'kept' | 'refused'
  inBin: boolean
  detail: string | null
}

/** Notes what became of things, each once, and gives what was noted now, with whom it hung on. */
export async function settleRelated(
  sql: Sql,
  planId: string,
  connectionId: string,
  things: readonly SettledThing[],
  now: Date,
): Promise<
  {
    recordId: number
    contactId: string
    kind: RelatedKind
    object: string
    remoteId: string
    state: SettledThing['state']
  }[]
> {
  const table = tableOf('p', 4, things, {
    object: ['text', ({ ref }) => ref.object],
    id: ['text', ({ ref }) => ref.id],
    state: ['text', ({ state }) => state],
    in_bin: ['bool', ({ inBin }) => inBin],
    detail: ['text', ({ detail }) => detail],
  })
  const { rows } = await sql.query<{
    recordId: number
    contactId: string
    kind: RelatedKind
    object: string
    remoteId: string
    state: SettledThing['state']
  }>(
    `update removal_related t set state = case when p.state = 'along' and t.state = 'deleting' then 'deleted' else p.state end, in_bin = p.in_bin, detail = p.detail, settled_at = $3
     from ${table.from}, removal_records rr join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id
     where t.plan_id = $1 and t.object = p.object and t.remote_id = p.id and t.state in ('listed', 'deleting') and rr.plan_id = t.plan_id and rr.record_id = t.record_id and rr.connection_id = $2 and ${taken} and i.state = 'held'
     returning t.record_id as "recordId", rr.contact_id as "contactId", t.kind, t.object, t.remote_id as "remoteId", t.state`,
    [planId, connectionId, now, ...table.values],
  )
  return rows
}

export interface RelatedThere {
  connectionId: string
  kind: RelatedKind
  state: SettledThing['state'] | 'unread'
  inBin: boolean
  detail: string | null
  count: number
}

/** What became of the things of those who went, each thing once per system. */
export async function relatedThere(sql: Sql, planId: string): Promise<RelatedThere[]> {
  const { rows } = await sql.query<RelatedThere>(
    `select rr.connection_id as "connectionId", t.kind, t.state, t.in_bin as "inBin", t.detail, count(distinct (t.object, t.remote_id))::int as count from removal_related t join removal_records rr on rr.plan_id = t.plan_id and rr.record_id = t.record_id
     where t.plan_id = $1 and (t.state = 'unread' or ${taken} and t.state not in ('listed', 'deleting')) group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
    [planId],
  )
  return rows
}
