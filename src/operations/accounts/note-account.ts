import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../store/app/audit.ts'
import type { Sql } from '../../store/app/database.ts'

/** One act on an account, in the audit log. */
export async function noteAccount(
  sql: Sql,
  actor: string,
  id: string,
  details: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<void> {
  await insertAudit(sql, [{ actId: `user:${id}:${randomUUID()}`, act: 'user', actor, details }], now)
}
