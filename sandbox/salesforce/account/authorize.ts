import { randomBytes } from 'node:crypto'
import type { Answer } from '../../core/call.ts'
import { consentPage, problemPage } from '../../core/consent-page.ts'
import type { SalesforceStore } from './store.ts'
import type { SalesforceAuth, SfApp } from './auth.ts'

const scopeNames: Readonly<Record<string, string>> = { offline_access: 'refresh_token' }

export function authorize(
  store: SalesforceStore,
  auth: SalesforceAuth,
  query: URLSearchParams,
  decision: string | null,
): Answer {
  const app = auth.apps.get(query.get('client_id') ?? '')
  if (app === undefined) return problem('invalid_client_id', 'client identifier invalid')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!app.redirectUris.includes(redirectUri))
    return problem('redirect_uri_mismatch', 'redirect_uri must match configuration')
  const state = query.get('state')
  const back = (parameters: Readonly<Record<string, string>>): Answer =>
    redirect(redirectUri, { ...parameters, ...(state === null ? {} : { state }) })
  const scopes = scopesIn(query, app)
  const fault = store.switches.appInstalled
    ? faultIn(query, app, scopes)
    : { error: 'invalid_client', error_description: 'app must be installed into org' }
  if (fault !== null) return back(fault)
  const verdict = decision ?? (store.switches.autoConsent ? 'allow' : null)
  if (verdict === 'allow') {
    const code = `aPrx${randomBytes(40).toString('base64url')}`
    const challenge = query.get('code_challenge')
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

function problem(title: string, detail: string): Answer {
  return { status: 400, html: problemPage('Salesforce', title, detail) }
}

function scopesIn(query: URLSearchParams, app: SfApp): readonly string[] {
  const asked = (query.get('scope') ?? '')
    .split(/[\s+]+/)
    .filter((scope) => scope !== '')
    .map((scope) => scopeNames[scope] ?? scope)
  return asked.length === 0 ? app.scopes : asked
}

/** What the client is told of a request that Salesforce refuses; null when it may be asked. */
function faultIn(
  query: URLSearchParams,
  app: SfApp,
  scopes: readonly string[],
): { error: string; error_description: string } | null {
  const fault = (error: string, description: string) => ({ error, error_description: description })
  if (query.get('response_type') !== 'code') return fault('unsupported_response_type', 'response type not supported')
  if (scopes.some((scope) => !app.scopes.includes(scope) && !(scope === 'id' || scope === 'openid')))
    return fault('invalid_scope', 'the requested scope is not allowed')
  // Salesforce asks for PKCE with S256 (docs/reference/salesforce.md#authorize).
  if (query.get('code_challenge') === null) return fault('invalid_request', 'missing required code challenge')
  const method = query.get('code_challenge_method')
  return method === null || method === 'S256' ? null : fault('invalid_request', 'code_challenge_method must be S256')
}

function redirect(uri: string, parameters: Readonly<Record<string, string>>): Answer {
  const target = new URL(uri)
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
  return { status: 302, headers: { location: target.href }, text: '' }
}
