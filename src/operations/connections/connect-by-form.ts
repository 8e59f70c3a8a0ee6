import { randomUUID } from 'node:crypto'
import type { Connector } from '../../connector/contract.ts'
import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { nextUpkeep } from '../../store/brokers/broker-files.ts'
import { insertHook } from '../../store/connections/connection-hooks.ts'
import { insertConnection, listConnections, reauthorise } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { wakeBinsOf } from '../../store/connections/waiting-bins.ts'
import { listenAgain } from '../../store/connections/listeners.ts'
import type { User } from '../../store/accounts/users.ts'
import { checkUrl } from '../../outbound/http.ts'
import type { App } from '../app/app.ts'
import { ConnectRefused } from './connect-refused.ts'
import { sealCredentials } from './open-connection.ts'
import { newAppKey } from './register-app.ts'

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
      const sealed = sealCredentials(app, known.id, credentials)
      await reauthorise(sql, known.id, { registrationId: null, credentials: sealed, scopes: [] }, now)
      await listenAgain(sql, known.id)
      if (isReadAtOnce(connector)) await nextUpkeep(sql, known.id, now)
      await insertAudit(sql, [connectAct(user, connector, known.id, now, { again: true })], now)
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
    await wakeBinsOf(sql, { connector: connector.id, accountId: label.trim() }, now)
    if (connector.inbound !== undefined) await insertHook(sql, newAppKey(), id, now)
    if (isReadAtOnce(connector)) await nextUpkeep(sql, id, now)
    await insertAudit(sql, [connectAct(user, connector, id, now, {})], now)
    return id
  })
}

/** A vendor whose opt-outs are fetched. */
const isReadAtOnce = ({ feed }: Connector): boolean => feed !== undefined && feed.everyHours !== null

function connectAct({ email }: User, connector: Connector, connectionId: string, now: Date, more: object): AuditAct {
  return {
    actId: `connect:${connectionId}:${now.getTime()}`,
    act: 'connect',
    actor: email,
    connectionId,
    details: { connector: connector.id, ...more },
  }
}
