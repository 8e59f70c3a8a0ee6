import { sampleFails } from '../../../domain/brokers/broker-sample.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { BrokerDelivery } from '../../../store/brokers/broker-deliveries.ts'
import type { BrokerSample, SampleRow } from '../../../store/brokers/broker-samples.ts'
import type { Broker } from '../../../store/brokers/brokers.ts'
import { CopyField, Csrf, ErrorSummary, Field, FieldError, emptyForm, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { maskPhone } from '../ui/mask.ts'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { deliveryName, SamplePill } from './broker-deliveries.tsx'
import { evidenceEndings } from '../app/evidence-upload.ts'
import type { View } from '../app/view.ts'

interface Props {
  sample: BrokerSample
  delivery: BrokerDelivery
  rows: readonly SampleRow[]
  broker: Broker
  /** Which row was sent, and what is wrong with it. */
  at: string
  form: FormState
}

/** Could the broker prove where these people's data come from? */
export function samplePage(view: View, props: Props): string {
  const { t, f } = view
  const s = t.brokerRegister.sample
  const { sample, delivery, rows, broker, at, form } = props
  const here = `/brokers/${broker.id}/samples/${sample.id}`
  return html(
    <Page
      view={view}
      nav="brokers"
      tab={s.tab}
      title={sample.failed === null ? s.title(sample.silent, sample.drawn) : s.closedTitle(sample.failed)}
      crumbs={[
        [t.brokerRegister.one.crumb, '/brokers'],
        [broker.profile.legalName, `/brokers/${broker.id}`],
      ]}
      context={
        <>
          <p>{s.context(broker.profile.legalName, deliveryName(view, delivery), f.day(sample.answerBy))}</p>
          <p>{s.drawn(sample.drawn, f.number(sample.ofRows), f.dateTime(sample.drawnAt), sample.drawnBy)}</p>
        </>
      }
      actions={
        <>
          <SamplePill view={view} sample={sample} />
          {sample.closedAt !== null ? null : (
            <a class="btn" href={`${here}/list.csv`} download>
              <Icon name="download" />
              {s.download}
            </a>
          )}
        </>
      }
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        prefix={`${at}-`}
        labels={{ result: s.result, note: s.note, evidence: s.file }}
      />
      <div class="stack">
        {sample.failed === true ? (
          <div class="notice broken">
            <Icon name="alert-triangle" />
            <p>{s.quarantineMore}</p>
          </div>
        ) : null}
        {sample.closedAt !== null ? (
          <p class="hint">{s.closed(f.dateTime(sample.closedAt), sample.closedBy ?? '')}</p>
        ) : (
          <p class="hint">{s.downloadMore}</p>
        )}
        <section class="card">
          <table class="rows">
            <caption class="sr-only">{s.tab}</caption>
            <thead>
              <tr>
                <th scope="col">{s.columns.row}</th>
                <th scope="col">{s.columns.address}</th>
                <th scope="col">{s.columns.result}</th>
                <th scope="col">{s.columns.proof}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row view={view} props={props} row={row} />
              ))}
            </tbody>
          </table>
        </section>
        {sample.closedAt !== null ? null : <Close view={view} sample={sample} here={here} />}
        <section class="card">
          <div class="card-body stack">
            <CopyField
              label={s.seed}
              value={sample.seed.toString('hex')}
              copy={t.common.copy}
              copied={t.common.copied}
            />
            <p class="hint">{s.seedMore}</p>
          </div>
        </section>
      </div>
    </Page>,
  )
}

function Row({ view, props, row }: { view: View; props: Props; row: SampleRow }) {
  const { f } = view
  const s = view.t.brokerRegister.sample
  const { sample, broker, at } = props
  const number = f.number(row.rowNumber)
  const prefix = `row-${row.place}-`
  const sent = at === `row-${row.place}`
  const form = sent ? props.form : emptyForm
  return (
    <tr id={`row-${row.place}`}>
      <td class="lead nowrap">{s.rowOf(number)}</td>
      <td data-label={s.columns.address}>
        {row.address !== null ? (
          <span class="mono">{row.address.includes('@') ? maskEmail(row.address) : maskPhone(row.address)}</span>
        ) : (
          <span class="hint">{sample.closedAt !== null ? s.erased : s.unknownAddress}</span>
        )}
      </td>
      <td data-label={s.columns.result}>
        {row.result === null ? (
          <Pill tone={sample.closedAt === null ? 'wait' : 'broken'}>{s.results.none}</Pill>
        ) : (
          <Pill tone={row.result === 'proved' ? 'done' : 'broken'}>{s.results[row.result]}</Pill>
        )}
        {row.note === null ? null : <p class="hint">{row.note}</p>}
        {row.recordedAt === null ? null : (
          <p class="hint">
            <Time at={row.recordedAt}>{f.dateTime(row.recordedAt)}</Time>, {row.recordedBy}
          </p>
        )}
      </td>
      <td data-label={s.columns.proof} class="block-cell">
        {row.evidenceId === null ? null : (
          <p>
            <a href={`/evidence/${row.evidenceId}`} download>
              <Icon name="download" size={16} /> {s.columns.proof}
            </a>
          </p>
        )}
        {sample.closedAt !== null ? null : (
          <details class="answer-form" open={sent}>
            <summary aria-label={s.recordFor(number)}>{s.record}</summary>
            <form
              method="post"
              action={`/brokers/${broker.id}/samples/${sample.id}/rows/${row.place}`}
              enctype="multipart/form-data"
              class="stack"
            >
              <Csrf token={view.csrf} />
              <fieldset
                id={`${prefix}result`}
                aria-describedby={form.errors['result'] === undefined ? undefined : `${prefix}result-error`}
              >
                <legend class="sr-only">{s.result}</legend>
                <div class="chips">
                  {(['proved', 'not-proved'] as const).map((result) => (
                    <label class="chip-choice">
                      <input
                        type="radio"
                        name="result"
                        value={result}
                        checked={form.values['result'] === result}
                        required
                      />
                      {s.results[result]}
                    </label>
                  ))}
                </div>
                <FieldError id={`${prefix}result`} error={form.errors['result']} />
              </fieldset>
              <Field name="note" prefix={prefix} label={s.note} form={form} />
              <div class="field">
                <label for={`${prefix}evidence`}>{s.file}</label>
                <input
                  type="file"
                  id={`${prefix}evidence`}
                  name="evidence"
                  accept={evidenceEndings}
                  aria-describedby={form.errors['evidence'] === undefined ? undefined : `${prefix}evidence-error`}
                  aria-invalid={form.errors['evidence'] === undefined ? undefined : 'true'}
                />
                <FieldError id={`${prefix}evidence`} error={form.errors['evidence']} />
              </div>
              <p>
                <button type="submit" class="btn">
                  {s.save}
                </button>
              </p>
            </form>
          </details>
        )}
      </td>
    </tr>
  )
}

function Close({ view, sample, here }: { view: View; sample: BrokerSample; here: string }) {
  const s = view.t.brokerRegister.sample
  const maxUnproved = view.settings.brokerSample.mostUnproved
  const fails = sampleFails(sample, maxUnproved)
  return (
    <section class="card">
      <form method="post" action={`${here}/close`} class="card-body row-between">
        <Csrf token={view.csrf} />
        <div>
          <p>{s.closeMore(sample.silent, view.f.share(maxUnproved, 1))}</p>
          <p class="strong">{fails ? s.willFail : s.willPass}</p>
        </div>
        <button type="submit" class={`btn ${fails ? 'danger' : 'primary'}`}>
          {s.close}
        </button>
      </form>
    </section>
  )
}
