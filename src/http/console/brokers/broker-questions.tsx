import { diligenceAnswers, isMust, type BrokerStanding } from '../../../domain/brokers/broker-standing.ts'
import { diligencePoints, type DiligencePoint } from '../../../domain/brokers/tables/diligence-points.ts'
import type { GivenAnswer } from '../../../store/brokers/brokers.ts'
import type { EvidenceFile } from '../../../store/app/evidence.ts'
import { sayIn } from '../app/say-in.ts'
import { Check, Csrf, Field, FieldError, emptyForm } from '../ui/form.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { pointLook } from './broker-drawings.tsx'
import type { BrokerProps } from './broker-props.ts'
import { evidenceEndings } from '../app/evidence-upload.ts'
import type { View } from '../app/view.ts'
import { FileLink } from '../ui/file-link.tsx'

/** A point as a sentence names it: two to four words, with the id behind them. */
const pointName = (view: View, { id, name }: DiligencePoint): string => `${sayIn(view)(name)} (${id})`

/** The twelve points: what is asked, what shows it, what was answered, and a form to answer (again). */
export function QuestionsCard({ view, props, standing }: { view: View; props: BrokerProps; standing: BrokerStanding }) {
  const o = view.t.brokerRegister.one
  return (
    <section class="card" id="questions">
      <div class="card-head">
        <h2>{o.questions}</h2>
      </div>
      <ul>
        {diligencePoints.map((point) => (
          <Point view={view} props={props} standing={standing} point={point} />
        ))}
      </ul>
    </section>
  )
}

const lookTones = { closed: 'done', open: 'wait', no: 'broken', optional: 'quiet' } as const

function Point({
  view,
  props,
  standing,
  point,
}: {
  view: View
  props: BrokerProps
  standing: BrokerStanding
  point: DiligencePoint
}) {
  const o = view.t.brokerRegister.one
  const say = sayIn(view)
  const [last, ...earlier] = props.answers.filter((answer) => answer.point === point.id)
  const open = standing.open.find(({ id }) => id === point.id)
  return (
    <li class="point" id={point.id}>
      <div class="point-head">
        <div>
          <p class="strong">
            {say(point.question)} <span class="point-id">({point.id})</span>
          </p>
          <p class="hint">
            {o.asks}
            {view.f.colon}
            {say(point.evidence)} ·{' '}
            {point.must === 'consent' ? o.mustConsent : isMust(point, props.broker.profile) ? o.must : o.optional} ·{' '}
            {o.law(point.source)}
          </p>
          {last === undefined ? null : <Given view={view} given={last} files={props.files} />}
          {earlier.length === 0 ? null : (
            <details class="as-table">
              <summary>{o.history(earlier.length)}</summary>
              <ul class="plain-list">
                {earlier.map((given) => (
                  <li>
                    <Given view={view} given={given} files={props.files} />
                  </li>
                ))}
              </ul>
            </details>
          )}
          <AnswerForm view={view} props={props} point={point} answered={last !== undefined} />
        </div>
        <Pill tone={lookTones[pointLook(point.id, props.broker, standing)]}>
          {last === undefined ? o.unanswered : open === undefined ? o.answers[last.answer] : o.reasons[open.reason]}
        </Pill>
      </div>
    </li>
  )
}

function Given({ view, given, files }: { view: View; given: GivenAnswer; files: readonly EvidenceFile[] }) {
  const { f } = view
  const o = view.t.brokerRegister.one
  return (
    <div class="given">
      <p>
        <strong>{o.answers[given.answer]}</strong>
        {given.note === null ? null : (
          <>
            {f.colon}
            {given.note}
          </>
        )}
      </p>
      <p class="hint">
        <Time at={given.answeredAt}>{o.answered(f.dateTime(given.answeredAt), given.author)}</Time>
        {given.evidenceIds.map((id) => {
          const file = files.find((one) => one.id === id)
          return file === undefined ? null : (
            <>
              {' '}
              · <FileLink file={file} />
            </>
          )
        })}
      </p>
    </div>
  )
}

function AnswerForm({
  view,
  props,
  point,
  answered,
}: {
  view: View
  props: BrokerProps
  point: DiligencePoint
  answered: boolean
}) {
  const o = view.t.brokerRegister.one
  const sent = props.at === `at-${point.id}`
  const form = sent ? props.form : emptyForm
  const prefix = `at-${point.id}-`
  const error = form.errors['answer']
  const fileError = form.errors['evidence']
  return (
    <details class="answer-form" open={sent}>
      <summary>{answered ? o.changeAgain(pointName(view, point)) : o.change(pointName(view, point))}</summary>
      <form
        method="post"
        action={`/brokers/${props.broker.id}/points/${point.id}`}
        enctype="multipart/form-data"
        class="stack narrow"
      >
        <Csrf token={view.csrf} />
        <fieldset id={`${prefix}answer`} aria-describedby={error === undefined ? undefined : `${prefix}answer-error`}>
          <legend class="sr-only">{o.answer}</legend>
          <div class="chips">
            {diligenceAnswers.map((answer) => (
              <label class="chip-choice">
                <input type="radio" name="answer" value={answer} checked={form.values['answer'] === answer} required />
                {o.answers[answer]}
              </label>
            ))}
          </div>
          <FieldError id={`${prefix}answer`} error={error} />
        </fieldset>
        <Field name="note" prefix={prefix} label={o.note} hint={o.noteHint} form={form} lines={2} />
        {props.files.length === 0 ? null : (
          <fieldset>
            <legend>{o.files}</legend>
            {props.files.map((file) => (
              <Check
                name={`file-${file.id}`}
                prefix={prefix}
                checked={form.values[`file-${file.id}`] === 'on'}
                label={
                  <>
                    {file.name} <span class="hint mono">{file.digest.toString('hex').slice(0, 8)}</span>
                  </>
                }
              />
            ))}
          </fieldset>
        )}
        <div class="field">
          <label for={`${prefix}evidence`}>{o.upload}</label>
          <input
            type="file"
            id={`${prefix}evidence`}
            name="evidence"
            accept={evidenceEndings}
            aria-describedby={`${prefix}evidence-hint${fileError === undefined ? '' : ` ${prefix}evidence-error`}`}
            aria-invalid={fileError === undefined ? undefined : 'true'}
          />
          <p class="hint" id={`${prefix}evidence-hint`}>
            {view.t.common.evidence.hint}
          </p>
          <FieldError id={`${prefix}evidence`} error={fileError} />
        </div>
        <p>
          <button type="submit" class="btn" aria-label={o.saveFor(pointName(view, point))}>
            {o.save}
          </button>
        </p>
      </form>
    </details>
  )
}
