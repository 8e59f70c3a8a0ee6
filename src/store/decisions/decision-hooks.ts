import type { Channel } from '../../domain/app/channel.ts'
import type { Verdict } from '../../domain/decisions/tables/verdicts.ts'
import type { Sql } from '../app/database.ts'

/** An address that is told when a verdict changed. */
export interface DecisionHook {
  id: string
  name: string
  url: string
  secret: string
  createdAt: Date
  pausedAt: Date | null
  pauseReason: 'gone' | 'not-taken' | 'by-hand' | null
  offers: number
  nextAttemptAt: Date | null
  deliveredAt: Date | null
  failure: string | null
  waiting: number
}

const columns = `h.id, h.name, h.url, h.secret, h.created_at as "createdAt", h.paused_at as "pausedAt", h.pause_reason as "pauseReason", h.offers, h.next_attempt_at as "nextAttemptAt", h.delivered_at as "deliveredAt", h.failure,
  (select count(*)::int from decision_changes d where d.hook_id = h.id) as waiting`

export async function listHooks(sql: Sql): Promise<DecisionHook[]> {
  return (await sql.query<DecisionHook>(`select ${columns} from decision_hooks h order by h.created_at, h.id`)).rows
}

export async function insertDecisionHook(
  sql: Sql,
  hook: Pick<DecisionHook, 'id' | 'name' | 'url' | 'secret'>,
  createdBy: string,
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into decision_hooks (id, name, url, secret, created_by, created_at) values ($1, $2, $3, $4, $5, $6)',
    [hook.id, hook.name, hook.url, hook.secret, createdBy, now],
  )
}

/** With everything it was still to be told; false when there is none. */
export async function deleteHook(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('delete from decision_hooks where id = $1', [id])).rowCount === 1
}

export async function pauseHook(
  sql: Sql,
  id: string,
  reason: NonNullable<DecisionHook['pauseReason']>,
  now: Date,
): Promise<void> {
  await sql.query(
    'update decision_hooks set paused_at = coalesce(paused_at, $3), pause_reason = $2, claimed_until = null where id = $1',
    [id, reason, now],
  )
}

/** Everything that waits is sent from now on. */
export async function resumeHook(sql: Sql, id: string): Promise<void> {
  await sql.query(
    'update decision_hooks set paused_at = null, pause_reason = null, offers = 0, next_attempt_at = null, failure = null where id = $1',
    [id],
  )
}

/** Hooks that have something to say now and that nobody speaks for. */
export async function dueHooks(sql: Sql, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select h.id from decision_hooks h where h.paused_at is null and (h.next_attempt_at is null or h.next_attempt_at <= $1) and (h.claimed_until is null or h.claimed_until < clock_timestamp())
       and exists (select 1 from decision_changes d where d.hook_id = h.id)`,
    [now],
  )
  return rows.map((row) => row.id)
}

interface VerdictChange {
  contactId: string
  at: Date
  channels: Partial<Record<Channel, { from: Verdict | null; to: Verdict; rule: string }>>
  /** Where the contact stands, so that the receiver knows whom it is about: never an address. */
  records: { system: string; account: string; object: string; id: string }[]
}

export interface HookMessage {
  hook: Pick<DecisionHook, 'id' | 'url' | 'secret' | 'offers'>
  id: string
  changes: VerdictChange[]
}

const leaseSeconds = 90

/**
 * Takes the hook for this worker with its next message: the one that was not taken yet, else the oldest changes under a
 * new id. Null when another works for it, it waits, or there is nothing to say.
 */
export async function claimMessage(
  sql: Sql,
  hookId: string,
  newId: string,
  most: number,
  now: Date,
): Promise<HookMessage | null> {
  const { rows } = await sql.query<{
    id: string
    url: string
    secret: string
    offers: number
    messageId: string | null
  }>(
    `update decision_hooks set claimed_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}) where id = $1 and paused_at is null and (next_attempt_at is null or next_attempt_at <= $2)
       and (claimed_until is null or claimed_until < clock_timestamp()) returning id, url, secret, offers, message_id as "messageId"`,
    [hookId, now],
  )
  const hook = rows[0]
  if (hook === undefined) return null
  const id = hook.messageId ?? newId
  if (hook.messageId === null) {
    await sql.query(
      'update decision_changes set message_id = $2 where id in (select id from decision_changes where hook_id = $1 order by id limit $3)',
      [hookId, id, most],
    )
    await sql.query('update decision_hooks set message_id = $2 where id = $1', [hookId, id])
  }
  const changes = await changesOfMessage(sql, hookId, id)
  if (changes.length > 0) return { hook, id, changes }
  await sql.query('update decision_hooks set claimed_until = null, message_id = null where id = $1', [hookId])
  return null
}

async function changesOfMessage(sql: Sql, hookId: string, id: string): Promise<VerdictChange[]> {
  const { rows } = await sql.query<VerdictChange>(
    `select d.contact_id as "contactId", d.at, d.channels, coalesce((select jsonb_agg(jsonb_build_object('system', k.connector, 'account', k.account_id, 'object', r.object, 'id', r.remote_id) order by k.position, r.id)
       from remote_records r join connections k on k.id = r.connection_id where r.contact_id = d.contact_id and r.gone_at is null), '[]') as records
     from decision_changes d where d.hook_id = $1 and d.message_id = $2 order by d.id`,
    [hookId, id],
  )
  return rows
}

/** The message was taken: its changes are forgotten here. */
export async function endMessage(sql: Sql, hookId: string, messageId: string, now: Date): Promise<void> {
  await sql.query('delete from decision_changes where hook_id = $1 and message_id = $2', [hookId, messageId])
  await sql.query(
    'update decision_hooks set message_id = null, offers = 0, next_attempt_at = null, claimed_until = null, failure = null, delivered_at = $2 where id = $1',
    [hookId, now],
  )
}

export async function postponeMessage(sql: Sql, hookId: string, nextAttemptAt: Date, failure: string): Promise<void> {
  await sql.query(
    'update decision_hooks set offers = offers + 1, next_attempt_at = $2, claimed_until = null, failure = $3 where id = $1',
    [hookId, nextAttemptAt, failure],
  )
}
