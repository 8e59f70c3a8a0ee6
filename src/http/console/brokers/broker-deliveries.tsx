import { namedPoints } from '../../../domain/brokers/named-points.ts'
import type { DeliveryFault } from '../../../domain/brokers/broker-standing.ts'
import type { BrokerDelivery } from '../../../store/brokers/broker-deliveries.ts'
import type { BrokerSample } from '../../../store/brokers/broker-samples.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Csrf, Field, FieldError, emptyForm, type FieldProps } from '../ui/form.tsx'
import { Pill } from '../ui/pill.tsx'
import type { BrokerProps } from './broker-props.ts'
import type { View } from '../app/view.ts'

const prefix = 'delivery-'

/** What came, what an objection stopped, which rows were proved; and a form for the next one while none is refused. */
export function DeliveriesCard({
  view,
  props,
  fault,
}: {
  view: View
  props: BrokerProps
  fault: DeliveryFault | null
}) {
  const o = view.t.brokerRegister.one
  const c = o.deliveryColumns
  return (
    <section class="card" id="deliveries">
      <div class="card-head">
        <h2>{o.deliveries}</h2>
      </div>
      {props.deliveries.length === 0 ? (
        <p class="empty">{o.noDeliveries}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{o.deliveries}</caption>
          <thead>
            <tr>
              <th scope="col">{c.delivery}</th>
              <th scope="col">{c.promised}</th>
              <th scope="col" class="num">
                {c.rows}
              </th>
              <th scope="col">{c.wash}</th>
              <th scope="col" class="num">
                {c.allowed}
              </th>
              <th scope="col">{c.sample}</th>
            </tr>
          </thead>
          <tbody>
            {props.deliveries.map((delivery) => (
              <Row view={view} props={props} delivery={delivery} />
            ))}
          </tbody>
        </table>
      )}
      {fault !== null && fault.code !== 'contract' ? (
        <p class="empty divided">
          {fault.code === 'musts' ? o.closedForDeliveries(namedPoints(fault.points, view.language)) : o.closedReview}
        </p>
      ) : (
        <NoteForm view={view} props={props} />
      )}
    </section>
  )
}

/** How a delivery is called on screens and in lists. */
export function deliveryName(
  view: Pick<View, 'f'>,
  delivery: Pick<BrokerDelivery, 'reference' | 'fileName' | 'obtainedOn'>,
): string {
  return [delivery.reference ?? delivery.fileName, view.f.day(delivery.obtainedOn)]
    .filter((part) => part !== null)
    .join(', ')
}

function Row({ view, props, delivery }: { view: View; props: BrokerProps; delivery: BrokerDelivery }) {
  const { f } = view
  const o = view.t.brokerRegister.one
  const c = o.deliveryColumns
  const samples = props.samples.filter((sample) => sample.deliveryId === delivery.id)
  return (
    <tr id={`delivery-${delivery.id}`}>
      <td class="lead">
        <strong>{deliveryName(view, delivery)}</strong>
        {delivery.fileName === null || delivery.reference === null ? null : <p class="hint">{delivery.fileName}</p>}
        {delivery.digest === null ? (
          <p class="hint">
            {o.waitsForFile}. <a href="/screening">{o.screenIt}</a>
          </p>
        ) : (
          <p class="hint mono">
            <a href={`/screening/${delivery.screeningId}`} title={delivery.digest.toString('hex')}>
              {delivery.digest.toString('hex').slice(0, 12)}…
            </a>
          </p>
        )}
      </td>
      <td data-label={c.promised}>
        {[
          delivery.promised,
          delivery.promisedRows === null ? null : `${o.promisedRows}${f.colon}${f.number(delivery.promisedRows)}`,
        ]
          .filter((part) => part !== null)
          .join('. ') || '–'}
      </td>
      <td data-label={c.rows} class="num">
        {delivery.rows === null ? '–' : f.number(delivery.rows)}
      </td>
      <td data-label={c.wash} class="wide-cell">
        {delivery.washBefore === null && delivery.washAfter === null ? null : (
          <p>
            {o.washBroker(
              delivery.washBefore === null ? '?' : f.number(delivery.washBefore),
              delivery.washAfter === null ? '?' : f.number(delivery.washAfter),
            )}
          </p>
        )}
        {delivery.stopped === null ? '–' : <p>{o.washUs(delivery.stopped)}</p>}
      </td>
      <td data-label={c.allowed} class="num">
        {delivery.allowed === null ? '–' : f.number(delivery.allowed)}
      </td>
      <td data-label={c.sample} class="block-cell">
        {samples.map((sample) => (
          <p>
            <a href={`/brokers/${props.broker.id}/samples/${sample.id}`}>
              <SamplePill view={view} sample={sample} />
            </a>
          </p>
        ))}
        <Draw view={view} props={props} delivery={delivery} samples={samples} />
      </td>
    </tr>
  )
}

export function SamplePill({ view, sample }: { view: View; sample: BrokerSample }) {
  const s = view.t.brokerRegister.one.sampleStates
  if (sample.closedAt === null)
    return (
      <Pill tone="wait">{s.open(sample.proved + sample.notProved, sample.drawn, view.f.day(sample.answerBy))}</Pill>
    )
  return sample.failed === true ? (
    <Pill tone="broken">{s.failed(sample.proved, sample.drawn)}</Pill>
  ) : (
    <Pill tone="done">{s.passed(sample.proved, sample.drawn)}</Pill>
  )
}

function Draw({
  view,
  props,
  delivery,
  samples,
}: {
  view: View
  props: BrokerProps
  delivery: BrokerDelivery
  samples: readonly BrokerSample[]
}) {
  const o = view.t.brokerRegister.one
  if (delivery.screeningId === null || samples.some((sample) => sample.closedAt === null))
    return samples.length > 0 ? null : <span class="hint">{o.noSample}</span>
  if ((delivery.allowed ?? 0) === 0) return <span class="hint">{o.noRows}</span>
  if (delivery.stopped === null) return <span class="hint">{o.tooOld}</span>
  const act = samples.length === 0 ? o.draw : o.again
  const sent = props.at === `draw-${delivery.id}`
  const id = `draw-${delivery.id}-rows`
  const error = sent ? props.form.errors['rows'] : undefined
  return (
    <form method="post" action={`/brokers/${props.broker.id}/deliveries/${delivery.id}/draw`} class="draw-form">
      <Csrf token={view.csrf} />
      <label for={id} class="sr-only">
        {o.drawRows}
      </label>
      <input
        id={id}
        name="rows"
        inputmode="numeric"
        value={sent ? (props.form.values['rows'] ?? '') : String(view.settings.brokerSample.rows)}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
      />
      <button type="submit" class="btn" aria-label={o.drawLabel(act, deliveryName(view, delivery))}>
        {act}
      </button>
      <FieldError id={id} error={error} />
    </form>
  )
}

function NoteForm({ view, props }: { view: View; props: BrokerProps }) {
  const o = view.t.brokerRegister.one
  const sent = props.at === 'delivery'
  const form = sent ? props.form : emptyForm
  const field = (name: string, label: string, more: Partial<FieldProps> = {}) => (
    <Field name={name} prefix={prefix} label={label} form={form} autocomplete="off" {...more} />
  )
  return (
    <details class="answer-form card-body divided" open={sent}>
      <summary>{o.addDelivery}</summary>
      <form method="post" action={`/brokers/${props.broker.id}/deliveries`} class="stack">
        <Csrf token={view.csrf} />
        <div class="row-fields">
          <DayField {...{ view, prefix, form }} name="obtainedOn" label={o.obtainedOn} required />
          {field('reference', o.reference)}
          {field('fileName', o.fileName)}
        </div>
        <div class="row-fields">
          {field('promisedRows', o.promisedRows, { inputmode: 'numeric' })}
          {field('washBefore', o.washBefore, { inputmode: 'numeric' })}
          {field('washAfter', o.washAfter, { inputmode: 'numeric' })}
        </div>
        {field('promised', o.promised, { hint: o.promisedHint, lines: 2 })}
        <p>
          <button type="submit" class="btn">
            {o.noteDelivery}
          </button>
        </p>
      </form>
    </details>
  )
}
