// Mails queued notices. Safe to repeat and to run beside another: each mail is claimed first, and whether its person is
// still to be informed is asked again then. One whose worker died after the server took it is mailed twice, with the
// same Message-ID.
import type { App } from '../src/operations/app/app.ts'
import { mailNotices } from '../src/operations/notices/mail-notices.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleNotices(app: App): Handler<'mail-notices'> {
  return async (_payload, { signal }) => mailNotices(app, signal)
}
