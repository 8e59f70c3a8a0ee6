import { randomUUID } from 'node:crypto'
import { Refused } from '../../domain/app/refused.ts'
import type { Sql } from '../../store/app/database.ts'
import {
  decideFactorReset,
  insertFactorReset,
  openFactorResets,
  type FactorReset,
} from '../../store/accounts/factor-resets.ts'
import { hasFactor, removeFactor } from '../../store/accounts/second-factors.ts'
import { endSessions, findUser, type User } from '../../store/accounts/users.ts'
import { noteAccount } from './note-account.ts'
import type { App } from '../app/app.ts'
import { changeAccounts, putHandOn, requireOtherEyes } from '../approvals/four-eyes.ts'
import { isBreakGlass } from './local-login.ts'

/**
 * Why somebody's second factor is not taken away: it is one's own, there is none, no reason was given, the wish is
 * over, or the account is the one kept for emergencies.
 */
export class FactorKept extends Refused<'own' | 'none' | 'reason' | 'over' | 'break-glass'> {}

/** How long a wish waits for a second admin. */
const waitMs = 7 * 86_400_000

/**
 * An admin asks that the second factor of somebody who lost it is taken away, with how they made sure who it is: a
 * second admin must agree (docs/reference/security.md#second-factor). Throws FactorKept.
 */
export async function askFactorReset(app: App, by: User, userId: string, reason: string): Promise<void> {
  const why = reason.trim().slice(0, 500)
  if (by.id === userId) throw new FactorKept('own')
  if (why.length < 10) throw new FactorKept('reason')
  await changeAccounts(app, async (sql, now) => {
    await requireFactor(sql, userId)
    const expiresAt = new Date(now.getTime() + waitMs)
    await insertFactorReset(sql, { id: randomUUID(), userId, askedById: by.id, expiresAt, reason: why }, now)
    await noteAccount(sql, by.email, userId, { secondFactor: 'asked to take it away', of: userId, reason: why }, now)
  })
}

/**
 * A second admin decides. Agreed, the factor and its recovery codes go, and every login of the person ends: they set
 * up another one at their next login. Throws FactorKept, and EyesRefused where the two may be one person.
 */
export async function decideReset(app: App, by: User, userId: string, isAgreed: boolean): Promise<void> {
  if (by.id === userId) throw new FactorKept('own')
  await changeAccounts(app, async (sql, now) => {
    const reset = (await openFactorResets(sql, now)).find((one) => one.userId === userId)
    if (reset === undefined) throw new FactorKept('over')
    // Whoever asked may think better of it alone; agreeing takes somebody else.
    if (isAgreed && (await isBreakGlass(sql, userId))) throw new FactorKept('break-glass')
    if (isAgreed) await requireOtherEyes(sql, by, [reset.askedById, userId], now)
    if (!(await decideFactorReset(sql, reset.id, { by: by.id, agreed: isAgreed }, now))) throw new FactorKept('over')
    if (isAgreed) await takeAway(sql, userId)
    const details = { secondFactor: isAgreed ? 'taken away' : 'stays', of: userId, askedBy: reset.askedBy }
    await noteAccount(sql, by.email, userId, details, now)
  })
}

/** The same at the command line of the machine, for a company with one admin: the account is new again. */
export async function resetFactorHere(app: App, user: User, reason: string): Promise<void> {
  if (reason.trim().length < 10) throw new FactorKept('reason')
  await changeAccounts(app, async (sql, now) => {
    await requireFactor(sql, user.id)
    await takeAway(sql, user.id)
    await putHandOn(sql, user, null, 'reset', now)
    const details = { secondFactor: 'taken away', of: user.id, reason: reason.trim().slice(0, 500) }
    await noteAccount(sql, 'command line', user.id, details, now)
  })
}

/** The open wish about one account; null = there is none. */
export async function openResetOf(app: App, userId: string): Promise<FactorReset | null> {
  return (await openFactorResets(app.pool, app.clock.now())).find((one) => one.userId === userId) ?? null
}

async function requireFactor(sql: Sql, userId: string): Promise<void> {
  const user = await findUser(sql, { id: userId })
  if (user?.disabledAt !== null || !(await hasFactor(sql, userId))) throw new FactorKept('none')
  if (await isBreakGlass(sql, userId)) throw new FactorKept('break-glass')
}

async function takeAway(sql: Sql, userId: string): Promise<void> {
  await removeFactor(sql, userId)
  await endSessions(sql, userId, new Date())
}
