import type { HygieneRun, RunReport } from '../../../store/runs/runs.ts'
import type { View } from '../app/view.ts'
import { Pill, type Tone } from '../ui/pill.tsx'

const tones: Readonly<Record<HygieneRun['state'], Tone>> = { running: 'moving', done: 'done', failed: 'broken' }

/** How many records' tags were refused in a run. */
export const refusedTagsOf = (report: RunReport | null): number =>
  Object.values(report?.refusedTags ?? {}).reduce((sum, count) => sum + count, 0)

/** How a run ended; `took`: say how long it was, where all of it was done. */
export function RunPill({ view, run, took }: { view: View; run: HygieneRun; took?: (duration: string) => string }) {
  const { t, f } = view
  const refused = refusedTagsOf(run.report)
  if (run.state === 'done' && refused > 0) return <Pill tone="wait">{t.runs.doneRefused(refused)}</Pill>
  if (run.state !== 'done' || run.finishedAt === null || took === undefined)
    return <Pill tone={tones[run.state]}>{t.common.runStates[run.state]}</Pill>
  return <Pill tone="done">{took(f.duration(run.finishedAt.getTime() - run.startedAt.getTime()))}</Pill>
}
