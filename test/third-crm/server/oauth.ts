import { createHash, randomUUID } from 'node:crypto'
import type { Answer, Call } from '../../../sandbox/core/call.ts'
import { formOf } from '../../../sandbox/core/call.ts'
import { consentPage, problemPage } from '../../../sandbox/core/consent-page.ts'
import type { Clock } from '../../../sandbox/core/clock.ts'
import type { Router } from '../../../sandbox/core/router.ts'
import { accountId, refuse } from './account.ts'

export interface CarnetApp {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUris: readonly string[]
  readonly scopes: readonly string[]
  readonly webhookUrl: string | null
}

/** One consent: its refresh token changes with each use, its access tokens live an hour. */
interface Grant {
  readonly app: CarnetApp
  scopes: readonly string[]
  refreshToken: string
  alive: boolean
}

export interface Auth {
  readonly clock: Clock
  readonly apps: Map<string, CarnetApp>
  readonly grants: Grant[]
  readonly access: Map<string, { readonly grant: Grant; expiresAt: number }>
  readonly codes: Map<string, Code>
}

interface Code {
  readonly grant: Grant
  readonly redirectUri: string
  readonly challenge: string
  readonly issuedAt: number
}

const accessSeconds = 3_600
const codeLifeMs = 60_000

export function openAuth(clock: Clock): Auth {
  return { clock, apps: new Map(), grants: [], access: new Map(), codes: new Map() }
}

export function addConsentRoutes(router: Router, auth: Auth): void {
  router.on('GET', '/oauth/authorize', (call) => authorize(auth, call.url.searchParams, null))
  router.on('POST', '/oauth/authorize', (call) => {
    const form = formOf(call)
    return authorize(auth, form, form.get('decision'))
  })
}

/** A wrong app or address never redirects: it shows a page. */
function authorize(auth: Auth, query: URLSearchParams, decision: string | null): Answer {
  const problem = (detail: string): Answer => ({ status: 400, html: problemPage('Carnet CRM', 'Refused', detail) })
  const app = auth.apps.get(query.get('client_id') ?? '')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (app === undefined) return problem('There is no such app.')
  if (!app.redirectUris.includes(redirectUri)) return problem('The redirect address is not one of the app.')
  const challenge = query.get('code_challenge') ?? ''
  if (challenge === '' || query.get('code_challenge_method') !== 'S256') return problem('PKCE (S256) is required.')
  const asked = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
  if (asked.some((scope) => !app.scopes.includes(scope))) return problem('The app does not have all of these scopes.')
  const back = (parameters: Readonly<Record<string, string>>): Answer => {
    const target = new URL(redirectUri)
    for (const [name, value] of Object.entries({ ...parameters, state: query.get('state') ?? '' }))
      target.searchParams.set(name, value)
    return { status: 302, headers: { location: target.href }, text: '' }
  }
  if (decision === 'refuse') return back({ error: 'access_denied' })
  if (decision === 'allow') {
    const code = randomUUID()
    const grant: Grant = { app, scopes: asked, refreshToken: randomUUID(), alive: true }
    auth.codes.set(code, { grant, redirectUri, challenge, issuedAt: auth.clock.now() })
    return back({ code })
  }
  const fields = Object.fromEntries([...query].filter(([name]) => name !== 'decision'))
  const page = { vendor: 'Carnet CRM', colour: '#2f6f4f', account: accountId, app: app.clientId }
  return { status: 200, html: consentPage({ ...page, scopes: asked, path: '/oauth/authorize', fields }) }
}

/** `dataHost`: what the answer names as the host of the account's data. */
export function addTokenRoute(router: Router, auth: Auth, dataHost: () => string): void {
  router.on('POST', '/oauth/token', (call) => {
    const form = formOf(call)
    const app = auth.apps.get(form.get('client_id') ?? '')
    if (app === undefined || app.clientSecret !== form.get('client_secret')) return oauthError(401, 'invalid_client')
    const grant = form.get('grant_type') === 'refresh_token' ? refreshed(auth, app, form) : exchanged(auth, app, form)
    if (grant === null) return oauthError(400, 'invalid_grant')
    const token = randomUUID()
    auth.access.set(token, { grant, expiresAt: auth.clock.now() + accessSeconds * 1_000 })
    const { refreshToken, scopes } = grant
    const json = { access_token: token, refresh_token: refreshToken, expires_in: accessSeconds, token_type: 'bearer' }
    return { status: 200, json: { ...json, account: accountId, api_host: dataHost(), scope: scopes.join(' ') } }
  })
}

const oauthError = (status: number, error: string): Answer => ({ status, json: { error } })

function exchanged(auth: Auth, app: CarnetApp, form: URLSearchParams): Grant | null {
  const code = auth.codes.get(form.get('code') ?? '')
  auth.codes.delete(form.get('code') ?? '')
  if (code === undefined || code.grant.app !== app || auth.clock.now() - code.issuedAt > codeLifeMs) return null
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (code.redirectUri !== form.get('redirect_uri') || proof !== code.challenge) return null
  auth.grants.push(code.grant)
  return code.grant
}

function refreshed(auth: Auth, app: CarnetApp, form: URLSearchParams): Grant | null {
  const grant = auth.grants.find((one) => one.refreshToken === form.get('refresh_token'))
  if (grant === undefined || !grant.alive || grant.app !== app) return null
  grant.refreshToken = randomUUID()
  return grant
}

/** The grant behind a call. Refuses with 401 for a dead token and 403 for a scope that was not granted. */
export function grantOf(auth: Auth, call: Call, scope: string | null): Grant {
  const token = /^Bearer (.+)$/u.exec(call.headers.authorization ?? '')?.[1] ?? ''
  const found = auth.access.get(token)
  if (found === undefined || !found.grant.alive || found.expiresAt <= auth.clock.now())
    throw refuse(401, 'token_expired')
  if (scope !== null && !found.grant.scopes.includes(scope)) throw refuse(403, 'missing_scope', { scope })
  return found.grant
}
