import type { ConnectorId } from '../../../src/connector/contract.ts'
import { tokenHash } from '../../../src/crypto/tokens.ts'
import type { App } from '../../../src/operations/app/app.ts'
import { beginConsent, finishConsent } from '../../../src/operations/connections/connect-system.ts'
import { newAppKey, redirectUriOf, registerApp } from '../../../src/operations/connections/register-app.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { findRegistration, type AppRegistration } from '../../../src/store/connections/registrations.ts'
import type { User } from '../../../src/store/accounts/users.ts'
import { allowAtVendor } from './vendor-consent.ts'

/** Registers the app at the vendor, goes through its consent page as an admin who allows, and connects. */
export async function connectOAuth(
  app: App,
  admin: User,
  at: {
    connector: ConnectorId
    loginHost: string | null
    control: (method: 'POST', path: string, body: unknown) => Promise<Record<string, unknown>>
    scopes: readonly string[]
    sharedMailbox: string
  },
): Promise<string> {
  const { connector, loginHost, control, sharedMailbox } = at
  const spec = app.connectors.get(connector)?.auth
  if (spec?.type !== 'oauth2') throw new Error('not an OAuth connector')
  const appKey = newAppKey()
  const scopes = [...spec.scopes.filter((need) => need.required).map((need) => need.scope), ...at.scopes]
  const optionalScopes = spec.scopes.filter((need) => !need.required).map((need) => need.scope)
  const webhookTargetUrl = `${app.publicUrl}/webhooks/${connector}/${appKey}`
  const vendorApp = await control('POST', `/_sandbox/apps/${connector}`, {
    redirectUris: [redirectUriOf(app, appKey)],
    scopes,
    optionalScopes,
    webhookTargetUrl,
  })
  const registration = await registerApp(app, admin, {
    connector,
    appKey,
    clientId: String(vendorApp['clientId']),
    clientSecret: String(vendorApp['clientSecret']),
    loginHost,
    sharedMailbox,
  })
  return consentAt(app, admin, registration, null)
}

async function consentAt(
  app: App,
  admin: User,
  registration: Pick<AppRegistration, 'id' | 'appKey'>,
  connectionId: string | null,
): Promise<string> {
  const sessionHash = tokenHash('test-session')
  const { url, cookie } = await beginConsent(app, {
    registrationId: registration.id,
    user: admin,
    sessionHash,
    connectionId,
  })
  const location = await allowAtVendor(url)
  return finishConsent(app, {
    appKey: registration.appKey,
    state: location.searchParams.get('state') ?? '',
    code: location.searchParams.get('code'),
    error: null,
    cookie,
    sessionHash,
    user: admin,
  })
}

/** Goes through the consent page once more. */
export async function allowAgain(app: App, admin: User, connectionId: string): Promise<void> {
  const registration = await findRegistration(app.pool, {
    id: (await findConnection(app.pool, connectionId))?.registrationId ?? '',
  })
  if (registration === null) throw new Error('no registration')
  await consentAt(app, admin, registration, connectionId)
}
