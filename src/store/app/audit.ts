import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { inTransaction, type Sql } from './database.ts'
import { tableOf } from './table-of.ts'

/**
 * One act on a person (docs/reference/promises.md#i7). `actId` is unique: the same act inserted twice stands once.
 * Never an address or its hash in here.
 */
export interface AuditAct {
  actId: string
  act: AuditActName
  actor: string
  contactId?: string | null
  connectionId?: string | null
  details?: Readonly<Record<string, unknown>>
}

export const auditActNames = [
  'objection',
  'propagation',
  'send-again',
  'settle',
  'broker-answer',
  'broker-task',
  'broker-file',
  'disclosure',
  'decision',
  'hold',
  'hold-end',
  'lift',
  'lift-request',
  'correction',
  'release',
  'refused-deletion',
  'same-person',
  'domain-order',
  'bin',
  'erase',
  'anonymise',
  'purged',
  'plan',
  'approval',
  'refusal',
  'grant',
  'connect',
  'disconnect',
  'tag',
  'view',
  'export',
  'setting',
  'login',
  'user',
  'api-key',
  'run',
  'replay',
  'restore-test',
  'review',
  'shopper',
  'attestation',
  'notice',
  'screening',
  'consent',
  'questionnaire',
  'create',
  'assessment',
  'broker',
  'hook',
  'events',
  'feed',
  'legal-hold',
  'erasure',
  'access',
  'source',
  'source-withdrawn',
  'form',
  'repermission',
  'widened',
  'restored',
  'related',
  'identity-key',
] as const
export type AuditActName = (typeof auditActNames)[number]

/** Inserts acts in the caller's transaction. Acts already there are left as they are. */
export async function insertAudit(sql: Sql, acts: readonly AuditAct[], now: Date): Promise<void> {
  if (acts.length === 0) return
  const table = tableOf('a', 2, acts, {
    act_id: ['text', (act) => act.actId],
    act: ['text', (act) => act.act],
    actor: ['text', (act) => act.actor],
    contact_id: ['uuid', (act) => act.contactId ?? null],
    connection_id: ['uuid', (act) => act.connectionId ?? null],
    details: ['jsonb', (act) => JSON.stringify(act.details ?? {})],
  })
  await sql.query(
    `insert into audit_events (act_id, act, at, actor, contact_id, connection_id, details)
     select act_id, act, $1, actor, contact_id, connection_id, details
     from ${table.from}
     on conflict (act_id) do nothing`,
    [now, ...table.values],
  )
}

/** A row as it stands. */
export interface AuditRow {
  id: number
  act_id: string
  act: AuditActName
  at: Date
  actor: string
  contact_id: string | null
  connection_id: string | null
  details: Record<string, unknown>
  seq: number | null
  chain: Buffer | null
}

/** What an export line and the chain are made of. */
export interface AuditLine {
  seq: number
  actId: string
  act: AuditActName
  at: string
  actor: string
  contactId: string | null
  connectionId: string | null
  details: Record<string, unknown>
  chain: string
}

const sealLock = 0x5e_a1
const sealBatch = 5_000

/**
 * Chains a page of what is not chained yet; gives how many acts. Only one sealer works at a time; another one returns 0
 * at once.
 */
export async function sealAudit(pool: Pool): Promise<number> {
  return inTransaction(pool, async (sql) => {
    const lock = await sql.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [sealLock])
    return lock.rows[0]?.taken === true ? sealPage(sql) : 0
  })
}

/**
 * Chains everything that happened before, and waits for another sealer: who reads the log afterwards, as proof, misses
 * nothing.
 */
export async function sealWholeAudit(pool: Pool): Promise<void> {
  const page = () =>
    inTransaction(pool, async (sql) => {
      await sql.query('select pg_advisory_xact_lock($1)', [sealLock])
      return sealPage(sql)
    })
  while ((await page()) > 0);
}

async function sealPage(sql: Sql): Promise<number> {
  const { rows } = await sql.query<AuditRow>('select * from audit_events where seq is null order by id limit $1', [
    sealBatch,
  ])
  if (rows.length === 0) return 0
  const last = await sql.query<{ seq: number; chain: Buffer }>(
    'select seq, chain from audit_events where seq is not null order by seq desc limit 1',
  )
  let seq = last.rows[0]?.seq ?? 0
  let chain = last.rows[0]?.chain ?? Buffer.alloc(32)
  const sealed = rows.map((row) => {
    seq += 1
    chain = nextLink(chain, row, seq)
    return { id: row.id, seq, chain }
  })
  await sql.query(
    `update audit_events e set seq = s.seq, chain = s.chain from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as s (id, seq, chain) where e.id = s.id`,
    [sealed.map((row) => row.id), sealed.map((row) => row.seq), sealed.map((row) => row.chain)],
  )
  return sealed.length
}

function nextLink(previous: Buffer, row: AuditRow, seq: number): Buffer {
  return linkAfter(previous, {
    seq,
    actId: row.act_id,
    act: row.act,
    at: row.at.toISOString(),
    actor: row.actor,
    contactId: row.contact_id,
    connectionId: row.connection_id,
    details: row.details,
  })
}

/**
 * The link of an exported act after the link before it: 32 bytes. What of the chain can be checked without the
 * database.
 */
export function linkAfter(previous: Buffer, line: Omit<AuditLine, 'chain'>): Buffer {
  const content = [
    line.seq,
    line.actId,
    line.act,
    line.at,
    line.actor,
    line.contactId,
    line.connectionId,
    canonical(line.details),
  ]
  return createHash('sha256').update(previous).update(JSON.stringify(content)).digest()
}

/** JSON with sorted keys, so that the same details give the same bytes whatever the database did to their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

export interface AuditCheck {
  /** Last sealed number up to which the chain holds. */
  sealedUpTo: number
  unsealed: number
  /** First row whose link does not fit; null when the chain is whole. */
  brokenAt: number | null
}

/** Walks the whole chain. */
export async function verifyAudit(pool: Pool): Promise<AuditCheck> {
  let chain: Buffer = Buffer.alloc(32)
  let seq = 0
  for await (const row of sealedRows(pool)) {
    const expected = nextLink(chain, row, seq + 1)
    if (row.seq !== seq + 1 || row.chain?.equals(expected) !== true)
      return { sealedUpTo: seq, unsealed: await countUnsealed(pool), brokenAt: row.seq }
    seq += 1
    chain = expected
  }
  return { sealedUpTo: seq, unsealed: await countUnsealed(pool), brokenAt: null }
}

/** The link of the chain at this number, or the last one; number 0 with an empty link when there is none. */
export async function chainAt(sql: Sql, seq: number | null): Promise<{ seq: number; chain: Buffer }> {
  const { rows } = await sql.query<{ seq: number; chain: Buffer }>(
    'select seq, chain from audit_events where seq is not null and ($1::bigint is null or seq = $1) order by seq desc limit 1',
    [seq],
  )
  return rows[0] ?? { seq: 0, chain: Buffer.alloc(32) }
}

/** Sealed acts in order, as the export gives them: every one, or those after number `after` up to `upTo`. */
export async function* exportAudit(
  pool: Sql,
  { after = 0, upTo = null }: { after?: number; upTo?: number | null } = {},
): AsyncGenerator<AuditLine> {
  for await (const row of sealedRows(pool, after, upTo)) yield auditLineOf(row)
}

export function auditLineOf(row: AuditRow): AuditLine {
  return {
    seq: row.seq ?? 0,
    actId: row.act_id,
    act: row.act,
    at: row.at.toISOString(),
    actor: row.actor,
    contactId: row.contact_id,
    connectionId: row.connection_id,
    details: row.details,
    chain: row.chain?.toString('hex') ?? '',
  }
}

async function* sealedRows(pool: Sql, from = 0, upTo: number | null = null): AsyncGenerator<AuditRow> {
  let after = from
  for (;;) {
    const { rows } = await pool.query<AuditRow>(
      'select * from audit_events where seq > $1 and ($2::bigint is null or seq <= $2) order by seq limit 5000',
      [after, upTo],
    )
    yield* rows
    const last = rows.at(-1)
    if (last?.seq == null) return
    after = last.seq
  }
}

async function countUnsealed(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from audit_events where seq is null')
  return rows[0]?.n ?? 0
}
