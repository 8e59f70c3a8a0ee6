import type { Pool } from 'pg'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { Refused } from '../../domain/app/refused.ts'
import {
  deletePasskey,
  insertPasskey,
  listPasskeys,
  saveChallenge,
  takeChallenge,
  takePasskeyCounter,
  type Passkey,
} from '../../store/accounts/passkeys.ts'
import { hasFactor, removeFactor } from '../../store/accounts/second-factors.ts'
import { endSessions, type User } from '../../store/accounts/users.ts'
import { lockAccounts } from '../../store/approvals/account-hands.ts'
import { inTransaction } from '../../store/app/database.ts'
import { noteAccount } from './note-account.ts'
import type { App } from '../app/app.ts'
import { isBreakGlass } from './local-login.ts'
import { forgetTries, isTriedTooOften, newCodesFor, type CodeVerdict } from './second-factor.ts'

/**
 * Why a passkey is not added or removed. `name`: it has none; `answer`: what the browser sent does not hold, or comes
 * too late; `many`: there are ten; `last`: a second factor must stay.
 */
export class PasskeyRefused extends Refused<'name' | 'answer' | 'many' | 'last' | 'unknown'> {}

/** docs/reference/security.md#passkeys. */
const lifeMs = 5 * 60_000
const maxKeys = 10

/** A login, as far as passkeys are bound to it. */
interface Here {
  user: User
  sessionHash: Buffer
}

/** Whether an account has a passkey that this address of the console can use. */
export async function mayUsePasskey(app: App, user: User): Promise<boolean> {
  return (await listPasskeys(app.pool, user.id)).some(({ rpId }) => rpId === rpIdOf(app))
}

/** The host that passkeys are made for. */
export const rpIdOf = ({ consoleUrl }: Pick<App, 'consoleUrl'>) => new URL(consoleUrl).hostname

/** What the browser is asked for to make a passkey; kept for five minutes, once. */
export async function optionsToAdd(
  app: App,
  { user, sessionHash }: Here,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await listPasskeys(app.pool, user.id)
  const options = await generateRegistrationOptions({
    rpName: 'Lawbase',
    rpID: rpIdOf(app),
    userName: user.email,
    userDisplayName: user.name,
    userID: new TextEncoder().encode(user.id),
    attestationType: 'none',
    timeout: lifeMs,
    excludeCredentials: known.map(shownToBrowser),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
  })
  await keep(app.pool, sessionHash, 'add', options.challenge)
  return options
}

/** What the browser is asked to sign with a passkey of this account; kept for five minutes, once. */
export async function optionsToProve(
  app: App,
  { user, sessionHash }: Here,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const usable = (await listPasskeys(app.pool, user.id)).filter(({ rpId }) => rpId === rpIdOf(app))
  const options = await generateAuthenticationOptions({
    rpID: rpIdOf(app),
    timeout: lifeMs,
    allowCredentials: usable.map(shownToBrowser),
    userVerification: 'required',
  })
  await keep(app.pool, sessionHash, 'prove', options.challenge)
  return options
}

/**
 * Adds a passkey that the browser made: every other login of the user ends. Where it is the first second factor, gives
 * the recovery codes, once. Throws PasskeyRefused.
 */
export async function addPasskey(
  app: App,
  { user, sessionHash }: Here,
  { name, answer }: { name: string; answer: string },
): Promise<readonly string[]> {
  const called = name.trim().slice(0, 100)
  if (called === '') throw new PasskeyRefused('name')
  const made = await verifiedKey(app, sessionHash, answer)
  if (made === null) throw new PasskeyRefused('answer')
  const now = new Date()
  return inTransaction(app.pool, async (sql) => {
    if ((await listPasskeys(sql, user.id)).length >= maxKeys) throw new PasskeyRefused('many')
    const isFirst = !(await hasFactor(sql, user.id))
    if (!(await insertPasskey(sql, { ...made, userId: user.id, name: called, rpId: rpIdOf(app) }, now)))
      throw new PasskeyRefused('answer')
    await endSessions(sql, user.id, now, sessionHash)
    await noteAccount(
      sql,
      user.email,
      user.id,
      { secondFactor: 'passkey added', passkey: called, of: user.id },
      app.clock.now(),
    )
    return isFirst ? newCodesFor(sql, user, now) : []
  })
}

/**
 * Removes a passkey of the user's own. The last second factor stays where one is asked of the account; where it may go,
 * its recovery codes go, too. Throws PasskeyRefused.
 */
export async function removePasskey(app: App, user: User, id: string): Promise<void> {
  await inTransaction(app.pool, async (sql) => {
    // One removal after the other: two at once would each leave the other's.
    await lockAccounts(sql)
    const key = (await listPasskeys(sql, user.id)).find((one) => one.id === id)
    if (key === undefined || !(await deletePasskey(sql, user.id, id))) throw new PasskeyRefused('unknown')
    if (!(await hasFactor(sql, user.id))) {
      const isAsked = app.isConsoleNamed && user.passwordHash !== null
      if (isAsked || (await isBreakGlass(sql, user.id))) throw new PasskeyRefused('last')
      await removeFactor(sql, user.id)
    }
    await noteAccount(
      sql,
      user.email,
      user.id,
      { secondFactor: 'passkey removed', passkey: key.name, of: user.id },
      app.clock.now(),
    )
  })
}

/** Judges what the browser signed with a passkey for this login. Each challenge is taken once. */
export async function judgePasskey(app: App, { user, sessionHash }: Here, answer: string): Promise<CodeVerdict> {
  if (await isTriedTooOften(app, user)) return 'slow'
  const challenge = await takeChallenge(app.pool, sessionHash, 'prove', new Date())
  const response = parsed<AuthenticationResponseJSON>(answer)
  const key = (await listPasskeys(app.pool, user.id)).find(({ id }) => id === response?.id)
  if (challenge === null || response === null || key === undefined) return 'wrong'
  const counter = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: app.consoleUrl,
    expectedRPID: rpIdOf(app),
    credential: { ...shownToBrowser(key), publicKey: key.publicKey, counter: key.counter },
    requireUserVerification: true,
  }).then(
    ({ verified, authenticationInfo }) => (verified ? authenticationInfo.newCounter : null),
    () => null,
  )
  if (counter === null || !(await takePasskeyCounter(app.pool, key.id, counter, new Date()))) return 'wrong'
  await forgetTries(app, user)
  return 'taken'
}

/** The key that the browser made for what it was asked; null = what it sent does not hold. */
async function verifiedKey(
  app: App,
  sessionHash: Buffer,
  answer: string,
): Promise<Pick<Passkey, 'id' | 'publicKey' | 'counter' | 'transports'> | null> {
  const challenge = await takeChallenge(app.pool, sessionHash, 'add', new Date())
  const response = parsed<RegistrationResponseJSON>(answer)
  if (challenge === null || response === null) return null
  return verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: app.consoleUrl,
    expectedRPID: rpIdOf(app),
    requireUserVerification: true,
  }).then(
    (result) => {
      if (!result.verified) return null
      const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential
      return { id, publicKey, counter, transports: transports.map(String) }
    },
    () => null,
  )
}

const shownToBrowser = ({ id, transports }: Passkey) => ({
  id,
  transports: transports.map((one) => one as AuthenticatorTransport),
})

const keep = (pool: Pool, sessionHash: Buffer, purpose: 'add' | 'prove', challenge: string) => {
  const now = new Date()
  return saveChallenge(pool, { sessionHash, purpose, challenge }, new Date(now.getTime() + lifeMs), now)
}

/** What a browser sent, as its library reads it: every part is checked there. */
function parsed<T extends { id: string; response: object }>(text: string): T | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'response' in value ? (value as T) : null
  } catch {
    return null
  }
}
