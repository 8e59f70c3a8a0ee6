import { lastRuns, stepsOf } from '../../store/runs/runs.ts'
import { startRun } from '../../operations/runs/start-run.ts'
import { answer, withApp, type Command } from '../app/command.ts'
import { exitCodes } from '../app/program.ts'
import { finishRunHere } from '../app/work-here.ts'

export const runCommand: Command = {
  summary: 'starts a hygiene run now and waits until it has finished',
  help: 'lawbase run [--json]\n\nReads every connected CRM, compares opt-outs both ways, decides, tags where granted, plans removals. Joins a run that is already in progress. Exit code 1 when a step failed.\n\nExample: lawbase run --json',
  words: 0,
  options: {},
  run: (input) =>
    withApp(input, async ({ app }) => {
      const stop = new AbortController()
      process.once('SIGINT', () => stop.abort(new Error('Stopped. The run goes on where it stood: start it again.')))
      const runId = (await startRun(app, 'command line')) ?? (await lastRuns(app.pool, 1))[0]?.id
      if (runId === undefined) throw new Error('No run could be started: try again.')
      const said = new Set<string>()
      const run = await finishRunHere(app, runId, stop.signal, async () => {
        for (const step of await stepsOf(app.pool, runId)) {
          const line = `${step.name}: ${step.state}${step.doneCount > 0 ? `, ${step.doneCount}${step.totalCount === null ? '' : ` of ${step.totalCount}`}` : ''}`
          const key = `${step.position} ${line}`
          if (step.state !== 'pending' && !said.has(key)) process.stderr.write(`${line}\n`)
          said.add(key)
        }
      })
      const failures = run.report?.failures ?? []
      answer(
        input,
        { ok: run.state === 'done', runId, ...run.report },
        run.state === 'done'
          ? `Done: ${run.report?.contacts ?? 0} contacts, ${run.report?.changedVerdicts ?? 0} verdicts changed, ${run.report?.planned ?? 0} planned for removal.`
          : `Ended with ${failures.length} failed steps: ${failures.join(' ')}`,
      )
      return run.state === 'done' ? exitCodes.done : exitCodes.foundWrong
    }),
}
