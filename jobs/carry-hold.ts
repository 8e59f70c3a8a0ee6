// Sets or takes off our own do-not-contact on a person's records while a question is open. Safe to repeat: the vendor's
// state is read back, and writing the same date again changes nothing.
import type { App } from '../src/operations/app.ts'
import { carryHold } from '../src/operations/carry-hold.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleHold(app: App): Handler<'carry-hold'> {
  return async ({ holdId }, { signal }) => carryHold(app, holdId, signal)
}
