import { randomUUID } from 'node:crypto'
import { newApiKey, tokenHash } from '../../crypto/tokens.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { findUser, type User } from '../../store/accounts/users.ts'
import { insertApiKey, revokeApiKey, setKeyOwner } from '../../store/accounts/api-keys.ts'
import type { App } from '../app/app.ts'

const dayMs = 86_400_000

/**
 * Makes a key of the installation for whom `ownerId` answers; gives its text, which is shown once. Null: that owner
 * has no access.
 */
export async function makeKey(
  app: App,
  by: User,
  key: { name: string; days: number; scopes: string[]; ownerId: string },
): Promise<string | null> {
  const made = newApiKey()
  const { name, days, scopes, ownerId } = key
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const owner = await findUser(sql, { id: ownerId })
    if (owner === null || owner.disabledAt !== null) return null
    await insertApiKey(
      sql,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name,
        scopes,
        createdBy: by.id,
        ownerId,
        expiresAt: new Date(now.getTime() + days * dayMs),
      },
      now,
    )
    await insertAudit(
      sql,
      [
        {
          actId: `api-key:${made.id}`,
          act: 'api-key',
          actor: by.email,
          details: { key: made.id, name, days, scopes, owner: ownerId },
        },
      ],
      now,
    )
    return made.text
  })
}

/**
 * Hands a key to another owner, with whom it goes on. False: there is no such key in use, or that owner has no access.
 */
export async function handKeyOver(app: App, by: User, id: string, ownerId: string): Promise<boolean> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const owner = await findUser(sql, { id: ownerId })
    if (owner === null || owner.disabledAt !== null || !(await setKeyOwner(sql, id, ownerId, now))) return false
    await insertAudit(
      sql,
      [
        {
          actId: `api-key:${id}:owner:${randomUUID()}`,
          act: 'api-key',
          actor: by.email,
          details: { key: id, owner: ownerId },
        },
      ],
      now,
    )
    return true
  })
}

/** Ends a key for good; harmless to repeat. */
export async function endKey(app: App, by: User, id: string): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await revokeApiKey(sql, id, now)
    await insertAudit(
      sql,
      [{ actId: `api-key:${id}:revoked`, act: 'api-key', actor: by.email, details: { key: id, revoked: true } }],
      now,
    )
  })
}
