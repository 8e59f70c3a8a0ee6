import { findRegistration } from '../../store/connections/registrations.ts'
import { replaceWizardKey, wizardKey } from '../../store/connections/wizard-apps.ts'
import type { App } from '../app/app.ts'
import { newAppKey } from './register-app.ts'

/**
 * What the page of a connector begins with: the key of its addresses, and what is known of the app that has them. Never
 * a secret.
 */
interface WizardStart {
  appKey: string
  clientId: string
  /** Null where none was given. */
  loginHost: string | null
}

/**
 * The same addresses at each call and for every admin, because they stand in an app at the vendor as soon as they were
 * copied, whatever becomes of the consent.
 */
export async function wizardStart(app: App, connectorId: string): Promise<WizardStart> {
  const appKey = await wizardKey(app.pool, connectorId, newAppKey(), app.clock.now())
  const known = await findRegistration(app.pool, { appKey })
  return { appKey, clientId: known?.clientId ?? '', loginHost: known?.loginHost ?? null }
}

/** New addresses, for another app. An app that was made with the old ones goes on with them. */
export async function renewAddresses(app: App, connectorId: string): Promise<void> {
  await replaceWizardKey(app.pool, connectorId, newAppKey(), app.clock.now())
}
