import { sameCompany } from '../../../domain/consents/questionnaire.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { ConsentLine, QuestionnaireRow } from '../../../store/consents/consents-view.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import type { View } from '../app/view.ts'

interface ConsentsProps {
  rows: readonly QuestionnaireRow[]
  lines: readonly ConsentLine[]
  named: readonly { controller: string; consents: number }[]
  canMake: boolean
}

/** What did they agree to, in which words? */
export function consentsPage(view: View, { rows, lines, named, canMake }: ConsentsProps): string {
  const { app, t, settings } = view
  const c = t.consents
  const company = settings.controller?.name ?? ''
  const others = named.filter((row) => !sameCompany(row.controller, company))
  return html(
    <Page
      view={view}
      nav="consents"
      title={c.title}
      context={<p>{c.context}</p>}
      actions={
        canMake ? (
          <a class="btn primary" href="/consents/new">
            <Icon name="plus" />
            {c.add}
          </a>
        ) : undefined
      }
    >
      <div class="stack">
        {app.mailer === null && rows.length > 0 ? (
          <div class="notice wait">
            <Icon name="alert-triangle" />
            <p>{c.noMail}</p>
          </div>
        ) : null}
        {others.map((row) => (
          <div class="notice wait">
            <Icon name="alert-triangle" />
            <p>{c.otherCompany(row.consents, row.controller)}</p>
          </div>
        ))}
        <section class="card">
          <div class="card-head">
            <h2>{c.list}</h2>
          </div>
          {rows.length > 0 ? (
            <List view={view} rows={rows} />
          ) : (
            <p class="empty">
              {settings.controller === null ? (
                <>
                  {c.needsCompany} <a href="/settings/company">{c.toSettings}</a>
                </>
              ) : canMake ? (
                c.empty
              ) : (
                c.needsSystem
              )}
            </p>
          )}
        </section>
        <section class="card" id="register">
          <div class="card-head">
            <h2>{c.register.title}</h2>
          </div>
          {lines.length === 0 ? <p class="empty">{c.register.none}</p> : <Register view={view} lines={lines} />}
        </section>
      </div>
    </Page>,
  )
}

function List({ view, rows }: { view: View; rows: readonly QuestionnaireRow[] }) {
  const { t, f, language } = view
  const c = t.consents
  const s = c.columns
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{s.name}</th>
          <th scope="col" class="num">
            {s.version}
          </th>
          <th scope="col" class="num">
            {s.answers}
          </th>
          <th scope="col" class="num">
            {s.consents}
          </th>
          <th scope="col">{s.system}</th>
          <th scope="col" class="num">
            {s.waiting}
          </th>
          <th scope="col">{s.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td data-label={s.name}>
              <a href={`/consents/${row.id}`}>{row.title[language] ?? row.title.fr ?? row.title.en ?? row.slug}</a>
              <p class="hint">{row.event}</p>
            </td>
            <td data-label={s.version} class="num">
              {f.number(row.version)}
            </td>
            <td data-label={s.answers} class="num">
              {f.number(row.answers)}
            </td>
            <td data-label={s.consents} class="num">
              {f.number(row.consents)}
            </td>
            <td data-label={s.system}>{row.label}</td>
            <td data-label={s.waiting} class="num">
              {f.number(row.waiting)}
            </td>
            <td data-label={s.state}>
              {row.open ? <Pill tone="done">{c.open}</Pill> : <Pill tone="quiet">{c.closed}</Pill>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Consents line by line; the whole sentence on demand, the proof to download. */
function Register({ view, lines }: { view: View; lines: readonly ConsentLine[] }) {
  const { t, f } = view
  const r = t.consents.register
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{r.person}</th>
          <th scope="col">{r.what}</th>
          <th scope="col">{r.text}</th>
          <th scope="col">{r.given}</th>
          <th scope="col">{r.state}</th>
          <th scope="col">{r.proof}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td data-label={r.person}>
              <a href={`/contacts/${line.contactId}`}>
                {line.email === null ? t.common.unknown : maskEmail(line.email)}
              </a>
            </td>
            <td data-label={r.what}>
              {line.purposes.map((purpose) => t.consents.purposes[purpose]).join(', ')}
              <p class="hint">{line.channels.map((channel) => t.common.channels[channel]).join(', ')}</p>
            </td>
            <td data-label={r.text}>
              <details>
                <summary>{originOf(view, line)}</summary>
                <p>{line.text}</p>
                <p class="hint">{line.controller}</p>
              </details>
              <p class="hint">{r.acts[line.act]}</p>
            </td>
            <td data-label={r.given}>
              <Time at={line.givenAt}>{givenOf(view, line)}</Time>
            </td>
            <td data-label={r.state}>{stateOf(view, line)}</td>
            <td data-label={r.proof}>
              <a
                href={`/evidence/${line.evidenceId}`}
                aria-label={`${r.see}${f.colon}${r.proof}, ${givenOf(view, line)}`}
              >
                {r.see}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Where it was given: on a questionnaire, in answer to our question, or to one of us who recorded it. */
function originOf({ t }: View, { slug, version, recordedBy }: ConsentLine): string {
  const r = t.consents.register
  if (recordedBy !== null) return r.recorded
  return slug === null ? r.asked : r.version(slug, version ?? 0)
}

/** When it was given, as far as that is known: of one that was recorded the day alone. */
const givenOf = ({ f }: View, { givenAt, recordedBy }: ConsentLine): string =>
  recordedBy === null ? f.dateTime(givenAt) : f.day(givenAt.toISOString().slice(0, 10))

function stateOf({ t, f }: View, line: ConsentLine) {
  const r = t.consents.register
  if (line.withdrawnAt !== null) return <Pill tone="quiet">{r.withdrawn(f.date(line.withdrawnAt))}</Pill>
  if (line.confirmedAt !== null) return <Pill tone="done">{r.confirmed(f.date(line.confirmedAt))}</Pill>
  return line.mustConfirm ? <Pill tone="wait">{r.waits}</Pill> : <Pill tone="done">{r.counts}</Pill>
}
