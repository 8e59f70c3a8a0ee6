import { setTimeout as pause } from 'node:timers/promises'
import type { Budget, Lane } from '../../connector/access.ts'
import { ConnectorError } from '../../connector/errors.ts'
import type { Sql } from '../app/database.ts'

/** A vendor's limit as its sheet names it: `max` calls in `windowMs`. It is only where the budget starts. */
interface Limit {
  max: number
  windowMs: number
}
type BucketName = 'calls' | 'search'

/**
 * Share of the limit that each lane may use: 30 % is kept for opt-outs (docs/reference/promises.md#lanes), for carrying
 * them and, all but the last of it, for reading them.
 */
const shares: Readonly<Record<Lane, number>> = { objection: 1, poll: 0.95, backfill: 0.7, read: 0.65, tag: 0.6 }
/** Longest pause between two tries, so that a limit which was lifted is noticed. */
const maxPauseMs = 1_000
/** Who would wait longer comes back later: a claim is not held, and a worker not kept, for minutes of nothing. */
const maxWaitMs = 15_000
/** A limit may be lifted before its time: it is tried again at least this often. */
const maxMs = 5 * 60_000

/** The limit of one Connection's calls as it stands now; null when no call was made yet. */
export async function limitOf(sql: Sql, connectionId: string): Promise<Limit | null> {
  const { rows } = await sql.query<Limit>(
    `select max_calls as max, window_ms::float8 as "windowMs" from budgets where connection_id = $1 and bucket = 'calls'`,
    [connectionId],
  )
  return rows[0] ?? null
}

/**
 * The budget of one Connection as a Postgres row, shared by all processes whatever the queue
 * (docs/reference/promises.md#budget). Technical times: the database's own clock. `take` throws ConnectorError
 * `rate-limited` when nothing is free for a quarter of a minute.
 */
export function openBudget(
  sql: Sql,
  connectionId: string,
  limits: Readonly<Partial<Record<BucketName, Limit>>>,
  signal?: AbortSignal,
): Budget {
  const ask = async (lane: Lane, calls: number, bucket: BucketName) =>
    (
      await sql.query<{ wait_ms: number | null }>('select budget_take($1, $2, $3, $4) as wait_ms', [
        connectionId,
        bucket,
        calls,
        shares[lane],
      ])
    ).rows[0]?.wait_ms ?? null
  const begin = async (bucket: BucketName) => {
    const limit = limits[bucket] ?? { max: 100, windowMs: 10_000 }
    await sql.query(
      'insert into budgets (connection_id, bucket, max_calls, window_ms) values ($1, $2, $3, $4) on conflict do nothing',
      [connectionId, bucket, limit.max, limit.windowMs],
    )
  }
  return {
    take: async (lane: Lane, calls: number, bucket: BucketName = 'calls') => {
      for (;;) {
        signal?.throwIfAborted()
        const waitMs = await ask(lane, calls, bucket)
        if (waitMs === 0) return
        if (waitMs === null) {
          await begin(bucket)
          continue
        }
        if (waitMs > maxWaitMs)
          throw new ConnectorError('rate-limited', 'No call of this system is free now. It is made later.', {
            retryAfterMs: Math.min(Math.ceil(waitMs), maxMs),
          })
        await pause(Math.min(maxPauseMs, Math.ceil(waitMs)), undefined, signal === undefined ? {} : { signal })
      }
    },
    observe: (seen) => {
      const bucket = seen.bucket ?? 'calls'
      if (
        seen.rateLimitedForMs === undefined &&
        !isNews(sql, `${connectionId} ${bucket}`, `${seen.max} ${seen.windowMs}`)
      )
        return
      void adjust(sql, connectionId, bucket, seen, limits).catch(() => {
        // A header that could not be noted only makes the next one count.
      })
    },
  }
}

/** How often what a vendor counts is written down when its limit stays the same: our own count stands anyway. */
const observeMs = 1_000
const observed = new WeakMap<Sql, Map<string, { limit: string; at: number }>>()

function isNews(sql: Sql, key: string, limit: string): boolean {
  const known = observed.get(sql) ?? new Map<string, { limit: string; at: number }>()
  observed.set(sql, known)
  const last = known.get(key)
  if (last !== undefined && last.limit === limit && performance.now() - last.at < observeMs) return false
  known.set(key, { limit, at: performance.now() })
  return true
}

/**
 * The named limit is only where a budget starts: it follows the vendor's header up and down, and a 429 stops it for a
 * while.
 */
async function adjust(
  sql: Sql,
  connectionId: string,
  bucket: BucketName,
  seen: { max?: number; remaining?: number; windowMs?: number; rateLimitedForMs?: number },
  limits: Readonly<Partial<Record<BucketName, Limit>>>,
): Promise<void> {
  if (seen.max !== undefined) {
    await sql.query(
      `update budgets set max_calls = $3, window_ms = $4, vendor_max = $3, vendor_used = $5
       where connection_id = $1 and bucket = $2 and (max_calls, window_ms, vendor_used) is distinct from ($3, $4, $5)`,
      [
        connectionId,
        bucket,
        seen.max,
        seen.windowMs ?? limits[bucket]?.windowMs ?? 10_000,
        seen.remaining === undefined ? null : seen.max - seen.remaining,
      ],
    )
  }
  if (seen.rateLimitedForMs !== undefined) {
    await sql.query(
      `update budgets set blocked_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000), times_limited = times_limited + 1 where connection_id = $1 and bucket = $2`,
      [connectionId, bucket, seen.rateLimitedForMs],
    )
  }
}
