import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../store/app/audit.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from './app.ts'

/** Notes in the audit log that a user takes data out of the console; `details.what` names the list or paper. */
export async function noteExport(
  app: App,
  user: Pick<User, 'email'>,
  details: Readonly<Record<string, unknown>> & { what: string },
): Promise<void> {
  await insertAudit(
    app.pool,
    [{ actId: `export:${randomUUID()}`, act: 'export', actor: user.email, details }],
    app.clock.now(),
  )
}

/** Notes in the audit log that a user opens what is kept of one person. */
export async function noteView(
  app: App,
  user: Pick<User, 'email'>,
  contactId: string | null,
  details?: Readonly<Record<string, unknown>>,
): Promise<void> {
  await insertAudit(
    app.pool,
    [
      {
        actId: `view:${randomUUID()}`,
        act: 'view',
        actor: user.email,
        contactId,
        ...(details === undefined ? {} : { details }),
      },
    ],
    app.clock.now(),
  )
}

/** The same for many people of one list: one act each. */
export async function noteViews(
  app: App,
  user: Pick<User, 'email'>,
  contactIds: readonly string[],
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await insertAudit(
    app.pool,
    contactIds.map((contactId) => ({
      actId: `view:${randomUUID()}`,
      act: 'view',
      actor: user.email,
      contactId,
      details,
    })),
    app.clock.now(),
  )
}
