import type { Server } from 'node:http'
import Provider, { type Configuration } from 'oidc-provider'
import { freePort } from '../../../scripts/free-port.mjs'

/** Somebody whom the provider knows, by the id it gives them. */
export type ProviderPerson = Readonly<Record<string, unknown>>

/** A real provider of company logins on this machine: who logs in types their id, and any password. */
export interface CompanyProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** `host:port`, to be named in OUTBOUND_HOSTS. */
  host: string
  /** What it says of people, by their ids; may be changed while it runs. */
  people: Map<string, ProviderPerson>
  close(): Promise<void>
}

/**
 * `consolePort`: of the console it sends browsers back to. `claimsInToken`: whether claims stand in the ID token, too,
 * or in the userinfo answer alone.
 */
export async function startCompanyProvider({
  consolePort,
  claimsInToken = true,
}: {
  consolePort: number
  claimsInToken?: boolean
}): Promise<CompanyProvider> {
  const port = await freePort('127.0.0.1')
  const issuer = `http://127.0.0.1:${port}`
  const people = new Map<string, ProviderPerson>()
  const client = { clientId: 'lawbase', clientSecret: 'a secret of the provider, long enough for it' }
  const configuration: Configuration = {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`http://localhost:${consolePort}/login/company/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub', 'groups', 'hd', '_claim_names'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: !claimsInToken,
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    loadExistingGrant: async (context) => {
      const { client: asked, session, provider } = context.oidc
      const grant = new provider.Grant({
        clientId: asked?.clientId ?? '',
        accountId: session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    cookies: { keys: ['a key of the test'] },
  }
  const provider = new Provider(issuer, configuration)
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = provider.listen(port, '127.0.0.1', () => resolve(listening))
  })
  return {
    issuer,
    ...client,
    host: `127.0.0.1:${port}`,
    people,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
