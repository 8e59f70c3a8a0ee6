import { randomUUID } from 'node:crypto'
import { newToken } from '../../crypto/tokens.ts'
import { nextRun } from '../../domain/app/cron.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { nextDoor, shopperAddress, shopperSchedules } from '../../domain/shopper/shopper.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { listConnections, type Connection } from '../../store/connections/connections.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { claimSchedule, nextRunAt, setNextRun } from '../../store/runs/runs.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { doorsUsed, dueRounds, insertRound } from '../../store/shopper/shopper.ts'
import type { App } from '../app/app.ts'
import { shopperActor } from './round-key.ts'
import { possibleDoors } from './shopper-doors.ts'

const name = 'shopper'
/** Enough to see the last turn of each door. */
const roundsLookedAt = 60

/** Starts the round that is due and goes on with the one under way. Off: nothing. */
export async function startDueShopper(app: App): Promise<void> {
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  if (isOn(settings.shopper)) {
    const next = nextRound(settings, now)
    const due = await nextRunAt(app.pool, name)
    // Another rhythm than before, or switched on again after a while: from the next time on.
    if (due === null || due > next) await setNextRun(app.pool, name, next)
    else if (due <= now && (await claimSchedule(app.pool, name, now, next))) await startRound(app, shopperActor)
  }
  for (const roundId of await dueRounds(app.pool, now)) await app.enqueue('advance-shopper', { roundId })
}

/** Sets the first time after the settings changed: never at once, because an old date lies in the past. */
export async function scheduleShopper(app: App): Promise<void> {
  const now = app.clock.now()
  await setNextRun(app.pool, name, nextRound((await loadSettings(app.pool)).settings, now))
}

/** When the next round starts by itself. */
export function nextRound(settings: Settings, now: Date): Date {
  return nextRun(shopperSchedules[settings.shopper.every], settings.timeZone, now)
}

export function isOn(shopper: Settings['shopper']): shopper is Settings['shopper'] & { mailbox: string } {
  return shopper.mailbox !== null && shopper.connectionIds.length > 0
}

/**
 * Starts a round now in the ticked systems that can take part. Gives its id; null when none can or one is under way.
 */
export async function startRound(app: App, requestedBy: string): Promise<string | null> {
  const now = app.clock.now()
  const started = await inTransaction(app.pool, async (sql) => {
    const { settings } = await loadSettings(sql)
    if (!isOn(settings.shopper)) return null
    const connections = await takingPart(app, sql, settings.shopper.connectionIds)
    const door = nextDoor(possibleDoors(connections, app.connectors), await doorsUsed(sql, roundsLookedAt))
    const mailbox = normalEmail(settings.shopper.mailbox)
    if (door === null || mailbox === null || connections.length === 0) return null
    const id = randomUUID()
    const email = shopperAddress(mailbox, newToken().slice(0, 10))
    const connectionIds = connections.map((connection) => connection.id)
    if (
      !(await insertRound(sql, { id, email, hash: app.keys.hashEmail(email), door, requestedBy, connectionIds }, now))
    )
      return null
    await insertAudit(
      sql,
      [
        {
          actId: `shopper:${id}:start`,
          act: 'shopper',
          actor: requestedBy,
          details: { round: id, door: door.door, systems: connections.length },
        },
      ],
      now,
    )
    return id
  })
  if (started !== null) await app.enqueue('advance-shopper', { roundId: started })
  return started
}

/** Ticked systems that may be written to now: without the right to suppress, nothing could be read back there. */
async function takingPart(app: App, sql: Sql, ids: readonly string[]): Promise<Connection[]> {
  return (await listConnections(sql)).filter(
    (connection) =>
      ids.includes(connection.id) &&
      connection.state === 'active' &&
      connection.granted.includes('suppress') &&
      canShop(app, connection),
  )
}

/** Whether the connector has the verbs. */
function canShop(app: Pick<App, 'connectors'>, connection: Pick<Connection, 'connector'>): boolean {
  return app.connectors.get(connection.connector)?.writes.shopper !== undefined
}
