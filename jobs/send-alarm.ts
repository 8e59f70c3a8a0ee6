// Mails one alarm. Safe to repeat: who was told is noted after each mail, and the alarm is claimed first.
import type { App } from '../src/operations/app/app.ts'
import { sendAlarm } from '../src/operations/alarms/raise-alarms.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleAlarm(app: App): Handler<'send-alarm'> {
  return async ({ alarmId }) => sendAlarm(app, alarmId)
}
