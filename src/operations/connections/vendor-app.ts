import type { ConnectorId } from '../../connector/contract.ts'
import type { OAuthApp, OAuthCall } from '../../connector/oauth-spec.ts'
import { findRegistration } from '../../store/connections/registrations.ts'
import { vendorOf, type App } from '../app/app.ts'

/** What a call of a connector's OAuth client goes through. */
export function oauthCall(app: App, connector: ConnectorId): OAuthCall {
  return { http: app.http, vendor: vendorOf(app, connector), now: app.clock.now() }
}

/** The admin's app at the vendor with its secret opened. */
export async function vendorAppOf(app: App, registrationId: string): Promise<OAuthApp> {
  const registration = await findRegistration(app.pool, { id: registrationId })
  if (registration === null) throw new Error('The app registration is missing')
  return {
    clientId: registration.clientId,
    clientSecret: openClientSecret(app, registration),
    redirectUri: registration.redirectUri,
    loginHost: registration.loginHost,
  }
}

export function openClientSecret(app: App, registration: { id: string; clientSecret: string }): string {
  return app.keys.open(registration.clientSecret, secretPlace(registration.id))
}

export function sealClientSecret(app: App, registrationId: string, secret: string): string {
  return app.keys.seal(secret, secretPlace(registrationId))
}

const secretPlace = (registrationId: string) => ({
  table: 'app_registrations',
  row: registrationId,
  column: 'client_secret',
})
