import type { Sql } from '../app/database.ts'

/** A wish to take somebody's second factor away, which waits for a second admin. */
export interface FactorReset {
  id: string
  userId: string
  /** Address of who asked. */
  askedBy: string
  askedById: string
  askedAt: Date
  expiresAt: Date
  /** Why, and how they knew that it is the person. */
  reason: string
}

const columns = `r.id, r.user_id as "userId", a.email as "askedBy", r.asked_by as "askedById", r.asked_at as "askedAt", r.expires_at as "expiresAt", r.reason`

/** Keeps a wish in the place of one that nobody decided. */
export async function insertFactorReset(
  sql: Sql,
  row: Omit<FactorReset, 'askedBy' | 'askedAt'>,
  now: Date,
): Promise<void> {
  await sql.query('delete from factor_resets where user_id = $1 and decided_at is null', [row.userId])
  await sql.query(
    'insert into factor_resets (id, user_id, asked_by, asked_at, expires_at, reason) values ($1, $2, $3, $4, $5, $6)',
    [row.id, row.userId, row.askedById, now, row.expiresAt, row.reason],
  )
}

/** Wishes that nobody decided and whose time is not over, oldest first. */
export async function openFactorResets(sql: Sql, now: Date): Promise<FactorReset[]> {
  const { rows } = await sql.query<FactorReset>(
    `select ${columns} from factor_resets r join users a on a.id = r.asked_by join users u on u.id = r.user_id
     where r.decided_at is null and r.expires_at > $1 and u.disabled_at is null order by r.asked_at, r.id`,
    [now],
  )
  return rows
}

/** True for the one who decides it. */
export async function decideFactorReset(
  sql: Sql,
  id: string,
  { by, agreed }: { by: string; agreed: boolean },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update factor_resets set decided_by = $2, agreed = $3, decided_at = $4 where id = $1 and decided_at is null and expires_at > $4',
    [id, by, agreed, now],
  )
  return rowCount === 1
}
