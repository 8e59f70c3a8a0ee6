import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { callback, connectSalesforce, control, http, pick } from './client.ts'

// docs/reference/salesforce.md#oauth, #rotation, #version-pin.
describe('Salesforce OAuth', () => {
  let sandbox: Sandbox
  beforeAll(async () => (sandbox = await startSandbox({ contacts: 40, seed: 3, limitsX: 0 })))
  afterAll(() => sandbox.close())

  it('answers with an instance of another origin and an id of 18-character parts', async () => {
    const { first } = await connectSalesforce(sandbox)
    const instance = String(pick(first, 'instance_url'))
    expect([
      instance,
      new URL(instance).origin === new URL(sandbox.urls.salesforceLogin).origin,
      pick(first, 'token_type'),
      pick(first, 'scope'),
    ]).toEqual([sandbox.urls.salesforceInstance, false, 'Bearer', 'api refresh_token id'])
    expect(String(pick(first, 'id'))).toMatch(/\/id\/00D\w{15}\/005\w{15}$/)
  })

  it('checks the PKCE verifier', async () => {
    const { app, token } = await connectSalesforce(sandbox)
    const form = new URLSearchParams({
      client_id: app.clientId,
      redirect_uri: callback,
      response_type: 'code',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
      decision: 'allow',
    })
    const consent = await http('POST', `${sandbox.urls.salesforceLogin}/services/oauth2/authorize`, form)
    const code = new URL(consent.headers['location'] ?? '').searchParams.get('code') ?? ''
    const answer = await token({
      grant_type: 'authorization_code',
      redirect_uri: callback,
      code,
      code_verifier: 'y'.repeat(64),
    })
    expect([answer.status, answer.body]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'invalid code verifier' },
    ])
  })

  it('rotates the refresh token, and a replay of the dead one ends the grant', async () => {
    const client = await connectSalesforce(sandbox)
    const second = await client.token({ grant_type: 'refresh_token', refresh_token: client.tokens.refresh })
    const next = String(pick(second.body, 'refresh_token'))
    client.tokens.access = String(pick(second.body, 'access_token'))
    expect([second.status, next === client.tokens.refresh, (await client.query('SELECT Id FROM User')).status]).toEqual(
      [200, false, 200],
    )
    const replay = await client.token({ grant_type: 'refresh_token', refresh_token: client.tokens.refresh })
    expect([replay.status, replay.body]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    ])
    expect((await client.query('SELECT Id FROM User')).status).toBe(401)
    expect((await client.token({ grant_type: 'refresh_token', refresh_token: next })).status).toBe(400)
  })

  it('keeps five grants per app: the sixth ends the oldest', async () => {
    const first = await connectSalesforce(sandbox)
    for (let more = 0; more < 5; more += 1) await connectSalesforce(sandbox, first.app)
    const answer = await first.query('SELECT Id FROM User')
    expect([answer.status, answer.body]).toEqual([
      401,
      [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    ])
  })

  it('expires access tokens on demand, and revokes them with their refresh token', async () => {
    const client = await connectSalesforce(sandbox)
    await control(sandbox, 'POST', 'tokens', { system: 'salesforce', action: 'expire-access' })
    expect((await client.query('SELECT Id FROM User')).status).toBe(401)
    const again = await client.token({ grant_type: 'refresh_token', refresh_token: client.tokens.refresh })
    expect(again.status).toBe(200)
    const revoke = (token: string): Promise<{ status: number; body: unknown }> =>
      http('POST', `${sandbox.urls.salesforceLogin}/services/oauth2/revoke`, new URLSearchParams({ token }))
    expect((await revoke(String(pick(again.body, 'refresh_token')))).status).toBe(200)
    expect((await revoke('nothing')).body).toEqual({ error: 'invalid_token', error_description: 'invalid token' })
  })

  it.each([
    ['a retired version', '/services/data/v30.0/query?q=SELECT+Id+FROM+User', 410],
    ['a version that never was', '/services/data/v99.0/query?q=SELECT+Id+FROM+User', 404],
    ['an unversioned path', '/services/data/query?q=SELECT+Id+FROM+User', 404],
  ])('refuses %s', async (_what, path, status) => {
    const client = await connectSalesforce(sandbox)
    const answer = await http('GET', sandbox.urls.salesforceInstance + path, undefined, {
      authorization: `Bearer ${client.tokens.access}`,
    })
    expect(answer.status).toBe(status)
  })

  it('shows the identity to its own token only', async () => {
    const client = await connectSalesforce(sandbox)
    const url = String(pick(client.first, 'id'))
    expect((await http('GET', url)).status).toBe(403)
    expect(
      pick(
        (await http('GET', url, undefined, { authorization: `Bearer ${client.tokens.access}` })).body,
        'organization_id',
      ),
    ).toBe(url.split('/').at(-2))
  })
})
