import { createHash, randomUUID } from 'node:crypto'
import type { Answer, Call } from '../../core/call.ts'
import { Refusal, formOf } from '../../core/call.ts'
import { Router } from '../../core/router.ts'
import type { Grant, HubSpotAuth } from './auth.ts'
import { accessTokenSeconds, issueAccess, openGrant, requireScopes, requireToken, takeCode, uninstall } from './auth.ts'
import type { HubSpotApp, HubSpotStore } from './types.ts'

const oauthVersions = '{v1|v3|2026-03|2026-09}'

export function addOAuthRoutes(router: Router, store: HubSpotStore, auth: HubSpotAuth): void {
  router.on('POST', `/oauth/${oauthVersions}/token`, (call) => token(store, auth, formIn(call)))
  router.on('POST', `/oauth/${oauthVersions}/token/introspect`, (call) => introspect(store, auth, formIn(call)))
  router.on('POST', `/oauth/${oauthVersions}/token/revoke`, (call) => {
    const fields = formIn(call)
    requireClient(auth, fields)
    const grant = auth.grants.find((candidate) => candidate.refreshToken === tokenIn(fields))
    // Revoking a refresh token neither kills issued access tokens nor uninstalls (docs/reference/hubspot.md#revoke).
    if (grant !== undefined) grant.refreshAlive = false
    auth.access.delete(tokenIn(fields))
    return { status: 200, json: {} }
  })
  router.on('DELETE', '/oauth/v1/refresh-tokens/:token', (call) => {
    const grant = auth.grants.find((candidate) => candidate.refreshToken === call.params['token'])
    if (grant === undefined)
      return oauthError('invalid_grant', 'BAD_REFRESH_TOKEN', 'refresh token is invalid, expired or revoked', 404)
    grant.refreshAlive = false
    return { status: 204 }
  })
  router.on('GET', '/oauth/v1/access-tokens/:token', (call) => {
    const found = auth.access.get(call.params['token'] ?? '')
    if (found === undefined || !found.grant.alive)
      return {
        status: 404,
        json: {
          status: 'error',
          message: 'access token not found',
          category: 'OBJECT_NOT_FOUND',
          correlationId: randomUUID(),
        },
      }
    return {
      status: 200,
      json: describeToken(store, auth, found.grant, {
        token: found.token,
        expires_in: Math.max(0, Math.floor((found.expiresAt - auth.clock.now()) / 1_000)),
      }),
    }
  })
  router.on('DELETE', '/appinstalls/{v3|2025-09|2026-03|2026-09}/external-install', (call) => {
    const access = requireToken(auth, call)
    requireScopes(access, [['oauth']])
    uninstall(auth, access.grant.clientId)
    return { status: 204 }
  })
}

/** docs/reference/hubspot.md#token: form bodies only, nothing in the query string. */
function formIn(call: Call): URLSearchParams {
  if (
    !String(call.headers['content-type'] ?? '')
      .toLowerCase()
      .startsWith('application/x-www-form-urlencoded')
  ) {
    throw new Refusal({
      status: 415,
      json: { status: 'error', message: 'HTTP 415 Unsupported Media Type', correlationId: randomUUID() },
    })
  }
  return formOf(call)
}

function oauthError(error: string, status: string, message: string, http = 400): Answer {
  return { status: http, json: { error, error_description: message, status, message, correlationId: randomUUID() } }
}

function requireClient(auth: HubSpotAuth, fields: URLSearchParams): HubSpotApp {
  const app = auth.apps.get(fields.get('client_id') ?? '')
  if (app === undefined || app.clientSecret !== fields.get('client_secret')) {
    throw new Refusal(
      oauthError(
        'invalid_client',
        app === undefined ? 'BAD_CLIENT_ID' : 'BAD_CLIENT_SECRET',
        'missing or invalid client id or secret',
      ),
    )
  }
  return app
}

function token(store: HubSpotStore, auth: HubSpotAuth, fields: URLSearchParams): Answer {
  const app = requireClient(auth, fields)
  const kind = fields.get('grant_type')
  if (kind === 'authorization_code') return exchange(store, auth, app, fields)
  if (kind === 'client_credentials') {
    const accessToken = `app-${randomUUID()}`
    auth.appTokens.set(accessToken, app.clientId)
    return {
      status: 200,
      json: {
        token_type: 'bearer',
        access_token: accessToken,
        expires_in: accessTokenSeconds,
        scopes: (fields.get('scope') ?? '').split(' '),
      },
    }
  }
  if (kind !== 'refresh_token')
    return oauthError(
      'unsupported_grant_type',
      'BAD_GRANT_TYPE',
      'grant_type must be authorization_code or refresh_token',
    )
  const grant = auth.grants.find((candidate) => candidate.refreshToken === fields.get('refresh_token'))
  if (grant === undefined || !grant.refreshAlive || !grant.alive || grant.clientId !== app.clientId) {
    return oauthError('invalid_grant', 'BAD_REFRESH_TOKEN', 'refresh token is invalid, expired or revoked')
  }
  if (store.switches.rotateRefreshTokens) grant.refreshToken = `na1-${randomUUID()}`
  return tokenAnswer(store, auth, grant)
}

function exchange(store: HubSpotStore, auth: HubSpotAuth, app: HubSpotApp, fields: URLSearchParams): Answer {
  const code = takeCode(auth, fields.get('code') ?? '')
  if (code === 'expired') return oauthError('invalid_grant', 'EXPIRED_AUTH_CODE', 'auth code is expired')
  if (code === 'unknown' || code.clientId !== app.clientId)
    return oauthError('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code')
  if (code.redirectUri !== fields.get('redirect_uri'))
    return oauthError('invalid_grant', 'BAD_REDIRECT_URI', 'missing or mismatching redirect URI')
  if (code.challenge !== null) {
    const verifier = fields.get('code_verifier') ?? ''
    if (createHash('sha256').update(verifier).digest('base64url') !== code.challenge)
      return oauthError('invalid_grant', 'BAD_AUTH_CODE', 'code verifier does not match')
  }
  return tokenAnswer(store, auth, openGrant(auth, app.clientId, code.scopes))
}

function tokenAnswer(store: HubSpotStore, auth: HubSpotAuth, grant: Grant): Answer {
  const access = issueAccess(auth, grant)
  return {
    status: 200,
    json: {
      token_type: 'bearer',
      access_token: access.token,
      refresh_token: grant.refreshToken,
      expires_in: accessTokenSeconds,
      token_use: 'access_token',
      hub_id: store.portalId,
      user_id: 42,
      scopes: grant.scopes,
    },
  }
}

/** The field is named token, access_token or refresh_token (UNSURE in docs/reference/hubspot.md#introspect). */
function tokenIn(fields: URLSearchParams): string {
  return fields.get('token') ?? fields.get('access_token') ?? fields.get('refresh_token') ?? ''
}

function introspect(store: HubSpotStore, auth: HubSpotAuth, fields: URLSearchParams): Answer {
  const app = requireClient(auth, fields)
  const value = tokenIn(fields)
  const access = auth.access.get(value)
  if (
    access !== undefined &&
    access.grant.alive &&
    access.grant.clientId === app.clientId &&
    access.expiresAt > auth.clock.now()
  ) {
    return {
      status: 200,
      json: {
        active: true,
        token_use: 'access_token',
        ...describeToken(store, auth, access.grant, {
          token: value,
          expires_in: Math.floor((access.expiresAt - auth.clock.now()) / 1_000),
        }),
      },
    }
  }
  const grant = auth.grants.find((candidate) => candidate.refreshToken === value && candidate.clientId === app.clientId)
  if (grant !== undefined && grant.alive && grant.refreshAlive) {
    return {
      status: 200,
      json: { active: true, token_use: 'refresh_token', ...describeToken(store, auth, grant, { token: value }) },
    }
  }
  return { status: 200, json: { active: false } }
}

function describeToken(
  store: HubSpotStore,
  auth: HubSpotAuth,
  grant: Grant,
  more: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return {
    token_type: 'bearer',
    hub_id: store.portalId,
    hub_domain: `portail-${store.portalId}.example.test`,
    user: 'admin@entreprise.example.test',
    user_id: 42,
    client_id: grant.clientId,
    app_id: auth.apps.get(grant.clientId)?.appId ?? 0,
    scopes: grant.scopes,
    is_private_distribution: true,
    ...more,
  }
}
