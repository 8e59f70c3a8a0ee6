import type { FormSystem, ListedVendorForm } from '../../../operations/forms/vendor-forms.ts'
import { Csrf } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill, SystemMark } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import type { View } from '../app/view.ts'

/** More labels than this make a row that nobody reads: the rest is counted. */
const maxAsked = 6

interface ChooseProps {
  systems: readonly FormSystem[]
  /** Our form by `connection form` of the vendor. */
  followed: ReadonlyMap<string, string>
  error: boolean
}

/** What a vendor's form is called in the posted fields. */
export const formChoice = (connectionId: string, formId: string): string => `${connectionId} ${formId}`

/** Which forms of a connected system are followed? */
export function chooseFormsPage(view: View, { systems, followed, error }: ChooseProps): string {
  const s = view.t.forms
  const all = systems.flatMap(({ connectionId, forms }) => (forms ?? []).map(({ id }) => formChoice(connectionId, id)))
  const known = all.filter((choice) => followed.has(choice)).length
  return html(
    <Page
      view={view}
      nav="forms"
      title={s.pick.title}
      tab={s.pick.tab}
      crumbs={[[s.tab, '/forms']]}
      context={<p>{all.length === 0 ? s.pick.context : `${s.pick.counted(all.length, known)} ${s.pick.context}`}</p>}
    >
      {error ? (
        <div class="summary" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          <p>{s.pick.nothing}</p>
        </div>
      ) : null}
      {systems.length === 0 ? (
        <section class="card">
          <p class="empty">{s.pick.none}</p>
        </section>
      ) : (
        <form method="post" action="/forms/choose" class="stack">
          <Csrf token={view.csrf} />
          {systems.map((system) => (
            <SystemCard view={view} system={system} followed={followed} />
          ))}
          {all.length > known ? (
            <p class="actions">
              <button type="submit" class="btn primary">
                {s.pick.follow}
              </button>
              <a class="btn quiet" href="/forms">
                {view.t.common.cancel}
              </a>
            </p>
          ) : null}
        </form>
      )}
    </Page>,
  )
}

function SystemCard({
  view,
  system,
  followed,
}: {
  view: View
  system: FormSystem
  followed: ReadonlyMap<string, string>
}) {
  const s = view.t.forms
  const { connectionId, label, forms } = system
  return (
    <section class="card">
      <div class="card-head">
        <h2 class="choice-head">
          <SystemMark label={label} />
          {label}
        </h2>
      </div>
      {forms === null ? (
        <p class="empty">
          {system.refused ? s.pick.refused(label) : s.pick.silent(label)}{' '}
          <a href={`/connections/${connectionId}`}>{s.pick.connection}</a>
        </p>
      ) : forms.length === 0 ? (
        <p class="empty">{s.pick.empty(label)}</p>
      ) : (
        <table class="rows form-choice">
          <caption class="sr-only">{s.of(label)}</caption>
          <thead>
            <tr>
              <th scope="col">{s.columns.form}</th>
              <th scope="col">{s.pick.asks}</th>
              <th scope="col">{s.pick.changed}</th>
              <th scope="col">{s.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {forms.map((form) => (
              <FormRow
                view={view}
                form={form}
                choice={formChoice(connectionId, form.id)}
                ours={followed.get(formChoice(connectionId, form.id)) ?? null}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function FormRow({
  view,
  form,
  choice,
  ours,
}: {
  view: View
  form: ListedVendorForm
  choice: string
  ours: string | null
}) {
  const { t, f } = view
  const s = t.forms
  const id = `form-${choice.replace(/\W+/gu, '-')}`
  const name = form.name || form.id
  return (
    <tr>
      <td>
        {ours === null ? (
          <span class="form-pick">
            <input type="checkbox" id={id} name="form" value={choice} />
            <label for={id}>{name}</label>
          </span>
        ) : (
          <a href={`/forms/${ours}`}>{name}</a>
        )}
      </td>
      <td data-label={s.pick.asks}>{askedText(view, form)}</td>
      <td data-label={s.pick.changed}>
        {form.updatedAt === null ? t.common.unknown : <Time at={form.updatedAt}>{f.date(form.updatedAt)}</Time>}
      </td>
      <td data-label={s.columns.state}>
        {ours === null ? (
          <Pill tone="quiet">{s.pick.open}</Pill>
        ) : (
          <Pill tone="done" icon="eye">
            {s.pick.followed}
          </Pill>
        )}
      </td>
    </tr>
  )
}

/** Labels of the fields a person sees, the first ones by name. */
function askedText({ t, f }: View, { asks }: ListedVendorForm): string {
  if (asks.length === 0) return t.forms.pick.asksNothing
  const more = asks.length - maxAsked
  return more > 0 ? t.forms.pick.more(asks.slice(0, maxAsked).join(', '), more) : f.list(asks)
}
