import type { ConnectedSystem } from '../../connector/contract.ts'
import { ConnectorError } from '../../connector/errors.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { nextUpkeep } from '../../store/brokers/broker-files.ts'
import { endConnection, findConnection, setGranted, verbs, type Verb } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { listenAgain } from '../../store/connections/listeners.ts'
import { releaseWaiting } from '../../store/propagation/propagations.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { openConnection } from '../connections/open-connection.ts'
import { planStanding } from './plan-standing.ts'

/**
 * Grants a right to write (docs/reference/promises.md#i9). The first grant creates our fields first; a grant of
 * `suppress` sends out at once what waited for it. Granting twice changes nothing. An opt-out needs none of our fields:
 * where the system lets us make none, `suppress` is granted all the same, and its refusal is given back (null = our
 * fields are there). Throws ConnectorError for every other right, and for what passes by itself.
 */
export async function grant(app: App, connectionId: string, verb: Verb, user: User): Promise<ConnectorError | null> {
  const { connection, connector, system } = await openConnection(app, connectionId, 'tag')
  const now = app.clock.now()
  const { created, refusal } = await makeFields(system, verb)
  const granted = verbs.filter((known) => known === verb || connection.granted.includes(known))
  await inTransaction(app.pool, async (sql) => {
    await setGranted(sql, connectionId, granted, refusal === null ? now : null)
    if (verb === 'suppress') await releaseWaiting(sql, connectionId, now)
    if (verb === 'suppress' && (connector.kind === 'mailer' || connector.kind === 'broker'))
      await planStanding(app, sql, null, now)
    if (verb === 'suppress' && system.maintain !== undefined) await nextUpkeep(sql, connectionId, now)
    await listenAgain(sql, connectionId)
    await insertAudit(
      sql,
      [
        {
          actId: `grant:${connectionId}:${verb}:${now.getTime()}`,
          act: 'grant',
          actor: user.email,
          connectionId,
          details: { verb, granted, created, ...(refusal === null ? {} : { fieldsRefused: refusal.message }) },
        },
      ],
      now,
    )
  })
  await wakeDrains(app, [connectionId])
  return refusal
}

async function makeFields(
  system: ConnectedSystem,
  verb: Verb,
): Promise<{ created: readonly string[]; refusal: ConnectorError | null }> {
  try {
    return { created: (await system.provision?.())?.created ?? [], refusal: null }
  } catch (error) {
    const isRefused = error instanceof ConnectorError && ['forbidden', 'bad-request'].includes(error.kind)
    if (verb !== 'suppress' || !isRefused) throw error
    return { created: [], refusal: error }
  }
}

/** Takes a right back: what it would have written waits, in red. */
export async function revoke(app: App, connectionId: string, verb: Verb, user: User): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const connection = await findConnection(sql, connectionId)
    if (connection === null) return
    const granted = connection.granted.filter((known) => known !== verb)
    await setGranted(sql, connectionId, granted, null)
    await insertAudit(
      sql,
      [
        {
          actId: `grant:${connectionId}:${verb}:${now.getTime()}`,
          act: 'grant',
          actor: user.email,
          connectionId,
          details: { verb, taken: true, granted },
        },
      ],
      now,
    )
  })
}

/** Revokes at the vendor and erases the credentials. The vendor's refusal is reported, never in the way. */
export async function disconnect(
  app: App,
  connectionId: string,
  user: User,
): Promise<{ vendorRefused: string | null }> {
  let vendorRefused: string | null = null
  try {
    const { system } = await openConnection(app, connectionId, 'read')
    await system.disconnect()
  } catch (error) {
    vendorRefused = error instanceof Error ? error.message : 'unknown'
  }
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await endConnection(sql, connectionId, now)
    await insertAudit(
      sql,
      [
        {
          actId: `disconnect:${connectionId}`,
          act: 'disconnect',
          actor: user.email,
          connectionId,
          details: { revokedAtVendor: vendorRefused === null },
        },
      ],
      now,
    )
  })
  return { vendorRefused }
}
