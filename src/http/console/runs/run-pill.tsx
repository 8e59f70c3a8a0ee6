import type { HygieneRun } from '../../../store/runs/runs.ts'
import type { View } from '../app/view.ts'
import { Pill, type Tone } from '../ui/pill.tsx'

const tones: Readonly<Record<HygieneRun['state'], Tone>> = { running: 'moving', done: 'done', failed: 'broken' }

export function RunPill({ view, run }: { view: View; run: HygieneRun }) {
  return <Pill tone={tones[run.state]}>{view.t.common.runStates[run.state]}</Pill>
}
