import { createHash, randomUUID } from 'node:crypto'
import { keptBefore } from '../../../src/domain/runs/kept.ts'
import type { KeptId } from '../../../src/domain/runs/tables/kept.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { forgetting } from '../../../src/store/runs/kept.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

/** One row on each side of its term, and what must stay whatever its age. */

export const now = new Date('2026-11-25T10:00:00Z')
/** A system with people in it, see `connect`. */
export const connectionId = randomUUID()
export let database: TestDatabase

export const query = async (text: string, values: unknown[] = []) =>
  (await database.pool.query<Record<string, unknown>>(text, values)).rows
export const run = (id: KeptId, limit = 100) =>
  inTransaction(database.pool, async (sql) => forgetting[id]?.(sql, keptBefore(id, now), limit, now))
export const just = (id: KeptId) => {
  const at = keptBefore(id, now)
  return { old: new Date(at.getTime() - 1), young: at }
}
export const contact = async (purgedAt: Date | null) => {
  const id = randomUUID()
  await query('insert into contacts (id, created_at, purged_at) values ($1, $2, $3)', [id, now, purgedAt])
  return id
}
export const identity = async () => {
  const hash = createHash('sha256').update(randomUUID()).digest()
  await query(`insert into identities (hash, kind, created_at) values ($1, 'email', $2)`, [hash, now])
  return hash
}
export const objection = async (contactId: string | null) => {
  const id = randomUUID()
  await query(
    `insert into objections (id, number, contact_id, channels, received_at, recorded_at, door, lane, reason, actor) values ($1, $2, $3, '{email}', $4, $4, 'cli', 'objection', 'objection', 'a test')`,
    [id, `R-${id.slice(0, 8)}`, contactId, now],
  )
  return id
}
export async function openKept(): Promise<void> {
  database = await openDatabase('migrated')
}

export async function connect(): Promise<void> {
  await query(
    `insert into connections (id, connector, account_id, label, state, created_at) values ($1, 'hubspot', '1', 'HubSpot', 'active', $2)`,
    [connectionId, now],
  )
}
