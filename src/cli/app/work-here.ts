import { carryLifts } from '../../operations/objections/carry-lifts.ts'
import { connectionsWithDueLifts } from '../../store/objections/lifts.ts'
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../../operations/app/app.ts'
import { advanceRun } from '../../operations/runs/advance-run.ts'
import { advancePlan } from '../../operations/removals/advance-plan.ts'
import { carryPropagations } from '../../operations/propagation/carry-propagations.ts'
import { countDue } from '../../store/propagation/propagations.ts'
import { duePlans, findPlan } from '../../store/removals/removals.ts'
import { findRun, type HygieneRun } from '../../store/runs/runs.ts'

/** Carries what is due until nothing is. Beside a running service both take rows of their own. */
export async function carryHere(app: App, signal: AbortSignal): Promise<void> {
  for (;;) {
    const due = await countDue(app.pool, app.clock.now())
    if (due.length === 0) return
    await Promise.all(due.map((row) => carryPropagations(app, row.connectionId, ['objection', 'backfill'], signal)))
  }
}

/** Opens what is due to be opened again, once at each system. */
export async function openHere(app: App, signal: AbortSignal): Promise<void> {
  for (const connectionId of await connectionsWithDueLifts(app.pool, app.clock.now()))
    await carryLifts(app, connectionId, signal)
}

/** Takes a run to its end, here or wherever it is being worked on. */
export async function finishRunHere(
  app: App,
  runId: string,
  signal: AbortSignal,
  onLook: () => Promise<void>,
): Promise<HygieneRun> {
  const looking = new AbortController()
  const look = async () => {
    while (!looking.signal.aborted) {
      await onLook()
      await pause(500, undefined, { signal: looking.signal }).catch(() => undefined)
    }
  }
  const looked = look()
  try {
    for (;;) {
      await advanceRun(app, runId, signal)
      await carryHere(app, signal)
      const run = await findRun(app.pool, runId)
      if (run !== null && run.state !== 'running') return run
      await pause(300, undefined, { signal })
    }
  } finally {
    looking.abort()
    await looked
  }
}

/** Takes an approved plan as far as its dates allow. */
export async function advancePlanHere(app: App, planId: string, signal: AbortSignal): Promise<void> {
  while ((await duePlans(app.pool, app.clock.now())).includes(planId)) {
    await advancePlan(app, planId, signal)
    if ((await findPlan(app.pool, planId))?.state === 'held') return
    await pause(200, undefined, { signal })
  }
}
