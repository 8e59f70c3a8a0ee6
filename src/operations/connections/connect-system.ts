import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import type { Connector, ConnectorId } from '../../connector/contract.ts'
import type { LoginHost, OAuth2Spec } from '../../connector/oauth-spec.ts'
import { hostsOf } from '../../connector/vendor.ts'
import { ConnectorError } from '../../connector/errors.ts'
import { readFieldsOf } from '../../domain/settings/settings.ts'
import { codeChallenge, newToken, sameText, tokenHash } from '../../crypto/tokens.ts'
import { readActivitiesSoon } from '../../store/connections/activities.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { insertHook } from '../../store/connections/connection-hooks.ts'
import {
  findConnection,
  findRegistration,
  insertConnection,
  insertRegistration,
  listConnections,
  reauthorise,
  saveCheck,
  setReadFields,
  type AppRegistration,
} from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { insertOAuthRequest, takeOAuthRequest } from '../../store/connections/oauth-requests.ts'
import { releaseWaiting, wakeScope } from '../../store/propagation/propagations.ts'
import { listenAgain } from '../../store/connections/listeners.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { User } from '../../store/accounts/users.ts'
import { changeRegistration, isAppInUse } from '../../store/connections/wizard-apps.ts'
import { checkUrl, isOnThisMachine } from '../../outbound/http.ts'
import { vendorOf, type App } from '../app/app.ts'
import {
  connectorOf,
  openClientSecret,
  openConnection,
  sealClientSecret,
  sealCredentials,
  vendorAppOf,
  oauthCall,
} from './open-connection.ts'
import { dataHostFault } from './data-host.ts'
import { wakeDrains } from '../app/wake-drains.ts'

/** A step of connecting that cannot go on; the code names the sentence of the screen. */
export class ConnectRefused extends Refused<
  | 'unknown-connector'
  | 'field'
  | 'state'
  | 'refused'
  | 'other-account'
  | 'vendor'
  | 'already-connected'
  | 'secret-again'
  | 'another-app'
> {
  /** Form field at fault, for `field`. */
  readonly field: string | null
  constructor(code: ConnectRefused['code'], message: string, field: string | null = null) {
    super(code, message)
    this.field = field
  }
}

const requestLifeMs = 10 * 60_000

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

/**
 * Stores the admin's app at the vendor, its secret sealed; the same addresses again are the same app. `redirectUri`:
 * where somebody else than the console waits, on this machine. Throws ConnectRefused naming the field.
 */
export async function registerApp(
  app: App,
  user: User,
  input: {
    connector: string
    appKey: string
    clientId: string
    clientSecret: string
    loginHost: string | null
    redirectUri?: string
  },
): Promise<AppRegistration> {
  const connector = app.connectors.get(input.connector)
  if (connector?.auth.type !== 'oauth2')
    throw new ConnectRefused('unknown-connector', 'This system is not connected through OAuth.')
  if (input.clientId.trim() === '')
    throw new ConnectRefused('field', 'Copy the client id from the app you made at the vendor.', 'clientId')
  if (input.clientSecret.trim() === '')
    throw new ConnectRefused('field', 'Copy the client secret from the app you made at the vendor.', 'clientSecret')
  if (!isAppKey(input.appKey))
    throw new ConnectRefused('field', 'The address of this form is incomplete. Open the page again.', 'appKey')
  const redirectUri = input.redirectUri ?? redirectUriOf(app, input.appKey)
  if (
    input.redirectUri !== undefined &&
    !(isOnThisMachine(redirectUri) && redirectUri.endsWith(`/oauth/callback/${input.appKey}`))
  )
    throw new ConnectRefused('field', 'The answer must come back to this machine.', 'redirectUri')
  const { loginHost: spec } = connector.auth
  const loginHost = spec === undefined ? null : loginHostOf(app, spec, input.loginHost ?? '')
  if (app.sandboxClock && !hostsOf(vendorOf(app, connector.id), loginHost).every(isOnThisMachine)) {
    throw new ConnectRefused(
      'field',
      'LAWBASE_CLOCK_URL is set: with a clock that can be moved only a sandbox on this machine may be connected.',
      'loginHost',
    )
  }
  const known = await findRegistration(app.pool, { appKey: input.appKey })
  const id = known?.id ?? randomUUID()
  const registration: AppRegistration = {
    id,
    connector: connector.id,
    appKey: input.appKey,
    clientId: input.clientId.trim(),
    clientSecret: sealClientSecret(app, id, input.clientSecret.trim()),
    redirectUri,
    loginHost,
  }
  if (known !== null) return registerAgain(app, known, registration)
  await insertRegistration(app.pool, { ...registration, createdBy: user.id }, app.clock.now())
  return registration
}

/**
 * The same addresses sent again are the same app: a consent was refused, or its secret was copied badly or renewed. As
 * long as an account is connected through it, another client id or login host is another app. Throws ConnectRefused
 * naming the field.
 */
async function registerAgain(app: App, known: AppRegistration, given: AppRegistration): Promise<AppRegistration> {
  if (known.connector !== given.connector)
    throw new ConnectRefused('field', 'These addresses belong to another system. Open the page again.', 'appKey')
  const field =
    known.clientId !== given.clientId ? 'clientId' : known.loginHost !== given.loginHost ? 'loginHost' : null
  if (field !== null && (await isAppInUse(app.pool, known.id))) {
    throw new ConnectRefused(
      'another-app',
      'These addresses belong to the app of a connected account. Ask for new addresses for another app.',
      field,
    )
  }
  await changeRegistration(app.pool, given)
  return given
}

/** The login host as an origin. Throws ConnectRefused. */
function loginHostOf(app: App, spec: LoginHost, raw: string): string {
  const typed = raw.trim() === '' ? spec.default : raw.trim()
  const text = typed.includes('://') ? typed : `https://${typed}`
  try {
    const url = checkUrl(text, { allowedHosts: app.outboundHosts })
    if (spec.notLogin.some((suffix) => url.hostname.endsWith(suffix)))
      throw new ConnectRefused('field', spec.wrong.en, 'loginHost')
    return url.origin
  } catch (error) {
    if (error instanceof ConnectRefused) throw error
    throw new ConnectRefused('field', error instanceof Error ? error.message : 'This is not a host.', 'loginHost')
  }
}

/** Begins a consent: gives the vendor's page and the cookie that must come back with its answer. */
export async function beginConsent(
  app: App,
  registrationId: string,
  user: User,
  sessionHash: Buffer,
  connectionId: string | null,
): Promise<{ url: string; cookie: string }> {
  const registration = await findRegistration(app.pool, { id: registrationId })
  if (registration === null) throw new ConnectRefused('state', 'This app is not registered any more. Start again.')
  const oauth = oauthOf(app, registration.connector)
  const activities = (await listConnections(app.pool)).some(
    (one) => one.registrationId === registrationId && one.activityUnits.length > 0,
  )
  const [state, verifier, cookie] = [newToken(), newToken(), newToken()]
  const stateHash = tokenHash(state)
  await insertOAuthRequest(app.pool, {
    stateHash,
    registrationId,
    sealedVerifier: oauth.pkce ? app.keys.seal(verifier, verifierPlace(stateHash)) : null,
    sessionHash,
    cookieHash: tokenHash(cookie),
    connectionId,
    userId: user.id,
    createdAt: app.clock.now(),
  })
  const url = oauth.authorizeUrl(
    {
      clientId: registration.clientId,
      clientSecret: openClientSecret(app, registration),
      redirectUri: registration.redirectUri,
      loginHost: registration.loginHost,
    },
    { state, codeChallenge: oauth.pkce ? codeChallenge(verifier) : null, activities },
    vendorOf(app, registration.connector),
  )
  return { url, cookie }
}

const verifierPlace = (stateHash: Buffer) => ({
  table: 'oauth_requests',
  row: stateHash.toString('hex'),
  column: 'sealed_verifier',
})

function oauthOf(app: App, connector: ConnectorId): OAuth2Spec {
  const auth = app.connectors.get(connector)?.auth
  if (auth?.type !== 'oauth2')
    throw new ConnectRefused('unknown-connector', 'This system is not connected through OAuth.')
  return auth
}

/**
 * Takes the vendor's answer (docs/reference/security.md#oauth): the request, its cookie, the same login, then the code.
 * Stores the tokens sealed and gives the Connection's id. Throws ConnectRefused; nothing is stored then.
 */
export async function finishConsent(
  app: App,
  answer: {
    appKey: string
    state: string
    code: string | null
    error: string | null
    cookie: string | null
    sessionHash: Buffer
    user: User
  },
): Promise<string> {
  const wrong = () =>
    new ConnectRefused(
      'state',
      'This answer does not belong to a request of yours, or it is older than 10 minutes. Start again.',
    )
  const request = await takeOAuthRequest(app.pool, tokenHash(answer.state))
  const now = app.clock.now()
  if (request === null || now.getTime() - request.createdAt.getTime() > requestLifeMs) throw wrong()
  if (answer.cookie === null || !request.cookieHash.equals(tokenHash(answer.cookie))) throw wrong()
  if (!request.sessionHash.equals(answer.sessionHash) || request.userId !== answer.user.id) throw wrong()
  const registration = await findRegistration(app.pool, { id: request.registrationId })
  if (registration === null || !sameText(registration.appKey, answer.appKey)) throw wrong()
  const connector = connectorOf(app, registration)
  if (answer.error !== null)
    throw new ConnectRefused(
      'refused',
      `You refused at ${connector.label}, or it refused: ${answer.error.replace(/[^\w .-]/gu, '').slice(0, 80)}. Nothing was connected.`,
    )
  if (answer.code === null) throw wrong()
  const oauth = oauthOf(app, registration.connector)
  const verifier =
    request.sealedVerifier === null ? null : app.keys.open(request.sealedVerifier, verifierPlace(request.stateHash))
  const grant = await oauth
    .exchange(
      await vendorAppOf(app, registration.id),
      { code: answer.code, codeVerifier: verifier },
      oauthCall(app, connector.id),
    )
    .catch((error: unknown) => {
      throw error instanceof ConnectorError ? new ConnectRefused('vendor', error.message) : error
    })
  const { accountId, scopes, ...credentials } = grant
  const wrongHost = dataHostFault(app, connector, {
    dataHost: credentials.instanceUrl,
    loginHost: registration.loginHost,
  })
  if (wrongHost !== null) throw new ConnectRefused('vendor', wrongHost)
  return inTransaction(app.pool, async (sql) => {
    const known = (await listConnections(sql)).find(
      (connection) => connection.connector === registration.connector && connection.accountId === accountId,
    )
    if (request.connectionId !== null && known?.id !== request.connectionId) {
      const expected = await findConnection(sql, request.connectionId)
      throw new ConnectRefused(
        'other-account',
        `This is account ${accountId}; the connection is for ${expected?.accountId ?? 'another one'}. Nothing was changed.`,
      )
    }
    const id = known?.id ?? randomUUID()
    const sealed = sealCredentials(app, id, credentials)
    if (known === undefined) {
      const { settings } = await loadSettings(sql)
      const { defaultSource = null } = connector
      const sources = { ...(defaultSource === null ? {} : { [connector.id]: defaultSource }), ...settings.sources }
      const named = readFieldsOf({ ...settings, sources }, connector.id)
      await insertConnection(
        sql,
        {
          id,
          connector: registration.connector,
          label: connector.label,
          registrationId: registration.id,
          accountId,
          credentials: sealed,
          scopes,
          sourceProperty: named.source,
          defaultSource,
        },
        now,
      )
      await setReadFields(sql, registration.connector, named, now)
    } else {
      await reauthorise(sql, id, registration.id, sealed, scopes, app.clock.now())
      await readActivitiesSoon(sql, id)
      await releaseWaiting(sql, id, now)
    }
    await insertAudit(
      sql,
      [
        {
          actId: `connect:${id}:${now.getTime()}`,
          act: 'connect',
          actor: answer.user.email,
          connectionId: id,
          details: { connector: registration.connector, accountId, again: known !== undefined },
        },
      ],
      now,
    )
    return id
  }).then(async (id) => {
    await wakeDrains(app, [id])
    return id
  })
}

/** What was typed in a connector's form, read and checked. Throws ConnectRefused naming the field. */
export function readForm(app: App, connector: Connector, fields: Readonly<Record<string, string>>): unknown {
  const parsed = connector.credentials.safeParse(fields)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConnectRefused('field', issue?.message ?? 'This value cannot be used.', String(issue?.path[0] ?? ''))
  }
  if (fields['url'] !== undefined) {
    try {
      checkUrl(fields['url'], { allowedHosts: app.outboundHosts })
    } catch (error) {
      throw new ConnectRefused('field', error instanceof Error ? error.message : 'This is not an address.', 'url')
    }
  }
  return parsed.data
}

/**
 * Connects a system that an admin describes in a form (a broker's address and secret, a mailbox and its password). The
 * name of one that no longer accepts our access takes the new values and goes on where it stood. Throws ConnectRefused.
 */
export async function connectByForm(
  app: App,
  user: User,
  connectorId: string,
  label: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const connector = app.connectors.get(connectorId)
  if (connector?.auth.type !== 'form')
    throw new ConnectRefused('unknown-connector', 'This system is not connected through a form.')
  if (label.trim() === '')
    throw new ConnectRefused('field', 'Give the exact name of the broker, as in the contract.', 'label')
  const credentials = readForm(app, connector, fields)
  const now = app.clock.now()
  const id = randomUUID()
  return inTransaction(app.pool, async (sql) => {
    const known = (await listConnections(sql)).find(
      (connection) => connection.connector === connector.id && connection.accountId === label.trim(),
    )
    if (known?.state === 'needs-reauthorisation') {
      await reauthorise(sql, known.id, null, sealCredentials(app, known.id, credentials), [], now)
      await listenAgain(sql, known.id)
      await insertAudit(
        sql,
        [
          {
            actId: `connect:${known.id}:${now.getTime()}`,
            act: 'connect',
            actor: user.email,
            connectionId: known.id,
            details: { connector: connector.id, again: true },
          },
        ],
        now,
      )
      return known.id
    }
    if (known !== undefined)
      throw new ConnectRefused('already-connected', `${label.trim()} is connected already.`, 'label')
    await insertConnection(
      sql,
      {
        id,
        connector: connector.id,
        label: label.trim(),
        registrationId: null,
        accountId: label.trim(),
        credentials: sealCredentials(app, id, credentials),
        scopes: [],
        sourceProperty: '',
        defaultSource: null,
      },
      now,
    )
    if (connector.inbound !== undefined) await insertHook(sql, newAppKey(), id, now)
    await insertAudit(
      sql,
      [
        {
          actId: `connect:${id}:${now.getTime()}`,
          act: 'connect',
          actor: user.email,
          connectionId: id,
          details: { connector: connector.id },
        },
      ],
      now,
    )
    return id
  })
}

/** Self-test of a Connection, kept for the screen; what waited for a scope or a permission tries again with it. */
export async function checkConnection(app: App, connectionId: string): Promise<void> {
  const { system } = await openConnection(app, connectionId, 'read')
  await saveCheck(app.pool, connectionId, await system.check(), app.clock.now())
  await listenAgain(app.pool, connectionId)
  if ((await wakeScope(app.pool, connectionId, app.clock.now())) > 0) await wakeDrains(app, [connectionId])
}
