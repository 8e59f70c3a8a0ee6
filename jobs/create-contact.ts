// Makes whoever answered a questionnaire known to the chosen CRM. Safe to repeat: the order's row is claimed first, and
// the address is looked for there before anything is made.
import type { App } from '../src/operations/app/app.ts'
import { createContact } from '../src/operations/consents/create-contact.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleCreation(app: App): Handler<'create-contact'> {
  return async ({ answerId }, { signal }) => createContact(app, answerId, signal)
}
