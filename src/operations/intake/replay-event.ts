import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { replayEvent } from '../../store/intake/replays.ts'
import type { App } from '../app/app.ts'

/** Reads the record of an event of the inbox once more, as it is now. False = it names none of a connected account. */
export async function replay(app: App, eventId: number, actor: string): Promise<boolean> {
  const id = randomUUID()
  const connectionId = await inTransaction(app.pool, async (sql) => {
    const now = app.clock.now()
    const found = await replayEvent(sql, eventId, `replay ${id}`, now)
    if (found !== null)
      await insertAudit(
        sql,
        [{ actId: `replay:${id}`, act: 'replay', actor, connectionId: found, details: { event: eventId } }],
        now,
      )
    return found
  })
  if (connectionId === null) return false
  await app.enqueue('process-deliveries', { connectionId })
  return true
}
