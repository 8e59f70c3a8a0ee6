import type { Sql } from '../app/database.ts'

/** What was said of a step: left out, or looked at and left as it is. */
export interface StepMark {
  step: string
  mark: 'skipped' | 'seen'
  by: string
  at: Date
}

export async function stepMarks(sql: Sql): Promise<ReadonlyMap<string, StepMark>> {
  const { rows } = await sql.query<StepMark>(
    'select step, mark, marked_by as by, marked_at as at from first_step_marks',
  )
  return new Map(rows.map((row) => [row.step, row]))
}

/** False when the same was said before. */
export async function markStep(sql: Sql, { step, mark, by, at }: StepMark): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into first_step_marks (step, mark, marked_by, marked_at) values ($1, $2, $3, $4)
     on conflict (step) do update set mark = excluded.mark, marked_by = excluded.marked_by, marked_at = excluded.marked_at where first_step_marks.mark <> excluded.mark`,
    [step, mark, by, at],
  )
  return (rowCount ?? 0) > 0
}

/** False when nothing was said of it. */
export async function unmarkStep(sql: Sql, step: string): Promise<boolean> {
  return ((await sql.query('delete from first_step_marks where step = $1', [step])).rowCount ?? 0) > 0
}

/** What the first steps are judged by, as it is stored; accounts count while they have access. */
export interface FirstStepFacts {
  /** With a password of their own. */
  accounts: number
  firstAccountAt: Date | null
  /** Accounts of admins and DPOs with a password, and those among them with a second factor. */
  judges: number
  judgesWithFactor: number
  readerHasFactor: boolean
  dpos: number
  /** DPOs who were invited and have not chosen a password. */
  dposInvited: number
  /** The newest version of the notice text. */
  notice: { number: number; at: Date } | null
  /** The newest that was written and read back to its end; `bytes` is its size. */
  backup: { madeAt: Date; bytes: number } | null
}

export async function firstStepFacts(sql: Sql, readerId: string): Promise<FirstStepFacts> {
  const { rows } = await sql.query<Omit<FirstStepFacts, 'notice' | 'backup'>>(
    `with open_users as (
       select u.id, u.role, u.created_at, u.password_hash is not null as entered,
         exists (select 1 from totp_factors f where f.user_id = u.id and f.confirmed_at is not null) as factor
       from users u where u.disabled_at is null)
     select count(*) filter (where entered)::int as accounts, min(created_at) filter (where entered) as "firstAccountAt",
       count(*) filter (where entered and role in ('admin', 'dpo'))::int as judges,
       count(*) filter (where entered and role in ('admin', 'dpo') and factor)::int as "judgesWithFactor",
       coalesce(bool_or(factor) filter (where id = $1::uuid), false) as "readerHasFactor",
       count(*) filter (where role = 'dpo')::int as dpos,
       count(*) filter (where role = 'dpo' and not entered)::int as "dposInvited"
     from open_users`,
    [readerId],
  )
  const [notices, backups] = await Promise.all([
    sql.query<{ number: number; at: Date }>(
      'select number, created_at as at from notice_versions order by number desc limit 1',
    ),
    sql.query<{ madeAt: Date; bytes: number }>(
      'select made_at as "madeAt", bytes::float8 as bytes from backups_made order by made_at desc limit 1',
    ),
  ])
  const [row] = rows
  if (row === undefined) throw new Error('The figures of the first steps are missing')
  return { ...row, notice: notices.rows[0] ?? null, backup: backups.rows[0] ?? null }
}
