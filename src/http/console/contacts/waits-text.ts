import type { ConsentLine } from '../../../store/consents/consents-view.ts'
import type { View } from '../app/view.ts'

/** What a consent that must be confirmed waits for, and what to set where its mail cannot be sent. */
export function waitsText({ app, t, f }: View, { mail, mailUntil }: Pick<ConsentLine, 'mail' | 'mailUntil'>): string {
  const w = t.recordedConsents.waiting
  if (mail !== 'due' || mailUntil === null) return w[mail]
  if (app.mailer === null) return w.noServer(f.date(mailUntil))
  return app.publicUrl === null ? w.noPages(f.date(mailUntil)) : w.due
}
