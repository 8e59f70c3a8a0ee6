// Carries the objections that are due at one Connection. Safe to repeat: rows are claimed with a lease, a row whose
// worker died is read before it is written again, and blocking somebody twice changes nothing.
import { carryPropagations } from '../src/operations/propagation/carry-propagations.ts'
import type { App } from '../src/operations/app/app.ts'
import type { Handler } from '../src/queue/work.ts'
import { drainSlots } from './catalog.ts'

/** The lower half of the slots is kept for fresh objections, so that a long back-fill never stands in their way. */
const slotsForObjectionsOnly = drainSlots / 2

export function drainConnection(app: App): Handler<'drain-connection'> {
  return async ({ connectionId, slot }, { log, signal }) => {
    const lanes = slot < slotsForObjectionsOnly ? (['objection'] as const) : (['objection', 'backfill'] as const)
    for (;;) {
      signal.throwIfAborted()
      const carried = await carryPropagations(app, connectionId, lanes, signal)
      if (carried === 0) return
      log.debug({ connectionId, carried }, 'propagations carried')
    }
  }
}
