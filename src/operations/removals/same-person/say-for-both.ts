import type { Sql } from '../../../store/app/database.ts'
import type { User } from '../../../store/accounts/users.ts'
import { findObjections } from '../../../store/objections/objections.ts'
import { objectionsOfOne } from '../../../store/removals/possible-duplicate.ts'
import type { App } from '../../app/app.ts'
import { recordObjections, type RecordedObjection } from '../../objections/record-objection.ts'

/**
 * What one of two contacts that are one person opted out of was the other's opt-out all the while: records each
 * objection of either that does not cover both. Runs in the caller's transaction; wake the drains of what it gives.
 */
export async function sayForBoth(
  app: App,
  sql: Sql,
  pair: readonly [string, string],
  user: User,
): Promise<RecordedObjection[]> {
  const found = await objectionsOfOne(sql, pair)
  const said = new Map(
    (
      await findObjections(
        sql,
        found.map(({ objectionId }) => objectionId),
      )
    ).map((row) => [row.id, row]),
  )
  return recordObjections(
    app,
    sql,
    found.flatMap(({ objectionId, otherId }) => {
      const one = said.get(objectionId)
      if (one === undefined) return []
      return {
        emails: [],
        hashes: [],
        contactId: otherId,
        channels: one.channels,
        kinds: one.kinds,
        receivedAt: one.receivedAt,
        door: one.door,
        actor: user.email,
        originConnectionId: one.originConnectionId,
        lane: 'objection' as const,
        reason: 'objection' as const,
        evidence: { samePersonAs: one.number },
        idempotencyKey: `same-person:${one.id}:${otherId}`,
      }
    }),
  )
}
