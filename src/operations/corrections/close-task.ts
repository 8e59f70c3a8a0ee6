import { allowed, may } from '../../domain/accounts/roles.ts'
import { givenReason } from '../../domain/app/given-reason.ts'
import type { User } from '../../store/accounts/users.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { closeCorrectionTask } from '../../store/objections/corrections.ts'
import type { App } from '../app/app.ts'
import { CorrectionRefused } from './correct-objection.ts'

/**
 * Somebody says that a mistaken entry was taken back at a system that nobody reads; said twice it stands once. Throws
 * CorrectionRefused.
 */
export async function closeTask(
  app: App,
  user: Pick<User, 'email' | 'role'>,
  { objectionId, connectionId, note: typed }: { objectionId: string; connectionId: string; note: string },
): Promise<void> {
  if (!allowed(user.role, may.correct)) throw new CorrectionRefused('role')
  const note = givenReason(typed)
  if (note === null) throw new CorrectionRefused('reason')
  const at = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    if (!(await closeCorrectionTask(sql, objectionId, connectionId, { by: user.email, note, at }))) return
    await insertAudit(
      sql,
      [
        {
          actId: `correction-task:${objectionId}:${connectionId}`,
          act: 'settle',
          actor: user.email,
          connectionId,
          details: { objectionId, correction: true },
        },
      ],
      at,
    )
  })
}
