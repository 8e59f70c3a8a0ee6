import { createHash, randomBytes } from 'node:crypto'
import type { Sandbox } from '../../sandbox/start.ts'

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}
/** One value deep in an answer. */
export function pick(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value
  for (const step of path)
    current =
      typeof current === 'object' && current !== null ? (current as Record<string | number, unknown>)[step] : undefined
  return current
}

export function list(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = pick(value, ...path)
  return Array.isArray(found) ? (found as readonly unknown[]) : []
}

export async function http(
  method: string,
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const isForm = body instanceof URLSearchParams
  const isRaw = typeof body === 'string'
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined || isForm || isRaw ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: isForm || isRaw ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  let parsed: unknown = text
  try {
    parsed = JSON.parse(text)
  } catch {
    // text stays text
  }
  return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed }
}

export const callback = 'http://localhost:9/callback'
export const scopes = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'communication_preferences.read_write',
  'crm.objects.deals.read',
  'crm.objects.owners.read',
]

export interface HubSpotClient {
  readonly app: { readonly appId: number; readonly clientId: string; readonly clientSecret: string }
  readonly tokens: { access: string; refresh: string }
  readonly call: (method: string, path: string, body?: unknown) => Promise<Reply>
  readonly token: (fields: Readonly<Record<string, string>>) => Promise<Reply>
}

export async function connectHubSpot(
  sandbox: Sandbox,
  more: Readonly<Record<string, unknown>> = {},
): Promise<HubSpotClient> {
  const { control, hubspotApp, hubspotApi } = sandbox.urls
  const app = (
    await http('POST', `${control}/_sandbox/apps/hubspot`, {
      redirectUris: [callback],
      scopes,
      optionalScopes: ['communication_preferences.statuses.batch.write'],
      ...more,
    })
  ).body as HubSpotClient['app']
  const form = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: callback,
    scope: scopes.join(' '),
    optional_scope: 'communication_preferences.statuses.batch.write',
    state: 's1',
    decision: 'allow',
  })
  const consent = await http('POST', `${hubspotApp}/oauth/authorize`, form)
  const code = new URL(consent.headers['location'] ?? '').searchParams.get('code') ?? ''
  const token = (fields: Readonly<Record<string, string>>): Promise<Reply> =>
    http(
      'POST',
      `${hubspotApi}/oauth/2026-03/token`,
      new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, ...fields }),
    )
  const first = await token({ grant_type: 'authorization_code', redirect_uri: callback, code })
  const tokens = {
    access: String(pick(first.body, 'access_token')),
    refresh: String(pick(first.body, 'refresh_token')),
  }
  return {
    app,
    tokens,
    token,
    call: (method, path, body) => http(method, hubspotApi + path, body, { authorization: `Bearer ${tokens.access}` }),
  }
}

export interface SalesforceClient {
  readonly app: { readonly clientId: string; readonly clientSecret: string }
  readonly first: unknown
  readonly tokens: { access: string; refresh: string }
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Reply>
  readonly query: (soql: string, all?: boolean) => Promise<Reply>
  readonly token: (fields: Readonly<Record<string, string>>) => Promise<Reply>
}

export async function connectSalesforce(sandbox: Sandbox, known?: SalesforceClient['app']): Promise<SalesforceClient> {
  const { control, salesforceLogin, salesforceInstance } = sandbox.urls
  const app =
    known ??
    ((
      await http('POST', `${control}/_sandbox/apps/salesforce`, {
        redirectUris: [callback],
        scopes: ['api', 'refresh_token', 'id'],
      })
    ).body as SalesforceClient['app'])
  const verifier = randomBytes(48).toString('base64url')
  const form = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'api refresh_token id',
    state: 's2',
    decision: 'allow',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const consent = await http('POST', `${salesforceLogin}/services/oauth2/authorize`, form)
  const code = new URL(consent.headers['location'] ?? '').searchParams.get('code') ?? ''
  const token = (fields: Readonly<Record<string, string>>): Promise<Reply> =>
    http(
      'POST',
      `${salesforceLogin}/services/oauth2/token`,
      new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, ...fields }),
    )
  const first = (
    await token({ grant_type: 'authorization_code', redirect_uri: callback, code, code_verifier: verifier })
  ).body
  const tokens = { access: String(pick(first, 'access_token')), refresh: String(pick(first, 'refresh_token')) }
  const call = (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> =>
    http(method, `${salesforceInstance}/services/data/v66.0${path}`, body, {
      authorization: `Bearer ${tokens.access}`,
      ...headers,
    })
  return {
    app,
    first,
    tokens,
    token,
    call,
    query: (soql, all = false) => call('GET', `/${all ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}`),
  }
}

export function control(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<Reply> {
  return http(method, `${sandbox.urls.control}/_sandbox/${path}`, body)
}
