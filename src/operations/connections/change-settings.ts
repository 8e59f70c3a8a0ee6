import type { Connector } from '../../connector/contract.ts'
import type { FormField } from '../../connector/form.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { nextUpkeep } from '../../store/brokers/broker-files.ts'
import {
  findConnection,
  lockConnection,
  reauthorise,
  saveCredentials,
  type Connection,
} from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { listenAgain, stopListening } from '../../store/connections/listeners.ts'
import { releaseWaiting } from '../../store/propagation/propagations.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { readForm } from './connect-by-form.ts'
import { ConnectRefused } from './connect-refused.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { renewMs } from './lease.ts'
import { connectorOf, noteFailure, openConnection, openCredentials, sealCredentials } from './open-connection.ts'

/** A Connection that a form describes, with what of its settings may be shown: never a secret. */
export interface FormSettings {
  connection: Connection
  connector: Connector
  fields: readonly FormField[]
  shown: Readonly<Record<string, string>>
}

/** Null when there is no such Connection, it has ended, or no form describes it. */
export async function loadFormSettings(app: App, connectionId: string): Promise<FormSettings | null> {
  const connection = await findConnection(app.pool, connectionId)
  return connection === null || connection.state === 'disconnected' ? null : settingsOf(app, connection)
}

function settingsOf(app: App, connection: Connection): FormSettings | null {
  const connector = connectorOf(app, connection)
  if (connector.auth.type !== 'form') return null
  const { fields } = connector.auth
  const stored = textsOf(openCredentials(app, connector, connection))
  return {
    connection,
    connector,
    fields,
    shown: Object.fromEntries(
      fields.filter((field) => !field.secret).map((field) => [field.name, stored[field.name] ?? '']),
    ),
  }
}

/** Values of a form's fields, as they stand in it. */
function textsOf(credentials: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(credentials as Record<string, string | number>).map(([name, value]) => [name, String(value)]),
  )
}

/**
 * Changes the settings of a Connection; its rights, history and position stay. Secrets left empty stay as they are,
 * unless the address they are sent to changes; one that is typed replaces them all. What waited is carried at once. The
 * log names the fields, not the values. Gives the names that changed. Throws ConnectRefused; nothing is changed then.
 */
export async function changeConnectionSettings(
  app: App,
  user: User,
  connectionId: string,
  typed: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const now = app.clock.now()
  const changed = await inTransaction(app.pool, async (sql) => {
    const connection = await lockConnection(sql, connectionId)
    const known = connection === null || connection.state === 'disconnected' ? null : settingsOf(app, connection)
    if (connection === null || known === null)
      throw new ConnectRefused('unknown-connector', 'This system is not connected through a form.')
    const { connector, fields } = known
    const stored = textsOf(openCredentials(app, connector, connection))
    const given = withSecrets(fields, stored, typed)
    const credentials = readForm(app, connector, given)
    const fresh = textsOf(credentials)
    const names = fields.map(({ name }) => name).filter((name) => (fresh[name] ?? '') !== (stored[name] ?? ''))
    if (names.length === 0 && connection.state !== 'needs-reauthorisation') return names
    const sealed = sealCredentials(app, connectionId, credentials)
    if (connection.state === 'needs-reauthorisation')
      await reauthorise(sql, connectionId, { registrationId: null, credentials: sealed, scopes: [] }, now)
    else await saveCredentials(sql, connectionId, sealed)
    if (connection.granted.includes('suppress')) await releaseWaiting(sql, connectionId, now)
    await stopListening(sql, connectionId, renewMs * 1.2)
    await listenAgain(sql, connectionId)
    await insertAudit(
      sql,
      [
        {
          actId: `connection-settings:${connectionId}:${now.getTime()}`,
          act: 'setting',
          actor: user.email,
          connectionId,
          details: { what: 'connection', changed: names },
        },
      ],
      now,
    )
    return names
  })
  noteFailure(app, connectionId)
  // A system that answers by files is looked at now, not in an hour.
  const { system } = await openConnection(app, connectionId, 'read')
  if (system.maintain !== undefined) await nextUpkeep(app.pool, connectionId, now)
  await wakeDrains(app, [connectionId])
  return changed
}

/** Fields as if all had been typed. A stored secret never follows to another address. */
function withSecrets(
  fields: readonly FormField[],
  stored: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
): Record<string, string> {
  const given = Object.fromEntries(fields.map(({ name }) => [name, typed[name] ?? '']))
  const secrets = fields.filter((field) => field.secret)
  if (secrets.some(({ name }) => given[name] !== '')) return given
  const kept = secrets.filter(({ name }) => (stored[name] ?? '') !== '')
  const moved = fields.some((field) => field.destination === true && given[field.name]?.trim() !== stored[field.name])
  if (moved && kept[0] !== undefined)
    throw new ConnectRefused('secret-again', 'The secret goes to another address: type it again.', kept[0].name)
  return { ...given, ...Object.fromEntries(kept.map(({ name }) => [name, stored[name] ?? ''])) }
}
