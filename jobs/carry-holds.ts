// Carries due holds ("not for now") of one Connection. Safe to repeat: what is wanted is worked out anew from the holds
// that are active, and a carrying asked for again meanwhile stays due.
import type { App } from '../src/operations/app/app.ts'
import { carryHolds } from '../src/operations/objections/carry-holds.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleHolds(app: App): Handler<'carry-holds'> {
  return async ({ connectionId }, { signal }) => {
    while (!signal.aborted && (await carryHolds(app, connectionId, signal)) > 0);
  }
}
