import { asConnectorError } from '../app/as-connector-error.ts'
import { allEnded } from '../../connector/calls/side-by-side.ts'
import { dayOf } from '../../domain/app/day.ts'
import { nextStep } from '../../queue/failure-policy.ts'
import { grantOf } from '../../store/connections/connections.ts'
import { countVerdicts } from '../../store/decisions/decisions.ts'
import {
  claimRun,
  countBase,
  endRun,
  endStep,
  findRun,
  postponeStep,
  releaseRun,
  startStep,
  stepsOf,
  type HygieneRun,
  type HygieneStep,
  type RunReport,
} from '../../store/runs/runs.ts'
import { baseFigures, keepSnapshot } from '../../store/evidence/scorecard-view.ts'
import type { App } from '../app/app.ts'
import { refusalsByReason } from './refusal-counts.ts'
import { stepTakers, type StepWork } from './hygiene-steps.ts'
import { noteRevoked } from '../connections/open-connection.ts'

const maxAttempts = 8

/**
 * Takes a run as far as it goes. Each step saves where it stands after each page, so a run killed anywhere goes on from
 * there; a step that fails for good is reported and the others go on.
 */
export async function advanceRun(app: App, runId: string, signal: AbortSignal): Promise<void> {
  if (!(await claimRun(app.pool, runId, true))) return
  try {
    for (;;) {
      const run = await findRun(app.pool, runId)
      if (run?.state !== 'running') return
      const steps = await stepsOf(app.pool, runId)
      const [first, ...later] = steps.filter(
        (candidate) => candidate.state === 'pending' || candidate.state === 'running',
      )
      if (first === undefined) return await finish(app, run, steps)
      // Systems are read side by side: none of them waits for another's limit.
      const together = first.name === 'pull' ? [first, ...later.filter((step) => step.name === 'pull')] : [first]
      const due = together.filter((step) => step.nextAttemptAt === null || step.nextAttemptAt <= app.clock.now())
      if (due.length === 0) return
      signal.throwIfAborted()
      await allEnded(due.map((step) => takeStep({ app, run, step, signal })))
    }
  } finally {
    await releaseRun(app.pool, runId)
  }
}

async function takeStep(work: StepWork): Promise<void> {
  const { app, run, step, signal } = work
  const grant = step.connectionId === null ? null : await grantOf(app.pool, step.connectionId)
  await startStep(app.pool, run.id, step.position, app.clock.now())
  try {
    const end = await stepTakers[step.name](work)
    await endStep(app.pool, run.id, step.position, { state: end, failure: null, finishedAt: app.clock.now() })
  } catch (error) {
    if (signal.aborted) throw error
    const failure = asConnectorError(app.log, error, {
      doing: 'in a step',
      message: `The step "${step.name}" stopped unexpectedly; its log line says why. It is tried again.`,
      ids: { runId: run.id, step: step.name },
    })
    if (failure.kind === 'access-revoked' && step.connectionId !== null)
      await noteRevoked(app, step.connectionId, failure, grant)
    const next = nextStep(failure, step.attempts + 1)
    const now = app.clock.now()
    const attempts = failure.kind === 'not-ready' ? step.attempts : step.attempts + 1
    if (next.step === 'wait' && next.connection === 'keep' && attempts < maxAttempts) {
      await postponeStep(app.pool, run.id, step.position, {
        attempts,
        failure: failure.message,
        nextAttemptAt: new Date(now.getTime() + next.delayMs),
      })
    } else {
      await endStep(app.pool, run.id, step.position, { state: 'failed', failure: failure.message, finishedAt: now })
    }
  }
}

async function finish(app: App, run: HygieneRun, steps: readonly HygieneStep[]): Promise<void> {
  const base = await countBase(app.pool)
  const sum = (name: string, key: string) =>
    steps.filter((step) => step.name === name).reduce((total, step) => total + (step.counts[key] ?? 0), 0)
  const report: RunReport = {
    records: base.records,
    matched: base.matched,
    contacts: base.contacts,
    verdicts: await countVerdicts(app.pool),
    changedVerdicts: sum('decide', 'changed'),
    found: sum('pull', 'found') + sum('compare', 'found'),
    blockedAgain: sum('pull', 'drifted') + sum('compare', 'drifted'),
    tagged: Object.fromEntries(
      steps
        .filter((step) => step.name === 'tag')
        .map((step) => [step.connectionId ?? '', step.counts['readBack'] ?? 0]),
    ),
    refusedTags: refusalsByReason(...steps.filter((step) => step.name === 'tag').map((step) => step.counts)),
    planned: sum('plan', 'planned'),
    failures: steps.filter((step) => step.state === 'failed').map((step) => step.failure ?? step.name),
  }
  const today = dayOf(app.clock.now())
  await keepSnapshot(app.pool, today, await baseFigures(app.pool, today), app.clock.now())
  const [failure = null] = report.failures
  await endRun(app.pool, run.id, {
    state: failure === null ? 'done' : 'failed',
    report,
    failure,
    finishedAt: app.clock.now(),
  })
}
