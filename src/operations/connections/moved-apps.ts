import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import type { User } from '../../store/accounts/users.ts'
import { findRegistration, saveRedirectUri, usedRegistrations } from '../../store/connections/registrations.ts'
import { isOnThisMachine } from '../../outbound/http.ts'
import type { App } from '../app/app.ts'
import { redirectUriOf } from './register-app.ts'

/** An app at a vendor that sends admins back to where the console was before. */
export interface MovedApp {
  id: string
  /** Name of the vendor. */
  label: string
  /** The redirect address it is known to have, and the one it must be given. */
  known: string
  wanted: string
}

/**
 * Apps of connected accounts whose redirect address is not the console's present one. An app that a command on this
 * machine registered at a port of its own is none of them while the console has no name: the command waits there again.
 */
export async function movedApps(app: Pick<App, 'pool' | 'consoleUrl' | 'connectors'>): Promise<MovedApp[]> {
  const moved = (await usedRegistrations(app.pool)).map(({ id, connector, appKey, redirectUri }) => ({
    id,
    label: app.connectors.get(connector)?.label ?? connector,
    known: redirectUri,
    wanted: redirectUriOf(app, appKey),
  }))
  return moved.filter(({ known, wanted }) => known !== wanted && !(isOnThisMachine(known) && isOnThisMachine(wanted)))
}

/** Notes that an admin gave the app at the vendor the console's present address. False when there is no such app. */
export async function noteAppMoved(app: App, user: User, registrationId: string): Promise<boolean> {
  return inTransaction(app.pool, async (sql) => {
    const registration = await findRegistration(sql, { id: registrationId })
    if (registration === null) return false
    const redirectUri = redirectUriOf(app, registration.appKey)
    await saveRedirectUri(sql, registration.id, redirectUri)
    await insertAudit(
      sql,
      [
        {
          actId: `setting:redirect:${randomUUID()}`,
          act: 'setting',
          actor: user.email,
          details: { redirectAddress: new URL(redirectUri).origin, of: registration.connector },
        },
      ],
      app.clock.now(),
    )
    return true
  })
}
