import { randomUUID } from 'node:crypto'
import type { Connector, ConnectorId } from '../../connector/contract.ts'
import type { OAuth2Spec } from '../../connector/oauth-spec.ts'
import { ConnectorError } from '../../connector/errors.ts'
import { readFieldsOf } from '../../domain/settings/settings.ts'
import { codeChallenge, newToken, sameText, tokenHash } from '../../crypto/tokens.ts'
import { readActivitiesSoon } from '../../store/connections/activities.ts'
import { insertAudit } from '../../store/app/audit.ts'
import {
  findConnection,
  insertConnection,
  listConnections,
  reauthorise,
  saveCheck,
  setReadFields,
} from '../../store/connections/connections.ts'
import { wakeBinsOf } from '../../store/connections/waiting-bins.ts'
import {
  setSharedMailbox,
  askedMailbox,
  findRegistration,
  saveClientSecret,
  saveRedirectUri,
  saveTypedSecret,
  type AppRegistration,
} from '../../store/connections/registrations.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { type ConsentOutcome, noteConsentAnswer, noteConsentAsked } from '../../store/connections/wizard-consents.ts'
import { insertOAuthRequest, takeOAuthRequest, type OAuthRequest } from '../../store/connections/oauth-requests.ts'
import { releaseWaiting, wakeScope } from '../../store/propagation/propagations.ts'
import { noteAnswered } from '../../store/connections/pull-state.ts'
import { listenAgain } from '../../store/connections/listeners.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { User } from '../../store/accounts/users.ts'
import { vendorOf, type App } from '../app/app.ts'
import { ConnectRefused } from './connect-refused.ts'
import { connectorOf, openConnection, sealCredentials } from './open-connection.ts'
import { oauthCall, openClientSecret, sealClientSecret, triedAppOf } from './vendor-app.ts'
import { dataHostFault } from './data-host.ts'
import { redirectUriOf } from './register-app.ts'
import { wakeDrains } from '../app/wake-drains.ts'

/** So long a link to the vendor's consent page may be used. */
export const requestLifeMs = 10 * 60_000

/** Who asks for which app's consent; `connectionId`: the Connection that is renewed, null for a new one. */
interface ConsentQuestion {
  registrationId: string
  user: User
  sessionHash: Buffer
  connectionId: string | null
  /** Where a command waits for the answer; left out = the console does, at its present address. */
  redirectUri?: string
}

/** Begins a consent: gives the vendor's page and the cookie that must come back with its answer. */
export async function beginConsent(
  app: App,
  { registrationId, user, sessionHash, connectionId, redirectUri }: ConsentQuestion,
): Promise<{ url: string; cookie: string }> {
  const registration = await findRegistration(app.pool, { id: registrationId })
  if (registration === null) throw new ConnectRefused('state', 'This app is not registered any more. Start again.')
  const oauth = oauthOf(app.connectors, registration.connector)
  const activities = (await listConnections(app.pool)).some(
    (one) => one.registrationId === registrationId && one.activityUnits.length > 0,
  )
  const back = redirectUri ?? redirectUriOf(app, registration.appKey)
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
    redirectUri: back,
    createdAt: app.clock.now(),
  })
  if (connectionId === null) await noteConsentAsked(app.pool, registrationId, app.clock.now())
  const url = oauth.authorizeUrl(
    {
      clientId: registration.clientId,
      clientSecret: openClientSecret(app, registration),
      redirectUri: back,
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

function oauthOf(connectors: App['connectors'], connector: ConnectorId): OAuth2Spec {
  const auth = connectors.get(connector)?.auth
  if (auth?.type !== 'oauth2')
    throw new ConnectRefused('unknown-connector', 'This system is not connected through OAuth.')
  return auth
}

/** What the vendor sent the admin back with, and who brought it. */
interface ConsentAnswer {
  appKey: string
  state: string
  code: string | null
  error: string | null
  /** What the vendor says of the error beside its name. */
  errorDescription?: string | null
  cookie: string | null
  sessionHash: Buffer
  user: User
}

/**
 * Takes the vendor's answer (docs/reference/security.md#oauth): the request, its cookie, the same login, then the code.
 * Stores the tokens sealed and gives the Connection's id. Throws ConnectRefused; nothing is stored then but what came
 * of it, for the page that waits.
 */
export async function finishConsent(app: App, answer: ConsentAnswer): Promise<string> {
  const now = app.clock.now()
  const known = await knownRequest(app, answer, now)
  const noted = async (outcome: ConsentOutcome, detail: string | null, connectionId: string | null) => {
    if (known.request.connectionId === null)
      await noteConsentAnswer(app.pool, known.registration.id, { outcome, detail, connectionId }, now)
  }
  try {
    const id = await connectAnswered(app, answer, { ...known, code: codeOf(answer, known.connector) }, now)
    await noted('connected', null, id)
    return id
  } catch (error) {
    const outcome = error instanceof ConnectRefused ? outcomes.find((one) => one === error.code) : undefined
    if (outcome !== undefined) await noted(outcome, (error as ConnectRefused).message, null)
    throw error
  }
}

const outcomes = ['refused', 'not-installed', 'vendor', 'typed-secret', 'other-account'] as const

/** Exchanges the code. Throws ConnectRefused where the vendor does not take it. */
async function exchanged(
  app: App,
  { request, registration, code }: { request: OAuthRequest; registration: AppRegistration; code: string },
) {
  const verifier =
    request.sealedVerifier === null ? null : app.keys.open(request.sealedVerifier, verifierPlace(request.stateHash))
  const vendorApp = { ...triedAppOf(app, registration), redirectUri: request.redirectUri }
  const grant = await oauthOf(app.connectors, registration.connector)
    .exchange(vendorApp, { code, codeVerifier: verifier }, oauthCall(app, registration.connector))
    .catch(async (error: unknown) => {
      if (!(error instanceof ConnectorError)) throw error
      if (registration.typedSecret === null) throw new ConnectRefused('vendor', error.message)
      await saveTypedSecret(app.pool, registration.id, null)
      throw new ConnectRefused('typed-secret', error.message)
    })
  return { vendorApp, grant }
}

async function connectAnswered(
  app: App,
  answer: ConsentAnswer,
  { request, registration, connector, code }: Awaited<ReturnType<typeof knownRequest>> & { code: string },
  now: Date,
): Promise<string> {
  const { vendorApp, grant } = await exchanged(app, { request, registration, code })
  const { accountId, scopes, ...credentials } = grant
  const wrongHost = dataHostFault(app, connector, {
    dataHost: credentials.instanceUrl,
    loginHost: registration.loginHost,
  })
  if (wrongHost !== null) throw new ConnectRefused('vendor', wrongHost)
  const id = await inTransaction(app.pool, async (sql) => {
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
    const connectionId = known?.id ?? randomUUID()
    const sealed = sealCredentials(app, connectionId, credentials)
    const isSecretNew = registration.typedSecret !== null
    if (isSecretNew)
      await saveClientSecret(sql, registration.id, sealClientSecret(app, registration.id, vendorApp.clientSecret))
    // The vendor sent the admin back there: it knows the address.
    await saveRedirectUri(sql, registration.id, request.redirectUri)
    if (known === undefined) {
      const account = { id: connectionId, registrationId: registration.id, accountId, credentials: sealed, scopes }
      await insertAccount(sql, connector, account, now)
      await setSharedMailbox(sql, connectionId, await askedMailbox(sql, registration.id))
      await wakeBinsOf(sql, { connector: connector.id, accountId }, now)
    } else {
      const grant = { registrationId: registration.id, credentials: sealed, scopes }
      await renewAccess(sql, connectionId, grant, app.clock.now())
      await releaseWaiting(sql, connectionId, now)
    }
    const details = {
      connector: registration.connector,
      accountId,
      again: known !== undefined,
      ...(isSecretNew ? { isSecretNew } : {}),
    }
    const actId = `connect:${connectionId}:${now.getTime()}`
    await insertAudit(sql, [{ actId, act: 'connect', actor: answer.user.email, connectionId, details }], now)
    return connectionId
  })
  await wakeDrains(app, [id])
  return id
}

/** A known account gives access again: what could not be read is read soon. */
async function renewAccess(sql: Sql, id: string, grant: Parameters<typeof reauthorise>[2], at: Date): Promise<void> {
  await reauthorise(sql, id, grant, at)
  await noteAnswered(sql, id, at)
  await readActivitiesSoon(sql, id)
}

/** An answer that is nobody's, or too old. */
const strange = () =>
  new ConnectRefused(
    'state',
    'This answer does not belong to a request of yours, or it is older than 10 minutes. Start again.',
  )

/** Whether the answer came back in the browser and login that asked for it. */
function isTheirs(request: OAuthRequest, { cookie, sessionHash, user }: ConsentAnswer): boolean {
  return (
    cookie !== null &&
    request.cookieHash.equals(tokenHash(cookie)) &&
    request.sessionHash.equals(sessionHash) &&
    request.userId === user.id
  )
}

/** The request that an answer belongs to. Throws ConnectRefused. */
async function knownRequest(app: App, answer: ConsentAnswer, now: Date) {
  const request = await takeOAuthRequest(app.pool, tokenHash(answer.state))
  if (request === null || now.getTime() - request.createdAt.getTime() > requestLifeMs) throw strange()
  if (!isTheirs(request, answer)) {
    // The link is spent: whoever asked for it must not wait for an answer that no longer comes.
    const ended = { outcome: 'other-login' as const, detail: null, connectionId: null }
    if (request.connectionId === null) await noteConsentAnswer(app.pool, request.registrationId, ended, now)
    throw new ConnectRefused('other-login', 'Another login asked for this link. It is spent.')
  }
  const registration = await findRegistration(app.pool, { id: request.registrationId })
  if (registration === null || !sameText(registration.appKey, answer.appKey)) throw strange()
  return { request, registration, connector: connectorOf(app, registration) }
}

/** The code in the vendor's answer. Throws ConnectRefused where the vendor, or the admin there, said no. */
function codeOf({ code, error, errorDescription }: ConsentAnswer, { auth, label }: Connector): string {
  if (error !== null) {
    const { notInstalled } = auth.type === 'oauth2' ? auth : {}
    if (notInstalled?.is({ error, description: errorDescription ?? '' }) === true)
      throw new ConnectRefused('not-installed', `${notInstalled.text.en} Nothing was connected.`)
    throw new ConnectRefused(
      'refused',
      `You refused at ${label}, or it refused: ${error.replace(/[^\w .-]/gu, '').slice(0, 80)}. Nothing was connected.`,
    )
  }
  if (code === null) throw strange()
  return code
}

/** An account that is connected for the first time: its fields are named by the settings. */
async function insertAccount(
  sql: Sql,
  connector: Connector,
  account: { id: string; registrationId: string; accountId: string; credentials: string; scopes: readonly string[] },
  now: Date,
): Promise<void> {
  const { settings } = await loadSettings(sql)
  const { defaultSource = null } = connector
  const sources = { ...(defaultSource === null ? {} : { [connector.id]: defaultSource }), ...settings.sources }
  const named = readFieldsOf({ ...settings, sources }, connector.id)
  await insertConnection(
    sql,
    { ...account, connector: connector.id, label: connector.label, sourceProperty: named.source, defaultSource },
    now,
  )
  await setReadFields(sql, connector.id, named, now)
}

/** Self-test of a Connection, kept for the screen; what waited for a scope or a permission tries again with it. */
export async function checkConnection(app: App, connectionId: string): Promise<void> {
  const { system } = await openConnection(app, connectionId, 'read')
  await saveCheck(app.pool, connectionId, await system.check(), app.clock.now())
  await noteAnswered(app.pool, connectionId, app.clock.now())
  await listenAgain(app.pool, connectionId)
  if ((await wakeScope(app.pool, connectionId, app.clock.now())) > 0) await wakeDrains(app, [connectionId])
}
