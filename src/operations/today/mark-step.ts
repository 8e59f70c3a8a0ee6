import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { markStep, unmarkStep, type StepMark } from '../../store/today/first-steps.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/**
 * Says of a first step that it is left out, or that it was looked at and stays as it is; null takes that back. Each is
 * in the audit log once, with who said it.
 */
export async function sayOfStep(app: App, step: string, mark: StepMark['mark'] | null, by: User): Promise<void> {
  const at = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const changed = mark === null ? await unmarkStep(sql, step) : await markStep(sql, { step, mark, by: by.email, at })
    if (!changed) return
    const details = { firstStep: step, said: mark ?? 'taken back' }
    await insertAudit(sql, [{ actId: `first-step:${randomUUID()}`, act: 'setting', actor: by.email, details }], at)
  })
}
