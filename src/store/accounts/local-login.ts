import type { Sql } from '../app/database.ts'

/** That people other than the owner of one account cannot come in by password. */
export interface LocalLoginOff {
  /** The account kept for emergencies. */
  breakGlassId: string
  since: Date
  by: string
}

/** Null: everybody who has a password comes in by it. */
export async function findLocalLoginOff(sql: Sql): Promise<LocalLoginOff | null> {
  const { rows } = await sql.query<LocalLoginOff>(
    'select break_glass_id as "breakGlassId", off_since as since, off_by as by from local_login',
  )
  return rows[0] ?? null
}

export async function insertLocalLoginOff(sql: Sql, off: LocalLoginOff): Promise<void> {
  await sql.query(
    `insert into local_login (break_glass_id, off_since, off_by) values ($1, $2, $3)
     on conflict (only_one) do update set break_glass_id = excluded.break_glass_id, off_since = excluded.off_since, off_by = excluded.off_by`,
    [off.breakGlassId, off.since, off.by],
  )
}

/** False: it was on. */
export async function removeLocalLoginOff(sql: Sql): Promise<boolean> {
  return (await sql.query('delete from local_login')).rowCount === 1
}

/** Ends the logins by password of everybody but one account, and the open links to a password that are not its own. */
export async function endLocalSessions(
  sql: Sql,
  { but, kept }: { but: string; kept: Buffer },
  now: Date,
): Promise<void> {
  await sql.query(
    'update login_sessions set ended_at = $2 where ended_at is null and company_at is null and user_id <> $1 and id_hash <> $3',
    [but, now, kept],
  )
  await sql.query(
    'update invitations set used_at = $2 where used_at is null and user_id is not null and user_id <> $1',
    [but, now],
  )
}

/** A login by the account kept for emergencies, of which no admin said yet that they know of it. */
interface BreakGlassUse {
  id: string
  userId: string
  email: string
  at: Date
  visitor: string
}

export async function insertBreakGlassUse(
  sql: Sql,
  use: Pick<BreakGlassUse, 'id' | 'userId' | 'visitor'>,
  now: Date,
): Promise<void> {
  await sql.query('insert into break_glass_uses (id, user_id, at, visitor) values ($1, $2, $3, $4)', [
    use.id,
    use.userId,
    now,
    use.visitor,
  ])
}

/** The newest first. */
export async function openBreakGlassUses(sql: Sql): Promise<BreakGlassUse[]> {
  return (
    await sql.query<BreakGlassUse>(
      `select b.id, b.user_id as "userId", u.email, b.at, b.visitor from break_glass_uses b join users u on u.id = b.user_id
       where b.seen_at is null order by b.at desc, b.id`,
    )
  ).rows
}

/** False: somebody was quicker, or there is none. */
export async function noteBreakGlassSeen(sql: Sql, id: string, by: string, now: Date): Promise<boolean> {
  return (
    (
      await sql.query('update break_glass_uses set seen_at = $3, seen_by = $2 where id = $1 and seen_at is null', [
        id,
        by,
        now,
      ])
    ).rowCount === 1
  )
}
