import { ConnectorError } from '../../connector/errors.ts'
import { unsealedLetter } from '../../outbound/unsealed-letter.ts'
import { noteUnsealedTold, setUnsealedAlarm, unsealedAlarm, unsealedBefore } from '../../store/alarms/unsealed.ts'
import { listUsers } from '../../store/accounts/users.ts'
import { sealAudit } from '../../store/app/audit.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'

/** docs/reference/promises.md#i7: an entry that is not sealed for longer is an alarm. */
export const maxUnsealedMs = 60_000

/**
 * Raises the alarm while an entry of the audit log is older than a minute and not sealed, and mails each admin and DPO
 * once; who could not be reached is tried with the next look. It seals first, so that what a sealer would do within the
 * second is no alarm.
 */
export async function tellUnsealed(app: App): Promise<void> {
  try {
    while ((await sealAudit(app.pool)) > 0);
  } catch (error) {
    app.log.error({ fault: error instanceof Error ? error.name : 'unknown' }, 'the audit log could not be sealed')
  }
  await setUnsealedAlarm(app.pool, await unsealedBefore(app.pool, new Date(app.clock.now().getTime() - maxUnsealedMs)))
  const alarm = await unsealedAlarm(app.pool)
  if (alarm === null || app.mailer === null) return
  const { timeZone } = (await loadSettings(app.pool)).settings
  const readers = (await listUsers(app.pool)).filter(
    (user) =>
      user.disabledAt === null && (user.role === 'admin' || user.role === 'dpo') && !alarm.told.includes(user.id),
  )
  for (const reader of readers) {
    try {
      const letter = unsealedLetter(reader.language, { since: alarm.since, timeZone, url: `${app.consoleUrl}/audit` })
      await app.mailer.send({ ...letter, to: reader.email })
      await noteUnsealedTold(app.pool, reader.id)
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      app.log.warn('the alarm about the audit log could not be mailed')
    }
  }
}
