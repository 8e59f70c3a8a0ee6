import { namedPoints } from '../../../domain/brokers/named-points.ts'
import { deliveryFault, standingOf, type BrokerStanding } from '../../../domain/brokers/broker-standing.ts'
import { needsConsent } from '../../../domain/brokers/broker-profile.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { Csrf, ErrorSummary, Field } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { AnswerDots, BrokerPill, PointsBar, standingText } from './broker-drawings.tsx'
import { DeliveriesCard } from './broker-deliveries.tsx'
import { ProfileCard } from './broker-profile.tsx'
import { QuestionsCard } from './broker-questions.tsx'
import type { View } from '../app/view.ts'
import { type BrokerProps } from './broker-props.ts'

/** One broker: may its data be used, why not, and what shows it (docs/reference/law.md#i). */
export function brokerPage(view: View, props: BrokerProps): string {
  const { t, language } = view
  const b = t.brokerRegister
  const { broker, form, at } = props
  const standing = standingOf(broker, dayOf(view.now))
  return html(
    <Page
      view={view}
      nav="brokers"
      title={broker.profile.legalName}
      crumbs={[[b.one.crumb, '/brokers']]}
      context={<p>{standingText(view, standing)}</p>}
      actions={
        <>
          <BrokerPill view={view} standing={standing} />
          {props.quarantined.size === 0 ? null : <Pill tone="broken">{b.states.quarantine}</Pill>}
          <a class="btn" href={`/brokers/${broker.id}.pdf?lang=${language}`} download>
            <Icon name="download" />
            {b.one.pdf}
          </a>
        </>
      }
    >
      {props.saved ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{b.saved}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        prefix={`${at}-`}
        labels={labelsOf(view)}
      />
      <div class="grid">
        <section class="card" id="score">
          <div class="card-head">
            <h2>{b.one.score}</h2>
          </div>
          <div class="card-body stack">
            <div class="big-figure">
              <strong>{`${standing.closed} / ${standing.required}`}</strong>
              <span>{b.one.scoreLabel(standing.closed, standing.required)}</span>
            </div>
            <PointsBar view={view} broker={broker} standing={standing} named />
            <ul class="legend-row">
              {(['closed', 'open', 'no', 'optional'] as const).map((look) => (
                <li>
                  <svg width="14" height="10" aria-hidden="true">
                    <rect width="14" height="10" rx="2" class={`point-${look}`} />
                  </svg>
                  {b.one.legend[look]}
                </li>
              ))}
            </ul>
            <p class="hint">
              {b.one.scoreMore} {needsConsent(broker.profile.use) ? b.one.scoreConsent : b.one.scoreNoConsent}
            </p>
          </div>
        </section>
        <Musts view={view} props={props} standing={standing} />
      </div>
      <div class="stack">
        <QuestionsCard view={view} props={props} standing={standing} />
        <ProfileCard view={view} props={props} />
        <DeliveriesCard view={view} props={props} fault={deliveryFault(broker, dayOf(view.now), dayOf(view.now))} />
        {props.told === null ? null : (
          <section class="card">
            <div class="card-head">
              <h2>{b.one.answersTitle}</h2>
            </div>
            {props.told.length === 0 ? (
              <p class="empty">{b.one.answersNone}</p>
            ) : (
              <div class="card-body">
                <AnswerDots
                  view={view}
                  rows={props.told}
                  termHours={broker.profile.objections.hours ?? 48}
                  months={lastMonths(view.now)}
                />
              </div>
            )}
          </section>
        )}
      </div>
    </Page>,
  )
}

function labelsOf(view: View): Readonly<Record<string, string>> {
  const o = view.t.brokerRegister.one
  return {
    answer: o.answer,
    note: o.note,
    evidence: o.upload,
    review: o.reviewNote,
    legalName: o.legalName,
    names: o.names,
    country: o.country,
    hours: o.hours,
    from: o.from,
    until: o.until,
    contractFile: o.contractFile,
    countries: o.countries,
    address: o.address,
    format: o.format,
    reference: o.reference,
    obtainedOn: o.obtainedOn,
    promisedRows: o.promisedRows,
    washBefore: o.washBefore,
    washAfter: o.washAfter,
    promised: o.promised,
    fileName: o.fileName,
    rows: o.drawRows,
  }
}

/** What is open, and the yearly look. */
function Musts({ view, props, standing }: { view: View; props: BrokerProps; standing: BrokerStanding }) {
  const { f } = view
  const o = view.t.brokerRegister.one
  const [last] = props.reviews
  return (
    <section class="card top-card" id="musts">
      <div class="card-head">
        <h2>{o.musts}</h2>
      </div>
      <div class="card-body stack">
        {standing.open.length === 0 ? (
          <p>{o.mustsNone}</p>
        ) : (
          <ul class="plain-list">
            {standing.open.map(({ id, reason }) => (
              <li>
                <a href={`#${id}`}>
                  <strong>{namedPoints([id], view.language)}</strong>
                </a>{' '}
                <span class="hint">{o.reasons[reason]}</span>
              </li>
            ))}
          </ul>
        )}
        {standing.open.length > 0 ? (
          <p class="hint">{o.reviewClosed}</p>
        ) : (
          <form method="post" action={`/brokers/${props.broker.id}/review`} class="stack">
            <Csrf token={view.csrf} />
            {last === undefined ? null : <p class="hint">{o.reviewLast(f.date(last.reviewedAt), last.author)}</p>}
            <Field
              name="review"
              prefix="look-"
              label={o.reviewNote}
              form={props.at === 'look' ? props.form : { values: {}, errors: {} }}
              lines={2}
              required
            />
            <p>
              <button type="submit" class="btn">
                {o.reviewGo}
              </button>
            </p>
          </form>
        )}
      </div>
    </section>
  )
}

/** The month of `now` and the eleven before it. */
function lastMonths(now: Date): string[] {
  return Array.from({ length: 12 }, (_unused, place) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 11 + place, 1)).toISOString().slice(0, 7),
  )
}
