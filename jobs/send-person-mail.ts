// Sends one mail whose button a person must press. Safe to repeat: the mail is claimed first, and each try makes a new
// token, so that only the button of the last mail sent is alive.
import type { App } from '../src/operations/app/app.ts'
import { sendPersonMail } from '../src/operations/objections/person-mail.ts'
import type { Handler } from '../src/queue/work.ts'

export function handlePersonMail(app: App): Handler<'send-person-mail'> {
  return async ({ mailId }) => sendPersonMail(app, mailId)
}
