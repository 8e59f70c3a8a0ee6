import { normalTitle } from '../../../domain/titles/job-function.ts'
import type { Offer } from '../../../domain/decisions/offer.ts'
import { audiences } from '../../../domain/decisions/tables/france.ts'
import { jobFunctions, type JobFunction } from '../../../domain/titles/tables/job-titles.ts'
import { Check, Choice, Csrf, ErrorSummary, Field, FieldError, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import type { VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import { ShiftTable } from './shift-table.tsx'
import { titleLines } from './title-lines.ts'
import type { View } from '../app/view.ts'

export interface OffersProps {
  /** People per function, by the first known title of each. */
  people: ReadonlyMap<JobFunction, number>
  unknown: { titles: readonly { title: string; count: number }[]; distinct: number; contacts: number }
  /** The form that was refused: an offer's id, `new`, or `titles`. */
  failed: string | null
  form: FormState
  saved: boolean
  /** What would change, under the form it was asked for; `leading`: compared with the verdicts in force. */
  preview: { of: string; leading: boolean; shift: VerdictShift } | null
}

export const newOffer = 'new'
/** Where an answer about a title stands in the values of a form. */
export const answerKey = (title: string): string => `answer ${title}`

/** To whom does an offer relate (docs/reference/law.md#b1)? */
export function offersPage(view: View, props: OffersProps): string {
  const { t, settings } = view
  const o = t.offers
  const labels = {
    name: o.name,
    functions: o.functions,
    productFamily: o.family,
    assessmentId: o.assessmentId,
    assessmentAuthor: o.assessmentAuthor,
    assessmentOn: o.assessmentOn,
    titles: o.titles.label,
  }
  const formOf = (id: string): FormState => (props.failed === id ? props.form : { values: {}, errors: {} })
  return html(
    <Page view={view} nav="offers" title={o.title} context={<p>{o.context}</p>}>
      {props.saved ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{o.saved}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={props.form}
        prefix={props.failed === null || props.failed === 'titles' ? '' : `${props.failed}-`}
        text={t.common.errorSummary(Object.keys(props.form.errors).length)}
        labels={labels}
      />
      <div class="stack">
        {settings.offers.length === 0 ? null : <Grid view={view} people={props.people} />}
        <Titles view={view} unknown={props.unknown} form={formOf('titles')} preview={props.preview} />
        {settings.offers.map((offer, place) => (
          <OfferCard view={view} offer={offer} leads={place === 0} form={formOf(offer.id)} preview={props.preview} />
        ))}
        <OfferCard
          view={view}
          offer={null}
          leads={settings.offers.length === 0}
          form={formOf(newOffer)}
          preview={props.preview}
        />
      </div>
    </Page>,
  )
}

function Grid({ view, people }: { view: View; people: OffersProps['people'] }) {
  const { t, f, settings } = view
  const o = t.offers
  return (
    <section class="card">
      <div class="card-head">
        <h2>{o.grid}</h2>
      </div>
      <div class="scroll" tabindex={0} role="region" aria-label={o.grid}>
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{o.function}</th>
              <th scope="col" class="num">
                {o.people}
              </th>
              {settings.offers.map((offer) => (
                <th scope="col">{offer.name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {jobFunctions.map((code) => (
              <tr>
                <th scope="row">{t.common.functions[code]}</th>
                <td class="num">{f.number(people.get(code) ?? 0)}</td>
                {settings.offers.map((offer) => (
                  <td>
                    {offer.audience === 'business' && offer.functions.includes(code) ? (
                      <Pill tone="done" icon="check">
                        {o.related}
                      </Pill>
                    ) : (
                      <span class="hint">{o.unrelated}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function OfferCard({
  view,
  offer,
  leads,
  form,
  preview,
}: {
  view: View
  offer: Offer | null
  leads: boolean
  form: FormState
  preview: OffersProps['preview']
}) {
  const { t } = view
  const o = t.offers
  const id = offer?.id ?? newOffer
  const prefix = `${id}-`
  const chosen = form.values['functions'] === undefined ? (offer?.functions ?? []) : form.values['functions'].split(' ')
  return (
    <section class="card" id={id}>
      <div class="card-head">
        <h2>{offer?.name ?? o.add}</h2>
        {leads && offer !== null ? <Pill tone="done">{o.leads}</Pill> : null}
        {offer !== null && offer.assessment === null ? <Pill tone="wait">{o.noAssessment}</Pill> : null}
      </div>
      <form method="post" action="/offers" class="card-body stack narrow">
        <Csrf token={view.csrf} />
        <input type="hidden" name="offer" value={id} />
        <Field name="name" prefix={prefix} label={o.name} form={form} value={offer?.name} required />
        <fieldset aria-describedby={form.errors['functions'] === undefined ? undefined : `${prefix}functions-error`}>
          <legend id={`${prefix}functions`}>{o.functions}</legend>
          <div class="checks-grid">
            {jobFunctions.map((code) => (
              <Check
                name="functions"
                prefix={prefix}
                value={code}
                label={t.common.functions[code]}
                checked={chosen.includes(code)}
              />
            ))}
          </div>
          <FieldError id={`${prefix}functions`} error={form.errors['functions']} />
        </fieldset>
        <div class="row-fields">
          <Choice
            name="audience"
            prefix={prefix}
            label={o.audience}
            form={form}
            value={offer?.audience ?? 'business'}
            options={audiences.map((audience) => [audience, o.audiences[audience]] as const)}
          />
          <Field
            name="productFamily"
            prefix={prefix}
            label={o.family}
            form={form}
            value={offer?.productFamily ?? ''}
            hint={o.familyHint}
          />
        </div>
        <fieldset>
          <legend>{o.assessment}</legend>
          {offer === null ? null : (
            <p>
              <a href={`/offers/${offer.id}/assessment`}>
                {offer.assessment === null ? t.assessment.write : t.assessment.open(offer.assessment.id)}
              </a>
            </p>
          )}
          <p class="hint">{o.assessmentHint}</p>
          <div class="row-fields">
            <Field
              name="assessmentId"
              prefix={prefix}
              label={o.assessmentId}
              form={form}
              value={offer?.assessment?.id}
            />
            <Field
              name="assessmentAuthor"
              prefix={prefix}
              label={o.assessmentAuthor}
              form={form}
              value={offer?.assessment?.author}
            />
            <Field
              name="assessmentOn"
              prefix={prefix}
              label={o.assessmentOn}
              form={form}
              value={offer?.assessment?.on}
              type="date"
            />
          </div>
        </fieldset>
        {preview?.of === id ? (
          <ShiftTable
            view={view}
            shift={preview.shift}
            about={preview.leading ? o.preview.leading : leads ? o.preview.inForce : o.preview.own}
          />
        ) : null}
        <p class="actions">
          <button
            type="submit"
            class="btn"
            name="act"
            value="save"
            aria-label={`${t.common.save}${view.f.colon}${offer?.name ?? o.add}`}
          >
            {t.common.save}
          </button>{' '}
          <button
            type="submit"
            class="btn quiet"
            name="act"
            value="preview"
            formaction="/offers#preview"
            aria-label={`${o.preview.show}${view.f.colon}${offer?.name ?? o.add}`}
          >
            {o.preview.show}
          </button>
          {leads ? null : (
            <>
              {' '}
              <button
                type="submit"
                class="btn quiet"
                name="act"
                value="preview-lead"
                formaction="/offers#preview"
                aria-label={`${o.preview.showLead}${view.f.colon}${offer?.name ?? o.add}`}
              >
                {o.preview.showLead}
              </button>
            </>
          )}
          {offer === null || leads ? null : (
            <>
              {' '}
              <button
                type="submit"
                class="btn quiet"
                name="act"
                value="lead"
                formnovalidate
                aria-label={`${o.lead}${view.f.colon}${offer.name}`}
              >
                {o.lead}
              </button>
            </>
          )}
          {offer === null ? null : (
            <>
              {' '}
              <button
                type="submit"
                class="btn quiet"
                name="act"
                value="remove"
                formnovalidate
                aria-label={`${o.remove}${view.f.colon}${offer.name}`}
              >
                {o.remove}
              </button>
            </>
          )}
        </p>
      </form>
    </section>
  )
}

/** Unknown titles, most frequent first: one answer for each, kept for every contact that has it. */
function Titles({
  view,
  unknown,
  form,
  preview,
}: {
  view: View
  unknown: OffersProps['unknown']
  form: FormState
  preview: OffersProps['preview']
}) {
  const { t, f } = view
  const s = t.offers.titles
  const options = [['', s.undecided] as const, ...jobFunctions.map((code) => [code, t.common.functions[code]] as const)]
  return (
    <section class="card" id="titles">
      <div class="card-head">
        <h2>{s.heading}</h2>
        {unknown.distinct === 0 ? null : <span class="hint">{s.waiting(unknown.distinct, unknown.contacts)}</span>}
      </div>
      <form method="post" action="/offers/titles" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">{s.more}</p>
        {unknown.titles.length === 0 ? (
          <p>{s.none}</p>
        ) : (
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
              {unknown.titles.map((row, place) => (
                <tr>
                  <td data-label={s.title}>
                    <input type="hidden" name={`title-${place}`} value={row.title} />
                    {row.title}
                  </td>
                  <td class="num" data-label={t.offers.people}>
                    {f.number(row.count)}
                  </td>
                  <td data-label={t.offers.function}>
                    <select name={`function-${place}`} aria-label={`${t.offers.function}${f.colon}${row.title}`}>
                      {options.map(([value, label]) => (
                        <option value={value} selected={value === form.values[answerKey(normalTitle(row.title))]}>
                          {label}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
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
