import { Icon } from '../../../ui/icon.tsx'
import type { View } from '../../app/view.ts'
import { ShareBar } from '../../ui/bars.tsx'
import { PostButton } from '../../ui/form.tsx'
import { Mark } from '../../ui/pill.tsx'
import { isOpen, type ShownStep } from './step.ts'

interface Props {
  view: View
  steps: readonly ShownStep[]
  /** Page that shows the card, to come back to. */
  back: string
}

/**
 * What is left to set up, with how far it is; `filled`: the next step has the page's filled button; `isUnfolded`: the
 * steps are shown at once.
 */
export function FirstStepsCard({ filled, isUnfolded, ...props }: Props & { filled: boolean; isUnfolded: boolean }) {
  const { view, steps } = props
  const t = view.t.firstSteps
  const left = steps.filter(isOpen)
  const closed = steps.filter((step) => !isOpen(step))
  const done = closed.filter((step) => step.isDone).length
  const minutes = left.reduce((sum, step) => sum + step.minutes, 0)
  return (
    <section class="card first-steps" id="first-steps">
      <div class="card-head">
        <h2>{t.card}</h2>
        <span class="hint">{t.progress(done, steps.length, closed.length - done)}</span>
      </div>
      <div class="first-steps-bar">
        <ShareBar part={closed.length} base={steps.length} />
      </div>
      {left.length === 0 ? (
        <p class="card-body">{t.ended}</p>
      ) : (
        <details open={isUnfolded}>
          <summary>{t.left(left.length, minutes)}</summary>
          <ol class="day-one">
            {left.map((step, index) => (
              <Step {...props} step={step} isNext={filled && index === 0} />
            ))}
          </ol>
        </details>
      )}
      {closed.length === 0 ? null : (
        <details>
          <summary>{t.closed(closed.length)}</summary>
          <ol class="day-one">
            {closed.map((step) => (
              <Step {...props} step={step} isNext={false} />
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

function Step({ view, back, step, isNext }: Omit<Props, 'steps'> & { step: ShownStep; isNext: boolean }) {
  const { f } = view
  const t = view.t.firstSteps
  const state = stateOf(step)
  return (
    <li id={`step-${step.id.replace(':', '-')}`}>
      <Mark {...marks[state]} />
      <div>
        <p class="strong">
          {step.title} <span class="sr-only">{t.states[state]}</span>
          {step.isDone ? null : <span class="hint step-minutes">{t.minutes(step.minutes)}</span>}
        </p>
        {step.isDone ? null : <p class="hint">{step.why}</p>}
        <p class={state === 'failed' ? 'wrong' : undefined}>
          {step.says}
          {state === 'skipped' && step.mark !== null ? ` ${t.skippedBy(step.mark.by, f.dateTime(step.mark.at))}` : null}
        </p>
      </div>
      <StepActs view={view} back={back} step={step} isNext={isNext} state={state} />
    </li>
  )
}

function StepActs({
  view,
  back,
  step,
  isNext,
  state,
}: Omit<Props, 'steps'> & { step: ShownStep; isNext: boolean; state: keyof typeof marks }) {
  const t = view.t.firstSteps
  const label = (text: string) => `${text}${view.f.colon}${step.title}`
  const post = (act: string, text: string, kind: 'plain' | 'quiet') => (
    <PostButton view={view} action={`/first-steps/${step.id}/${act}`} fields={{ back }} kind={kind} label={label(text)}>
      {text}
    </PostButton>
  )
  return (
    <div class="step-acts">
      {step.act === undefined ? null : (
        <a class={isNext ? 'btn primary' : 'btn'} href={step.act.href} aria-label={label(step.act.label)}>
          {isNext ? <Icon name="arrow-narrow-right" /> : null}
          {step.act.label}
        </a>
      )}
      {step.test === undefined ? null : post('test', step.test.label, 'plain')}
      {step.keep === undefined || state === 'skipped' ? null : post('keep', step.keep, 'plain')}
      {state === 'skipped' ? post('take-up', t.takeUp, 'quiet') : null}
      {state === 'open' || state === 'failed' ? post('skip', t.skip, 'quiet') : null}
    </div>
  )
}

function stateOf(step: ShownStep): keyof typeof marks {
  if (step.isDone) return 'done'
  if (step.mark?.mark === 'skipped') return 'skipped'
  return step.isFailed === true ? 'failed' : 'open'
}

const marks = {
  done: { tone: 'done', icon: 'check' },
  skipped: { tone: 'quiet', icon: 'circle-dashed' },
  failed: { tone: 'broken', icon: 'alert-triangle' },
  open: { tone: 'wait', icon: 'circle-dashed' },
} as const
