import { findRegistration } from '../../store/connections/registrations.ts'
import { isAppInUse, replaceWizardKey, wizardKey } from '../../store/connections/wizard-apps.ts'
import { findWizardConsent, type ConsentOutcome } from '../../store/connections/wizard-consents.ts'
import { requestLifeMs } from './connect-system.ts'
import type { App } from '../app/app.ts'
import { newAppKey } from './register-app.ts'

/**
 * What the page of a connector begins with: the key of its addresses, and what is known of the app that has them. Never
 * a secret.
 */
interface WizardStart {
  appKey: string
  /** The app that has these addresses; null = none is registered yet. */
  registrationId: string | null
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
  return {
    appKey,
    registrationId: known?.id ?? null,
    clientId: known?.clientId ?? '',
    loginHost: known?.loginHost ?? null,
  }
}

/** New addresses, for another app. An app that was made with the old ones goes on with them. */
export async function renewAddresses(app: App, connectorId: string): Promise<void> {
  await replaceWizardKey(app.pool, connectorId, newAppKey(), app.clock.now())
}

/** How far the consent of the registered app is. */
export type ConsentState =
  /** No link to the vendor was given yet. */
  | { is: 'registered' }
  /** A link was given and nobody came back with an answer; after `until` it is too old. */
  | { is: 'waiting'; until: Date }
  | { is: 'late'; askedAt: Date }
  | { is: 'connected'; connectionId: string }
  | { is: Exclude<ConsentOutcome, 'connected'>; at: Date; detail: string | null }

/**
 * Where the second step stands. `isOver`: an account is connected through this app, so that whoever begins anew begins
 * with another account. Null = no app is registered yet.
 */
export async function consentStep(
  app: App,
  registrationId: string | null,
): Promise<{ state: ConsentState; isOver: boolean } | null> {
  if (registrationId === null) return null
  const [consent, isOver] = await Promise.all([
    findWizardConsent(app.pool, registrationId),
    isAppInUse(app.pool, registrationId),
  ])
  return { state: stateOf(consent, app.clock.now()), isOver }
}

function stateOf(consent: Awaited<ReturnType<typeof findWizardConsent>>, now: Date): ConsentState {
  if (consent === null) return { is: 'registered' }
  const { askedAt, answeredAt, outcome, detail, connectionId } = consent
  if (answeredAt === null || outcome === null) {
    const until = new Date(askedAt.getTime() + requestLifeMs)
    return until <= now ? { is: 'late', askedAt } : { is: 'waiting', until }
  }
  if (outcome !== 'connected') return { is: outcome, at: answeredAt, detail }
  return connectionId === null ? { is: 'registered' } : { is: 'connected', connectionId }
}
