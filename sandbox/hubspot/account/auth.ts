import { randomBytes, randomUUID } from 'node:crypto'
import type { Call } from '../../core/call.ts'
import type { Clock } from '../../core/clock.ts'
import { refuse } from './errors.ts'
import type { Author, HubSpotApp } from './types.ts'

export const accessTokenSeconds = 1_800
const codeLifetimeMs = 10 * 60_000

export interface Grant {
  readonly id: number
  readonly clientId: string
  refreshToken: string
  refreshAlive: boolean
  scopes: readonly string[]
  alive: boolean
}
interface Code {
  readonly clientId: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly issuedAt: number
  readonly challenge: string | null
}
export interface AccessToken {
  readonly token: string
  readonly grant: Grant
  expiresAt: number
}

/**
 * Apps, codes and tokens of the portal (docs/reference/hubspot.md#oauth, #oauth-errors, #authorize, #uninstall). Not
 * part of the undoable state.
 */
export interface HubSpotAuth {
  readonly clock: Clock
  readonly apps: Map<string, HubSpotApp>
  readonly codes: Map<string, Code>
  readonly grants: Grant[]
  readonly access: Map<string, AccessToken>
  /** Tokens of an app itself, of no account (client credentials). */
  readonly appTokens: Map<string, string>
  nextGrant: number
}

export function createHubSpotAuth(clock: Clock): HubSpotAuth {
  return { clock, apps: new Map(), codes: new Map(), grants: [], access: new Map(), appTokens: new Map(), nextGrant: 1 }
}

/** docs/reference/hubspot.md#authorize: https, or http for localhost only; a name, never an IP. Null when it fits. */
export function redirectUriFault(uri: string): string | null {
  if (!URL.canParse(uri)) return 'not an absolute URL'
  const { protocol, hostname } = new URL(uri)
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname) || hostname.startsWith('['))
    return 'an IP address is not allowed, use a name'
  if (protocol === 'https:') return null
  return protocol === 'http:' && hostname === 'localhost' ? null : 'must be https (http only for localhost)'
}

interface AppRequest {
  readonly redirectUris: readonly string[]
  readonly scopes: readonly string[]
  readonly optionalScopes: readonly string[]
  readonly webhookTargetUrl: string | null
  readonly webhookProperties: readonly string[]
}

export function registerApp(auth: HubSpotAuth, request: AppRequest): HubSpotApp {
  const app: HubSpotApp = {
    appId: 900_001 + auth.apps.size,
    clientId: randomUUID(),
    clientSecret: randomUUID(),
    ...request,
  }
  auth.apps.set(app.clientId, app)
  return app
}

export function issueCode(auth: HubSpotAuth, code: Omit<Code, 'issuedAt'>): string {
  const value = randomUUID()
  auth.codes.set(value, { ...code, issuedAt: auth.clock.now() })
  return value
}

export function takeCode(auth: HubSpotAuth, value: string): Code | 'unknown' | 'expired' {
  const code = auth.codes.get(value)
  auth.codes.delete(value)
  if (code === undefined) return 'unknown'
  return auth.clock.now() - code.issuedAt > codeLifetimeMs ? 'expired' : code
}

export function openGrant(auth: HubSpotAuth, clientId: string, scopes: readonly string[]): Grant {
  const grant: Grant = {
    id: auth.nextGrant++,
    clientId,
    refreshToken: `na1-${randomUUID()}`,
    refreshAlive: true,
    scopes,
    alive: true,
  }
  auth.grants.push(grant)
  return grant
}

export function issueAccess(auth: HubSpotAuth, grant: Grant): AccessToken {
  const token: AccessToken = {
    token: `na1-${randomBytes(48).toString('base64url')}`,
    grant,
    expiresAt: auth.clock.now() + accessTokenSeconds * 1_000,
  }
  auth.access.set(token.token, token)
  return token
}

/** Uninstalled: refresh and access tokens die, webhooks stop (docs/reference/hubspot.md#uninstall). */
export function uninstall(auth: HubSpotAuth, clientId: string | null): void {
  for (const grant of auth.grants) {
    if (clientId !== null && grant.clientId !== clientId) continue
    grant.alive = false
    grant.refreshAlive = false
  }
}

export function isInstalled(auth: HubSpotAuth, clientId: string): boolean {
  return auth.grants.some((grant) => grant.clientId === clientId && grant.alive)
}

export function bearer(call: Call): string | null {
  const header = call.headers.authorization
  return header !== undefined && /^Bearer /i.test(header) ? header.slice(7).trim() : null
}

/** Who calls, or the vendor's 401 (docs/reference/hubspot.md#oauth-errors). */
export function requireToken(auth: HubSpotAuth, call: Call): AccessToken {
  const value = bearer(call)
  const token = value === null ? undefined : auth.access.get(value)
  if (token === undefined || !token.grant.alive) {
    return refuse(
      401,
      'INVALID_AUTHENTICATION',
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    )
  }
  const late = auth.clock.now() - token.expiresAt
  if (late >= 0) {
    return refuse(
      401,
      'EXPIRED_AUTHENTICATION',
      `The OAuth token used to make this call expired ${Math.floor(late / 1_000)} second(s) ago.`,
      {
        context: { 'expire time': [new Date(token.expiresAt).toISOString()] },
      },
    )
  }
  return token
}

/** Every listed group needs one of its scopes. */
export function requireScopes(token: AccessToken, groups: readonly (readonly string[])[]): void {
  const missing = groups.filter((group) => !group.some((scope) => token.grant.scopes.includes(scope)))
  if (missing.length === 0) return
  refuse(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    {
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: missing.flat() },
        },
      ],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    },
  )
}

export function authorOf(auth: HubSpotAuth, token: AccessToken): Author {
  return { sourceType: 'INTEGRATION', sourceId: String(auth.apps.get(token.grant.clientId)?.appId ?? 0) }
}
