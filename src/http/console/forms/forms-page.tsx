import type { FollowedForm } from '../../../store/forms/forms.ts'
import { Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { ScoreBar, ScoreTrend, type FormScoreFigures } from './score-bar.tsx'
import { Time } from '../ui/time.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'

interface ListedForm {
  form: FollowedForm
  /** Name of its system; null = a public page. */
  system: string | null
  /** Oldest first. */
  scores: readonly (FormScoreFigures & { auditedAt: Date })[]
}

/** Do our forms collect lawfully? */
export function formsPage(
  view: View,
  { forms, form, systems, ended }: { forms: readonly ListedForm[]; form: FormState; systems: boolean; ended: boolean },
): string {
  const { t } = view
  const s = t.forms
  const faulty = forms.filter(
    ({ scores, form: one }) => (scores.at(-1)?.failed ?? 0) > 0 || one.failingSince !== null,
  ).length
  return html(
    <Page view={view} nav="forms" title={s.title(faulty, forms.length)} tab={s.tab} context={<p>{s.context}</p>}>
      {ended ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{s.ended}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ url: s.add.url }}
      />
      <div class="stack">
        {allowed(view.role, may.judge) ? (
          <section class="card">
            <div class="card-head">
              <h2>{s.add.title}</h2>
            </div>
            <form method="post" action="/forms" class="card-body form-add">
              <Csrf token={view.csrf} />
              <Field
                name="url"
                label={s.add.url}
                form={form}
                hint={s.add.hint}
                inputmode="url"
                autocomplete="off"
                spellcheck={false}
              />
              <p class="form-add-acts">
                <button type="submit" class={forms.length === 0 ? 'btn primary' : 'btn'}>
                  {s.add.go}
                </button>
                {systems ? (
                  <a class="btn quiet" href="/forms/choose">
                    {s.add.pick}
                  </a>
                ) : null}
              </p>
            </form>
          </section>
        ) : null}
        <section class="card">
          {forms.length === 0 ? (
            <p class="empty">{s.empty}</p>
          ) : (
            <table class="rows">
              <caption class="sr-only">{s.tab}</caption>
              <thead>
                <tr>
                  <th scope="col">{s.columns.form}</th>
                  <th scope="col">{s.columns.state}</th>
                  <th scope="col">{s.columns.score}</th>
                  <th scope="col">{s.columns.trend}</th>
                  <th scope="col">{s.columns.change}</th>
                  <th scope="col">{s.columns.checked}</th>
                </tr>
              </thead>
              <tbody>
                {forms.map((row) => (
                  <Row view={view} row={row} />
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
    </Page>,
  )
}

function Row({ view, row: { form, system, scores } }: { view: View; row: ListedForm }) {
  const { f } = view
  const s = view.t.forms
  const [last, before] = [scores.at(-1), scores.at(-2)]
  const moved = last === undefined || before === undefined ? 0 : last.failed - before.failed
  return (
    <tr>
      <td data-label={s.columns.form}>
        <span class="form-name">
          <a href={`/forms/${form.id}`}>{form.name}</a>
          <span class="hint block">{system === null ? shortUrl(form.url ?? '') : s.of(system)}</span>
        </span>
      </td>
      <td data-label={s.columns.state}>
        {form.failingSince !== null ? (
          <Pill tone="broken" icon="plug-connected-x">
            {s.states.unread}
          </Pill>
        ) : last === undefined ? (
          <Pill tone="moving">{s.states.waiting}</Pill>
        ) : last.failed > 0 ? (
          <Pill tone="broken">{s.states.faults(last.failed)}</Pill>
        ) : (
          <Pill tone="done">{s.states.fine}</Pill>
        )}
      </td>
      <td data-label={s.columns.score} class="share-cell">
        {last === undefined ? (
          ''
        ) : (
          <>
            <span>
              <strong>{s.score(last.passed, last.of)}</strong>{' '}
              <span class="hint">{s.scoreMore(last.failed, last.open)}</span>
            </span>
            <ScoreBar score={last} />
          </>
        )}
      </td>
      <td data-label={s.columns.trend}>
        <ScoreTrend view={view} scores={scores} />
      </td>
      <td data-label={s.columns.change}>
        {last === undefined ? (
          ''
        ) : (
          <span>
            {before === undefined ? s.first : moved > 0 ? s.worse(moved) : moved < 0 ? s.better(-moved) : s.same}
            <span class="hint block">{f.date(last.auditedAt)}</span>
          </span>
        )}
      </td>
      <td data-label={s.columns.checked}>
        {form.checkedAt === null ? '' : <Time at={form.checkedAt}>{f.relative(form.checkedAt, view.now)}</Time>}
      </td>
    </tr>
  )
}

/** Host and path, short enough for a cell. */
export function shortUrl(url: string): string {
  const text = url.replace(/^https?:\/\//u, '').replace(/\/$/u, '')
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
