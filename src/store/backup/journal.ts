import type { Sql } from '../app/database.ts'
import { base64, keptActs } from './journal-acts.ts'
import type { JournalEntry, JournalKey } from './journal-files.ts'
import { companiesForJournal, correctionsForJournal, restoresOf, sealEntryWords } from './journal-orders.ts'

/**
 * Acts that keep people, or end that, a source taken back among them: whoever waits for the answer to a request for
 * access is kept as well.
 */
const keeping = ['consent', 'source', 'source-withdrawn', 'hold', 'hold-end', 'legal-hold', 'access'] as const
/**
 * Acts that a restored backup must not forget; of a plan and of an erasure request only the number, which somebody may
 * have in a letter.
 */
const followed = [
  'objection',
  'widened',
  'lift',
  'correction',
  'domain-order',
  'purged',
  'release',
  'same-person',
  'plan',
  'erasure',
  'identity-key',
  ...keeping,
] as const

export interface FollowerState {
  epoch: string
  seq: number
  writtenAt: Date | null
  failingSince: Date | null
  failure: string | null
  told: string[]
}

const journalLock = 0x6a_6f_75_72

/** True for the one follower of this moment, until the transaction ends. */
export async function lockJournal(sql: Sql): Promise<boolean> {
  return (
    (await sql.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [journalLock])).rows[0]
      ?.taken === true
  )
}

/** Where the follower stands; null when it never ran here. */
export async function followerState(sql: Sql): Promise<FollowerState | null> {
  const { rows } = await sql.query<FollowerState>(
    'select epoch, seq, written_at as "writtenAt", failing_since as "failingSince", failure, told from journal_follower',
  )
  return rows[0] ?? null
}

export async function startFollower(sql: Sql, epoch: string): Promise<void> {
  await sql.query('insert into journal_follower (epoch, seq) values ($1, 0) on conflict (one) do nothing', [epoch])
}

/** After a restore the numbers of acts begin again: what was written before is told apart by its epoch. */
export async function newEpoch(sql: Sql, epoch: string): Promise<void> {
  await sql.query(
    `update journal_follower set epoch = $1, written_at = null, failing_since = null, failure = null, told = '{}'`,
    [epoch],
  )
}

export async function noteWritten(sql: Sql, seq: number, now: Date): Promise<void> {
  await sql.query(
    `update journal_follower set seq = greatest(seq, $1), written_at = $2, failing_since = null, failure = null, told = '{}'`,
    [seq, now],
  )
}

/** Notes why the files cannot be written; true when that is new, so that it is said once and not with each try. */
export async function noteJournalFailure(sql: Sql, failure: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update journal_follower set failing_since = coalesce(failing_since, $2), failure = $1 where failing_since is null or failure is distinct from $1',
    [failure, now],
  )
  return rowCount === 1
}

export async function noteJournalMailed(sql: Sql, userId: string): Promise<void> {
  await sql.query('update journal_follower set told = array_append(told, $1) where not $1 = any(told)', [userId])
}

/** Business time of the oldest followed act that is not in the files; null = there is none. */
export async function oldestUnwritten(sql: Sql, seq: number): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `select least((select min(at) from audit_events where seq is null and act = any($2)), (select at from audit_events where seq > $1 and act = any($2) order by seq limit 1)) as at`,
    [seq, followed],
  )
  return rows[0]?.at ?? null
}

interface Act {
  seq: number
  act: (typeof followed)[number]
  actId: string
  at: Date
  contactId: string | null
  details: Record<string, unknown>
  chain: string
}

interface FollowedBatch {
  noes: JournalEntry[]
  removals: JournalEntry[]
  kept: JournalEntry[]
  /** Everything up to this number is in the batch. */
  seq: number
  whole: boolean
}

/**
 * The next sealed acts after `seq` as entries, in their order, and how far they go. Never an address: keyed hashes
 * under the key `scheme`; words of users sealed under `key`.
 */
export async function nextEntries(
  sql: Sql,
  state: Pick<FollowerState, 'epoch' | 'seq'>,
  { scheme, key }: { scheme: string; key: JournalKey },
  limit: number,
): Promise<FollowedBatch> {
  const end = await lastSeq(sql)
  const { rows } = await sql.query<Act>(
    `select seq, act, act_id as "actId", at, contact_id as "contactId", details, encode(chain, 'hex') as chain from audit_events where seq > $1 and seq <= $2 and act = any($3) order by seq limit $4`,
    [state.seq, end, followed, limit],
  )
  const { objections, lifts, corrections, companies, removals, restores, kept, keys } = await bodiesOf(sql, rows)
  const headed = (row: Omit<Act, 'act'> & { act: string }, body: Record<string, unknown>) => ({
    t: row.act,
    seq: row.seq,
    epoch: state.epoch,
    act: row.actId,
    at: row.at.toISOString(),
    chain: row.chain,
    scheme,
    ...body,
  })
  const sealed = (entry: ReturnType<typeof headed>) => ({ ...entry, ...sealEntryWords(entry, key) })
  const pick = (
    from: ReadonlyMap<string, Record<string, unknown>>,
    idOf: (row: Act) => string,
    acts: readonly Act['act'][],
  ) =>
    rows
      .filter((row) => acts.includes(row.act))
      .flatMap((row) => {
        const body = from.get(idOf(row))
        return body === undefined ? [] : [sealed(headed(row, body))]
      })
  const numbered = rows.flatMap((row) =>
    (row.act === 'plan' || row.act === 'erasure') && typeof row.details['number'] === 'string'
      ? [headed({ ...row, act: 'numbered' }, { of: row.act, number: row.details['number'] })]
      : [],
  )
  const whole = rows.length < limit
  return {
    noes: [
      ...pick(objections, (row) => row.actId.split(':')[1] ?? '', ['objection', 'widened']),
      ...pick(lifts, (row) => row.actId.slice('lift:'.length), ['lift']),
      ...pick(corrections, (row) => row.actId.slice('correction:'.length), ['correction']),
      ...pick(companies, (row) => row.actId, ['domain-order']),
      ...pick(keys, (row) => row.actId, ['identity-key']),
      ...numbered,
    ].toSorted((a, b) => a.seq - b.seq),
    removals: [
      ...pick(removals, (row) => row.actId, ['purged']),
      ...pick(restores, (row) => row.actId, ['release', 'same-person']),
    ].toSorted((a, b) => a.seq - b.seq),
    kept: pick(kept, (row) => row.actId, keeping),
    seq: whole ? end : (rows.at(-1)?.seq ?? end),
    whole,
  }
}

async function lastSeq(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ seq: number }>('select coalesce(max(seq), 0)::bigint as seq from audit_events')
  return rows[0]?.seq ?? 0
}

/** What the entries of these acts say beyond their heads, by kind of act. */
async function bodiesOf(sql: Sql, rows: readonly Act[]) {
  const idsOf = (acts: readonly Act['act'][], idOf: (actId: string) => string): string[] => [
    ...new Set(rows.flatMap((row) => (acts.includes(row.act) ? [idOf(row.actId)] : []))),
  ]
  return {
    objections: await objectionsOf(
      sql,
      idsOf(['objection', 'widened'], (actId) => actId.split(':')[1] ?? ''),
    ),
    lifts: await liftsOf(
      sql,
      idsOf(['lift'], (actId) => actId.slice('lift:'.length)),
    ),
    corrections: await correctionsForJournal(
      sql,
      idsOf(['correction'], (actId) => actId.slice('correction:'.length)),
    ),
    companies: await companiesForJournal(
      sql,
      idsOf(['domain-order'], (actId) => actId),
    ),
    removals: await removalsOf(
      sql,
      rows.filter((row) => row.act === 'purged'),
    ),
    restores: await restoresOf(
      sql,
      idsOf(['release', 'same-person'], (actId) => actId),
    ),
    kept: await keptActs(
      sql,
      rows.filter((row) => keeping.some((act) => act === row.act)),
    ),
    keys: await keysOf(
      sql,
      idsOf(['identity-key'], (actId) => actId),
    ),
  }
}

/**
 * Objections of people with their addresses and with every cell that they stand behind, or stood behind before a lift.
 * The mystery shopper's are no person's. A batch reads each table once, whatever the server knows of its rows: a list
 * of 10,000 must be in the files two seconds after its commit.
 */
async function objectionsOf(sql: Sql, ids: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql.query<{ id: string; body: Record<string, unknown> }>(
    `with chosen as (select * from objections where id = any($1::uuid[]) and number not like 'S-%'),
     said as (select objection_id, identity_hash from objection_identities where objection_id = any($1::uuid[])),
     behind as (select * from suppressions where objection_id = any($1::uuid[])),
     cells as (
       select objection_id as of, identity_hash, channel, kind, since, objection_id from behind
       union select o.id, s.identity_hash, s.channel, s.kind, s.since, s.objection_id
         from chosen o join said on said.objection_id = o.id join suppressions s on s.identity_hash = said.identity_hash and s.channel = any(o.channels)
       union select objection_id, identity_hash, channel, kind, since, objection_id from lifted_suppressions where objection_id = any($1::uuid[])
     ),
     people as (select objection_id as of, identity_hash from said union select objection_id, identity_hash from behind),
     identity_lists as (select p.of, jsonb_agg(jsonb_build_array(${base64('i.hash')}, i.kind, i.role) order by i.hash) as list from people p join identities i on i.hash = p.identity_hash group by p.of),
     cell_lists as (
       select of, jsonb_agg(jsonb_build_array(${base64('identity_hash')}, channel, kind, since, objection_id) order by identity_hash, channel, kind) as list from cells group by of
     )
     select o.id, jsonb_build_object('id', o.id, 'number', o.number, 'contactId', o.contact_id, 'channels', o.channels, 'kinds', o.kinds, 'receivedAt', o.received_at, 'recordedAt', o.recorded_at,
       'door', o.door, 'reason', o.reason, 'lane', o.lane, 'origin', o.origin_connection_id, 'identities', coalesce(i.list, '[]'), 'taken', (select coalesce(jsonb_agg(${base64('oi.identity_hash')} order by oi.identity_hash), '[]') from objection_identities oi where oi.objection_id = o.id and oi.taken), 'cells', coalesce(c.list, '[]')) as body
     from chosen o left join identity_lists i on i.of = o.id left join cell_lists c on c.of = o.id`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row.body]))
}

async function liftsOf(sql: Sql, ids: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql.query<{ id: string; body: Record<string, unknown> }>(
    `select l.id, jsonb_build_object('id', l.id, 'contactId', l.contact_id, 'hash', ${base64('l.identity_hash')}, 'liftedAt', l.lifted_at, 'scope', l.scope,
       'cells', (select coalesce(jsonb_agg(jsonb_build_array(s.channel, s.kind, s.since, s.objection_id) order by s.channel, s.kind), '[]') from lifted_suppressions s where s.lift_id = l.id)) as body
     from lifts l where l.id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row.body]))
}

/** Identity keys that came, sealed for a replay onto a backup that is older than they are. */
async function keysOf(sql: Sql, acts: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  if (acts.length === 0) return new Map()
  const { rows } = await sql.query<{ act: string; body: Record<string, unknown> }>(
    `select 'identity-key:' || kid as act, jsonb_build_object('kid', kid, 'generation', generation, 'copy', journal_copy) as body from key_ring where 'identity-key:' || kid = any($1)`,
    [acts],
  )
  return new Map(rows.map((row) => [row.act, row.body]))
}

/**
 * Who was removed, by which kind of plan, what each system showed of it, and whether the memory of it is kept (the
 * silent) or not (objectors, whom their objection knows again).
 */
async function removalsOf(sql: Sql, acts: readonly Act[]): Promise<Map<string, Record<string, unknown>>> {
  if (acts.length === 0) return new Map()
  const { rows } = await sql.query<{ act: string; body: Record<string, unknown> }>(
    `select a.act_id as act, jsonb_build_object('contactId', a.contact_id, 'planId', a.plan_id, 'number', p.number, 'kind', p.kind, 'removedAt', coalesce(c.purged_at, a.at),
       'remembered', exists (select 1 from removal_memory m where m.contact_id = a.contact_id and m.removed_at = coalesce(c.purged_at, a.at)),
       'known', (select coalesce(jsonb_agg(${base64('m.identity_hash')} order by m.identity_hash), '[]') from removal_memory m where m.contact_id = a.contact_id and m.removed_at = coalesce(c.purged_at, a.at)),
       'ends', (select coalesce(jsonb_agg(jsonb_build_object('record', rr.record_id, 'state', rr.state, 'binnedAt', rr.binned_at, 'binned', rr.binned_value, 'erasedAt', rr.erased_at, 'erased', rr.erased_value, 'detail', rr.detail) order by rr.record_id), '[]')
         from removal_records rr where rr.plan_id = a.plan_id and rr.contact_id = a.contact_id),
       'identities', (select coalesce(jsonb_agg(distinct jsonb_build_array(${base64('i.hash')}, i.kind, i.role)), '[]') from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where r.contact_id = a.contact_id)) as body
     from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::uuid[]) as a (act_id, contact_id, at, plan_id) left join contacts c on c.id = a.contact_id left join removal_plans p on p.id = a.plan_id`,
    [
      acts.map((act) => act.actId),
      acts.map((act) => act.contactId),
      acts.map((act) => act.at),
      acts.map((act) => (typeof act.details['planId'] === 'string' ? act.details['planId'] : null)),
    ],
  )
  return new Map(rows.map((row) => [row.act, row.body]))
}
