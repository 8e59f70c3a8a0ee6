import type { Offer } from '../../../domain/decisions/offer.ts'
import { audiences } from '../../../domain/decisions/tables/france.ts'
import { offerFunctions } from '../../../domain/titles/tables/job-titles.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Choice, Csrf, Field, FieldError, type FormState } from '../ui/form.tsx'
import { answerField, functionAnswers } from './function-answers.ts'
import { Pill } from '../ui/pill.tsx'
import { ShiftTable, type OfferPreview } from './shift-table.tsx'
import type { View } from '../app/view.ts'

export const newOffer = 'new'

/** One offer as a form, or an empty one for the next. */
export function OfferCard({
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
  preview: OfferPreview | null
}) {
  const { t } = view
  const o = t.offers
  const id = offer?.id ?? newOffer
  const prefix = prefixOf(offer)
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
        <Functions view={view} offer={offer} form={form} isTried={preview?.of === id} />
        <UseFields view={view} offer={offer} form={form} />
        <AssessmentFields view={view} offer={offer} form={form} />
        {preview?.of === id ? (
          <ShiftTable
            view={view}
            shift={preview.shift}
            about={preview.leading ? o.preview.leading : leads ? o.preview.inForce : o.preview.own}
          />
        ) : null}
        <OfferActs view={view} offer={offer} leads={leads} />
      </form>
    </section>
  )
}

/** The functions of an offer stand in the table above: they are folded until they are changed, refused or tried out. */
function Functions({
  view,
  offer,
  form,
  isTried,
}: {
  view: View
  offer: Offer | null
  form: FormState
  isTried: boolean
}) {
  const field = <FunctionsField view={view} offer={offer} form={form} />
  if (offer === null) return field
  return (
    <details open={isTried || Object.keys(form.errors).length > 0}>
      <summary>{view.t.offers.change(offer.functions.length, offer.borderline.length)}</summary>
      {field}
    </details>
  )
}

/** For each function one of three answers; the arrow keys move between them. */
function FunctionsField({ view, offer, form }: { view: View; offer: Offer | null; form: FormState }) {
  const { t } = view
  const o = t.offers
  const prefix = prefixOf(offer)
  const listed = (name: 'functions' | 'borderline') => form.values[name]?.split(' ') ?? offer?.[name] ?? []
  const [concerned, borderline] = [listed('functions'), listed('borderline')]
  const answer = (code: string) =>
    concerned.includes(code) ? 'concerned' : borderline.includes(code) ? 'borderline' : 'not'
  return (
    <fieldset aria-describedby={form.errors['functions'] === undefined ? undefined : `${prefix}functions-error`}>
      <legend id={`${prefix}functions`}>{o.functions}</legend>
      <p class="hint">{o.functionsHint}</p>
      <div class="answers-grid">
        {offerFunctions.map((code) => (
          <fieldset class="answers">
            <legend>{t.common.functions[code]}</legend>
            {functionAnswers.map((value) => (
              <label>
                <input
                  type="radio"
                  id={`${prefix}${answerField(code)}-${value}`}
                  name={answerField(code)}
                  value={value}
                  checked={value === answer(code)}
                />
                {o.answers[value]}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <FieldError id={`${prefix}functions`} error={form.errors['functions']} />
    </fieldset>
  )
}

function UseFields({ view, offer, form }: { view: View; offer: Offer | null; form: FormState }) {
  const o = view.t.offers
  const prefix = prefixOf(offer)
  return (
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
  )
}

/** The balance of interests: written here, or by its number where it was written elsewhere. */
function AssessmentFields({ view, offer, form }: { view: View; offer: Offer | null; form: FormState }) {
  const { t } = view
  const o = t.offers
  const prefix = prefixOf(offer)
  return (
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
        <Field name="assessmentId" prefix={prefix} label={o.assessmentId} form={form} value={offer?.assessment?.id} />
        <Field
          name="assessmentAuthor"
          prefix={prefix}
          label={o.assessmentAuthor}
          form={form}
          value={offer?.assessment?.author}
        />
        <DayField
          view={view}
          name="assessmentOn"
          prefix={prefix}
          label={o.assessmentOn}
          form={form}
          value={offer?.assessment?.on}
        />
      </div>
    </fieldset>
  )
}

/** Save, try out, put first, remove. */
function OfferActs({ view, offer, leads }: { view: View; offer: Offer | null; leads: boolean }) {
  const { t } = view
  const o = t.offers
  const about = offer?.name ?? o.add
  return (
    <p class="actions">
      <button type="submit" class="btn" name="act" value="save" aria-label={`${t.common.save}${view.f.colon}${about}`}>
        {t.common.save}
      </button>{' '}
      <button
        type="submit"
        class="btn quiet"
        name="act"
        value="preview"
        formaction="/offers#preview"
        aria-label={`${o.preview.show}${view.f.colon}${about}`}
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
            aria-label={`${o.preview.showLead}${view.f.colon}${about}`}
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
  )
}

const prefixOf = (offer: Offer | null): string => `${offer?.id ?? newOffer}-`
