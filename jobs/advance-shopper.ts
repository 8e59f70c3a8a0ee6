// Takes a round of the mystery shopper as far as it goes. Safe to repeat: the round's row is claimed first, and each
// step reads what is true before it acts.
import type { App } from '../src/operations/app/app.ts'
import { advanceShopper } from '../src/operations/shopper/advance-shopper.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleShopper(app: App): Handler<'advance-shopper'> {
  return async ({ roundId }, { signal }) => advanceShopper(app, roundId, signal)
}
