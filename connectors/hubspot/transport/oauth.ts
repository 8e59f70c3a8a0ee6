import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { HttpResponse } from '../../../src/connector/deps/http.ts'
import { urlOf } from '../../../src/connector/deps/vendor.ts'
import type { OAuth2Spec, OAuthApp, OAuthCall, TokenGrant } from '../../../src/connector/oauth-spec.ts'
import { paths } from './endpoints.ts'
import { errorFor } from './errors.ts'
import { projectFiles } from './project-files.ts'
import { hubspotScopes } from './scopes.ts'
import { hubspotSteps } from './steps.ts'

/** docs/reference/hubspot.md#token. `hub_id` and `scopes` come from the current endpoint only. */
const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  hub_id: z.coerce.string(),
  scopes: z.array(z.string()).optional(),
  scope: z.string().optional(),
})
const TokenRefusal = z.object({ error: z.string().optional(), status: z.string().optional() })

/** PKCE on the authorize page is not proven (docs/reference/hubspot.md#authorize-pkce): state only. */
export const hubspotOAuth: OAuth2Spec = {
  type: 'oauth2',
  scopes: hubspotScopes,
  pkce: false,
  steps: hubspotSteps,
  authorizeUrl(app, { state }, vendor) {
    const names = (required: boolean): string =>
      hubspotScopes
        .filter((need) => need.required === required)
        .map((need) => need.scope)
        .join(' ')
    const query = {
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      scope: names(true),
      optional_scope: names(false),
      state,
    }
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    return `${urlOf(vendor, 'app')}${paths.authorize}?${pairs.join('&')}`
  },
  exchange(app, { code, codeVerifier }, call) {
    const form = {
      grant_type: 'authorization_code',
      redirect_uri: app.redirectUri,
      code,
      ...(codeVerifier === null ? {} : { code_verifier: codeVerifier }),
    }
    return tokenCall(app, form, call)
  },
  refresh(app, current, call) {
    return tokenCall(app, { grant_type: 'refresh_token', refresh_token: current.refreshToken }, call)
  },
  appToken,
  appFiles: projectFiles,
}

/**
 * Client credentials, for the journal (docs/reference/hubspot.md#token-client, #journal). `forbidden` when the app may
 * not have such a token.
 */
async function appToken(app: OAuthApp, scopes: readonly string[], { http, vendor }: OAuthCall): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    scope: scopes.join(' '),
  }).toString()
  const response = await http({
    method: 'POST',
    url: `${urlOf(vendor, 'api')}${paths.token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body,
  })
  if (response.status === 400 || response.status === 401 || response.status === 403)
    throw new ConnectorError(
      'forbidden',
      'HubSpot gives this app no token of its own, so its journal cannot be read; polling goes on.',
      { status: response.status },
    )
  if (response.status < 200 || response.status >= 300) throw errorFor(response)
  const parsed = z.object({ access_token: z.string().min(1) }).safeParse(jsonOf(response.body))
  if (!parsed.success)
    throw new ConnectorError('unexpected-response', 'HubSpot gave a token answer of another shape than documented.', {
      status: response.status,
    })
  return parsed.data.access_token
}

/** All parameters in the form body, never in the query string (docs/reference/hubspot.md#token). */
async function tokenCall(
  app: OAuthApp,
  form: Record<string, string>,
  { http, vendor, now }: OAuthCall,
): Promise<TokenGrant> {
  const body = new URLSearchParams({ ...form, client_id: app.clientId, client_secret: app.clientSecret }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const response = await http({ method: 'POST', url: `${urlOf(vendor, 'api')}${paths.token}`, headers, body })
  if (response.status < 200 || response.status >= 300) throw refusalOf(response, form['grant_type'] === 'refresh_token')
  const parsed = TokenAnswer.safeParse(jsonOf(response.body))
  if (!parsed.success)
    throw new ConnectorError('unexpected-response', 'HubSpot gave a token answer of another shape than documented.', {
      status: response.status,
    })
  const grant = parsed.data
  return {
    accessToken: grant.access_token,
    refreshToken: grant.refresh_token,
    expiresAt: new Date(now.getTime() + grant.expires_in * 1_000),
    instanceUrl: null,
    accountId: grant.hub_id,
    scopes: grant.scopes ?? grant.scope?.split(' ').filter((scope) => scope !== '') ?? [],
  }
}

/**
 * docs/reference/hubspot.md#oauth-errors: every client error is a 400 with RFC 6749 names plus HubSpot's own `status`.
 * Whatever refuses a refresh is for the admin to mend, also a secret that was changed: until then the objections wait
 * (docs/reference/hubspot.md#grant-dead).
 */
function refusalOf(response: HttpResponse, refreshing: boolean): ConnectorError {
  if (response.status !== 400 && response.status !== 401) return errorFor(response)
  const parsed = TokenRefusal.safeParse(jsonOf(response.body))
  const { error, status } = parsed.success ? parsed.data : {}
  const details = { status: response.status }
  const kind = refreshing ? 'access-revoked' : 'bad-request'
  if (status === 'BAD_CLIENT_ID' || error === 'invalid_client')
    return new ConnectorError(
      kind,
      'HubSpot does not accept the client ID or secret; copy both again from the app.',
      details,
    )
  if (status === 'BAD_REDIRECT_URI')
    return new ConnectorError(
      'bad-request',
      'HubSpot does not know our redirect address; add it to the app exactly as shown.',
      details,
    )
  if (!refreshing && (status === 'BAD_AUTH_CODE' || status === 'EXPIRED_AUTH_CODE' || error === 'invalid_grant'))
    return new ConnectorError(
      'bad-request',
      'The consent code was used or is too old; start the connection again.',
      details,
    )
  if (status === 'BAD_REFRESH_TOKEN' || status === 'BAD_HUB' || error === 'invalid_grant') {
    return new ConnectorError(
      'access-revoked',
      'HubSpot has ended our access to this account; connect it again.',
      details,
    )
  }
  return new ConnectorError(
    kind,
    'HubSpot refused to give a token; check the client ID, the secret and the redirect address.',
    details,
  )
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
