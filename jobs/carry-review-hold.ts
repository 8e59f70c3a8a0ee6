// Sets or takes off our own do-not-contact on a person's records while a question is open. Safe to repeat: the vendor's
// state is read back, and writing the same date again changes nothing.
import type { App } from '../src/operations/app/app.ts'
import { carryReviewHold } from '../src/operations/objections/carry-review-hold.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleReviewHold(app: App): Handler<'carry-review-hold'> {
  return async ({ holdId }, { signal }) => carryReviewHold(app, holdId, signal)
}
