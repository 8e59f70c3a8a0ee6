import { randomBytes } from 'node:crypto'
import type { Call } from '../../core/call.ts'
import type { Clock } from '../../core/clock.ts'

export interface SfApp {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUris: readonly string[]
  readonly scopes: readonly string[]
}

interface Code {
  readonly clientId: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly challenge: string | null
  readonly issuedAt: number
}

export interface Grant {
  readonly clientId: string
  readonly scopes: readonly string[]
  refreshToken: string | null
  readonly usedTokens: Set<string>
  alive: boolean
  lastUsedAt: number
}

interface Access {
  readonly grant: Grant
  expiresAt: number
}

/**
 * Apps, codes and grants (docs/reference/salesforce.md#oauth, #rotation, #version-pin). Not part of the undoable state.
 */
export interface SalesforceAuth {
  readonly clock: Clock
  readonly apps: Map<string, SfApp>
  readonly codes: Map<string, Code>
  readonly grants: Grant[]
  readonly access: Map<string, Access>
  urls(): { login: string; instance: string }
}

export function createSalesforceAuth(clock: Clock, urls: () => { login: string; instance: string }): SalesforceAuth {
  return { clock, apps: new Map(), codes: new Map(), grants: [], access: new Map(), urls }
}

/** Registered as https, or http for localhost. */
export function callbackFault(uri: string): string | null {
  if (!URL.canParse(uri)) return 'not an absolute URL'
  const { protocol, hostname } = new URL(uri)
  return protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost')
    ? null
    : 'must be https (http only for localhost)'
}

export function registerSfApp(auth: SalesforceAuth, redirectUris: readonly string[], scopes: readonly string[]): SfApp {
  const app: SfApp = {
    clientId: `3MVG9${randomBytes(60).toString('base64url')}`,
    clientSecret: randomBytes(32).toString('hex').toUpperCase(),
    redirectUris,
    scopes: scopes.length === 0 ? ['api', 'refresh_token', 'id'] : scopes,
  }
  auth.apps.set(app.clientId, app)
  return app
}

export function sessionOf(auth: SalesforceAuth, call: Call): Grant | null {
  const header = call.headers.authorization ?? ''
  const value = /^(?:Bearer|OAuth) (.+)$/i.exec(header)?.[1]?.trim() ?? ''
  return liveSession(auth, value)
}

export function liveSession(auth: SalesforceAuth, value: string): Grant | null {
  const access = auth.access.get(value)
  return access !== undefined && access.grant.alive && access.expiresAt > auth.clock.now() ? access.grant : null
}
