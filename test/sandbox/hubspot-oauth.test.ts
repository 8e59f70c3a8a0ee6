import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { callback, connectHubSpot, control, http, pick, scopes } from './client.ts'

// docs/reference/hubspot.md#oauth, #paths, #oauth-errors, #authorize, #uninstall.
describe('HubSpot OAuth', () => {
  let sandbox: Sandbox
  beforeAll(async () => (sandbox = await startSandbox({ contacts: 40, seed: 3, limitsX: 0 })))
  afterAll(() => sandbox.close())

  it.each([
    ['an IP address', 'http://127.0.0.1:3000/cb'],
    ['plain http on another name', 'http://lawbase.example.test/cb'],
    ['a word', 'callback'],
  ])('refuses to register a redirect URI with %s', async (_why, uri) => {
    const answer = await control(sandbox, 'POST', 'apps/hubspot', { redirectUris: [uri], scopes })
    expect(answer.status).toBe(400)
  })

  it('shows the scopes and sends a code with the state, or the refusal', async () => {
    const { app } = await connectHubSpot(sandbox)
    const query = { client_id: app.clientId, redirect_uri: callback, scope: scopes.join(' '), state: 'abc' }
    const page = await http(
      'GET',
      `${sandbox.urls.hubspotApp}/oauth/authorize?${new URLSearchParams(query).toString()}`,
    )
    expect(page.status).toBe(200)
    expect(page.body).toContain('crm.objects.contacts.write')
    const refused = await http(
      'POST',
      `${sandbox.urls.hubspotApp}/oauth/authorize`,
      new URLSearchParams({ ...query, decision: 'refuse' }),
    )
    const target = new URL(refused.headers['location'] ?? '')
    expect([refused.status, Object.fromEntries(target.searchParams)]).toEqual([
      302,
      { error: 'access_denied', error_description: 'User did not authorize access', state: 'abc' },
    ])
  })

  it('stops with an error page when a required scope is missing from the URL', async () => {
    const { app } = await connectHubSpot(sandbox)
    const query = new URLSearchParams({ client_id: app.clientId, redirect_uri: callback, scope: 'oauth' })
    const page = await http('GET', `${sandbox.urls.hubspotApp}/oauth/authorize?${query.toString()}`)
    expect([page.status, page.headers['location']]).toEqual([400, undefined])
  })

  it('gives a code once, drops optional scopes the tier lacks, and names its errors', async () => {
    const { app, token } = await connectHubSpot(sandbox)
    const form = new URLSearchParams({
      client_id: app.clientId,
      redirect_uri: callback,
      scope: scopes.join(' '),
      optional_scope: 'communication_preferences.statuses.batch.write',
      decision: 'allow',
    })
    const consent = await http('POST', `${sandbox.urls.hubspotApp}/oauth/authorize`, form)
    const code = new URL(consent.headers['location'] ?? '').searchParams.get('code') ?? ''
    const first = await token({ grant_type: 'authorization_code', redirect_uri: callback, code })
    expect([first.status, pick(first.body, 'expires_in'), pick(first.body, 'scopes')]).toEqual([200, 1800, scopes])
    const again = await token({ grant_type: 'authorization_code', redirect_uri: callback, code })
    expect([again.status, pick(again.body, 'error'), pick(again.body, 'status')]).toEqual([
      400,
      'invalid_grant',
      'BAD_AUTH_CODE',
    ])
    const wrong = await token({ grant_type: 'refresh_token', refresh_token: 'nothing' })
    expect([wrong.status, pick(wrong.body, 'status')]).toEqual([400, 'BAD_REFRESH_TOKEN'])
  })

  it('refuses a token request that is not a form', async () => {
    const answer = await http('POST', `${sandbox.urls.hubspotApi}/oauth/2026-03/token`, { grant_type: 'refresh_token' })
    expect(answer.status).toBe(415)
  })

  it('answers 401 for an unknown token, 401 for an expired one, 403 for a missing scope', async () => {
    const client = await connectHubSpot(sandbox)
    const path = '/crm/objects/2026-03/contacts?limit=1'
    const unknown = await http('GET', sandbox.urls.hubspotApi + path, undefined, { authorization: 'Bearer nope' })
    expect([unknown.status, pick(unknown.body, 'category')]).toEqual([401, 'INVALID_AUTHENTICATION'])
    await control(sandbox, 'POST', 'clock', { advanceMs: 31 * 60_000 })
    const expired = await client.call('GET', path)
    expect([expired.status, pick(expired.body, 'category')]).toEqual([401, 'EXPIRED_AUTHENTICATION'])
    const fresh = await client.token({ grant_type: 'refresh_token', refresh_token: client.tokens.refresh })
    client.tokens.access = String(pick(fresh.body, 'access_token'))
    expect((await client.call('GET', path)).status).toBe(200)
    await control(sandbox, 'POST', 'scopes', { system: 'hubspot', drop: ['crm.objects.contacts.write'] })
    const forbidden = await client.call('POST', '/crm/objects/2026-03/contacts', { properties: { lastname: 'X' } })
    expect([
      forbidden.status,
      pick(forbidden.body, 'category'),
      pick(forbidden.body, 'errors', 0, 'context', 'requiredGranularScopes', 0),
    ]).toEqual([403, 'MISSING_SCOPES', 'crm.objects.contacts.write'])
  })

  it('ends everything when the app is uninstalled', async () => {
    const client = await connectHubSpot(sandbox)
    expect((await client.call('DELETE', '/appinstalls/2026-03/external-install')).status).toBe(204)
    expect((await client.call('GET', '/crm/objects/2026-03/contacts')).status).toBe(401)
    expect((await client.token({ grant_type: 'refresh_token', refresh_token: client.tokens.refresh })).status).toBe(400)
    const introspected = await http(
      'POST',
      `${sandbox.urls.hubspotApi}/oauth/2026-03/token/introspect`,
      new URLSearchParams({
        client_id: client.app.clientId,
        client_secret: client.app.clientSecret,
        token: client.tokens.refresh,
      }),
    )
    expect(introspected.body).toEqual({ active: false })
  })
})
