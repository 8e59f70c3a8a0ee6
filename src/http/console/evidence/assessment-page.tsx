import { sayIn } from '../app/say-in.ts'
import type { Offer } from '../../../domain/decisions/offer.ts'
import { gapsIn, unanswered } from '../../../domain/evidence/assessment.ts'
import type { LanguageNeeds } from '../../../domain/notices/language-needs.ts'
import type { NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import { assessmentQuestions, assessmentTexts } from '../../../domain/evidence/tables/assessment-questions.ts'
import type { StoredAssessment } from '../../../store/evidence/assessments.ts'
import { Csrf, ErrorSummary, Field, FieldError, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import type { View } from '../app/view.ts'

interface Props {
  offer: Offer
  /** Newest first. */
  versions: readonly StoredAssessment[]
  form: FormState
  /** Languages in which it can start from the template: those that people of the base read. */
  languages: readonly NoticeLanguage[]
  needs: LanguageNeeds
  saved: boolean
}

/** May legitimate interest be the basis for this offer, and why? Answers of the last version stand in the form. */
export function assessmentPage(view: View, props: Props): string {
  const { offer, versions, form, saved } = props
  const { t, language } = view
  const a = t.assessment
  const say = sayIn(view)
  const [last] = versions
  return html(
    <Page
      view={view}
      nav="offers"
      title={a.title(offer.name)}
      tab={a.tab}
      crumbs={[[t.offers.title, '/offers']]}
      context={<p>{stateOf(view, offer, last)}</p>}
      actions={
        last === undefined ? undefined : (
          <a class="btn" href={`/offers/${offer.id}/assessment/${last.number}.pdf?lang=${language}`} download>
            <Icon name="download" />
            {a.pdf}
          </a>
        )
      }
    >
      {saved && last !== undefined ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{a.saved(last.id)}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{
          ...Object.fromEntries(
            assessmentQuestions.map((question) => [question, say(assessmentTexts[question].question)]),
          ),
          outcome: a.outcome,
        }}
      />
      <div class="stack">
        <AnswersCard view={view} last={last} {...props} />
        {versions.length === 0 ? null : <VersionsCard view={view} offer={offer} versions={versions} />}
      </div>
    </Page>,
  )
}

/** One field for each question, beside it what is missing, and the outcome. Answers of the last version stand in it. */
function AnswersCard({
  view,
  offer,
  last,
  form,
  languages,
  needs,
}: Pick<Props, 'offer' | 'form' | 'languages' | 'needs'> & { view: View; last: StoredAssessment | undefined }) {
  const { t } = view
  const a = t.assessment
  const outcome = form.values['outcome'] ?? (last === undefined ? '' : last.favourable ? 'for' : 'against')
  const say = sayIn(view)
  const starts = Object.fromEntries(assessmentQuestions.map((one) => [one, say(assessmentTexts[one].start)]))
  const answers = Object.fromEntries(
    assessmentQuestions.map((one) => [one, form.values[one] ?? last?.answers[one] ?? starts[one] ?? '']),
  )
  const open = unanswered(answers, starts)
  return (
    <section class="card">
      <form method="post" action={`/offers/${offer.id}/assessment`} class="card-body stack" id="answers">
        <Csrf token={view.csrf} />
        <input type="hidden" name="language" value={form.values['language'] ?? last?.language ?? view.language} />
        <p class="hint">{a.templateMore}</p>
        <p class="actions">
          {languages.map((code) => (
            <a class="btn small" href={`/offers/${offer.id}/assessment?template=${code}`}>
              {a.template(t.notices.languages[code], t.notices.neededFor(peopleOf(needs, code)))}
            </a>
          ))}
        </p>
        {assessmentQuestions.map((question) => (
          <div class="two-columns">
            <Field
              name={question}
              label={say(assessmentTexts[question].question)}
              hint={say(assessmentTexts[question].help)}
              form={form}
              value={answers[question]}
              lines={5}
            />
            <Missing view={view} isOpen={open.includes(question)} gaps={gapsIn(answers[question] ?? '')} />
          </div>
        ))}
        <Outcome view={view} form={form} outcome={outcome} />
        <p>
          <button type="submit" class="btn primary">
            {a.save}
          </button>
        </p>
      </form>
    </section>
  )
}

const peopleOf = ({ languages }: LanguageNeeds, code: string) =>
  languages.find((needed) => needed.code === code)?.people ?? 0

/** Whether a question is answered, and what its answer leaves to say. */
function Missing({ view, isOpen, gaps }: { view: View; isOpen: boolean; gaps: readonly string[] }) {
  const a = view.t.assessment
  if (!isOpen)
    return (
      <p>
        <Pill tone="done">{a.answered}</Pill>
      </p>
    )
  return (
    <div class="stack">
      <p>
        <Pill tone="wait">{gaps.length === 0 ? a.toAnswer : view.t.notices.gap}</Pill>
      </p>
      {gaps.map((gap) => (
        <p>{gap}</p>
      ))}
    </div>
  )
}

function Outcome({ view, form, outcome }: { view: View; form: FormState; outcome: string }) {
  const a = view.t.assessment
  return (
    <fieldset aria-describedby={form.errors['outcome'] === undefined ? undefined : 'outcome-error'}>
      <legend id="outcome">{a.outcome}</legend>
      {(
        [
          ['for', a.favourable],
          ['against', a.unfavourable],
        ] as const
      ).map(([value, label]) => (
        <label class="check">
          <input type="radio" name="outcome" value={value} checked={outcome === value} />
          <span>{label}</span>
        </label>
      ))}
      <FieldError id="outcome" error={form.errors['outcome']} />
    </fieldset>
  )
}

function VersionsCard({ view, offer, versions }: { view: View; offer: Offer; versions: readonly StoredAssessment[] }) {
  const { f, language } = view
  const a = view.t.assessment
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.versions}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{a.versions}</caption>
        <thead>
          <tr>
            <th scope="col">{a.version}</th>
            <th scope="col">{a.when}</th>
            <th scope="col">{a.author}</th>
            <th scope="col">{a.result}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr>
              <td data-label={a.version}>
                <a href={`/offers/${offer.id}/assessment/${one.number}.pdf?lang=${language}`} download>
                  {one.id}
                </a>
              </td>
              <td data-label={a.when}>
                <Time at={one.createdAt}>{f.dateTime(one.createdAt)}</Time>
              </td>
              <td data-label={a.author} class="clip">
                {one.author}
              </td>
              <td data-label={a.result}>
                {one.favourable ? <Pill tone="done">{a.forIt}</Pill> : <Pill tone="broken">{a.againstIt}</Pill>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Which version the offer stands on, or why it stands on none. */
function stateOf(view: View, { assessment }: Offer, last: StoredAssessment | undefined): string {
  const { f } = view
  const a = view.t.assessment
  const isOwn = last !== undefined && (assessment === null ? !last.favourable : assessment.id === last.id)
  if (isOwn)
    return last.favourable
      ? a.inForce(last.id, f.date(last.createdAt), last.author)
      : a.against(last.id, f.date(last.createdAt))
  return assessment === null ? a.none : a.elsewhere(assessment.id, f.day(assessment.on), assessment.author)
}
