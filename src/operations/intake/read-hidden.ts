import { findConnection } from '../../store/connections/connections.ts'
import { endHidden, forgetHidden, hiddenFields, recordsHiding } from '../../store/intake/hidden-records.ts'
import { wakeScope } from '../../store/propagation/propagations.ts'
import type { App } from '../app/app.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { ingestPage, saidAt } from './ingest-page.ts'
import { openConnection, type OpenedConnection } from '../connections/open-connection.ts'

/**
 * Looks whether our user sees again what was hidden at one Connection, by one description per object and one record,
 * and then reads all the records concerned anew: what changed on them meanwhile may have moved no date. Gives how many
 * were read. Throws ConnectorError.
 */
export async function readHidden(app: App, connectionId: string, signal: AbortSignal): Promise<number> {
  if ((await findConnection(app.pool, connectionId)) === null) return 0
  const hidden = await hiddenFields(app.pool, connectionId)
  const opened = await openConnection(app, connectionId, 'objection', signal)
  const kinds = (await opened.system.fieldKinds?.(hidden)) ?? []
  const seen = hidden.filter((_field, index) => kinds[index]?.kind !== 'missing')
  if (hidden.length > 0 && seen.length === 0) return 0
  const read = await readAgain(app, opened, seen, signal)
  await endHidden(app.pool, connectionId)
  if (read > 0 && (await wakeScope(app.pool, connectionId, app.clock.now())) > 0) await wakeDrains(app, [connectionId])
  return read
}

/** The first record is read alone: while it is still hidden, the others need not be asked for. */
async function readAgain(
  app: App,
  { connection, system }: OpenedConnection,
  fields: readonly { object: string; name: string }[],
  signal: AbortSignal,
): Promise<number> {
  let read = 0
  for (let last = 0; system.read !== undefined; ) {
    signal.throwIfAborted()
    const page = await recordsHiding(app.pool, connection.id, fields, last, last === 0 ? 1 : system.can.batch.read)
    if (page.length === 0) break
    const askedAt = new Date()
    const records = await system.read(page.map(({ ref }) => ref))
    await ingestPage(app, { records, tombstones: [] }, { ...saidAt(connection), askedAt })
    const shown = new Set(records.map(({ ref }) => `${ref.object} ${ref.id}`))
    await forgetHidden(
      app.pool,
      page.filter(({ ref }) => !shown.has(`${ref.object} ${ref.id}`)).map(({ id }) => id),
    )
    if (last === 0 && records.some((record) => record.hidden !== undefined)) break
    read += records.length
    last = page.at(-1)?.id ?? last
  }
  return read
}
