import type { CheckedDelivery } from '../../../store/brokers/broker-deliveries.ts'
import type { Screening } from '../../../store/screening/screenings.ts'
import { Csrf, ErrorSummary, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { ListFileField } from '../spreadsheets/list-file-field.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import type { View } from '../app/view.ts'

interface ScreeningProps {
  screenings: readonly Screening[]
  deliveries: readonly CheckedDelivery[]
  form: FormState
}

/** A file to check, and those that were. */
export function screeningPage(view: View, { screenings, deliveries, form }: ScreeningProps): string {
  const { t } = view
  const s = t.screening
  return html(
    <Page view={view} nav="screening" title={s.title} context={<p>{s.context}</p>}>
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ file: s.choose }}
      />
      <div class="stack">
        <Choose view={view} form={form} />
        <Past view={view} rows={screenings} />
        <Deliveries view={view} rows={deliveries} />
      </div>
    </Page>,
  )
}

function Choose({ view, form }: { view: View; form: FormState }) {
  const s = view.t.screening
  const error = form.errors['file']
  return (
    <form class="card" method="post" action="/screening" enctype="multipart/form-data">
      <div class="card-body stack">
        <Csrf token={view.csrf} />
        <ListFileField label={s.choose} hint={s.hint} error={error} />
      </div>
      <div class="card-foot form-foot">
        <button type="submit" class="btn primary">
          {s.next}
        </button>
      </div>
    </form>
  )
}

export function listSourceText(view: View, screening: Pick<Screening, 'ask'>): string {
  const { ask } = screening
  if (ask === null || ask.sourceKind === null) return view.t.screening.noSource
  return [`${view.t.common.sourceKinds[ask.sourceKind]} (${ask.sourceKind})`, ask.sourceName]
    .filter((part) => part !== null)
    .join(view.f.colon)
}

function Past({ view, rows }: { view: View; rows: readonly Screening[] }) {
  const { t, f } = view
  const s = t.screening
  return (
    <section class="card" id="past">
      <div class="card-head">
        <h2>{s.past}</h2>
      </div>
      {rows.length === 0 ? (
        <p class="empty">{s.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{s.past}</caption>
          <thead>
            <tr>
              <th scope="col">{s.day}</th>
              <th scope="col">{s.file}</th>
              <th scope="col">{s.source}</th>
              <th scope="col" class="num">
                {s.rows}
              </th>
              <th scope="col" class="num">
                {s.allowed}
              </th>
              <th scope="col" class="num">
                {s.refused}
              </th>
              <th scope="col">{s.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const state = row.finishedAt === null ? 'running' : row.failure === null ? 'done' : 'failed'
              return (
                <tr>
                  <td data-label={s.day} class="nowrap">
                    <a href={`/screening/${row.id}`}>
                      <Time at={row.createdAt}>{f.dateTime(row.createdAt)}</Time>
                    </a>
                  </td>
                  <td data-label={s.file}>
                    {row.name ?? (row.uploadedBy === 'command line' ? s.commandLine : s.erased)}
                    <p class="hint mono" title={row.digest.toString('hex')}>
                      {row.digest.toString('hex').slice(0, 12)}…
                    </p>
                  </td>
                  <td data-label={s.source}>{listSourceText(view, row)}</td>
                  <td data-label={s.rows} class="num">
                    {f.number(row.counts?.rows ?? 0)}
                  </td>
                  <td data-label={s.allowed} class="num">
                    {f.number(row.counts?.allowed ?? 0)}
                  </td>
                  <td data-label={s.refused} class="num">
                    {f.number(row.counts?.refused ?? 0)}
                  </td>
                  <td data-label={s.state}>
                    <Pill tone={state === 'done' ? 'done' : state === 'failed' ? 'broken' : 'moving'}>
                      {s.states[state]}
                    </Pill>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** What a broker delivered stays when the rows are gone (docs/reference/law.md#c7). */
function Deliveries({ view, rows }: { view: View; rows: readonly CheckedDelivery[] }) {
  const { f } = view
  const s = view.t.screening
  return (
    <section class="card" id="deliveries">
      <div class="card-head">
        <h2>{s.deliveries}</h2>
      </div>
      {rows.length === 0 ? (
        <p class="empty">{s.noDelivery}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{s.deliveries}</caption>
          <thead>
            <tr>
              <th scope="col">{s.broker}</th>
              <th scope="col">{s.reference}</th>
              <th scope="col">{s.obtained}</th>
              <th scope="col">{s.digest}</th>
              <th scope="col" class="num">
                {s.rows}
              </th>
              <th scope="col" class="num">
                {s.allowed}
              </th>
              <th scope="col" class="num">
                {s.refused}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td data-label={s.broker} class="strong">
                  {row.broker}
                </td>
                <td data-label={s.reference}>{row.reference ?? '–'}</td>
                <td data-label={s.obtained} class="nowrap">
                  {f.day(row.obtainedOn)}
                </td>
                <td data-label={s.digest}>
                  <a class="mono" href={`/screening/${row.screeningId}`} title={row.digest.toString('hex')}>
                    {row.digest.toString('hex').slice(0, 12)}…
                  </a>
                </td>
                <td data-label={s.rows} class="num">
                  {f.number(row.rows)}
                </td>
                <td data-label={s.allowed} class="num">
                  {f.number(row.allowed)}
                </td>
                <td data-label={s.refused} class="num">
                  {f.number(row.refused)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
