import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Answer, Call } from '../../core/call.ts'
import { formOf } from '../../core/call.ts'
import type { Clock } from '../../core/clock.ts'
import { dayMs, minuteMs } from '../../core/clock.ts'
import { consentPage, problemPage } from '../../core/consent-page.ts'
import { Router } from '../../core/router.ts'
import type { SalesforceStore } from './store.ts'

interface SfApp {
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
interface Grant {
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

const maxGrants = 5
const scopeNames: Readonly<Record<string, string>> = { offline_access: 'refresh_token' }

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

export function addSalesforceOAuth(router: Router, store: SalesforceStore, auth: SalesforceAuth): void {
  const path = '/services/oauth2/authorize'
  router.on('GET', path, (call) => authorize(store, auth, call.url.searchParams, null))
  router.on('POST', path, (call) => {
    const form = formOf(call)
    return authorize(store, auth, form, form.get('decision'))
  })
  router.on('POST', '/services/oauth2/token', (call) => token(store, auth, formOf(call)))
  router.on('GET POST', '/services/oauth2/revoke', (call) =>
    revoke(auth, call.method === 'GET' ? call.url.searchParams : formOf(call)),
  )
  router.on('GET', '/id/:org/:user', (call) => identity(store, auth, call))
}

function authorize(
  store: SalesforceStore,
  auth: SalesforceAuth,
  query: URLSearchParams,
  decision: string | null,
): Answer {
  const app = auth.apps.get(query.get('client_id') ?? '')
  const problem = (title: string, detail: string): Answer => ({
    status: 400,
    html: problemPage('Salesforce', title, detail),
  })
  if (app === undefined) return problem('invalid_client_id', 'client identifier invalid')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!app.redirectUris.includes(redirectUri))
    return problem('redirect_uri_mismatch', 'redirect_uri must match configuration')
  const state = query.get('state')
  const back = (parameters: Readonly<Record<string, string>>): Answer =>
    redirect(redirectUri, { ...parameters, ...(state === null ? {} : { state }) })
  if (query.get('response_type') !== 'code')
    return back({ error: 'unsupported_response_type', error_description: 'response type not supported' })
  const asked = (query.get('scope') ?? '')
    .split(/[\s+]+/)
    .filter((scope) => scope !== '')
    .map((scope) => scopeNames[scope] ?? scope)
  const scopes = asked.length === 0 ? app.scopes : asked
  const unknown = scopes.filter((scope) => !app.scopes.includes(scope) && !(scope === 'id' || scope === 'openid'))
  if (unknown.length > 0)
    return back({ error: 'invalid_scope', error_description: 'the requested scope is not allowed' })
  // Salesforce asks for PKCE with S256 (docs/reference/salesforce.md#authorize).
  const challenge = query.get('code_challenge')
  if (challenge === null)
    return back({ error: 'invalid_request', error_description: 'missing required code challenge' })
  const method = query.get('code_challenge_method')
  if (method !== null && method !== 'S256')
    return back({ error: 'invalid_request', error_description: 'code_challenge_method must be S256' })
  const verdict = decision ?? (store.switches.autoConsent ? 'allow' : null)
  if (verdict === 'allow') {
    const code = `aPrx${randomBytes(40).toString('base64url')}`
    auth.codes.set(code, { clientId: app.clientId, redirectUri, scopes, challenge, issuedAt: auth.clock.now() })
    return back({ code })
  }
  if (verdict === 'refuse') return back({ error: 'access_denied', error_description: 'end-user denied authorization' })
  const fields = Object.fromEntries([...query].filter(([name]) => name !== 'decision'))
  return {
    status: 200,
    html: consentPage({
      vendor: 'Salesforce',
      colour: '#0b5cab',
      account: `Organisation ${store.orgId}`,
      app: `App ${app.clientId.slice(0, 12)}…`,
      scopes,
      path: '/services/oauth2/authorize',
      fields,
    }),
  }
}

function redirect(uri: string, parameters: Readonly<Record<string, string>>): Answer {
  const target = new URL(uri)
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
  return { status: 302, headers: { location: target.href }, text: '' }
}

function oauthError(error: string, description: string): Answer {
  return { status: 400, json: { error, error_description: description } }
}

function token(store: SalesforceStore, auth: SalesforceAuth, form: URLSearchParams): Answer {
  const app = auth.apps.get(form.get('client_id') ?? '')
  if (app === undefined) return oauthError('invalid_client_id', 'client identifier invalid')
  if (form.get('client_secret') !== app.clientSecret) return oauthError('invalid_client', 'invalid client credentials')
  const kind = form.get('grant_type')
  if (kind === 'authorization_code') return exchange(store, auth, app, form)
  if (kind === 'refresh_token') return refresh(store, auth, app, form)
  return oauthError('unsupported_grant_type', 'grant type not supported')
}

function exchange(store: SalesforceStore, auth: SalesforceAuth, app: SfApp, form: URLSearchParams): Answer {
  const value = form.get('code') ?? ''
  const code = auth.codes.get(value)
  auth.codes.delete(value)
  if (code === undefined || code.clientId !== app.clientId)
    return oauthError('invalid_grant', 'invalid authorization code')
  if (auth.clock.now() - code.issuedAt > 15 * minuteMs) return oauthError('invalid_grant', 'expired authorization code')
  if (code.redirectUri !== form.get('redirect_uri'))
    return oauthError('redirect_uri_mismatch', 'redirect_uri must match configuration')
  const verifier = form.get('code_verifier')
  if (code.challenge === null && verifier !== null) return oauthError('invalid_grant', 'unexpected code verifier')
  if (code.challenge !== null) {
    if (verifier === null) return oauthError('invalid_grant', 'missing required code verifier')
    if (store.switches.strictVerifierLength && (verifier.length < 43 || verifier.length > 128))
      return oauthError('invalid_grant', 'invalid code verifier')
    if (createHash('sha256').update(verifier).digest('base64url') !== code.challenge.replace(/=+$/, ''))
      return oauthError('invalid_grant', 'invalid code verifier')
  }
  const grant: Grant = {
    clientId: app.clientId,
    scopes: code.scopes,
    refreshToken: code.scopes.includes('refresh_token') ? newRefreshToken() : null,
    usedTokens: new Set(),
    alive: true,
    lastUsedAt: auth.clock.now(),
  }
  auth.grants.push(grant)
  // At most five live grants per user and app: the oldest goes (docs/reference/salesforce.md#grant-cap).
  const live = auth.grants.filter((one) => one.alive && one.clientId === app.clientId)
  for (const old of live.slice(0, Math.max(0, live.length - maxGrants))) old.alive = false
  return tokenAnswer(store, auth, grant, grant.refreshToken)
}

function newRefreshToken(): string {
  return `5Aep861${randomBytes(48).toString('base64url')}`
}

/** Rotation: a dead token revokes the whole grant (docs/reference/salesforce.md#rotation). */
function refresh(store: SalesforceStore, auth: SalesforceAuth, app: SfApp, form: URLSearchParams): Answer {
  const value = form.get('refresh_token') ?? ''
  const replayed = auth.grants.find((grant) => grant.usedTokens.has(value))
  if (replayed !== undefined) replayed.alive = false
  const grant = auth.grants.find((one) => one.refreshToken === value && one.alive && one.clientId === app.clientId)
  const idle = store.switches.refreshIdleDays
  if (grant === undefined || (idle > 0 && auth.clock.now() - grant.lastUsedAt > idle * dayMs))
    return oauthError('invalid_grant', 'expired access/refresh token')
  grant.lastUsedAt = auth.clock.now()
  if (!store.switches.rotateRefreshTokens) return tokenAnswer(store, auth, grant, null)
  grant.usedTokens.add(value)
  grant.refreshToken = newRefreshToken()
  if (store.switches.rotationEndsAccessTokens)
    for (const [key, access] of auth.access) if (access.grant === grant) auth.access.delete(key)
  return tokenAnswer(store, auth, grant, grant.refreshToken)
}

function tokenAnswer(store: SalesforceStore, auth: SalesforceAuth, grant: Grant, refreshToken: string | null): Answer {
  const access = `${store.orgId.slice(0, 15)}!AQ${randomBytes(56).toString('base64url')}`
  auth.access.set(access, { grant, expiresAt: auth.clock.now() + store.switches.accessTokenMinutes * minuteMs })
  const issuedAt = String(auth.clock.now())
  const { login, instance } = auth.urls()
  const id = `${login}/id/${store.switches.tokensNameOrg || store.orgId}/${store.userId}`
  const secret = auth.apps.get(grant.clientId)?.clientSecret ?? ''
  return {
    status: 200,
    json: {
      access_token: access,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      signature: createHmac('sha256', secret)
        .update(id + issuedAt)
        .digest('base64'),
      scope: grant.scopes.join(' '),
      instance_url: instance,
      id,
      token_type: 'Bearer',
      issued_at: issuedAt,
      token_format: 'opaque',
    },
  }
}

/** Revoking a refresh token also kills its access tokens. */
function revoke(auth: SalesforceAuth, form: URLSearchParams): Answer {
  const value = form.get('token') ?? ''
  const access = auth.access.get(value)
  if (access !== undefined) {
    auth.access.delete(value)
    return { status: 200, text: '' }
  }
  const grant = auth.grants.find((one) => one.alive && one.refreshToken === value)
  if (grant === undefined) return oauthError('invalid_token', 'invalid token')
  grant.alive = false
  return { status: 200, text: '' }
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

function identity(store: SalesforceStore, auth: SalesforceAuth, call: Call): Answer {
  const grant = sessionOf(auth, call) ?? liveSession(auth, call.url.searchParams.get('oauth_token') ?? '')
  if (grant === null) return { status: 403, text: 'Bad_OAuth_Token' }
  if (call.params['org'] !== store.orgId || call.params['user'] !== store.userId)
    return { status: 403, text: 'Wrong_Org' }
  const { login, instance } = auth.urls()
  return {
    status: 200,
    json: {
      id: `${login}/id/${store.orgId}/${store.userId}`,
      asserted_user: true,
      user_id: store.userId,
      organization_id: store.orgId,
      username: 'integration@entreprise.example.test',
      nick_name: 'integration',
      display_name: 'Utilisateur Intégration',
      email: 'integration@entreprise.example.test',
      email_verified: true,
      first_name: 'Utilisateur',
      last_name: 'Intégration',
      timezone: 'Europe/Paris',
      active: true,
      user_type: 'STANDARD',
      language: 'fr',
      locale: 'fr_FR',
      is_app_installed: true,
      urls: {
        rest: `${instance}/services/data/v{version}/`,
        sobjects: `${instance}/services/data/v{version}/sobjects/`,
        query: `${instance}/services/data/v{version}/query/`,
      },
    },
  }
}
