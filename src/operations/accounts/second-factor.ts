import { keyAddress, newAppKeyText, newRecoveryCodes, recoveryHash, stepOfCode } from '../../crypto/one-time-codes.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { countHit, forgetHits } from '../../store/accounts/rate-counters.ts'
import { endSessions, type User } from '../../store/accounts/users.ts'
import {
  confirmTotp,
  countRecoveryCodes,
  findTotp,
  replaceRecoveryCodes,
  savePendingTotp,
  takeRecoveryCode,
  takeTotpStep,
} from '../../store/accounts/second-factors.ts'
import { noteAccount } from './note-account.ts'
import type { App } from '../app/app.ts'

/** docs/reference/security.md#second-factor: tries for one account. */
const [maxTries, windowSeconds] = [5, 300]

const place = (userId: string, column: 'sealed' | 'pending') => ({ table: 'totp_factors', row: userId, column })

/** What an authenticator app is told: the key to type, and the address that a picture of it holds. */
export interface ShownKey {
  key: string
  address: string
  /** Whether it takes the place of a key in use. */
  isMove: boolean
}

/** The key that waits for its first code: the same one until it is confirmed, so that a page may be opened again. */
export async function shownKey(app: App, user: User): Promise<ShownKey> {
  const known = await findTotp(app.pool, user.id)
  const pending = known?.pending ?? null
  const key = pending === null ? newAppKeyText() : app.keys.open(pending, place(user.id, 'pending'))
  if (pending === null)
    await savePendingTotp(app.pool, user.id, app.keys.seal(key, place(user.id, 'pending')), new Date())
  return { key, address: keyAddress(key, user.email), isMove: known?.confirmedAt != null }
}

/** How a code fared. */
export type CodeVerdict = 'taken' | 'wrong' | 'slow'

/**
 * Turns the second factor on, or moves it to another app, for who typed the first code of the key that was shown: every
 * other login ends, and the codes for a lost app are given, once. `sessionHash`: the login in which it is done.
 */
export async function turnFactorOn(
  app: App,
  user: User,
  typed: string,
  sessionHash: Buffer,
): Promise<{ verdict: CodeVerdict; codes: readonly string[] }> {
  const none = (verdict: CodeVerdict) => ({ verdict, codes: [] })
  if (await isTriedTooOften(app, user)) return none('slow')
  const now = new Date()
  const pending = (await findTotp(app.pool, user.id))?.pending ?? null
  const key = pending === null ? null : app.keys.open(pending, place(user.id, 'pending'))
  const step = key === null ? null : stepOfCode(key, typed, now)
  if (pending === null || key === null || step === null) return none('wrong')
  const codes = await inTransaction(app.pool, async (sql) => {
    const sealed = app.keys.seal(key, place(user.id, 'sealed'))
    if (!(await confirmTotp(sql, user.id, { pending, sealed, step }, now))) return null
    const fresh = await newCodesFor(sql, user, now)
    await endSessions(sql, user.id, now, sessionHash)
    await noteAccount(sql, user.email, user.id, { secondFactor: 'on', of: user.id }, app.clock.now())
    return fresh
  })
  if (codes === null) return none('wrong')
  await forgetTries(app, user)
  return { verdict: 'taken', codes }
}

/** Judges what was typed: a code of the app, or a recovery code. Each works once. */
export async function judgeCode(app: App, user: User, typed: string): Promise<CodeVerdict> {
  if (await isTriedTooOften(app, user)) return 'slow'
  const now = new Date()
  const hash = recoveryHash(typed)
  const isTaken = hash === null ? await isAppCode(app, user, typed, now) : await isRecoveryCode(app, user, hash, now)
  if (!isTaken) return 'wrong'
  await forgetTries(app, user)
  return 'taken'
}

async function isAppCode(app: App, user: User, typed: string, now: Date): Promise<boolean> {
  const sealed = (await findTotp(app.pool, user.id))?.sealed ?? null
  if (sealed === null) return false
  const step = stepOfCode(app.keys.open(sealed, place(user.id, 'sealed')), typed, now)
  return step !== null && (await takeTotpStep(app.pool, user.id, step))
}

async function isRecoveryCode(app: App, user: User, hash: Buffer, now: Date): Promise<boolean> {
  return inTransaction(app.pool, async (sql) => {
    if (!(await takeRecoveryCode(sql, user.id, hash, now))) return false
    await noteAccount(
      sql,
      user.email,
      user.id,
      { recoveryCode: 'used', left: await countRecoveryCodes(sql, user.id), of: user.id },
      app.clock.now(),
    )
    return true
  })
}

/** New recovery codes, shown once; those there were work no more. */
export async function renewRecoveryCodes(app: App, user: User): Promise<readonly string[]> {
  return inTransaction(app.pool, async (sql) => {
    const codes = await newCodesFor(sql, user, new Date())
    await noteAccount(sql, user.email, user.id, { recoveryCode: 'new ones', of: user.id }, app.clock.now())
    return codes
  })
}

/** New recovery codes in the caller's transaction; those there were work no more. */
export async function newCodesFor(sql: Sql, user: User, now: Date): Promise<readonly string[]> {
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(sql, user.id, hashesOf(codes), now)
  return codes
}

const hashesOf = (codes: readonly string[]) => codes.flatMap((code) => recoveryHash(code) ?? [])

const triesKey = ({ id }: User) => `second ${id}`

/** Counts a try to give a second factor of any kind: true when there were too many. */
export const isTriedTooOften = async (app: App, user: User): Promise<boolean> =>
  (await countHit(app.pool, triesKey(user), windowSeconds)) > maxTries

/** Takes the tries back: it was given. */
export const forgetTries = (app: App, user: User): Promise<void> => forgetHits(app.pool, triesKey(user))
