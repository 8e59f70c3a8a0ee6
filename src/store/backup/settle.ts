import type { Sql } from '../app/database.ts'
import { reopenReview } from '../mailbox/reviews.ts'
import { noteTakenBack } from '../removals/erasure-requests.ts'

/** What a restore ended, by kind. */
export interface Settled {
  runs: number
  plans: number
  holdsToLift: number
  creations: number
  mails: number
  unread: number
}

/**
 * What was on its way when the backup was made is older than the world: it is ended, or must be looked at again before
 * anything is written. `pulled`: connectors whose bases are read; `madeAt`: when the backup was made. Business time.
 */
export async function settleRestored(
  sql: Sql,
  { pulled, madeAt }: { pulled: readonly string[]; madeAt: Date },
  now: Date,
): Promise<Settled> {
  const count = async (statement: string, ...more: unknown[]) =>
    (await sql.query(statement, [now, ...more])).rowCount ?? 0
  const runs = await count(
    `update hygiene_runs set state = 'failed', failure = 'A backup was restored.', finished_at = $1, claimed_until = null where state = 'running'`,
  )
  await count(`update hygiene_steps set state = 'skipped', finished_at = $1 where state in ('pending', 'running')`)
  // Nobody is removed on an approval from before: who is in a hold gets it lifted once the bases were read.
  const plans = await count(
    `update removal_plans set state = 'expired', next_step_at = null, finished_at = $1 where state in ('planned', 'stopped', 'approved') and kind <> 'erasure'`,
  )
  await endUndecided(sql, madeAt, now)
  // Who asked to be erased still does: it begins again with the block.
  await sql.query(
    `update removal_records rr set state = 'planned' from removal_plans p where p.id = rr.plan_id and p.kind = 'erasure' and p.state in ('approved', 'binning') and rr.state = 'held'`,
  )
  await sql.query(
    `update removal_items i set state = 'planned' from removal_plans p where p.id = i.plan_id and p.kind = 'erasure' and p.state in ('approved', 'binning') and i.state = 'held'`,
  )
  await sql.query(
    `update removal_plans set state = 'approved', next_step_at = $1 where kind = 'erasure' and state in ('approved', 'binning')`,
    [now],
  )
  const holdsToLift = await count(
    `update removal_items i set state = 'taken-out', reason = 'restored', updated_at = $1 from removal_plans p where p.id = i.plan_id and p.kind <> 'erasure' and p.state in ('held', 'binning') and i.state in ('planned', 'held')`,
  )
  await count(
    `update removal_plans set state = 'held', held_until = $1, next_step_at = $1 where state in ('held', 'binning')`,
  )
  const creations = await count(
    `update contact_creations set state = 'refused', reason = 'A backup was restored: it may have been made since. Look for the person there.', next_attempt_at = null, claimed_until = null, done_at = $1 where state = 'due'`,
  )
  // They were sent since, or are asked for again.
  const mails =
    (await count(
      `update person_mails set next_attempt_at = null, claimed_until = null, failure = 'restored', expires_at = least(expires_at, $1) where next_attempt_at is not null`,
    )) +
    (await count(
      `update repermission_asks set state = 'unclear', next_attempt_at = null, claimed_until = null, failure = 'restored' where state in ('queued', 'sending') and $1::timestamptz is not null`,
    )) +
    (await count(
      `update notice_mails set next_attempt_at = null, claimed_until = null, failure = 'restored' where next_attempt_at is not null and $1::timestamptz is not null`,
    ))
  await count('update alarms set next_attempt_at = null, claimed_until = null, ended_at = coalesce(ended_at, $1)')
  await sql.query('delete from decision_changes')
  // A Connection is as it was granted then; its base is read whole before anything is written there.
  const unread = await count(
    `update connections set restored_at = $1, resync_wanted_at = $1, next_poll_at = null, poll_wanted_at = null, activities_read_at = null, activities_due_at = null where state <> 'disconnected' and connector = any($2)`,
    pulled,
  )
  await forgetWhatIsKnownSince(sql, now)
  return { runs, plans, holdsToLift, creations, mails, unread }
}

/** What only held until the backup was made: how far other tools were read, and who was logged in. */
async function forgetWhatIsKnownSince(sql: Sql, now: Date): Promise<void> {
  // What people did since, at other tools and by mail, is unknown until it was read or brought again: their clocks are
  // blind (docs/reference/promises.md#i5).
  await sql.query('delete from tool_imports')
  await sql.query(
    `update listeners set position = null, caught_up_at = null, lease_holder = null, lease_until = null, next_try_at = '-infinity'`,
  )
  // Nobody is let in by what was ended since.
  await sql.query('update login_sessions set ended_at = $1 where ended_at is null', [now])
  await sql.query('update invitations set used_at = $1 where used_at is null', [now])
  await sql.query('delete from oauth_requests')
}

/**
 * A decision to erase that waited for a second person, or could still be taken back when the backup was made, may have
 * been taken back since: it counts as taken back (`restored`), so that somebody decides again before the person's month
 * is over.
 */
async function endUndecided(sql: Sql, madeAt: Date, now: Date): Promise<void> {
  const { rows } = await sql.query<{ id: string; reviewId: string | null }>(
    `update removal_plans p set state = 'refused', refusal = 'restored', next_step_at = null, finished_at = $1 from erasure_requests e
     where e.plan_id = p.id and p.kind = 'erasure' and (p.state = 'planned' or p.state = 'approved' and e.cool_until > $2) returning e.id, e.review_id as "reviewId"`,
    [now, madeAt],
  )
  for (const { id, reviewId } of rows) {
    await noteTakenBack(sql, id, { by: 'lawbase', why: 'restored' }, now)
    if (reviewId !== null) await reopenReview(sql, reviewId)
  }
}

/** Where the numbers of a series stand: which sequence gives them, and in which rows. */
const numberings = [
  { series: 'R', sequence: 'objection_numbers', table: 'objections' },
  { series: 'S', sequence: 'shopper_numbers', table: 'objections' },
  { series: 'RP', sequence: 'removal_numbers', table: 'removal_plans' },
  { series: 'ER', sequence: 'erasure_numbers', table: 'erasure_requests' },
  { series: 'AR', sequence: 'access_numbers', table: 'access_requests' },
  { series: 'B', sequence: 'broker_notice_numbers', table: 'broker_notices' },
] as const
const countedFrom = Date.UTC(2026, 0, 1)

/**
 * Numbers that were given after the backup are not given again: they stand in letters. The sequences go on behind the
 * highest one that the rows or the journal (`lastNumbers`) name. Of the mystery shopper's objections and the notices to
 * brokers the journal says nothing, and without a journal (null) nothing is known of any: those go on behind the
 * minutes, or the seconds, since the beginning of 2026, which no series has reached and each restore moves on. `now`:
 * business time.
 */
export async function passNumbers(
  sql: Sql,
  lastNumbers: { removal: number; erasure: number; access: number } | null,
  now: Date,
): Promise<void> {
  const seconds = Math.max(1, Math.floor((now.getTime() - countedFrom) / 1_000))
  const named: Readonly<Record<string, number>> =
    lastNumbers === null ? {} : { R: 1, RP: lastNumbers.removal, ER: lastNumbers.erasure, AR: lastNumbers.access }
  for (const { series, sequence, table } of numberings) {
    const floor = lastNumbers === null ? seconds : (named[series] ?? Math.ceil(seconds / 60))
    await sql.query(
      `select setval($1::text::regclass, greatest($3::bigint, 1, (select max(substring(number from '-(\\d+)(?:-[0-9a-f]{4})?$')::bigint) from ${table} where number like $2),
         (select last_value from pg_sequences where schemaname = current_schema() and sequencename = $1::text)))`,
      [sequence, `${series}-%`, floor],
    )
  }
}
