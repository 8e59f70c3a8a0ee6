import type { Sql } from '../app/database.ts'

/** The alarm that entries of the audit log stay unsealed. */
interface UnsealedAlarm {
  /** Business time of the oldest of them when it was raised. */
  since: Date
  /** Ids of the users who got the mail. */
  told: string[]
}

/** The alarm that is on; null = none. */
export async function unsealedAlarm(sql: Sql): Promise<UnsealedAlarm | null> {
  return (await sql.query<UnsealedAlarm>('select since, told from unsealed_alarm')).rows[0] ?? null
}

/** Business time of the oldest entry that is not sealed and is older than `before`; null = there is none. */
export async function unsealedBefore(sql: Sql, before: Date): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    'select min(at) as at from audit_events where seq is null and at < $1',
    [before],
  )
  return rows[0]?.at ?? null
}

/** Raises the alarm, or leaves the one that is on; `null` ends it. */
export async function setUnsealedAlarm(sql: Sql, since: Date | null): Promise<void> {
  if (since === null) await sql.query('delete from unsealed_alarm')
  else await sql.query('insert into unsealed_alarm (since) values ($1) on conflict do nothing', [since])
}

export async function noteUnsealedTold(sql: Sql, userId: string): Promise<void> {
  await sql.query('update unsealed_alarm set told = array_append(told, $1) where not $1 = any(told)', [userId])
}
