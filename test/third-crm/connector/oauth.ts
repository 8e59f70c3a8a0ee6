import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { OAuth2Spec, OAuthApp, OAuthCall, ScopeNeed, TokenGrant } from '../../../src/connector/oauth-spec.ts'
import { urlOf } from '../../../src/connector/deps/vendor.ts'
import { paths } from './endpoints.ts'
import { errorFor } from './errors.ts'

const scopes: readonly ScopeNeed[] = [
  {
    scope: 'people.read',
    required: true,
    reason: {
      en: 'Read people; without it nothing can be read back.',
      fr: 'Lire les personnes ; sans lui rien ne peut être relu.',
    },
  },
  {
    scope: 'people.write',
    required: true,
    reason: {
      en: 'Block and mark people; without it no opt-out can be applied.',
      fr: 'Bloquer et marquer les personnes ; sans lui aucune opposition ne peut être appliquée.',
    },
  },
  {
    scope: 'fields.write',
    required: true,
    reason: { en: 'Create our fields.', fr: 'Créer nos champs.' },
  },
]

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  account: z.string().min(1),
  /** Host of the account's data, an origin. */
  api_host: z.url(),
  scope: z.string(),
})

/** Authorization code with PKCE. The answer names the account's data host; a refresh token is good for one use. */
export const carnetOAuth: OAuth2Spec = {
  type: 'oauth2',
  scopes,
  pkce: true,
  dataHosts: ['.carnet-crm.example.test'],
  steps: [
    {
      text: {
        en: 'Make an app in Carnet CRM with this address and these scopes.',
        fr: 'Créez une application dans Carnet CRM avec cette adresse et ces autorisations.',
      },
      path: ['Settings', 'Apps', 'New app'],
      gives: ['redirect', 'scopes'],
    },
    {
      text: {
        en: 'Add this address, so that changes are heard at once.',
        fr: 'Ajoutez cette adresse, pour que les changements soient entendus aussitôt.',
      },
      gives: ['webhook'],
      withWebhook: true,
    },
    {
      text: { en: 'Copy its client ID and secret here.', fr: 'Copiez ici son identifiant et son secret client.' },
    },
  ],
  authorizeUrl(app, { state, codeChallenge }, vendor) {
    const query = new URLSearchParams({
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      scope: scopes.map((need) => need.scope).join(' '),
      state,
      code_challenge: codeChallenge ?? '',
      code_challenge_method: 'S256',
    })
    return `${urlOf(vendor, 'app')}${paths.authorize}?${query}`
  },
  exchange(app, { code, codeVerifier }, call) {
    const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri }
    return tokenCall(app, { ...form, code_verifier: codeVerifier ?? '' }, call)
  },
  refresh(app, current, call) {
    return tokenCall(app, { grant_type: 'refresh_token', refresh_token: current.refreshToken }, call)
  },
}

async function tokenCall(
  app: OAuthApp,
  form: Readonly<Record<string, string>>,
  { http, vendor, now }: OAuthCall,
): Promise<TokenGrant> {
  const body = new URLSearchParams({ ...form, client_id: app.clientId, client_secret: app.clientSecret }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const response = await http({ method: 'POST', url: urlOf(vendor, 'api') + paths.token, headers, body })
  const { status } = response
  if (status === 400 || status === 401) throw refusal(form['grant_type'] === 'refresh_token', status)
  if (status < 200 || status >= 300) throw errorFor(response)
  const parsed = TokenAnswer.safeParse(jsonOf(response.body))
  if (!parsed.success)
    throw new ConnectorError('unexpected-response', 'Carnet CRM gave a token answer of another shape.', { status })
  const grant = parsed.data
  return {
    accessToken: grant.access_token,
    refreshToken: grant.refresh_token,
    expiresAt: new Date(now.getTime() + grant.expires_in * 1_000),
    instanceUrl: new URL(grant.api_host).origin,
    accountId: grant.account,
    scopes: grant.scope.split(' ').filter((scope) => scope !== ''),
  }
}

/** Whatever refuses a refresh is for the admin to mend; whatever refuses a code is a wrong key or an old code. */
function refusal(refreshing: boolean, status: number): ConnectorError {
  return refreshing
    ? new ConnectorError('access-revoked', 'Carnet CRM has ended our access to this account; connect it again.', {
        status,
      })
    : new ConnectorError('bad-request', 'Carnet CRM gave no token; check the client ID and secret, then start again.', {
        status,
      })
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
