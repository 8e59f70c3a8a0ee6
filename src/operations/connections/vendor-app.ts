import type { ConnectorId } from '../../connector/contract.ts'
import type { OAuthApp, OAuthCall } from '../../connector/oauth-spec.ts'
import { sameText } from '../../crypto/tokens.ts'
import {
  findRegistration,
  saveClientSecret,
  saveTypedSecret,
  type AppRegistration,
} from '../../store/connections/registrations.ts'
import { isAppInUse } from '../../store/connections/wizard-apps.ts'
import { vendorOf, type App } from '../app/app.ts'

/** What a call of a connector's OAuth client goes through. */
export function oauthCall(app: App, connector: ConnectorId): OAuthCall {
  return { http: app.http, vendor: vendorOf(app, connector), now: app.clock.now() }
}

/** The admin's app at the vendor with its secret opened, as the vendor last took it. */
export async function vendorAppOf(app: App, registrationId: string): Promise<OAuthApp> {
  const registration = await findRegistration(app.pool, { id: registrationId })
  if (registration === null) throw new Error('The app registration is missing')
  return opened(registration, openClientSecret(app, registration))
}

/** The same with the secret that was typed again, where one waits to be tried. */
export function triedAppOf(app: App, registration: AppRegistration): OAuthApp {
  const { id, typedSecret } = registration
  return opened(
    registration,
    typedSecret === null ? openClientSecret(app, registration) : app.keys.open(typedSecret, typedPlace(id)),
  )
}

const opened = ({ clientId, redirectUri, loginHost }: AppRegistration, clientSecret: string): OAuthApp => ({
  clientId,
  clientSecret,
  redirectUri,
  loginHost,
})

export function openClientSecret(app: App, registration: { id: string; clientSecret: string }): string {
  return app.keys.open(registration.clientSecret, secretPlace(registration.id))
}

export function sealClientSecret(app: App, registrationId: string, secret: string): string {
  return app.keys.seal(secret, secretPlace(registrationId))
}

/**
 * Stores a secret that was typed again. While an account is connected through the app it only waits for the next
 * consent: one that was copied badly must not end an access that works.
 */
export async function takeTypedSecret(app: App, known: AppRegistration, typed: string): Promise<void> {
  if (!(await isAppInUse(app.pool, known.id)))
    return saveClientSecret(app.pool, known.id, sealClientSecret(app, known.id, typed))
  const isSame = sameText(openClientSecret(app, known), typed)
  await saveTypedSecret(app.pool, known.id, isSame ? null : app.keys.seal(typed, typedPlace(known.id)))
}

const secretPlace = (row: string) => ({ table: 'app_registrations', row, column: 'client_secret' })
const typedPlace = (row: string) => ({ table: 'app_registrations', row, column: 'typed_secret' })
