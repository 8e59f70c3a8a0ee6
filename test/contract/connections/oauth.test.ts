import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oauthMailboxes } from '../../../connectors/mailbox/oauth/providers.ts'
import { mailApp } from '../mailbox/mail-app.ts'
import { hubspot } from '../../../connectors/hubspot/index.ts'
import { salesforce } from '../../../connectors/salesforce/index.ts'
import type { OAuth2Spec, OAuthApp, TokenGrant } from '../../../src/connector/oauth-spec.ts'
import { connect, consent, failureOf, startWorld } from '../suite/harness.ts'
import type { World } from '../suite/harness.ts'
import { hubspotApp, hubspotState } from '../hubspot/hubspot-subject.ts'
import { salesforceApp, salesforceState } from '../salesforce/salesforce-subject.ts'

const vendors = [
  {
    name: 'HubSpot',
    connector: hubspot,
    register: hubspotApp,
    account: async (world: World) => String((await hubspotState(world)).portalId),
  },
  {
    name: 'Salesforce',
    connector: salesforce,
    register: salesforceApp,
    account: async (world: World) => (await salesforceState(world)).orgId,
  },
  ...oauthMailboxes.map((connector) => ({
    name: connector.label,
    connector,
    register: (world: World) => mailApp(world, connector.id),
    account: async (world: World) => (await world.control<{ address: string }>('GET', '/_sandbox/mailbox')).address,
  })),
]

describe.each(vendors)('$name: OAuth', ({ connector, register, account }) => {
  const spec = connector.auth as OAuth2Spec
  let world: World
  let app: OAuthApp
  let grant: TokenGrant
  beforeAll(async () => {
    world = await startWorld({ contacts: 3 })
    app = await register(world)
    grant = await consent(world, connector, app)
  })
  afterAll(() => world.close())
  const refresh = (from: OAuthApp, refreshToken: string) =>
    spec.refresh(from, { ...grant, refreshToken }, world.oauthCall(connector))

  it('gives the account, the granted scopes and tokens', async () => {
    expect(grant.accountId).toBe(await account(world))
    for (const { scope, required } of spec.scopes) if (required) expect(grant.scopes).toContain(scope)
    expect(connector.credentials.safeParse(grant).success).toBe(true)
    expect(grant.expiresAt === null).toBe(connector.id === 'salesforce')
    expect(grant.instanceUrl).toBe(connector.id === 'salesforce' ? world.url('salesforceInstance') : null)
  })

  it('puts neither secret nor verifier in the authorize URL', () => {
    const url = spec.authorizeUrl(
      app,
      { state: 'st-1', codeChallenge: spec.pkce ? 'challenge' : null },
      world.vendorOf(connector),
    )
    expect(url).not.toContain(app.clientSecret)
    expect(new URL(url).searchParams.get('state')).toBe('st-1')
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(app.redirectUri)
    expect(new URL(url).searchParams.get('code_challenge_method')).toBe(spec.pkce ? 'S256' : null)
  })

  it('refreshes, and keeps a usable refresh token', async () => {
    const first = await refresh(app, grant.refreshToken)
    const second = await refresh(app, first.refreshToken)
    expect(second.accessToken).not.toBe(grant.accessToken)
    grant = { ...grant, ...second }
  })

  it('says bad-request for a wrong secret of a consent, access-revoked for one of a refresh, and names what to copy', async () => {
    for (const wrong of [
      { ...app, clientSecret: 'wrong' },
      { ...app, clientId: 'unknown' },
    ]) {
      const consented = spec.exchange(
        wrong,
        { code: 'a-code', codeVerifier: spec.pkce ? 'v'.repeat(43) : null },
        world.oauthCall(connector),
      )
      const seen = (await Promise.all([consented, refresh(wrong, grant.refreshToken)].map(failureOf))).map(
        ({ kind, message }) => ({ kind, message }),
      )
      const message = expect.stringContaining('copy both again') as unknown
      expect(seen).toEqual([
        { kind: 'bad-request', message },
        { kind: 'access-revoked', message },
      ])
    }
  })

  it('says bad-request for a code that is no code', async () => {
    const error = await failureOf(
      spec.exchange(
        app,
        { code: 'used-up', codeVerifier: spec.pkce ? 'v'.repeat(43) : null },
        world.oauthCall(connector),
      ),
    )
    expect({ kind: error.kind, message: error.message }).toEqual({
      kind: 'bad-request',
      message: expect.stringContaining('start the connection again') as unknown,
    })
  })

  it('says access-revoked for a dead refresh token, and unavailable when nobody answers', async () => {
    const other = await connect(world, connector, app, 'x')
    await world.control('POST', '/_sandbox/tokens', { system: connector.id, action: 'revoke' })
    expect((await failureOf(refresh(app, other.credentials().refreshToken))).kind).toBe('access-revoked')
    expect((await failureOf(other.open().check())).kind).toBe('access-revoked')
    await world.control('POST', '/_sandbox/faults', {
      system: connector.id,
      kind: 'server-error',
      status: 503,
      pathIncludes: 'token',
    })
    expect((await failureOf(refresh(app, other.credentials().refreshToken))).kind).toBe('unavailable')
  })
})
