import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { activateKey, addComingKey, oldKeys, resealBatch, retireKey, usesOfKey } from '../../store/backup/reseal.ts'
import type { App } from '../app/app.ts'

/** Every process looks at the ring each second: after this long each of them knows what changed in it. */
export const knownEverywhereMs = 10_000
const together = 200

interface RotatedKey {
  kid: string
  resealed: number
  retired: string[]
  /** What still names an old key, by `table.column`. */
  left: Record<string, number>
}

/**
 * A new key for sealed values while everything runs (docs/reference/security.md#rotation): first everybody can open
 * with it, then everybody seals with it, then what is there is sealed anew in batches, then an old key that nothing
 * names is retired. Each step can be repeated after a crash.
 */
export async function rotateDataKey(app: App, masterKey: Buffer, waitMs: number): Promise<RotatedKey> {
  const kid = await inTransaction(app.pool, (sql) => addComingKey(sql, masterKey, app.clock.now()))
  await pause(waitMs)
  await inTransaction(app.pool, (sql) => activateKey(sql, kid))
  await app.keys.refresh(app.pool)
  await pause(waitMs)
  const result: RotatedKey = { kid, resealed: 0, retired: [], left: {} }
  for (const old of await oldKeys(app.pool)) {
    for (;;) {
      const count = await inTransaction(app.pool, (sql) =>
        resealBatch(sql, old, (sealed, place) => app.keys.seal(app.keys.open(sealed, place), place), together),
      )
      result.resealed += count
      if (count === 0) break
    }
    const left = await usesOfKey(app.pool, old)
    if (Object.keys(left).length > 0) Object.assign(result.left, left)
    else {
      await retireKey(app.pool, old)
      result.retired.push(old)
    }
  }
  await insertAudit(
    app.pool,
    [
      {
        actId: `data-key:${randomUUID()}`,
        act: 'setting',
        actor: 'command line',
        details: { what: 'data key', ...result },
      },
    ],
    app.clock.now(),
  )
  return result
}
