import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Answer, Call } from '../../core/call.ts'
import { formOf } from '../../core/call.ts'
import { dayMs, minuteMs } from '../../core/clock.ts'
import { Router } from '../../core/router.ts'
import type { SalesforceStore } from './store.ts'
import type { SfApp, Grant, SalesforceAuth } from './auth.ts'
import { sessionOf, liveSession } from './auth.ts'
import { authorize } from './authorize.ts'

const maxGrants = 5
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
  const fault = verifierFault(store, code.challenge, form.get('code_verifier'))
  if (fault !== null) return oauthError('invalid_grant', fault)
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

function verifierFault(store: SalesforceStore, challenge: string | null, verifier: string | null): string | null {
  if (challenge === null) return verifier === null ? null : 'unexpected code verifier'
  if (verifier === null) return 'missing required code verifier'
  if (store.switches.strictVerifierLength && (verifier.length < 43 || verifier.length > 128))
    return 'invalid code verifier'
  const hash = createHash('sha256').update(verifier).digest('base64url')
  return hash === challenge.replace(/=+$/, '') ? null : 'invalid code verifier'
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
