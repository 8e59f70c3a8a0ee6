import type { TitleGroup } from '../../../domain/titles/title-groups.ts'
import { jobFunctions } from '../../../domain/titles/tables/job-titles.ts'
import { Csrf, Field, type FormState } from '../ui/form.tsx'
import { ShiftTable, type OfferPreview } from './shift-table.tsx'
import { titleLines } from './title-lines.ts'
import type { View } from '../app/view.ts'

/** Titles of a group that stand there in full. */
const titlesNamed = 3

export interface UnknownTitles {
  groups: readonly TitleGroup[]
  distinct: number
  contacts: number
}

/** Where an answer about a title stands in the values of a form. */
export const answerKey = (title: string): string => `answer ${title}`

/** Unknown titles by their core, most people first: one answer for each, kept for every contact with one of them. */
export function Titles({
  view,
  unknown,
  form,
  preview,
}: {
  view: View
  unknown: UnknownTitles
  form: FormState
  preview: OfferPreview | null
}) {
  const { t, f } = view
  const s = t.offers.titles
  return (
    <section class="card" id="titles">
      <div class="card-head">
        <h2>{s.heading}</h2>
        {unknown.distinct === 0 ? null : <span class="hint">{s.waiting(unknown.distinct, unknown.contacts)}</span>}
      </div>
      <form method="post" action="/offers/titles" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">{s.more}</p>
        {unknown.groups.length === 0 ? <p>{s.none}</p> : <GroupRows view={view} groups={unknown.groups} form={form} />}
        <div class="narrow">
          <Field
            name="titles"
            label={s.label}
            form={form}
            value={titleLines(view, view.settings.titles)}
            lines={6}
            hint={s.hint}
            mono
            spellcheck={false}
          />
        </div>
        {preview?.of === 'titles' ? (
          <ShiftTable view={view} shift={preview.shift} about={t.offers.preview.inForce} />
        ) : null}
        <p class="actions">
          <button
            type="submit"
            class="btn"
            name="act"
            value="save"
            aria-label={`${t.common.save}${f.colon}${s.heading}`}
          >
            {t.common.save}
          </button>{' '}
          <button
            type="submit"
            class="btn quiet"
            name="act"
            value="preview"
            formaction="/offers/titles#preview"
            aria-label={`${t.offers.preview.show}${f.colon}${s.heading}`}
          >
            {t.offers.preview.show}
          </button>
        </p>
      </form>
    </section>
  )
}

/** One answer for each group of titles. */
function GroupRows({ view, groups, form }: { view: View; groups: readonly TitleGroup[]; form: FormState }) {
  const { t, f } = view
  const s = t.offers.titles
  const options = [['', s.undecided] as const, ...jobFunctions.map((code) => [code, t.common.functions[code]] as const)]
  return (
    <table class="rows small boxed">
      <thead>
        <tr>
          <th scope="col">{s.title}</th>
          <th scope="col" class="num">
            {t.offers.people}
          </th>
          <th scope="col">{t.offers.function}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group, place) => (
          <tr>
            <td data-label={s.title}>
              <input type="hidden" name={`title-${place}`} value={group.key} />
              {group.titles.slice(0, titlesNamed).join(' · ')}
              {group.titles.length > titlesNamed ? (
                <span class="hint"> {s.further(group.titles.length - titlesNamed)}</span>
              ) : null}
            </td>
            <td class="num" data-label={t.offers.people}>
              {f.number(group.people)}
            </td>
            <td data-label={t.offers.function}>
              <select name={`function-${place}`} aria-label={`${t.offers.function}${f.colon}${group.titles[0] ?? ''}`}>
                {options.map(([value, label]) => (
                  <option value={value} selected={value === form.values[answerKey(group.key)]}>
                    {label}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
