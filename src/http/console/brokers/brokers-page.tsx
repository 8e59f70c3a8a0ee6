import { namedPoints } from '../../../domain/brokers/named-points.ts'
import { standingOf, type BrokerStanding } from '../../../domain/brokers/broker-standing.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { Broker } from '../../../store/brokers/brokers.ts'
import type { BrokerFigures } from '../../../store/brokers/brokers-view.ts'
import { Csrf, ErrorSummary, Field, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { BrokerPill, PointsBar } from './broker-drawings.tsx'
import type { View } from '../app/view.ts'

interface Props {
  brokers: readonly Broker[]
  figures: ReadonlyMap<string, BrokerFigures>
  /** Brokers with a delivery in quarantine. */
  quarantined: ReadonlySet<string>
  unregistered: readonly { name: string; people: number }[]
  form: FormState
  saved: boolean
}

/** Whom do we buy from, and were they checked? */
export function brokersPage(view: View, { brokers, figures, quarantined, unregistered, form, saved }: Props): string {
  const { t } = view
  const b = t.brokerRegister
  const rows = withStanding(view, brokers)
  return html(
    <Page
      view={view}
      nav="brokers"
      title={b.title(rows.length, rows.filter(({ standing }) => !standing.accepted).length)}
      tab={b.tab}
      context={<p>{b.context}</p>}
      actions={
        <a class="btn" href="/brokers/deliveries">
          {b.deliveryList.all}
        </a>
      }
    >
      {saved ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{b.saved}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ legalName: b.one.legalName, rows: b.sampleRows, share: b.sampleShare }}
      />
      <div class="stack">
        {unregistered.length === 0 ? null : <UnregisteredCard view={view} unregistered={unregistered} />}
        <RegisterCard view={view} brokers={brokers} figures={figures} quarantined={quarantined} />
        <div class="two-columns">
          <AddCard view={view} form={form} />
          <SamplesCard view={view} form={form} />
        </div>
      </div>
    </Page>,
  )
}

/** Brokers that contacts name as their source and that nobody registered. */
function UnregisteredCard({ view, unregistered }: { view: View; unregistered: Props['unregistered'] }) {
  const b = view.t.brokerRegister
  return (
    <section class="card">
      <div class="card-head">
        <h2>{b.unknownTitle}</h2>
      </div>
      <ul>
        {unregistered.map(({ name, people }, place) => (
          <li class={place === 0 ? 'card-body row-between' : 'card-body row-between divided'}>
            <span>{b.unknownMore(name, people)}</span>
            <PostButton view={view} action="/brokers" fields={{ legalName: name }}>
              {b.unknownAdd(name)}
            </PostButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function RegisterCard({
  view,
  brokers,
  figures,
  quarantined,
}: {
  view: View
  brokers: readonly Broker[]
  figures: Props['figures']
  quarantined: Props['quarantined']
}) {
  const { f } = view
  const b = view.t.brokerRegister
  const rows = withStanding(view, brokers)
  return (
    <section class="card">
      {rows.length === 0 ? (
        <p class="empty">{b.empty}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{b.tab}</caption>
          <thead>
            <tr>
              <th scope="col">{b.columns.name}</th>
              <th scope="col">{b.columns.state}</th>
              <th scope="col">{b.columns.score}</th>
              <th scope="col">{b.columns.open}</th>
              <th scope="col" class="num">
                {b.columns.people}
              </th>
              <th scope="col">{b.columns.review}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ broker, standing }) => (
              <tr>
                <td class="lead">
                  <a href={`/brokers/${broker.id}`}>{broker.profile.legalName}</a>
                </td>
                <td data-label={b.columns.state}>
                  <span class="pills">
                    <BrokerPill view={view} standing={standing} />
                    {quarantined.has(broker.id) ? <Pill tone="broken">{b.states.quarantine}</Pill> : null}
                  </span>
                </td>
                <td data-label={b.columns.score}>
                  <span class="score-cell">
                    <PointsBar view={view} broker={broker} standing={standing} />
                    <span class="hint nowrap">{b.scoreOf(standing.closed, standing.required)}</span>
                  </span>
                </td>
                <td data-label={b.columns.open}>{missingText(view, standing)}</td>
                <td data-label={b.columns.people} class="num">
                  {f.number(figures.get(broker.id)?.people ?? 0)}
                </td>
                <td data-label={b.columns.review} class="nowrap">
                  {standing.reviewBy !== null
                    ? f.day(standing.reviewBy)
                    : standing.countedUntil !== null
                      ? f.day(standing.countedUntil)
                      : b.notYet}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Which checks are missing; only how many where they are too many for a cell. */
function missingText(view: View, { open }: BrokerStanding): string {
  if (open.length === 0) return view.t.brokerRegister.none
  return open.length > 2
    ? view.f.number(open.length)
    : namedPoints(
        open.map(({ id }) => id),
        view.language,
      )
}

function AddCard({ view, form }: { view: View; form: FormState }) {
  const b = view.t.brokerRegister
  return (
    <section class="card">
      <div class="card-head">
        <h2>{b.add}</h2>
      </div>
      <form method="post" action="/brokers" class="card-body stack">
        <Csrf token={view.csrf} />
        <Field name="legalName" label={b.one.legalName} hint={b.addMore} form={form} required autocomplete="off" />
        <p>
          <button type="submit" class="btn primary">
            {b.addGo}
          </button>
        </p>
      </form>
    </section>
  )
}

/** How many rows a sample draws, and how many of them may be without proof. */
function SamplesCard({ view, form }: { view: View; form: FormState }) {
  const b = view.t.brokerRegister
  const { rows: drawn, mostUnproved } = view.settings.brokerSample
  return (
    <section class="card" id="samples">
      <div class="card-head">
        <h2>{b.sampleTitle}</h2>
      </div>
      <form method="post" action="/brokers/samples" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">{b.sampleMore}</p>
        <div class="row-fields">
          <Field name="rows" label={b.sampleRows} form={form} value={String(drawn)} inputmode="numeric" required />
          <Field
            name="share"
            label={b.sampleShare}
            form={form}
            value={String(Math.round(mostUnproved * 1000) / 10)}
            inputmode="numeric"
            suffix={b.percent}
            required
          />
        </div>
        <p>
          <button type="submit" class="btn">
            {b.sampleSave}
          </button>
        </p>
      </form>
    </section>
  )
}

function withStanding(view: View, brokers: readonly Broker[]) {
  const today = dayOf(view.now)
  return brokers.map((broker) => ({ broker, standing: standingOf(broker, today) }))
}
