import type { ConnectedSystem, Connector } from '../../connector/contract.ts'
import type { Access, Budget, Lane } from '../../connector/access.ts'
import type { OAuth2Spec, OAuthCredentials } from '../../connector/oauth-spec.ts'
import { urlOf } from '../../connector/deps/vendor.ts'
import { ConnectorError } from '../../connector/errors.ts'
import { openMemory, type Memory } from '../../connector/deps/memory.ts'
import { watchedHttp } from './watched-http.ts'
import { resolveHost } from '../../outbound/resolve-host.ts'
import { openSocket } from '../../outbound/socket.ts'
import { oneAtATime } from '../../store/app/one-at-a-time.ts'
import { openBudget } from '../../store/connections/budget.ts'
import { mappingsAt } from '../../domain/app/kind.ts'
import {
  findConnection,
  findConnectionAndSettings,
  markNeedsReauthorisation,
  saveRefreshed,
  type Connection,
} from '../../store/connections/connections.ts'
import { vendorOf, type App } from '../app/app.ts'
import { fileBookOf } from './broker-file-book.ts'
import { dataHostFault } from './data-host.ts'
import { ledgerOf } from './broker-ledger.ts'
import { oauthCall, vendorAppOf } from './vendor-app.ts'

/** A Connection ready to be used in one lane. */
export interface OpenedConnection {
  connection: Connection
  connector: Connector
  system: ConnectedSystem
  /** Calls that were made since it was opened. */
  callsMade: () => number
}

const placeOf = (connectionId: string) => ({ table: 'connections', row: connectionId, column: 'credentials' })
/** Our choice: a token is renewed so long before its end, so that none ends on the way to the system. */
const refreshAheadMs = 2 * 60_000

export function sealCredentials(app: App, connectionId: string, credentials: unknown): string {
  return app.keys.seal(JSON.stringify(credentials), placeOf(connectionId))
}

export function openCredentials(app: App, connector: Connector, connection: Connection): unknown {
  if (connection.credentials === null)
    throw new ConnectorError(
      'access-revoked',
      `${connection.label} is disconnected. Connect it again on the page Connections.`,
    )
  return connector.credentials.parse(JSON.parse(app.keys.open(connection.credentials, placeOf(connection.id))))
}

/** Opens a Connection for calls in `lane`. Throws when it is disconnected or unknown. */
export async function openConnection(
  app: App,
  connectionId: string,
  lane: Lane,
  signal?: AbortSignal,
): Promise<OpenedConnection> {
  const found = await findConnectionAndSettings(app.pool, connectionId)
  if (found === null) throw new Error('There is no such Connection')
  const {
    connection,
    settings: { kinds, notThere },
    someUnread,
  } = found
  const connector = connectorOf(app, connection)
  const credentials = openCredentials(app, connector, connection)
  const { budget, callsMade } = counted(openBudget(app.pool, connectionId, connector.limits, signal))
  const system = connector.open(
    {
      ...accessOf(app, connector, connection, credentials),
      kinds: mappingsAt(kinds, connection.id),
      notThere: notThere[connection.id] ?? [],
    },
    {
      log: app.log.child({ connectionId }),
      clock: app.clock,
      http: watchedHttp(app, connectionId),
      threads: app.threads,
      budget,
      lane,
      vendor: vendorOf(app, connector.id),
      resolveHost: (host) => resolveHost(host, app.outboundHosts),
      memory: memoryOf(app.memories, connection, connector),
      ledger: ledgerOf(app, connectionId),
      files: fileBookOf(app, connectionId),
      connect: (host: string, port: number) => openSocket(host, port, { allowedHosts: app.outboundHosts }),
      ...(app.mailer === null ? {} : { mail: app.mailer.send }),
      ...(signal === undefined ? {} : { signal }),
    },
  )
  return {
    connection,
    connector,
    callsMade,
    system: someUnread ? withoutWrites(system, connection.restoredAt !== null) : system,
  }
}

function counted(budget: Budget): { budget: Budget; callsMade: () => number } {
  let made = 0
  const take: Budget['take'] = async (lane, calls, bucket) => {
    await budget.take(lane, calls, bucket)
    made += calls
  }
  return { budget: { ...budget, take }, callsMade: () => made }
}

/**
 * Verbs that free, remove or make known: after a restore they wait until every CRM was read whole, so that what people
 * said there comes first.
 */
const freeing = ['provision', 'tag', 'release', 'remove', 'createContact'] as const
/** Verbs that only block: they wait for their own system. */
const blocking = ['suppress', 'hold'] as const

/**
 * The system as it is until the bases were read again after a restore (docs/reference/promises.md#journal): it is read,
 * and not written to.
 */
function withoutWrites(system: ConnectedSystem, unread: boolean): ConnectedSystem {
  const wait = () =>
    Promise.reject(
      new ConnectorError(
        'not-ready',
        'A backup was restored: nothing is written here before the systems were read again.',
        { retryAfterMs: restoredRetryMs },
      ),
    )
  const stopped = [...freeing, ...(unread ? blocking : [])].filter((verb) => system[verb] !== undefined)
  const related = system.related === undefined ? {} : { related: { ...system.related, remove: wait } }
  return Object.assign(Object.create(system) as ConnectedSystem, {
    ...Object.fromEntries(stopped.map((verb) => [verb, wait])),
    ...related,
  })
}

const restoredRetryMs = 5_000

/** Fields and properties of an account change rarely; a minute later they are read again. */
const rememberMs = 60_000

/** A Connection whose fields were created meanwhile, maybe by another process, starts from nothing. */
function memoryOf(memories: App['memories'], connection: Connection, connector: Connector): Memory {
  const key = `${connection.id} ${connection.provisionedAt?.getTime() ?? 0}`
  const known = memories.get(connection.id)
  if (known?.key === key) return known.memory
  const memory = openMemory(connector.rememberMs ?? rememberMs)
  memories.set(connection.id, { key, memory })
  return memory
}

export function connectorOf(app: App, connection: Pick<Connection, 'connector'>): Connector {
  const connector = app.connectors.get(connection.connector)
  if (connector === undefined) throw new Error(`The connector ${connection.connector} is not part of this program`)
  return connector
}

function accessOf(app: App, connector: Connector, connection: Connection, credentials: unknown): Access {
  const base = {
    credentials,
    accountId: connection.accountId,
    ...(connection.sharedMailbox === '' ? {} : { sharedMailbox: connection.sharedMailbox }),
    scopes: connection.scopes,
    sourceProperty: connection.sourceProperty,
    ...(connection.noticeProperty === '' ? {} : { noticeProperty: connection.noticeProperty }),
    ...(connection.noticeCarriers.length === 0 ? {} : { noticeCarriers: connection.noticeCarriers }),
    ...(connection.formerFields.property === '' && connection.formerFields.endProperty === ''
      ? {}
      : { formerFields: connection.formerFields }),
    ...(connection.legalFormProperty === '' ? {} : { legalFormProperty: connection.legalFormProperty }),
    ...(Object.keys(connection.factNames).length === 0 ? {} : { factNames: connection.factNames }),
    moreSourceProperties: connection.moreSourceProperties,
    tagNames: connection.tagNames,
    ...(connection.provisionedAt === null ? {} : { provisioned: true }),
    activityUnits: connection.activityUnits,
    pushed: app.publicUrl !== null,
  }
  if (connector.auth.type === 'form') {
    const none = () => Promise.reject(new Error('This connector has no token'))
    return { ...base, token: none, renewToken: none, baseUrl: none }
  }
  const oauth = connector.auth
  const vendor = vendorOf(app, connector.id)
  let current = credentials as OAuthCredentials
  return {
    ...base,
    token: async () => {
      if (current.expiresAt !== null && current.expiresAt.getTime() - app.clock.now().getTime() < refreshAheadMs) {
        current = await refreshOnce(app, connector, oauth, connection, current.accessToken)
      }
      return current.accessToken
    },
    renewToken: async (failed) => {
      current = await refreshOnce(app, connector, oauth, connection, failed)
      return current.accessToken
    },
    baseUrl: () => Promise.resolve(current.instanceUrl ?? urlOf(vendor, 'api')),
    ...(oauth.appToken === undefined
      ? {}
      : {
          appToken: async (scopes: readonly string[]) => {
            if (connection.registrationId === null)
              throw new ConnectorError('access-revoked', `${connection.label} is disconnected. Connect it again.`)
            return (
              (await oauth.appToken?.(
                await vendorAppOf(app, connection.registrationId),
                scopes,
                oauthCall(app, connector.id),
              )) ?? ''
            )
          },
        }),
  }
}

/**
 * One refresh at a time per Connection over all processes: takes the lock, reads what is stored, and refreshes only if
 * that is still the token that failed. The new tokens are saved before anybody uses them
 * (docs/reference/security.md#oauth).
 */
async function refreshOnce(
  app: App,
  connector: Connector,
  oauth: OAuth2Spec,
  connection: Connection,
  failedToken: string,
): Promise<OAuthCredentials> {
  return oneAtATime(app.pool, `refresh ${connection.id}`, async (sql) => {
    const stored = await findConnection(sql, connection.id)
    if (stored === null || stored.registrationId === null)
      throw new ConnectorError('access-revoked', `${connection.label} is disconnected. Connect it again.`)
    const credentials = openCredentials(app, connector, stored) as OAuthCredentials
    if (credentials.accessToken !== failedToken) return credentials
    const vendorApp = await vendorAppOf(app, stored.registrationId)
    try {
      const fresh = await oauth.refresh(vendorApp, credentials, oauthCall(app, connector.id))
      // A sandbox that was refreshed is another org with the same ids (docs/reference/salesforce.md#org-copies):
      // nothing is read or written there.
      if ('accountId' in fresh && fresh.accountId !== stored.accountId)
        throw new ConnectorError(
          'access-revoked',
          `${connection.label} now answers as another account (${fresh.accountId}). Connect the account you mean.`,
        )
      const wrongHost = dataHostFault(app, connector, {
        dataHost: fresh.instanceUrl,
        loginHost: vendorApp.loginHost,
      })
      if (wrongHost !== null) throw new ConnectorError('access-revoked', `${connection.label}: ${wrongHost}`)
      const saved: OAuthCredentials = {
        accessToken: fresh.accessToken,
        refreshToken: fresh.refreshToken,
        expiresAt: fresh.expiresAt,
        instanceUrl: fresh.instanceUrl ?? credentials.instanceUrl,
      }
      await saveRefreshed(sql, stored, sealCredentials(app, connection.id, saved))
      return saved
    } catch (error) {
      // An admin who authorised again during the refresh has ended what it was for.
      const today = await findConnection(sql, connection.id)
      if (today === null || today.authorisedAt?.getTime() === stored.authorisedAt?.getTime()) throw error
      return openCredentials(app, connector, today) as OAuthCredentials
    }
  })
}

/** After a refused call what is remembered of the account may be wrong: it is read again. */
export function noteFailure(app: App, connectionId: string): void {
  app.memories.get(connectionId)?.memory.forget()
}

/**
 * The vendor no longer accepts the grant with which a call began (`authorisedAt` of the Connection then): everything
 * for it waits until an admin reauthorises, unless they did since.
 */
export async function noteRevoked(
  app: App,
  connectionId: string,
  error: ConnectorError,
  grant: Date | null,
): Promise<void> {
  if (await markNeedsReauthorisation(app.pool, connectionId, error.message, grant))
    app.log.warn({ connectionId, kind: error.kind }, 'connection needs reauthorisation')
}
