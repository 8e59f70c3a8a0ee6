import { ConnectorError } from '../../connector/errors.ts'
import { alarmLetter } from '../../outbound/alarm-letter.ts'
import { purgeLetter } from '../../outbound/purge-letter.ts'
import { backoffMs } from '../../queue/failure-policy.ts'
import { claimAlarm, dueAlarms, endMailing, endOver, noteMailed, raiseDue } from '../../store/alarms/alarms.ts'
import { claimSchedule, nextRunAt, setNextRun } from '../../store/runs/runs.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { listUsers } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { tellJournalBehind } from './tell-journal.ts'
import { tellUnsealed } from './tell-unsealed.ts'

const name = 'alarms'
const lookMs = 15_000
const claimMs = 120_000

/**
 * Looks for objections that are not everywhere in time, every fifteen seconds by one process, and starts the mails that
 * are due.
 */
export async function raiseAlarms(app: App): Promise<void> {
  const now = app.clock.now()
  const next = new Date(now.getTime() + lookMs)
  const due = await nextRunAt(app.pool, name)
  if (due === null) await setNextRun(app.pool, name, next)
  else if (due <= now && (await claimSchedule(app.pool, name, now, next))) {
    await endOver(app.pool, now)
    await raiseDue(app.pool, (await loadSettings(app.pool)).settings.alarmMinutes, now)
    app.later(
      tellJournalBehind(app).catch((error: unknown) =>
        app.log.error(
          { fault: error instanceof Error ? error.name : 'unknown' },
          'whether the journal is behind could not be told',
        ),
      ),
    )
    app.later(
      tellUnsealed(app).catch((error: unknown) =>
        app.log.error(
          { fault: error instanceof Error ? error.name : 'unknown' },
          'whether the audit log is sealed could not be told',
        ),
      ),
    )
  }
  if (app.mailer === null) return
  for (const alarmId of await dueAlarms(app.pool, now)) await app.enqueue('send-alarm', { alarmId })
}

/** Mails one alarm to each admin and DPO once; those whose mail failed are tried again. */
export async function sendAlarm(app: App, alarmId: string): Promise<void> {
  if (app.mailer === null) return
  const now = app.clock.now()
  const alarm = await claimAlarm(app.pool, alarmId, now, claimMs)
  if (alarm === null) return
  const { timeZone } = (await loadSettings(app.pool)).settings
  const readers = (await listUsers(app.pool)).filter(
    (user) =>
      user.disabledAt === null && (user.role === 'admin' || user.role === 'dpo') && !alarm.told.includes(user.id),
  )
  let failure: string | null = null
  for (const reader of readers) {
    const letter =
      alarm.kind === 'other-purge'
        ? purgeLetter(reader.language, {
            system: alarm.label,
            deleted: alarm.objections,
            notDue: alarm.notDue,
            day: alarm.since,
            url: `${app.consoleUrl}/connections/${alarm.connectionId}#other-purges`,
          })
        : alarmLetter(reader.language, {
            system: alarm.label,
            objections: alarm.objections,
            afterMinutes: alarm.afterMinutes,
            since: alarm.since,
            timeZone,
            shopper: alarm.shopper,
            url: alarm.shopper ? `${app.consoleUrl}/#shopper` : `${app.consoleUrl}/connections/${alarm.connectionId}`,
          })
    try {
      await app.mailer.send({ ...letter, to: reader.email })
      await noteMailed(app.pool, alarmId, reader.id)
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      failure = error.message
    }
  }
  if (failure !== null) app.log.warn({ alarmId, attempt: alarm.attempts }, 'an alarm could not be mailed')
  await endMailing(
    app.pool,
    alarmId,
    failure === null ? null : new Date(now.getTime() + backoffMs(Math.min(8, alarm.attempts) + 2)),
    failure,
  )
}
