import { sameCompany } from '../../../domain/consents/questionnaire.ts'
import type { ConsentLine, QuestionnaireRow } from '../../../store/consents/consents-view.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import type { View } from '../app/view.ts'
import { ConsentTable } from './consent-register.tsx'

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
          {lines.length === 0 ? (
            <p class="empty">{c.register.none}</p>
          ) : (
            <>
              <ConsentTable view={view} list={null} lines={lines} />
              <p class="card-foot">
                <a href="/consents/register">{c.register.all}</a>
              </p>
            </>
          )}
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
