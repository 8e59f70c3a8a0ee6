// Takes an approved removal plan as far as its dates allow. Safe to repeat: each record notes what was read back of it,
// and holding or deleting twice changes nothing.
import { advancePlan } from '../src/operations/removals/advance-plan.ts'
import type { App } from '../src/operations/app/app.ts'
import type { Handler } from '../src/queue/work.ts'

export function handlePlan(app: App): Handler<'advance-plan'> {
  return async ({ planId }, { signal }) => advancePlan(app, planId, signal)
}
