import type { PersonSourceForm } from '../../../domain/sources/person-source.ts'
import type { SourceShift } from '../../../operations/decisions/added/preview-source-change.ts'
import type { AddedSource } from '../../../store/sources/withdrawn-sources.ts'
import type { View } from '../app/view.ts'
import { PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { VerdictPill } from '../ui/verdict-pill.tsx'
import { sourceWords } from './source-change-page.tsx'

interface SourceShiftProps {
  source: AddedSource
  shift: SourceShift
  /** The right source; null = it is taken back and nothing comes in its place. */
  form: PersonSourceForm | null
  action: string
  /** The form as it was sent, and who is shown. */
  values: Readonly<Record<string, string>>
}

/** What it would change for everyone on a list, before it is done. */
export function sourceShiftPage(view: View, { source, shift, form, action, values }: SourceShiftProps): string {
  const c = view.t.sourceChange
  const { people } = shift
  return html(
    <Page view={view} nav="contacts" title={c.preview} crumbs={[[c.title, action]]}>
      <div class="stack">
        <section class="card">
          <div class="card-body stack">
            <p>
              <span class="strong">{c.old}</span> {sourceWords(view, source)}
            </p>
            {form === null ? null : (
              <p>
                <span class="strong">{c.right}</span> {sourceWords(view, form)}
                {form.noticeShown === source.noticeShown ? null : (
                  <span class="hint">, {form.noticeShown ? c.informed : c.notInformed}</span>
                )}
              </p>
            )}
            {form === null ? null : (
              <p class="hint">
                {values['evidenceName'] === undefined ? c.fileKept : c.fileNew(values['evidenceName'])}
              </p>
            )}
            <p class="hint">
              {c.reason}
              {view.f.colon}
              {c.reasons[values['reason'] as keyof typeof c.reasons]}
              {values['why'] === '' || values['why'] === undefined ? null : `, ${c.saying(values['why'])}`}
            </p>
          </div>
        </section>
        <ShiftCard view={view} shift={shift} />
        <div class="actions">
          <PostButton
            view={view}
            action={`${action}/${form === null ? 'withdraw' : 'correct'}`}
            kind={form === null ? 'danger' : 'primary'}
            fields={values}
          >
            {form === null ? c.withdrawFor(people) : c.correctFor(people)}
          </PostButton>
          <a class="btn" href={action}>
            {c.change}
          </a>
        </div>
      </div>
    </Page>,
  )
}

/** How many people, and whose verdict becomes which. */
function ShiftCard({ view, shift: { people, changed, shifts, toInform } }: { view: View; shift: SourceShift }) {
  const { f, t } = view
  const c = t.sourceChange
  const elsewhere = changed - shifts.reduce((sum, row) => sum + row.people, 0)
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.counted(people, changed)}</h2>
      </div>
      {changed === 0 ? null : (
        <table class="rows">
          <caption class="sr-only">{c.stands}</caption>
          <thead>
            <tr>
              <th scope="col">{c.from}</th>
              <th scope="col">{c.to}</th>
              <th scope="col" class="num">
                {c.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {shifts.map((row) => (
              <tr>
                <td data-label={c.from}>
                  <VerdictPill view={view} verdict={row.from} />
                </td>
                <td data-label={c.to}>
                  <VerdictPill view={view} verdict={row.to} />
                </td>
                <td data-label={c.count} class="num">
                  {f.number(row.people)}
                </td>
              </tr>
            ))}
            {elsewhere <= 0 ? null : (
              <tr>
                <td colSpan={2}>{c.otherChannels}</td>
                <td data-label={c.count} class="num">
                  {f.number(elsewhere)}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      {toInform === 0 ? null : <p class="card-body">{c.toInform(toInform)}</p>}
    </section>
  )
}
