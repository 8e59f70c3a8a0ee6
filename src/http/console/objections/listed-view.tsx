import { maskEmail, maskName } from '../../../domain/contacts/identity.ts'
import { handDoors } from '../../../operations/objections/record-by-hand.ts'
import type { ListPreview } from '../../../operations/objections/many/record-list.ts'
import type { ContactRow } from '../../../store/contacts/contacts-list.ts'
import type { View } from '../app/view.ts'
import { ScopeField } from './scope-field.tsx'
import { DayField } from '../ui/days/day-field.tsx'
import { Choice, Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'

interface ListedProps {
  /** Filters of the list of contacts, as in its address. */
  list: string
  preview: ListPreview
  /** Some of them, to check that the list is the one that was meant. */
  sample: readonly ContactRow[]
  /** Most people that are taken at once. */
  tooMany: number
  form: FormState
  /** Channels that were ticked. */
  chosen: readonly string[]
}

/** One opt-out for each person on a list: whom it meets, what it stops where, then the form. */
export function listedPage(view: View, props: ListedProps): string {
  const { t } = view
  const { preview, form, list, tooMany } = props
  const o = t.optOutList
  const h = t.byHand
  const labels = { door: h.how, receivedOn: h.receivedOn, words: o.words, channels: h.what }
  const context = preview.isOpen
    ? o.context(preview.people)
    : preview.people === 0
      ? o.errors.nobody()
      : o.errors['too-many'](tooMany)
  return html(
    <Page
      view={view}
      nav="contacts"
      title={o.title}
      crumbs={[[t.contacts.tab, `/contacts?${list}`]]}
      context={<p>{context}</p>}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      {preview.isOpen ? (
        <div class="stack">
          <Effect view={view} {...props} />
          <OptOutForm view={view} {...props} />
        </div>
      ) : null}
    </Page>,
  )
}

/** What would happen at each system, and some of the people. */
function Effect({ view, preview: { effect, people }, sample }: ListedProps & { view: View }) {
  const { t, f } = view
  const o = t.optOutList
  return (
    <section class="card">
      <div class="card-head">
        <h2>{o.effect}</h2>
      </div>
      <div class="card-body stack">
        {effect.suppressed === 0 ? null : <p>{o.suppressed(effect.suppressed, people)}</p>}
        {sample.length === 0 ? null : (
          <>
            <p class="hint">{o.sample(sample.length, people)}</p>
            <ul class="plain">
              {sample.map((row) => (
                <li>{personOf(view, row)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <table class="rows">
        <caption class="sr-only">{o.effect}</caption>
        <thead>
          <tr>
            <th scope="col">{o.system}</th>
            <th scope="col" class="num">
              {o.people}
            </th>
            <th scope="col">{o.what}</th>
          </tr>
        </thead>
        <tbody>
          {effect.systems.map((system) => (
            <tr>
              <td data-label={o.system}>{system.label}</td>
              <td data-label={o.people} class="num">
                {f.number(system.people)}
              </td>
              <td data-label={o.what}>
                {system.state === 'active' && system.mayBlock ? (
                  o.blocked
                ) : (
                  <Pill tone="broken">{whyNot(view, system)}</Pill>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="card-foot hint">{o.brokers}</p>
    </section>
  )
}

/** Why nothing is blocked there at once. */
function whyNot({ t }: View, { state, mayBlock }: ListPreview['effect']['systems'][number]): string {
  const o = t.optOutList
  if (state === 'disconnected') return o.disconnected
  return mayBlock ? o.states[state as keyof typeof o.states] : o.notGranted
}

/** Company, name and address masked. */
function personOf({ t }: View, row: ContactRow): string {
  const parts = [
    [row.firstName, row.lastName].flatMap((part) => (part === null || part === '' ? [] : [maskName(part)])).join(' '),
    row.email === null ? t.contacts.noAddress : maskEmail(row.email),
    row.company ?? '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function OptOutForm({ view, preview, list, form, chosen }: ListedProps & { view: View }) {
  const { t } = view
  const o = t.optOutList
  const h = t.byHand
  return (
    <form method="post" action={`/objections/list?${new URLSearchParams({ list }).toString()}`} class="card">
      <div class="card-body stack narrow">
        <Csrf token={view.csrf} />
        <input type="hidden" name="seal" value={preview.seal} />
        <Choice
          name="door"
          label={h.how}
          form={form}
          value={form.values['door'] ?? 'post'}
          options={handDoors.map((door) => [door, h.doors[door]] as const)}
        />
        <DayField
          {...{ view, form }}
          name="receivedOn"
          label={h.receivedOn}
          hint={h.receivedHint}
          value={view.f.typedDay(view.now)}
          hasHour
        />
        <Field name="words" label={o.words} form={form} hint={o.wordsHint} lines={3} />
        <ScopeField view={view} form={form} chosen={chosen} />
      </div>
      <div class="card-foot form-foot">
        <button type="submit" class="btn primary">
          {o.record(preview.people)}
        </button>
        <a class="btn quiet" href={`/contacts?${list}`}>
          {h.cancel}
        </a>
        <span class="hint">{h.final}</span>
      </div>
    </form>
  )
}

/** What became of the list. */
export function listedDonePage(view: View, { recorded, known }: { recorded: number; known: number }): string {
  const o = view.t.optOutList
  return html(
    <Page view={view} nav="objections" title={o.done(recorded)} crumbs={[[view.t.objections.tab, '/objections']]}>
      <section class="card">
        <div class="card-body stack">
          <p class="with-icon">
            <Icon name="circle-check" /> {o.doneMore(known)}
          </p>
          <p>
            <a class="btn primary" href="/objections?state=all">
              {o.see}
            </a>
          </p>
        </div>
      </section>
    </Page>,
  )
}
