import { channels } from '../../../domain/app/channel.ts'
import { natureOfAddress, normalEmail } from '../../../domain/contacts/identity.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction } from '../../../store/app/database.ts'
import { nextUpkeep } from '../../../store/brokers/broker-files.ts'
import { keepIds, markObjected, takeKnown } from '../../../store/brokers/feeds/vendor-ids.ts'
import { findConnection } from '../../../store/connections/connections.ts'
import { ensureIdentities } from '../../../store/objections/objections.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'
import { recordMany } from '../../objections/many/record-many.ts'
import { notLaterThan, saidByVendor } from './opted-out.ts'

/** Rows kept in one statement. */
const perPage = 5_000

/**
 * Keeps what a vendor calls people, by their addresses; opt-outs that named such an id before are recorded now, and its
 * list is read again. Gives how many ids are new and how many opt-outs follow. Harmless when repeated.
 */
export async function keepVendorIds(
  app: App,
  user: User,
  connectionId: string,
  rows: readonly { vendorId: string; email: string }[],
): Promise<{ kept: number; recorded: number }> {
  const now = app.clock.now()
  const connection = await findConnection(app.pool, connectionId)
  if (connection === null) throw new Error('There is no such Connection')
  const ids = rows.flatMap(({ vendorId, email }) => {
    const normal = normalEmail(email)
    return normal === null || vendorId.trim() === ''
      ? []
      : [{ vendorId: vendorId.trim().slice(0, 200), hash: app.keys.hashEmail(normal), email: normal }]
  })
  let kept = 0
  for (let start = 0; start < ids.length; start += perPage) {
    const page = ids.slice(start, start + perPage)
    kept += await inTransaction(app.pool, async (sql) => {
      await ensureIdentities(
        sql,
        page.map(({ hash, email }) => ({ hash, kind: 'email' as const, role: natureOfAddress(email).role })),
        now,
      )
      return keepIds(sql, connectionId, page, now)
    })
  }
  const recorded = await recordKnown(app, connectionId)
  await nextUpkeep(app.pool, connectionId, now)
  await insertAudit(
    app.pool,
    [
      {
        actId: `feed:${connectionId}:ids:${now.getTime()}`,
        act: 'feed',
        actor: user.email,
        connectionId,
        details: { ids: ids.length, kept, recorded },
      },
    ],
    now,
  )
  return { kept, recorded }
}

/** Opt-outs that came before anybody said whose id they name. The objections stand before the rows are taken away. */
async function recordKnown(app: App, connectionId: string): Promise<number> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const connection = await findConnection(sql, connectionId)
    const known = await takeKnown(sql, connectionId)
    if (connection === null || known.length === 0) return 0
    const { recorded } = await recordMany(
      app,
      known.map(({ vendorId, hash, at, heardAt, message }) => ({
        ...saidByVendor(connection, notLaterThan(now, at ?? heardAt)),
        emails: [],
        hashes: [hash],
        contactId: null,
        channels,
        evidence: { message, broker: connection.label, vendorId },
      })),
    )
    await markObjected(
      sql,
      connectionId,
      known.map(({ vendorId }) => vendorId),
      now,
    )
    return recorded
  })
}
