// Looks at one form that is followed. Safe to repeat: the form's row is claimed first, and what was found is kept only
// where it differs from what is known.
import type { App } from '../src/operations/app/app.ts'
import { auditForm } from '../src/operations/forms/follow-form.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleForm(app: App): Handler<'audit-form'> {
  return async ({ formId }, { signal }) => auditForm(app, formId, signal)
}
