import { channels } from '../../../domain/app/channel.ts'
import { screeningColumns } from '../../../domain/screening/tables/list-columns.ts'
import { declaredKinds } from '../../../domain/sources/tables/source-kinds.ts'
import type { ListStart } from '../../../operations/screening/screen-file.ts'
import type { AskRules } from '../../../domain/screening/screening-ask.ts'
import type { Screening } from '../../../store/screening/screenings.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Check, Choice, Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { columnNames, ListSample } from '../spreadsheets/list-sample.tsx'
import { Page } from '../ui/page.tsx'
import type { View } from '../app/view.ts'

const countries = ['FR', 'BE', 'CH', 'DE', 'ES', 'GB', 'IT', 'LU', 'NL'] as const

interface AskProps {
  screening: Screening
  start: ListStart
  brokers: readonly { id: string; label: string }[]
  /** Deliveries that were noted in the register of brokers and wait for their file. */
  noted: AskRules['noted']
  form: FormState
}

/** Which column holds what, and what the list is: with its first rows to judge accents and columns by. */
export function screeningAskPage(view: View, props: AskProps): string {
  const { t } = view
  const s = t.screening
  const { screening, form } = props
  const { channel, offer, country, sourceKind, sourceName, obtainedOn, delivery, visibility, broker, reference } = s.ask
  const labels = {
    ...Object.fromEntries(screeningColumns.map((column) => [`column-${column}`, s.columns[column]])),
    channel,
    offer,
    country,
    sourceKind,
    sourceName,
    obtainedOn,
    delivery,
    visibility,
    broker,
    reference,
  }
  return html(
    <Page
      view={view}
      nav="screening"
      title={s.mapTitle(screening.name ?? '')}
      tab={s.askTab}
      crumbs={[[s.title, '/screening']]}
      context={<p>{s.mapContext}</p>}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <ListSample view={view} start={props.start} />
      <form class="stack" method="post" action={`/screening/${screening.id}`}>
        <Csrf token={view.csrf} />
        <section class="card">
          <div class="card-head">
            <h2>{s.columnsTitle}</h2>
          </div>
          <Columns view={view} start={props.start} form={form} />
        </section>
        <section class="card">
          <div class="card-head">
            <h2>{s.listTitle}</h2>
          </div>
          <Declared view={view} brokers={props.brokers} noted={props.noted} form={form} />
          <div class="card-foot form-foot">
            <button type="submit" class="btn primary">
              {s.go}
            </button>
            <a class="btn quiet" href="/screening">
              {s.cancel}
            </a>
          </div>
        </section>
      </form>
    </Page>,
  )
}

function Columns({ view, start, form }: { view: View; start: ListStart; form: FormState }) {
  const s = view.t.screening
  const options = [
    ['', view.t.file.absent] as const,
    ...columnNames(view, start).map((name, place) => [String(place), name] as const),
  ]
  return (
    <div class="card-body row-fields">
      {screeningColumns.map((column) => (
        <Choice name={`column-${column}`} label={s.columns[column]} form={form} options={options} />
      ))}
    </div>
  )
}

function Declared({
  view,
  brokers,
  noted,
  form,
}: {
  view: View
  brokers: AskProps['brokers']
  noted: AskProps['noted']
  form: FormState
}) {
  const { t, f, settings } = view
  const a = t.screening.ask
  const regions = new Intl.DisplayNames([view.language], { type: 'region' })
  const pairs = (texts: Readonly<Record<string, string>>, keys: readonly string[]) =>
    keys.map((key) => [key, texts[key] ?? key] as const)
  return (
    <div class="card-body stack">
      <p class="hint">{t.screening.bySelf}</p>
      <div class="row-fields">
        <Choice
          name="channel"
          label={a.channel}
          form={form}
          value="email"
          options={pairs(t.common.channels, channels)}
        />
        {settings.offers.length === 0 ? null : (
          <Choice
            name="offer"
            label={a.offer}
            form={form}
            options={settings.offers.map((offer) => [offer.id, offer.name] as const)}
          />
        )}
        <Choice
          name="country"
          label={a.country}
          form={form}
          value=""
          options={[['', a.noCountry] as const, ...countries.map((code) => [code, regions.of(code) ?? code] as const)]}
        />
      </div>
      <div class="row-fields">
        <Choice
          name="sourceKind"
          label={a.sourceKind}
          form={form}
          value=""
          options={[
            ['', a.noKind] as const,
            ...declaredKinds.map((kind) => [kind, `${t.common.sourceKinds[kind]} (${kind})`] as const),
          ]}
        />
        <Field name="sourceName" label={a.sourceName} form={form} hint={a.sourceNameHint} autocomplete="off" />
        <DayField view={view} name="obtainedOn" label={a.obtainedOn} form={form} hint={a.obtainedOnHint} />
      </div>
      <div class="row-fields">
        {noted.length === 0 ? null : (
          <Choice
            name="delivery"
            label={a.delivery}
            form={form}
            value=""
            hint={a.deliveryHint}
            options={[
              ['', a.noDelivery] as const,
              ...noted.map(
                (row) =>
                  [
                    row.id,
                    [row.broker, row.reference, f.day(row.obtainedOn)].filter((part) => part !== null).join(', '),
                  ] as const,
              ),
            ]}
          />
        )}
        {brokers.length === 0 ? null : (
          <Choice
            name="broker"
            label={a.broker}
            form={form}
            value=""
            options={[['', a.noBroker] as const, ...brokers.map((row) => [row.id, row.label] as const)]}
          />
        )}
        <Field name="reference" label={a.reference} form={form} autocomplete="off" />
        <Choice
          name="visibility"
          label={a.visibility}
          form={form}
          value=""
          hint={a.visibilityHint}
          options={[['', a.notAsked] as const, ...pairs(a.visibilities, ['public', 'restricted'])]}
        />
      </div>
      <Check name="noticeShown" label={a.noticeShown} checked={form.values['noticeShown'] === 'on'} />
    </div>
  )
}

/** Why a file is not read, in the reader's language. */
export function fileFault(view: View, code: string, where: string): string {
  const s = view.t.screening
  const text = (s.errors.file as Readonly<Record<string, string | ((where: string) => string)>>)[code] ?? s.late
  return typeof text === 'function' ? text(where) : text
}
