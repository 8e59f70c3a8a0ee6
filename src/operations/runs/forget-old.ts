import { keptBefore } from '../../domain/runs/kept.ts'
import type { KeptId } from '../../domain/runs/tables/kept.ts'
import { inTransaction } from '../../store/app/database.ts'
import { forgetting } from '../../store/runs/kept.ts'
import type { App } from '../app/app.ts'

const together = 5_000

/**
 * Erases what has passed its term (docs/reference/promises.md#kept), some thousand rows at a time, and gives how many
 * of each. Harmless to repeat and to run beside another.
 */
export async function forgetOld(
  app: App,
  onBatch: () => Promise<void>,
  signal: AbortSignal,
): Promise<Partial<Record<KeptId, number>>> {
  const now = app.clock.now()
  const gone: Partial<Record<KeptId, number>> = {}
  for (const [name, forget] of Object.entries(forgetting)) {
    const id = name as KeptId
    for (;;) {
      signal.throwIfAborted()
      const count = await inTransaction(app.pool, (sql) => forget(sql, keptBefore(id, now), together, now))
      if (count > 0) gone[id] = (gone[id] ?? 0) + count
      await onBatch()
      if (count < together) break
    }
  }
  return gone
}
