import type { Answer, Call } from '../../core/call.ts'
import { formOf } from '../../core/call.ts'
import { consentPage, problemPage } from '../../core/consent-page.ts'
import { recordPage } from '../../core/record-page.ts'
import { Router } from '../../core/router.ts'
import type { HubSpotAuth } from './auth.ts'
import { issueCode } from './auth.ts'
import type { HubSpotStore } from './types.ts'

/** docs/reference/hubspot.md#scopes: scopes that a portal's tier may lack; dropped silently when optional. */
const enterpriseScopes = new Set([
  'communication_preferences.statuses.batch.read',
  'communication_preferences.statuses.batch.write',
])

export function hubspotAppRouter(store: HubSpotStore, auth: HubSpotAuth): Router {
  const router = new Router()
  for (const path of ['/oauth/authorize', '/oauth/:portalId/authorize']) {
    router.on('GET', path, (call) => authorize(store, auth, call, call.url.searchParams, null))
    router.on('POST', path, (call) => {
      const form = formOf(call)
      return authorize(store, auth, call, form, form.get('decision'))
    })
  }
  // docs/reference/hubspot.md#record-page
  router.on('GET', '/contacts/:portalId/record/0-1/:id', ({ params }) => {
    const contact = params['portalId'] === String(store.portalId) ? store.contacts.get(params['id'] ?? '') : undefined
    return recordPage('HubSpot', `Contact ${params['id']}`, contact)
  })
  return router
}

/** docs/reference/hubspot.md#authorize. The wrong client or redirect URI never redirects. */
function authorize(
  store: HubSpotStore,
  auth: HubSpotAuth,
  call: Call,
  query: URLSearchParams,
  decision: string | null,
): Answer {
  const app = auth.apps.get(query.get('client_id') ?? '')
  const problem = (detail: string): Answer => ({
    status: 400,
    html: problemPage('HubSpot', 'Autorisation impossible', detail),
  })
  if (app === undefined) return problem('Unknown client_id: the app does not exist.')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!app.redirectUris.includes(redirectUri))
    return problem('Redirect URL mismatch: redirect_uri is not one of those registered in the app.')
  if (call.params['portalId'] !== undefined && call.params['portalId'] !== String(store.portalId))
    return problem('You do not have access to this account.')
  const asked = words(query.get('scope') ?? query.get('scopes'))
  const lacking = app.scopes.filter((scope) => !asked.includes(scope))
  if (lacking.length > 0)
    return problem(
      `Authorization failed because there is a scope mismatch. The URL lacks required scopes: ${lacking.join(' ')}`,
    )
  const unknown = asked.filter((scope) => !app.scopes.includes(scope))
  if (unknown.length > 0)
    return problem(
      `Authorization failed because there is a scope mismatch. These scopes are not declared as required in the app: ${unknown.join(' ')}`,
    )
  const optional = words(query.get('optional_scope')).filter(
    (scope) => app.optionalScopes.includes(scope) && availableScope(store, scope),
  )
  const scopes = [...new Set([...asked, ...optional])]
  const state = query.get('state')
  const verdict = decision ?? (store.switches.autoConsent ? 'allow' : null)
  if (verdict === 'allow') {
    const code = issueCode(auth, {
      clientId: app.clientId,
      redirectUri,
      scopes,
      challenge: query.get('code_challenge'),
    })
    return redirect(redirectUri, { code, state })
  }
  if (verdict === 'refuse')
    return redirect(redirectUri, { error: 'access_denied', error_description: 'User did not authorize access', state })
  const fields = Object.fromEntries([...query].filter(([name]) => name !== 'decision'))
  return {
    status: 200,
    html: consentPage({
      vendor: 'HubSpot',
      colour: '#d6442c',
      account: `Portail ${store.portalId}`,
      app: `App ${app.appId}`,
      scopes,
      path: call.path,
      fields,
    }),
  }
}

function availableScope(store: HubSpotStore, scope: string): boolean {
  return store.switches.tier === 'enterprise' || !enterpriseScopes.has(scope)
}

function words(value: string | null): string[] {
  return (value ?? '').split(/[\s+]+/).filter((word) => word !== '')
}

function redirect(uri: string, parameters: Readonly<Record<string, string | null>>): Answer {
  const target = new URL(uri)
  for (const [name, value] of Object.entries(parameters)) if (value !== null) target.searchParams.set(name, value)
  return { status: 302, headers: { location: target.href }, text: '' }
}
