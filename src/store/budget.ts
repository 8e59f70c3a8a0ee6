import { setTimeout as pause } from 'node:timers/promises'
import type { Budget, Lane } from '../connector/contract.ts'
import type { Sql } from './database.ts'

/** A vendor's limit as its sheet names it: `max` calls in `windowMs`. It is only where the budget starts. */
export interface Limit {
  max: number
  windowMs: number
}
export type BucketName = 'calls' | 'search'

/**
 * A bucket that holds 30 % of the window's calls and refills with the other 70 % evenly, so that no window of the
 * vendor ever sees more than `max`. Short windows (1 s) get the whole rate and a small bucket.
 */
function shapeOf({ max, windowMs }: Limit): { ratePerS: number; burst: number } {
  const burst = Math.max(1, Math.floor(max * 0.3))
  return { ratePerS: ((max - burst) * 1_000) / windowMs, burst }
}

/** Share of the bucket that only the lane `objection` may use (DESIGN 6). */
const reservedForObjections = 0.3

/**
 * The budget of one Connection as a Postgres row, shared by all processes whatever the queue (DESIGN 9). Technical
 * times: the database's own clock.
 */
export function openBudget(sql: Sql, connectionId: string, limits: Readonly<Partial<Record<BucketName, Limit>>>, signal?: AbortSignal): Budget {
  const known = new Set<BucketName>()
  const ensure = async (bucket: BucketName) => {
    if (known.has(bucket)) return
    const shape = shapeOf(limits[bucket] ?? { max: 100, windowMs: 10_000 })
    await sql.query(
      `insert into budgets (connection_id, bucket, rate_per_s, burst, tokens, refilled_at) values ($1, $2, $3, $4, $4, clock_timestamp()) on conflict do nothing`,
      [connectionId, bucket, shape.ratePerS, shape.burst],
    )
    known.add(bucket)
  }
  return {
    take: async (lane: Lane, calls: number, bucket: BucketName = 'calls') => {
      await ensure(bucket)
      for (;;) {
        signal?.throwIfAborted()
        const waitMs = await tryTake(sql, connectionId, bucket, lane, calls)
        if (waitMs === 0) return
        await pause(waitMs, undefined, signal === undefined ? {} : { signal })
      }
    },
    observe: (seen) => {
      void adjust(sql, connectionId, seen.bucket ?? 'calls', seen, limits).catch(() => {
        // A header that could not be noted only makes the next one count.
      })
    },
  }
}

/** Takes in one statement. 0 = taken; else milliseconds to wait before trying again. */
async function tryTake(sql: Sql, connectionId: string, bucket: BucketName, lane: Lane, calls: number): Promise<number> {
  const reserve = lane === 'objection' ? 0 : reservedForObjections
  const { rows } = await sql.query<{ taken: boolean; wait_ms: number }>(
    `with level as (
       select connection_id, bucket, burst, rate_per_s, least(burst, tokens + rate_per_s * extract(epoch from clock_timestamp() - refilled_at)) as tokens,
         greatest(0, extract(epoch from blocked_until - clock_timestamp()) * 1000) as blocked_ms,
         -- One call must always fit, however small the bucket is.
         least($3::float8, burst) + least(burst * $4::float8, greatest(0, burst - least($3::float8, burst))) as needed
       from budgets where connection_id = $1 and bucket = $2 for update
     ), taken as (
       update budgets b set tokens = l.tokens - $3, refilled_at = clock_timestamp() from level l
       where b.connection_id = l.connection_id and b.bucket = l.bucket and l.tokens >= l.needed and coalesce(l.blocked_ms, 0) = 0 returning 1
     )
     select exists (select 1 from taken) as taken,
       greatest(10, coalesce(blocked_ms, 0), (needed - tokens) * 1000 / rate_per_s) as wait_ms from level`,
    [connectionId, bucket, calls, reserve],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('The budget row is missing')
  return row.taken ? 0 : Math.min(5_000, Math.ceil(row.wait_ms))
}

async function adjust(
  sql: Sql,
  connectionId: string,
  bucket: BucketName,
  seen: { max?: number; remaining?: number; windowMs?: number; rateLimitedForMs?: number },
  limits: Readonly<Partial<Record<BucketName, Limit>>>,
): Promise<void> {
  if (seen.max !== undefined) {
    const shape = shapeOf({ max: seen.max, windowMs: seen.windowMs ?? limits[bucket]?.windowMs ?? 10_000 })
    await sql.query(
      // A bucket that grows or shrinks stays as full as it was.
      `update budgets set rate_per_s = $3, burst = $4, tokens = least($4, tokens * $4 / burst), vendor_max = $5, vendor_used = $6
       where connection_id = $1 and bucket = $2 and (vendor_max, vendor_used) is distinct from ($5, $6)`,
      [connectionId, bucket, shape.ratePerS, shape.burst, seen.max, seen.remaining === undefined ? null : seen.max - seen.remaining],
    )
  }
  if (seen.rateLimitedForMs !== undefined) {
    await sql.query(
      `update budgets set tokens = 0, refilled_at = clock_timestamp(), blocked_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000) where connection_id = $1 and bucket = $2`,
      [connectionId, bucket, seen.rateLimitedForMs],
    )
  }
}
