import { ConnectorError } from '../../connector/errors.ts'
import { journalLetter } from '../../outbound/journal-letter.ts'
import { followerState, noteJournalMailed } from '../../store/backup/journal.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { listUsers } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { journalHealth } from '../backup/follow-journal.ts'

/**
 * Mails each admin and DPO once that the journal is behind, after the first step of the alarms; who could not be
 * reached is tried with the next look.
 */
export async function tellJournalBehind(app: App): Promise<void> {
  const health = await journalHealth(app)
  if (app.mailer === null || health?.since == null) return
  const { settings } = await loadSettings(app.pool)
  if (app.clock.now().getTime() - health.since.getTime() < settings.alarmMinutes[0] * 60_000) return
  const told = (await followerState(app.pool))?.told ?? []
  const readers = (await listUsers(app.pool)).filter(
    (user) => user.disabledAt === null && (user.role === 'admin' || user.role === 'dpo') && !told.includes(user.id),
  )
  for (const reader of readers) {
    try {
      await app.mailer.send({
        ...journalLetter(reader.language, {
          since: health.since,
          failure: health.failure,
          timeZone: settings.timeZone,
          url: app.consoleUrl,
        }),
        to: reader.email,
      })
      await noteJournalMailed(app.pool, reader.id)
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      app.log.warn('the alarm about the journal could not be mailed')
    }
  }
}
