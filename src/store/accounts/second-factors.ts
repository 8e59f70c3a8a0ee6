import type { Sql } from '../app/database.ts'

/** The second factor of an account: its keys sealed. */
interface TotpFactor {
  /** The key in use; null = none was confirmed. */
  sealed: string | null
  confirmedAt: Date | null
  /** A key that was shown and waits for its first code. */
  pending: string | null
  pendingAt: Date | null
}

/** Whether the account `user` (SQL) has a second factor: codes of an app, or a passkey. */
export const factorOf = (user: string) =>
  `(exists (select 1 from totp_factors f where f.user_id = ${user} and f.confirmed_at is not null) or exists (select 1 from passkeys k where k.user_id = ${user}))`

/** Whether an account has a second factor: codes of an app, or a passkey. */
export async function hasFactor(sql: Sql, userId: string): Promise<boolean> {
  const { rows } = await sql.query<{ has: boolean }>(`select ${factorOf('$1::uuid')} as has`, [userId])
  return rows[0]?.has === true
}

/** Since when an account has a second factor; null = it has none. */
export async function factorSince(sql: Sql, userId: string): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `select least((select confirmed_at from totp_factors where user_id = $1), (select min(made_at) from passkeys where user_id = $1)) as at`,
    [userId],
  )
  return rows[0]?.at ?? null
}

export async function findTotp(sql: Sql, userId: string): Promise<TotpFactor | null> {
  const { rows } = await sql.query<TotpFactor>(
    'select sealed, confirmed_at as "confirmedAt", pending, pending_at as "pendingAt" from totp_factors where user_id = $1',
    [userId],
  )
  return rows[0] ?? null
}

/** Keeps a key that is shown; one that is in use stays until the new one is confirmed. */
export async function savePendingTotp(sql: Sql, userId: string, sealed: string, now: Date): Promise<void> {
  await sql.query(
    `insert into totp_factors (user_id, pending, pending_at) values ($1, $2, $3)
     on conflict (user_id) do update set pending = excluded.pending, pending_at = excluded.pending_at`,
    [userId, sealed, now],
  )
}

/** The key becomes the one in use, its first code taken. False when another one took its place meanwhile. */
export async function confirmTotp(
  sql: Sql,
  userId: string,
  { pending, sealed, step }: { pending: string; sealed: string; step: number },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update totp_factors set sealed = $3, confirmed_at = $5, last_step = $4, pending = null, pending_at = null
     where user_id = $1 and pending = $2`,
    [userId, pending, sealed, step, now],
  )
  return rowCount === 1
}

/** True for the one who brings the code of a step first: no code works twice, nor one older than the last. */
export async function takeTotpStep(sql: Sql, userId: string, step: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update totp_factors set last_step = $2 where user_id = $1 and confirmed_at is not null and last_step < $2',
    [userId, step],
  )
  return rowCount === 1
}

/** Takes the second factor away: the app, the passkeys, the recovery codes. */
export async function removeFactor(sql: Sql, userId: string): Promise<void> {
  await sql.query('delete from totp_factors where user_id = $1', [userId])
  await sql.query('delete from passkeys where user_id = $1', [userId])
  await sql.query('delete from recovery_codes where user_id = $1', [userId])
}

/** New recovery codes in the place of those there are. */
export async function replaceRecoveryCodes(
  sql: Sql,
  userId: string,
  hashes: readonly Buffer[],
  now: Date,
): Promise<void> {
  await sql.query('delete from recovery_codes where user_id = $1', [userId])
  await sql.query(
    'insert into recovery_codes (user_id, code_hash, made_at) select $1, code_hash, $3 from unnest($2::bytea[]) as code_hash',
    [userId, hashes, now],
  )
}

/** True for the one who brings it first. */
export async function takeRecoveryCode(sql: Sql, userId: string, hash: Buffer, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null',
    [userId, hash, now],
  )
  return rowCount === 1
}

export async function countRecoveryCodes(sql: Sql, userId: string): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    'select count(*)::int as n from recovery_codes where user_id = $1 and used_at is null',
    [userId],
  )
  return rows[0]?.n ?? 0
}
