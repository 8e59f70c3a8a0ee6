import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { HttpResponse } from '../../../src/connector/deps/http.ts'
import type {
  OAuth2Spec,
  OAuthApp,
  OAuthCredentials,
  PlainHttp,
  ScopeNeed,
  TokenGrant,
} from '../../../src/connector/oauth-spec.ts'
import { paths } from './endpoints.ts'
import { errorFor } from './errors.ts'
import { isId, to18 } from './ids.ts'
import { checkedInstanceUrl, loginOrigin } from './hosts.ts'
import { salesforceNames, salesforceNotInstalled, salesforceSteps } from './steps.ts'

/** docs/reference/salesforce.md#token (its name: vendor's page "Authentication" of Account Engagement). */
export const engagementScope = 'pardot_api'

/**
 * docs/reference/salesforce.md#token; docs/reference/security.md#scopes-salesforce: these three, and the last one only
 * where an admin named a business unit.
 */
export const salesforceScopes: readonly ScopeNeed[] = [
  {
    scope: 'api',
    required: true,
    reason: { en: 'Read and write contacts and leads.', fr: 'Lire et écrire les contacts et les pistes.' },
  },
  {
    scope: 'refresh_token',
    required: true,
    reason: {
      en: 'Stay connected; without it the connection ends with the session.',
      fr: 'Rester connecté ; sans lui la connexion finit avec la session.',
    },
  },
  {
    scope: 'id',
    required: true,
    reason: {
      en: 'Know which org and user this is; without it our permission set cannot be assigned.',
      fr: "Savoir de quelle organisation et de quel utilisateur il s'agit ; sans lui notre ensemble d'autorisations ne peut être attribué.",
    },
  },
  {
    scope: engagementScope,
    required: false,
    reason: {
      en: 'Read the clicks and forms of Account Engagement; requested once you have named a business unit.',
      fr: "Lire les clics et formulaires d'Account Engagement ; demandée une fois qu'une unité commerciale est indiquée.",
    },
  },
]

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.string(),
  id: z.string().optional(),
  scope: z.string().optional(),
})
type TokenAnswer = z.infer<typeof TokenAnswer>
const TokenRefusal = z.object({ error: z.string().optional(), error_description: z.string().optional() })

export const salesforceOAuth: OAuth2Spec = {
  type: 'oauth2',
  scopes: salesforceScopes,
  pkce: true,
  dataHosts: ['.salesforce.com'],
  loginHost: {
    default: 'https://login.salesforce.com',
    hint: {
      en: 'Your My Domain, or https://login.salesforce.com',
      fr: 'Votre My Domain, ou https://login.salesforce.com',
    },
    notLogin: ['.lightning.force.com'],
    wrong: {
      en: 'Use the login or My Domain host, not lightning.force.com. Example: https://login.salesforce.com',
      fr: "Utilisez l'hôte de connexion ou My Domain, pas lightning.force.com. Exemple : https://login.salesforce.com",
    },
  },
  steps: salesforceSteps,
  names: salesforceNames,
  notInstalled: salesforceNotInstalled,
  authorizeUrl(app, { state, codeChallenge, activities = false }) {
    const query = {
      response_type: 'code',
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      scope: salesforceScopes
        .filter((need) => need.required || activities)
        .map((need) => need.scope)
        .join(' '),
      state,
      ...(codeChallenge === null ? {} : { code_challenge: codeChallenge, code_challenge_method: 'S256' }),
    }
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    return `${loginOrigin(app)}${paths.authorize}?${pairs.join('&')}`
  },
  async exchange(app, { code, codeVerifier }, { http, vendor }) {
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: app.redirectUri,
      ...(codeVerifier === null ? {} : { code_verifier: codeVerifier }),
    }
    const answer = await tokenCall(app, form, http)
    const refreshToken = answer.refresh_token
    if (refreshToken === undefined) {
      throw new ConnectorError(
        'bad-request',
        'Salesforce gave no refresh token; add the scope "Perform requests at any time (refresh_token)" to the app and connect again.',
      )
    }
    return toGrant(app, answer, refreshToken, vendor.moreHosts)
  },
  async refresh(app, current, { http, vendor }): Promise<TokenGrant | OAuthCredentials> {
    const answer = await tokenCall(app, { grant_type: 'refresh_token', refresh_token: current.refreshToken }, http)
    const refreshToken = answer.refresh_token ?? current.refreshToken
    if (answer.id !== undefined) return toGrant(app, answer, refreshToken, vendor.moreHosts)
    return {
      accessToken: answer.access_token,
      refreshToken,
      expiresAt: null,
      instanceUrl: checkedInstanceUrl(answer.instance_url, app, vendor.moreHosts),
    }
  },
}

/** Confidential client: secret and verifier both; no verifier on refresh (docs/reference/salesforce.md#authorize). */
async function tokenCall(app: OAuthApp, form: Record<string, string>, http: PlainHttp): Promise<TokenAnswer> {
  const body = new URLSearchParams({ ...form, client_id: app.clientId, client_secret: app.clientSecret }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const response = await http({ method: 'POST', url: loginOrigin(app) + paths.token, headers, body })
  if (response.status < 200 || response.status >= 300) throw refusalOf(response, form['grant_type'] === 'refresh_token')
  const parsed = TokenAnswer.safeParse(jsonOf(response.body))
  if (!parsed.success)
    throw new ConnectorError(
      'unexpected-response',
      'Salesforce gave a token answer of another shape than documented; check the login host.',
      { status: response.status },
    )
  return parsed.data
}

/** `id` ends with org id and user id. No `expires_in`: only a 401 tells (docs/reference/salesforce.md#token). */
function toGrant(app: OAuthApp, answer: TokenAnswer, refreshToken: string, moreHosts: readonly string[]): TokenGrant {
  const [org = ''] =
    (answer.id ?? '')
      .split('?', 1)[0]
      ?.split('/')
      .filter((part) => part !== '')
      .slice(-2) ?? []
  if (!isId(org)) throw new ConnectorError('unexpected-response', 'Salesforce did not say which org this is.')
  return {
    accessToken: answer.access_token,
    refreshToken,
    expiresAt: null,
    instanceUrl: checkedInstanceUrl(answer.instance_url, app, moreHosts),
    accountId: to18(org),
    scopes: answer.scope?.split(' ').filter((scope) => scope !== '') ?? [],
  }
}

/**
 * All grant errors are 400 and permanent (docs/reference/salesforce.md#grant-errors). A dead grant and a wrong code
 * carry the same word: the call decides. Whatever refuses a refresh is for the admin to mend, also a secret that was
 * changed: until then the objections wait.
 */
function refusalOf(response: HttpResponse, refreshing: boolean): ConnectorError {
  if (response.status !== 400 && response.status !== 401) return errorFor(response)
  const parsed = TokenRefusal.safeParse(jsonOf(response.body))
  const { error, error_description: text = '' } = parsed.success ? parsed.data : {}
  const details = { status: response.status }
  const kind = refreshing ? 'access-revoked' : 'bad-request'
  if (error === 'invalid_client' || error === 'invalid_client_id' || error === 'invalid_client_credentials') {
    return new ConnectorError(
      kind,
      `Salesforce does not accept the consumer key or secret; copy both again from the app.${/installed/i.test(text) ? ' Install the app in the org, or give the user "Approve Uninstalled Connected Apps".' : ''}`,
      details,
    )
  }
  if (error === 'redirect_uri_mismatch')
    return new ConnectorError(
      'bad-request',
      'Salesforce does not know our callback address; add it to the app exactly as shown.',
      details,
    )
  if (error === 'invalid_grant' && refreshing)
    return new ConnectorError(
      'access-revoked',
      'Salesforce has ended our access (revoked, idle too long, or the user changed); connect the org again.',
      details,
    )
  if (error === 'invalid_grant')
    return new ConnectorError(
      'bad-request',
      'The consent code was used or is too old; start the connection again.',
      details,
    )
  return new ConnectorError(
    kind,
    'Salesforce refused to give a token; check the key, the secret, the callback address and the login host.',
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
