import type { Connector } from '../../connector/contract.ts'
import { setActivityUnits } from '../../store/connections/activities.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { lockConnection, type Connection } from '../../store/connections/connections.ts'
import { pollSoon } from '../../store/connections/pull-state.ts'
import { inTransaction } from '../../store/app/database.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { connectorOf } from './open-connection.ts'

const maxUnits = 20

/** Under which name the acts of the vendor's tool are kept and shown, and their freshness told. */
export function activityTool(connector: Pick<Connector, 'activities'>, { label }: Pick<Connection, 'label'>): string {
  return `${connector.activities?.names[0] ?? ''} (${label})`
}

/** Why a line of units cannot be taken. */
type UnitFault = { fault: 'not-an-id'; line: string } | { fault: 'too-many' }

/**
 * Has these units of the vendor's tool read; none = the tool is not read any more, and what is known of it stays. Gives
 * the fault of the first line that is none, and saves nothing then. Clocks are blind until all of it was read.
 */
export async function nameActivityUnits(
  app: App,
  user: User,
  connectionId: string,
  typed: string,
): Promise<UnitFault | null> {
  const units = [...new Set(typed.split(/[\s,;]+/u).filter((line) => line !== ''))]
  if (units.length > maxUnits) return { fault: 'too-many' }
  const now = app.clock.now()
  const fault = await inTransaction(app.pool, async (sql): Promise<UnitFault | null> => {
    const connection = await lockConnection(sql, connectionId)
    if (connection === null) return null
    const pattern = connectorOf(app, connection).activities?.unit.pattern
    const wrong = units.find((unit) => pattern?.test(unit) !== true)
    if (wrong !== undefined) return { fault: 'not-an-id', line: wrong.slice(0, 60) }
    if (units.toSorted().join() === connection.activityUnits.toSorted().join()) return null
    await setActivityUnits(sql, connectionId, units)
    await pollSoon(sql, connectionId, now)
    await insertAudit(
      sql,
      [
        {
          actId: `activity-units:${connectionId}:${now.getTime()}`,
          act: 'setting',
          actor: user.email,
          connectionId,
          details: { what: 'activity units', from: connection.activityUnits, to: units },
        },
      ],
      now,
    )
    return null
  })
  app.memories.delete(connectionId)
  return fault
}
