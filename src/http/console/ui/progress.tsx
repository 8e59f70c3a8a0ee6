import type { HygieneStep } from '../../../store/runs/runs.ts'
import { Detail } from '../app/detail.tsx'
import type { View } from '../app/view.ts'
import { Mark, type Tone } from './pill.tsx'
import type { IconName } from '../../ui/icon.tsx'

const tones: Readonly<Record<HygieneStep['state'], readonly [Tone, IconName]>> = {
  pending: ['quiet', 'circle-dashed'],
  running: ['moving', 'arrow-narrow-right'],
  done: ['done', 'check'],
  failed: ['broken', 'alert-triangle'],
  skipped: ['quiet', 'circle-dashed'],
}

/** Steps of a run with what each counted; the running one with its progress. */
export function RunProgress({
  view,
  steps,
  labels,
}: {
  view: View
  steps: readonly HygieneStep[]
  labels: ReadonlyMap<string, string>
}) {
  const { t, f, now } = view
  return (
    <ol class="steps">
      {steps.map((step) => {
        const [tone, icon] = tones[step.state]
        return (
          <li>
            <Mark tone={tone} icon={icon} />
            <div>
              <p class="step-name">
                {stepName(view, step, labels)} <span class="sr-only">{t.runs.stepStates[step.state]}</span>
              </p>
              <p class="hint">
                {step.failure !== null && (step.state === 'failed' || step.state === 'running') ? (
                  <Detail view={view} text={step.failure} />
                ) : step.state === 'pending' ? (
                  t.runs.stepStates.pending
                ) : step.state === 'failed' ? null : (
                  stepDetail(view, step)
                )}
                {step.nextAttemptAt !== null && step.state === 'running' && step.failure !== null
                  ? ` ${t.runs.retry(f.relative(step.nextAttemptAt, now))}.`
                  : ''}
              </p>
              {step.state === 'running' ? (
                <ProgressBar
                  view={view}
                  name={stepName(view, step, labels)}
                  done={step.doneCount}
                  total={step.totalCount}
                />
              ) : null}
            </div>
            <span class="figure">
              {step.state === 'pending' || step.state === 'skipped' || step.name === 'report'
                ? ''
                : f.number(step.doneCount)}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

export function stepName(
  view: View,
  step: Pick<HygieneStep, 'name' | 'connectionId'>,
  labels: ReadonlyMap<string, string>,
): string {
  const { steps } = view.t.common
  const label = labels.get(step.connectionId ?? '') ?? ''
  return step.name === 'pull' ? steps.pull(label) : step.name === 'tag' ? steps.tag(label) : steps[step.name]
}

function stepDetail(view: View, step: HygieneStep): string {
  const { details, stepStates } = view.t.runs
  const count = (key: string) => step.counts[key] ?? 0
  switch (step.name) {
    case 'pull':
      return details.pull(count('changed'), count('found'), count('drifted'))
    case 'match':
      return details.match(count('matched'))
    case 'compare':
      return details.compare(count('drifted'))
    case 'decide':
      return details.decide(count('changed'))
    case 'tag':
      return step.state === 'skipped' ? details.tagSkipped : details.tag(count('readBack'), count('refused'))
    case 'plan':
      return details.plan
    case 'forget':
      return details.forget
    case 'report':
      return step.state === 'done' ? details.report : stepStates[step.state]
  }
}

/** How far something is, as a bar and in words; without a known total in words only. */
export function ProgressBar({
  view,
  name,
  done,
  total,
}: {
  view: View
  name: string
  done: number
  total: number | null
}) {
  const { t, f } = view
  const share = total === null || total === 0 ? null : Math.min(1, done / total)
  const text = total === null ? t.runs.doneOnly(f.number(done)) : t.runs.progress(f.number(done), f.number(total))
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={name}
      aria-valuetext={text}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={total === null ? undefined : done}
    >
      <svg width="100%" height="6" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="6" rx="1" class="track" />
        {share === null ? null : <rect width={100 * share} height="6" rx="1" class="fill" />}
      </svg>
      <span class="hint">{text}</span>
    </div>
  )
}
