import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../../store/app/audit.ts'
import type { Sql } from '../../../store/app/database.ts'
import {
  bounceReason,
  findUnheldBounces,
  insertBounceHolds,
  overBounceHolds,
  recordsAtAddresses,
} from '../../../store/objections/bounce-holds.ts'
import { endHolds } from '../../../store/objections/holds.ts'
import type { App } from '../../app/app.ts'
import { afterEnd, carryEverywhere } from '../hold-contact.ts'

/**
 * Puts whoever is written to at an address from which mail comes back on hold in every CRM, and ends it when the record
 * that showed it has another address (docs/decisions/0047-mail-that-came-back.md): our own "not for now", never an
 * objection and never a vendor's opt-out (docs/reference/promises.md#i6). Runs in the caller's transaction, a constant
 * number of statements for all records. Gives the contacts whose verdict may have changed.
 */
export async function followBounces(app: App, sql: Sql, recordIds: readonly number[]): Promise<string[]> {
  if (recordIds.length === 0) return []
  const now = app.clock.now()
  const ended = await endHolds(sql, { ids: await overBounceHolds(sql, recordIds) }, 'lawbase', now)
  await afterEnd(app, sql, ended, 'lawbase')
  const begun = (await findUnheldBounces(sql, recordIds)).map((bounce) => ({ ...bounce, id: randomUUID() }))
  if (begun.length > 0) {
    await insertBounceHolds(sql, begun, now)
    await carryEverywhere(app, sql, [...new Set(begun.map(({ contactId }) => contactId))], now)
    await insertAudit(
      sql,
      begun.map(({ id, contactId, connectionId }) => ({
        actId: `hold:${id}`,
        act: 'hold',
        actor: 'lawbase',
        contactId,
        connectionId,
        details: { reason: bounceReason, until: null },
      })),
      now,
    )
  }
  return [...new Set([...ended, ...begun].map(({ contactId }) => contactId))]
}

/** The same for addresses that a server refused for good, as a mailbox of ours was told. */
export async function followStops(app: App, sql: Sql, hashes: readonly Buffer[]): Promise<void> {
  if (hashes.length > 0) await followBounces(app, sql, await recordsAtAddresses(sql, hashes))
}
