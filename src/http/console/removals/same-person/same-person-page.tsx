import type { ComponentChildren } from 'preact'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import type { PairHalf } from '../../../../store/removals/pair-view.ts'
import { samePersonAnswers, type Likeness } from '../../../../store/removals/possible-duplicate.ts'
import type { View } from '../../app/view.ts'
import { Csrf, Field, FieldError, emptyForm, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'

interface Pair {
  /** Who is kept out of the plans. */
  kept: PairHalf
  other: PairHalf
  likenesses: readonly Likeness[]
}

/** Both contacts side by side, why they look alike, and the answer. */
export function samePersonPage(view: View, props: { pairs: readonly Pair[]; more: boolean }, form: FormState): string {
  const { t } = view
  const s = t.samePerson
  return html(
    <Page
      view={view}
      nav="removals"
      title={props.more ? s.needMany(props.pairs.length) : s.title(props.pairs.length)}
      tab={s.tab}
      crumbs={[[t.removals.title, '/removals']]}
      context={<p>{s.context}</p>}
    >
      <div class="stack">
        {props.pairs.length === 0 ? (
          <section class="card">
            <p class="empty">{s.none}</p>
          </section>
        ) : null}
        {props.pairs.map((pair, place) => (
          <PairCard view={view} pair={pair} place={place} form={formOf(pair, form)} />
        ))}
        {props.more ? <p class="hint">{s.more}</p> : null}
      </div>
    </Page>,
  )
}

/** What was typed belongs to one pair only. */
const formOf = ({ kept, other }: Pair, form: FormState): FormState =>
  form.values['contact'] === kept.contactId && form.values['other'] === other.contactId ? form : emptyForm

function PairCard({ view, pair, place, form }: { view: View; pair: Pair; place: number; form: FormState }) {
  const s = view.t.samePerson
  const prefix = `p${place}-`
  const wrong = form.errors['answer']
  const byMobile = pair.likenesses.includes('objector')
  const [kept, other] = byMobile ? [s.objector, s.byMobile] : [s.kept, s.other]
  return (
    <section class="card" aria-labelledby={`${prefix}title`}>
      <div class="card-head">
        <h2 id={`${prefix}title`}>{s.because(view.f.list(pair.likenesses.map((one) => s.likenesses[one])))}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{s.tab}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{kept}</th>
            <th scope="col">{other}</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(view).map(([label, text]) => (
            <tr>
              <th scope="row">{label}</th>
              <td data-label={kept}>{text(pair.kept)}</td>
              <td data-label={other}>{text(pair.other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <form method="post" action="/removals/same-person" class="card-body stack">
        <Csrf token={view.csrf} />
        <input type="hidden" name="contact" value={pair.kept.contactId} />
        <input type="hidden" name="other" value={pair.other.contactId} />
        <fieldset class="field" aria-describedby={wrong === undefined ? undefined : `${prefix}answer-error`}>
          <legend>{s.answer}</legend>
          {samePersonAnswers.map((one) => (
            <div class="check">
              <input
                type="radio"
                id={`${prefix}${one}`}
                name="answer"
                value={one}
                checked={form.values['answer'] === one}
                aria-describedby={`${prefix}${one}-hint`}
              />
              <label for={`${prefix}${one}`}>{s.answers[one].label}</label>
              <p class="hint" id={`${prefix}${one}-hint`}>
                {byMobile ? s.objectorHints[one] : s.answers[one].hint}
              </p>
            </div>
          ))}
          <FieldError id={`${prefix}answer`} error={wrong} />
        </fieldset>
        <Field form={form} name="reason" prefix={prefix} label={s.reason} hint={s.reasonHint} />
        <p>
          <button type="submit" class="btn primary">
            {s.go}
          </button>
        </p>
      </form>
    </section>
  )
}

function linesOf({ t, f }: View): [label: string, text: (half: PairHalf) => ComponentChildren][] {
  const s = t.samePerson
  const acts = t.common.acts as Readonly<Record<string, string>>
  const act = ({ lastActAt, lastActKind }: PairHalf) =>
    lastActAt === null ? s.noAct : `${acts[lastActKind ?? 'act'] ?? acts['act'] ?? ''}, ${f.date(lastActAt)}`
  return [
    [
      s.lines.contact,
      (half) => <a href={`/contacts/${half.contactId}`}>{half.email === null ? s.noAddress : maskEmail(half.email)}</a>,
    ],
    [s.lines.company, ({ company, jobTitle }) => [company, jobTitle].filter(Boolean).join(', ')],
    [
      s.lines.records,
      ({ records }) =>
        records.map(({ label, object, createdOn }) => <p>{s.record(label, object, f.day(createdOn))}</p>),
    ],
    [s.lines.act, act],
    [s.lines.relation, ({ relation }) => s.relations[relation as keyof typeof s.relations] ?? relation],
  ]
}
