import type { Clock } from '../../domain/app/clock.ts'
import { newApiKey, tokenHash } from '../../crypto/tokens.ts'
import { ConnectorError } from '../../connector/errors.ts'
import { deleteRoundKeys, insertApiKey } from '../../store/accounts/api-keys.ts'
import { findFirstAdmin } from '../../store/accounts/users.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import type { App } from '../app/app.ts'

/** Who says no in the audit log and in an objection's evidence. */
export const shopperActor = 'mystery shopper'
/** Longer than one call may take, and too short to be of use to whoever finds the key afterwards. */
const keyMinutes = 2
const scopes = ['objections:write']

/**
 * Lends `work` a key of the installation that lives for this one call of a round: in no list, ended before this gives
 * back or throws. A key that an earlier attempt left behind is ended first; the database holds one at a time. Throws
 * ConnectorError `bad-request` when no admin has access, who would answer for it.
 */
export async function withRoundKey<Result>(
  app: App,
  roundId: string,
  work: (key: string) => Promise<Result>,
): Promise<Result> {
  const key = await makeRoundKey(app, roundId)
  try {
    return await work(key)
  } finally {
    await endRoundKeys(app, roundId)
  }
}

/** Ends what is left of the round's keys; harmless to repeat. */
export function endRoundKeys(app: App, roundId: string): Promise<void> {
  return inTransaction(app.pool, (sql) => endThem(app.clock, sql, roundId))
}

function makeRoundKey(app: App, roundId: string): Promise<string> {
  const made = newApiKey()
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    await endThem(app.clock, sql, roundId)
    const owner = await findFirstAdmin(sql)
    if (owner === null)
      throw new ConnectorError('bad-request', 'The mystery shopper has no key for the API: no admin has access.')
    await insertApiKey(
      sql,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: shopperActor,
        scopes,
        createdBy: owner,
        ownerId: owner,
        expiresAt: new Date(now.getTime() + keyMinutes * 60_000),
        roundId,
      },
      now,
    )
    await insertAudit(
      sql,
      [
        {
          actId: `api-key:${made.id}`,
          act: 'api-key',
          actor: shopperActor,
          details: { key: made.id, name: shopperActor, minutes: keyMinutes, scopes, owner, round: roundId },
        },
      ],
      now,
    )
    return made.text
  })
}

async function endThem(clock: Clock, sql: Sql, roundId: string): Promise<void> {
  const ended = await deleteRoundKeys(sql, roundId)
  await insertAudit(
    sql,
    ended.map((key) => ({
      actId: `api-key:${key}:revoked`,
      act: 'api-key' as const,
      actor: shopperActor,
      details: { key, round: roundId, revoked: true },
    })),
    clock.now(),
  )
}
