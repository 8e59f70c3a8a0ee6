import { randomUUID } from 'node:crypto'
import type { LoginHost } from '../../connector/oauth-spec.ts'
import { hostsOf } from '../../connector/deps/vendor.ts'
import { newToken } from '../../crypto/tokens.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import {
  findRegistration,
  insertRegistration,
  saveAskedMailbox,
  type AppRegistration,
} from '../../store/connections/registrations.ts'
import type { User } from '../../store/accounts/users.ts'
import { changeRegistration, isAppInUse } from '../../store/connections/wizard-apps.ts'
import { checkUrl, isOnThisMachine } from '../../outbound/http.ts'
import { vendorOf, type App } from '../app/app.ts'
import { ConnectRefused } from './connect-refused.ts'
import { sealClientSecret, takeTypedSecret } from './vendor-app.ts'

/**
 * Part of the addresses of one app at a vendor; unguessable, because some vendors sign nothing.
 */
export function isAppKey(text: string): boolean {
  return /^[a-z0-9]{8,32}$/u.test(text)
}

/** Where the vendor sends the admin back to. The key makes each app's address its own (mix-up defence). */
export function redirectUriOf(app: Pick<App, 'consoleUrl'>, appKey: string): string {
  return `${app.consoleUrl}/oauth/callback/${appKey}`
}

/** A key for a new app registration, shown in its redirect URI and webhook address before anything is stored. */
export function newAppKey(): string {
  return newToken().replace(/[-_]/gu, '').slice(0, 16).toLowerCase()
}

/** What an admin copied from the app made at the vendor. */
interface RegistrationInput {
  connector: string
  appKey: string
  clientId: string
  clientSecret: string
  loginHost: string | null
  /** A mailbox that the account shares with others, to be read in the place of its own. */
  sharedMailbox?: string
  redirectUri?: string
}

/**
 * Stores the admin's app at the vendor, its secret sealed; the same addresses again are the same app. `redirectUri`:
 * where somebody else than the console waits, on this machine. Throws ConnectRefused naming the field.
 */
export async function registerApp(app: App, user: User, input: RegistrationInput): Promise<AppRegistration> {
  const connector = app.connectors.get(input.connector)
  if (connector?.auth.type !== 'oauth2')
    throw new ConnectRefused('unknown-connector', 'This system is not connected through OAuth.')
  const known = await findRegistration(app.pool, { appKey: input.appKey })
  refuseIncomplete(input, known)
  const shared = sharedOf(input)
  const redirectUri = redirectOf(app, input)
  const { loginHost: spec } = connector.auth
  const loginHost = spec === undefined ? null : loginHostOf(app.outboundHosts, spec, input.loginHost ?? '')
  if (app.sandboxClock && !hostsOf(vendorOf(app, connector.id), loginHost).every(isOnThisMachine)) {
    throw new ConnectRefused(
      'field',
      'LAWBASE_CLOCK_URL is set: with a clock that can be moved only a sandbox on this machine may be connected.',
      'loginHost',
    )
  }
  const id = known?.id ?? randomUUID()
  const registration = {
    id,
    connector: connector.id,
    appKey: input.appKey,
    clientId: input.clientId.trim(),
    clientSecret: keptSecret(input, known, loginHost) ?? sealClientSecret(app, id, input.clientSecret.trim()),
    redirectUri,
    loginHost,
  }
  if (known !== null) await registerAgain(app, known, registration, input.clientSecret.trim())
  else await insertRegistration(app.pool, { ...registration, createdBy: user.id }, app.clock.now())
  if (connector.sharedMailboxes !== undefined) await saveAskedMailbox(app.pool, id, shared)
  return { ...registration, typedSecret: null }
}

/** A complete address, or none. Throws ConnectRefused. */
function sharedOf({ sharedMailbox = '' }: RegistrationInput): string {
  const address = sharedMailbox.trim() === '' ? '' : normalEmail(sharedMailbox)
  if (address === null)
    throw new ConnectRefused('field', 'This is not a complete address of a mailbox.', 'sharedMailbox')
  return address
}

/** The secret of the same app is kept where none is typed: nothing is asked twice. */
function refuseIncomplete(
  { clientId, clientSecret, appKey, connector }: RegistrationInput,
  known: AppRegistration | null,
): void {
  const isKnown = known !== null && known.connector === connector && known.clientId === clientId.trim()
  if (clientId.trim() === '')
    throw new ConnectRefused('field', 'Copy the client id from the app you made at the vendor.', 'clientId')
  if (clientSecret.trim() === '' && !isKnown)
    throw new ConnectRefused('field', 'Copy the client secret from the app you made at the vendor.', 'clientSecret')
  if (!isAppKey(appKey))
    throw new ConnectRefused('field', 'The address of this form is incomplete. Open the page again.', 'appKey')
}

/** The secret that is stored, where none is typed; null = one was. Throws ConnectRefused for another login host. */
function keptSecret(
  { clientSecret }: RegistrationInput,
  known: AppRegistration | null,
  loginHost: string | null,
): string | null {
  if (known === null || clientSecret.trim() !== '') return null
  if (known.loginHost === loginHost) return known.clientSecret
  throw new ConnectRefused('secret-again', 'It would be sent to another address: type it again.', 'clientSecret')
}

/** Where the vendor's answer goes. Throws ConnectRefused when it would leave this machine by the caller's wish. */
function redirectOf(app: App, { redirectUri, appKey }: RegistrationInput): string {
  if (redirectUri === undefined) return redirectUriOf(app, appKey)
  if (!(isOnThisMachine(redirectUri) && redirectUri.endsWith(`/oauth/callback/${appKey}`)))
    throw new ConnectRefused('field', 'The answer must come back to this machine.', 'redirectUri')
  return redirectUri
}

/**
 * The same addresses sent again are the same app: a consent was refused, or its secret was copied badly or renewed. As
 * long as an account is connected through it, another client id or login host is another app, and another secret waits
 * for the next consent. Throws ConnectRefused naming the field.
 */
async function registerAgain(
  app: App,
  known: AppRegistration,
  given: Omit<AppRegistration, 'typedSecret'>,
  typedSecret: string,
): Promise<void> {
  if (known.connector !== given.connector)
    throw new ConnectRefused('field', 'These addresses belong to another system. Open the page again.', 'appKey')
  const field =
    known.clientId !== given.clientId ? 'clientId' : known.loginHost !== given.loginHost ? 'loginHost' : null
  if (!(await isAppInUse(app.pool, known.id))) return changeRegistration(app.pool, given)
  if (field !== null) {
    throw new ConnectRefused(
      'another-app',
      'These addresses belong to the app of a connected account. Ask for new addresses for another app.',
      field,
    )
  }
  if (typedSecret !== '') await takeTypedSecret(app, known, typedSecret)
}

/** The login host as an origin. Throws ConnectRefused. */
function loginHostOf(outboundHosts: readonly string[], spec: LoginHost, raw: string): string {
  const typed = raw.trim() === '' ? spec.default : raw.trim()
  const text = typed.includes('://') ? typed : `https://${typed}`
  try {
    const url = checkUrl(text, { allowedHosts: outboundHosts })
    if (spec.notLogin.some((suffix) => url.hostname.endsWith(suffix)))
      throw new ConnectRefused('field', spec.wrong.en, 'loginHost')
    return url.origin
  } catch (error) {
    if (error instanceof ConnectRefused) throw error
    throw new ConnectRefused('field', error instanceof Error ? error.message : 'This is not a host.', 'loginHost')
  }
}
