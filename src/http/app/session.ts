import type { KeyRing } from '../../store/app/key-ring.ts'
import type {} from '@fastify/cookie'
import { csrfToken, newToken, tokenHash } from '../../crypto/tokens.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  endSession,
  insertSession,
  openSessions,
  touchSession,
  type OpenSession,
} from '../../store/accounts/login-sessions.ts'
import type { User } from '../../store/accounts/users.ts'
import { noteProof } from '../../operations/accounts/logins.ts'
import type { App } from '../../operations/app/app.ts'
import { isSameOrigin, sameBytes } from './security.ts'

const sessionCookie = '__Host-lb'
export const oauthCookie = '__Host-lb_oauth'
/** What a round trip to the company's own login is checked against, sealed. */
export const companyCookie = '__Host-lb_company'
const preLoginCookie = '__Host-lb_pre'
/**
 * Says that an account was open in this browser before: strangers who try it do not make its owner wait. It opens
 * nothing.
 */
export const knownCookie = '__Host-lb_known'

const flags = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const
const idleMs = 30 * 60_000
const maxRunMs = 12 * 3_600_000
/** docs/reference/security.md#step-up. */
const freshMs = 5 * 60_000
const knownSeconds = 180 * 86_400

/** A person who is logged in, and what their forms need. */
export interface Login {
  user: User
  sessionHash: Buffer
  csrf: string
  /**
   * When they last proved who they are: by their second factor, or their password or the company's own login where they
   * have none.
   */
  provedAt: Date
  /** Whether the account has a second factor, and whether it was given in this login. */
  hasFactor: boolean
  isSecondGiven: boolean
  /** When the company's own login last saw them prove who they are; null = they came in by password. */
  companyAt: Date | null
}

/**
 * What a login lacks before it opens anything: the `code` of the second factor, or a second factor at all, which a
 * console with a name of its own asks of everyone who comes in by password (docs/reference/security.md#second-factor);
 * null = nothing.
 */
export function lackOf(app: Pick<App, 'isConsoleNamed'>, login: Login): 'code' | 'factor' | null {
  if (login.hasFactor) return login.isSecondGiven ? null : 'code'
  return app.isConsoleNamed && login.companyAt === null ? 'factor' : null
}

/** Wall clock: a login must not end because the sandbox's clock was moved. */
const wallNow = () => new Date()

/** `companyAt`: when the company's own login saw them prove who they are; null = they typed their password. */
export async function startLogin(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  user: User,
  companyAt: Date | null = null,
): Promise<void> {
  const token = newToken()
  await insertSession(app.pool, tokenHash(token), user.id, wallNow(), { visitor: visitorOf(request), companyAt })
  reply.setCookie(sessionCookie, token, flags)
  reply.clearCookie(preLoginCookie, flags)
}

const visitorOf = (request: FastifyRequest) => ({
  address: request.ip,
  browser: (request.headers['user-agent'] ?? '').slice(0, 300),
})

export async function endLogin(app: App, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = request.cookies[sessionCookie]
  if (token !== undefined) await endSession(app.pool, tokenHash(token), wallNow())
  reply.clearCookie(sessionCookie, flags)
}

/** The login of this request, or null. */
export async function loginOf(app: App, request: FastifyRequest): Promise<Login | null> {
  const token = request.cookies[sessionCookie]
  if (token === undefined) return null
  const sessionHash = tokenHash(token)
  const found = await touchSession(app.pool, sessionHash, wallNow(), idleMs, maxRunMs)
  if (found === null) return null
  const { user, provedAt, secondAt, hasFactor, companyAt } = found
  return { ...loginFor(app.keys, user, sessionHash), provedAt, hasFactor, isSecondGiven: secondAt !== null, companyAt }
}

const loginFor = (keys: KeyRing, user: User, sessionHash: Buffer) => ({
  user,
  sessionHash,
  csrf: csrfToken(keys.linkKey, sessionHash),
})

/** The open logins of a user; `isThis`: the one that asks. */
export async function loginsOf(app: App, login: Login): Promise<(OpenSession & { isThis: boolean })[]> {
  const open = await openSessions(app.pool, login.user.id, wallNow(), idleMs, maxRunMs)
  return open.map((one) => ({ ...one, isThis: one.idHash.equals(login.sessionHash) }))
}

/** Whether the person of this login proved who they are so lately that an act that cannot be undone is theirs. */
export function isFresh({ provedAt }: Pick<Login, 'provedAt'>): boolean {
  return wallNow().getTime() - provedAt.getTime() <= freshMs
}

/** Whether the company's own login saw them prove so lately who they are, for an act that waits in another tab. */
export function isProvenAnew({ companyAt }: Pick<Login, 'companyAt'>): boolean {
  return companyAt !== null && isFresh({ provedAt: companyAt })
}

/**
 * The login after its person proved once more who they are: a new one, so that a stolen cookie is none of it.
 * `isSecond`: they did by their second factor.
 */
export async function renewLogin(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  login: Login,
  isSecond: boolean,
): Promise<Login> {
  const token = newToken()
  const sessionHash = tokenHash(token)
  const now = wallNow()
  await noteProof(app, login, { newHash: sessionHash, isSecond, visitor: request.ip, now })
  reply.setCookie(sessionCookie, token, flags)
  return {
    ...loginFor(app.keys, login.user, sessionHash),
    provedAt: now,
    hasFactor: login.hasFactor,
    isSecondGiven: login.isSecondGiven || isSecond,
    companyAt: login.companyAt,
  }
}

/** Token of a form shown before login, bound to a cookie of its own. */
export function preLoginCsrf(app: App, request: FastifyRequest, reply: FastifyReply): string {
  const known = request.cookies[preLoginCookie]
  const token = known ?? newToken()
  if (known === undefined) reply.setCookie(preLoginCookie, token, flags)
  return csrfToken(app.keys.linkKey, tokenHash(token))
}

/** True when a form really comes from the page we gave to this browser. */
export function isOwnForm(app: App, request: FastifyRequest, boundTo: Buffer | null): boolean {
  const header = request.headers['x-csrf-token']
  const body = request.body as Record<string, unknown> | undefined
  const given = typeof header === 'string' ? header : body?.['_csrf']
  const pre = request.cookies[preLoginCookie]
  const hash = boundTo ?? (pre === undefined ? null : tokenHash(pre))
  if (hash === null || typeof given !== 'string' || !isSameOrigin(request, app.consoleUrl)) return false
  return sameBytes(given, csrfToken(app.keys.linkKey, hash))
}

export function setKnownCookie(reply: FastifyReply, value: string): void {
  reply.setCookie(knownCookie, value, { ...flags, maxAge: knownSeconds })
}

export function setOAuthCookie(reply: FastifyReply, value: string): void {
  reply.setCookie(oauthCookie, value, { ...flags, maxAge: 600 })
}

export function setCompanyCookie(reply: FastifyReply, value: string): void {
  reply.setCookie(companyCookie, value, { ...flags, maxAge: 600 })
}

export function clearCompanyCookie(reply: FastifyReply): void {
  reply.clearCookie(companyCookie, flags)
}

export function clearOAuthCookie(reply: FastifyReply): void {
  reply.clearCookie(oauthCookie, flags)
}
