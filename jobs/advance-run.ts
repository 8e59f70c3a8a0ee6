// Takes a hygiene run as far as it goes. Safe to repeat: the run is claimed with a lease, each step saves where it
// stands after each page, and every page can be taken in again.
import { advanceRun } from '../src/operations/runs/advance-run.ts'
import type { App } from '../src/operations/app/app.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleRun(app: App): Handler<'advance-run'> {
  return async ({ runId }, { signal }) => advanceRun(app, runId, signal)
}
