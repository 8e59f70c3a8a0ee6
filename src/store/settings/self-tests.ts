import type { Sql } from '../app/database.ts'

export type SelfTestKind = 'console' | 'public' | 'mail' | 'privacy'

/** Why a test failed; `status` beside it where something answered. */
export type SelfTestFault =
  | 'no-answer'
  | 'status'
  | 'redirect'
  | 'elsewhere'
  | 'inside'
  | 'not-a-page'
  | 'smtp-login'
  | 'mail-refused'
  | 'mail-not-taken'

/** The newest test of a kind. Not finished: under way, or cut off. */
export interface SelfTest {
  what: SelfTestKind
  /** Address that was asked, or that was written to. */
  target: string
  askedBy: string
  askedAt: Date
  finishedAt: Date | null
  /** Null with `finishedAt` = passed. */
  fault: SelfTestFault | null
  status: number | null
}

export async function selfTests(sql: Sql): Promise<ReadonlyMap<SelfTestKind, SelfTest>> {
  const { rows } = await sql.query<SelfTest>(
    `select what, target, asked_by as "askedBy", asked_at as "askedAt", finished_at as "finishedAt", fault, status from self_tests`,
  )
  return new Map(rows.map((row) => [row.what, row]))
}

/** Begins a test in the place of the last one of its kind. */
export async function startSelfTest(
  sql: Sql,
  test: Pick<SelfTest, 'what' | 'target' | 'askedBy' | 'askedAt'> & { id: string; tokenHash: Buffer },
): Promise<void> {
  await sql.query(
    `insert into self_tests (what, id, target, asked_by, asked_at, token_hash) values ($1, $2, $3, $4, $5, $6)
     on conflict (what) do update set id = excluded.id, target = excluded.target, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
       token_hash = excluded.token_hash, finished_at = null, fault = null, status = null`,
    [test.what, test.id, test.target, test.askedBy, test.askedAt, test.tokenHash],
  )
}

/** Does nothing when another test of its kind was begun meanwhile. */
export async function finishSelfTest(
  sql: Sql,
  id: string,
  answer: { fault: SelfTestFault | null; status: number | null },
  now: Date,
): Promise<void> {
  await sql.query(
    'update self_tests set finished_at = $2, fault = $3, status = $4, token_hash = null where id = $1 and finished_at is null',
    [id, now, answer.fault, answer.status],
  )
}

/** Whether this is the token of a test under way in this installation. */
export async function isSelfTest(sql: Sql, tokenHash: Buffer): Promise<boolean> {
  return ((await sql.query('select 1 from self_tests where token_hash = $1', [tokenHash])).rowCount ?? 0) > 0
}
