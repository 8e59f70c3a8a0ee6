import { randomUUID } from 'node:crypto'
import { addMonths, dayOf, isCalendarDay } from '../../../domain/app/day.ts'
import { givenReason } from '../../../domain/app/given-reason.ts'
import { Refused } from '../../../domain/app/refused.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import { insertLegalHold } from '../../../store/removals/legal-holds.ts'
import { liveContacts } from '../../../store/removals/people-view.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'
import { requireJudge } from '../approve-removal.ts'
import { takeOutKept, wakePlans } from './take-out-kept.ts'

/** Why somebody cannot be kept out so; `code` is the field at fault. */
export class KeepOutRefused extends Refused<'reason' | 'until' | 'nobody'> {
  constructor(code: KeepOutRefused['code']) {
    super(
      code,
      {
        reason: 'Say why, in a sentence: it is kept with your name.',
        until: 'Give the day on which this ends: after today, and within a year.',
        nobody: 'None of these is a contact that is still here.',
      }[code],
    )
  }
}

/** Longer than this, only a legal hold keeps data past its term (docs/reference/law.md#g1). */
const longestMonths = 12

/**
 * Keeps people out of every removal until a day, each with the reason (docs/reference/promises.md#removal-2): they
 * leave the plans under way at once, and no run plans them before that day. It never stands against their own wish to
 * be erased. `until`: first day without it. Gives the id of each, by contact. Throws KeepOutRefused.
 */
export async function keepOut(
  app: App,
  user: Pick<User, 'email' | 'role'>,
  contactIds: readonly string[],
  input: { reason: string; until: string },
): Promise<Map<string, string>> {
  requireJudge(user)
  const now = app.clock.now()
  const keeping = readKeeping(input, now)
  const { kept, plans } = await inTransaction(app.pool, async (sql) => {
    const people = await liveContacts(sql, contactIds)
    if (people.length === 0) throw new KeepOutRefused('nobody')
    return {
      kept: await keepThese(sql, user, people, keeping, now),
      plans: await takeOutKept(sql, user.email, now),
    }
  })
  await wakePlans(app, plans)
  return kept
}

interface Keeping {
  reason: string
  /** First day without it. */
  until: string
}

/** What was written, if it says why and until when. Throws KeepOutRefused. */
export function readKeeping(input: { reason: string; until: string }, now: Date): Keeping {
  const reason = givenReason(input.reason)
  const until = input.until.trim()
  if (reason === null) throw new KeepOutRefused('reason')
  if (!isCalendarDay(until) || until <= dayOf(now) || until > addMonths(now, longestMonths))
    throw new KeepOutRefused('until')
  return { reason, until }
}

/** Keeps each of these contacts out, in the caller's transaction; the plans they are in are the caller's work. */
export async function keepThese(
  sql: Sql,
  user: Pick<User, 'email'>,
  contactIds: readonly string[],
  { reason, until }: Keeping,
  now: Date,
): Promise<Map<string, string>> {
  const holds = contactIds.map((contactId) => ({ id: randomUUID() as string, contactId }))
  for (const { id, contactId } of holds)
    await insertLegalHold(
      sql,
      { id, purpose: 'kept-out', kind: 'person', name: '', reason, until, author: user.email },
      [contactId],
      now,
    )
  await insertAudit(
    sql,
    holds.map(({ id, contactId }) => ({
      actId: `legal-hold:${id}`,
      act: 'legal-hold',
      actor: user.email,
      contactId,
      details: { hold: id, purpose: 'kept-out', kind: 'person', people: 1, reason, until },
    })),
    now,
  )
  return new Map(holds.map(({ id, contactId }) => [contactId, id]))
}
