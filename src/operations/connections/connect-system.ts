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
  saveRedirectUri,
} from '../../store/connections/registrations.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { insertOAuthRequest, takeOAuthRequest } from '../../store/connections/oauth-requests.ts'
import { releaseWaiting, wakeScope } from '../../store/propagation/propagations.ts'
import { noteAnswered } from '../../store/connections/pull-state.ts'
import { listenAgain } from '../../store/connections/listeners.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { User } from '../../store/accounts/users.ts'
import { vendorOf, type App } from '../app/app.ts'
import { ConnectRefused } from './connect-refused.ts'
import { connectorOf, openConnection, sealCredentials } from './open-connection.ts'
import { oauthCall, openClientSecret, vendorAppOf } from './vendor-app.ts'
import { dataHostFault } from './data-host.ts'
import { redirectUriOf } from './register-app.ts'
import { wakeDrains } from '../app/wake-drains.ts'

const requestLifeMs = 10 * 60_000

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
  const oauth = oauthOf(app, registration.connector)
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

function oauthOf(app: App, connector: ConnectorId): OAuth2Spec {
  const auth = app.connectors.get(connector)?.auth
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
  cookie: string | null
  sessionHash: Buffer
  user: User
}

/**
 * Takes the vendor's answer (docs/reference/security.md#oauth): the request, its cookie, the same login, then the code.
 * Stores the tokens sealed and gives the Connection's id. Throws ConnectRefused; nothing is stored then.
 */
export async function finishConsent(app: App, answer: ConsentAnswer): Promise<string> {
  const now = app.clock.now()
  const { request, registration, connector, code } = await readAnswer(app, answer, now)
  const verifier =
    request.sealedVerifier === null ? null : app.keys.open(request.sealedVerifier, verifierPlace(request.stateHash))
  const vendorApp = { ...(await vendorAppOf(app, registration.id)), redirectUri: request.redirectUri }
  const grant = await oauthOf(app, registration.connector)
    .exchange(vendorApp, { code, codeVerifier: verifier }, oauthCall(app, connector.id))
    .catch((error: unknown) => {
      throw error instanceof ConnectorError ? new ConnectRefused('vendor', error.message) : error
    })
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
    await insertAudit(
      sql,
      [
        {
          actId: `connect:${connectionId}:${now.getTime()}`,
          act: 'connect',
          actor: answer.user.email,
          connectionId,
          details: { connector: registration.connector, accountId, again: known !== undefined },
        },
      ],
      now,
    )
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

/** The request that an answer belongs to, and its code. Throws ConnectRefused. */
async function readAnswer(app: App, answer: ConsentAnswer, now: Date) {
  const wrong = () =>
    new ConnectRefused(
      'state',
      'This answer does not belong to a request of yours, or it is older than 10 minutes. Start again.',
    )
  const request = await takeOAuthRequest(app.pool, tokenHash(answer.state))
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
  return { request, registration, connector, code: answer.code }
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
