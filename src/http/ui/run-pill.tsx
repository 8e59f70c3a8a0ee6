import type { HygieneRun } from '../../store/runs.ts'
import type { View } from '../console/view.ts'
import { Pill, type Tone } from './pill.tsx'

const tones: Readonly<Record<HygieneRun['state'], Tone>> = { running: 'moving', done: 'done', failed: 'broken' }

export function RunPill({ view, run }: { view: View; run: HygieneRun }) {
  return <Pill tone={tones[run.state]}>{view.t.common.runStates[run.state]}</Pill>
}
