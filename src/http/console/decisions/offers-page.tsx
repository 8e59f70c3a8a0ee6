import { offerFunctions, type JobFunction } from '../../../domain/titles/tables/job-titles.ts'
import { ErrorSummary, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { answerOf, type FunctionAnswer } from './function-answers.ts'
import type { OfferPreview } from './shift-table.tsx'
import type { View } from '../app/view.ts'
import { newOffer, OfferCard } from './offer-card.tsx'
import { type UnknownTitles, Titles } from './titles-card.tsx'

export interface OffersProps {
  /** People per function, by the first known title of each. */
  people: ReadonlyMap<JobFunction, number>
  unknown: UnknownTitles
  /** The form that was refused: an offer's id, `new`, or `titles`. */
  failed: string | null
  form: FormState
  saved: boolean
  preview: OfferPreview | null
}

/** To whom does an offer relate (docs/reference/law.md#b1)? */
export function offersPage(view: View, props: OffersProps): string {
  const { t, settings } = view
  const o = t.offers
  const labels = {
    name: o.name,
    functions: o.functions,
    borderline: o.functions,
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
        {settings.offers.length === 0 ? (
          <OfferCard view={view} offer={null} leads form={formOf(newOffer)} preview={props.preview} />
        ) : (
          <details open={props.failed === newOffer || props.preview?.of === newOffer}>
            <summary>{o.add}</summary>
            <OfferCard view={view} offer={null} leads={false} form={formOf(newOffer)} preview={props.preview} />
          </details>
        )}
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
            {offerFunctions.map((code) => (
              <tr>
                <th scope="row">{t.common.functions[code]}</th>
                <td class="num">{f.number(people.get(code) ?? 0)}</td>
                {settings.offers.map((offer) => (
                  <td>
                    <Answer view={view} answer={answerOf(offer, code)} />
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

function Answer({ view, answer }: { view: View; answer: FunctionAnswer }) {
  const o = view.t.offers
  if (answer === 'not') return <span class="hint">{o.unrelated}</span>
  return answer === 'concerned' ? (
    <Pill tone="done" icon="check">
      {o.related}
    </Pill>
  ) : (
    <Pill tone="wait">{o.borderline}</Pill>
  )
}
