import { connectorTitle } from './connect/choose-page.tsx'
import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Connector } from '../../../connector/contract.ts'
import type { App } from '../../../operations/app/app.ts'
import { findConnection, verbs } from '../../../store/connections/connections.ts'
import { begunConnectors } from '../../../store/connections/wizard-consents.ts'
import { connectionRows, type ConnectionRow } from '../../../store/connections/connections-view.ts'
import { movedApps, type MovedApp } from '../../../operations/connections/moved-apps.ts'
import { ConnectionPill } from './connection-state.tsx'
import { addFieldPages } from './field-pages.tsx'
import { addMovedApps, MovedAppsCard } from './moved-apps.tsx'
import { HttpProblem } from '../../app/problem.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { SystemMark } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { connectionPage } from './connection-page.tsx'
import { loadConnection } from './facts/connection-facts.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { addRoute } from '../app/route.ts'
import { sendZip } from './connect/send-zip.ts'
import { Limit } from './system-limit.tsx'
import { openView, type View } from '../app/view.ts'

/** Which systems hold our people, and what may we write there? */
export function addConnectionPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /connections', { roles: may.configure }, async (visit) => {
    const view = await openView(visit)
    const begun = allowed(view.role, may.connect) ? await begunConnectors(app.pool) : []
    return html(
      <ListPage view={view} rows={await connectionRows(app.pool)} moved={await movedApps(app)} begun={begun} />,
    )
  })
  addMovedApps(server, app)
  addFieldPages(server, app)
  addRoute(server, app, 'GET /connections/:id', { roles: may.configure }, async (visit) => {
    const view = await openView(visit)
    return connectionPage(view, await loadConnection(view, visit.params['id'] ?? ''))
  })
  addRoute(server, app, 'GET /connections/:id/fields.zip', { roles: may.configure }, async ({ params, reply }) => {
    const id = params['id'] ?? ''
    const connection = isUuid(id) ? await findConnection(app.pool, id) : null
    const connector = connection === null ? undefined : app.connectors.get(connection.connector)
    if (connector?.setupFiles === undefined) throw new HttpProblem(404, 'not-found')
    return sendZip(reply, `lawbase-${connector.id}-fields`, connector.setupFiles())
  })
}

function ListPage({
  view,
  rows,
  moved,
  begun,
}: {
  view: View
  rows: readonly ConnectionRow[]
  moved: readonly MovedApp[]
  begun: readonly string[]
}) {
  const { t } = view
  const c = t.connections
  const add = allowed(view.role, may.connect)
  return (
    <Page
      view={view}
      nav="connections"
      title={c.title}
      context={rows.length === 0 ? undefined : <p>{c.count(rows.length)}</p>}
      actions={
        add && rows.length > 0 ? (
          <a class="btn primary" href="/connections/new">
            <Icon name="plus" />
            {c.add}
          </a>
        ) : undefined
      }
    >
      <MovedAppsCard view={view} moved={moved} />
      <BegunCards view={view} begun={begun} />
      <section class="card">
        {rows.length === 0 ? (
          <p class="empty">
            {c.empty}{' '}
            {add ? (
              <a class="btn primary" href="/connections/new">
                {c.emptyAct}
              </a>
            ) : (
              c.emptyDpo
            )}
          </p>
        ) : (
          <table class="rows">
            <caption class="sr-only">{c.title}</caption>
            <thead>
              <tr>
                <th scope="col">{c.columns.system}</th>
                <th scope="col">{c.columns.state}</th>
                <th scope="col">{c.columns.rights}</th>
                <th scope="col">{c.columns.pulled}</th>
                <th scope="col">{c.columns.readBack}</th>
                <th scope="col">{c.columns.limit}</th>
                <th scope="col" class="num">
                  {c.columns.open}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row view={view} row={row} />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>
  )
}

/** Systems whose connection was begun and left. */
function BegunCards({ view, begun }: { view: View; begun: readonly string[] }) {
  const { connect } = view.t
  const nameOf = (id: string) => {
    const connector = view.app.connectors.get(id)
    return connector === undefined ? id : connectorTitle(view, connector)
  }
  return (
    <>
      {begun.map((id) => (
        <p class="notice wait">
          <Icon name="clock-hour-4" />
          <span>
            {connect.begunMore(nameOf(id))} <a href={`/connections/new/${id}`}>{connect.resume(nameOf(id))}</a>
          </span>
        </p>
      ))}
    </>
  )
}

/** Of a system that was never read, or of which nobody says when. */
function unread({ t: { connections: c } }: View, kind: Connector['kind'] | undefined): string {
  if (kind === 'mailbox') return c.mailboxRead
  return kind === 'crm' || kind === undefined ? c.never : c.notPulled
}

/** Under its name: the account of a CRM, else what kind of system it is. */
function whatItIs({ t }: View, row: ConnectionRow, kind: Connector['kind'] | undefined): string {
  if (kind === undefined || kind === 'crm') return t.connections.account(row.accountId)
  return kind === 'feed' ? t.feeds.kind : t.connections[kind]
}

function Row({ view, row }: { view: View; row: ConnectionRow }) {
  const { t, f, now } = view
  const c = t.connections
  const connector = view.app.connectors.get(row.connector)
  const mailbox = connector?.kind === 'mailbox'
  const feed = connector?.kind === 'feed'
  const broker = connector !== undefined && connector.kind !== 'crm'
  const offered = verbs.filter((verb) => (connector?.writes[verb].length ?? 0) > 0)
  return (
    <tr>
      <td class="lead">
        <div class="marked">
          <SystemMark label={row.label} />
          <div>
            <p class="strong">
              <a href={`/connections/${row.id}`}>{row.label}</a>
            </p>
            <p class="hint">{whatItIs(view, row, connector?.kind)}</p>
          </div>
        </div>
      </td>
      <td data-label={c.columns.state}>
        <ConnectionPill view={view} row={row} readable={!broker} failing={feed} nothingToGrant={mailbox || feed} />
      </td>
      <td data-label={c.columns.rights}>
        <span class="verbs">
          {offered.map((verb) => {
            const granted = row.granted.includes(verb)
            return (
              <span class={granted ? 'verb granted' : 'verb'}>
                <Icon name={granted ? 'check' : 'circle-dashed'} size={13} />
                {t.common.verbs[verb]}
                <span class="sr-only"> {granted ? t.common.granted : t.common.notGranted}</span>
              </span>
            )
          })}
        </span>
      </td>
      <td data-label={c.columns.pulled}>
        {row.pulledAt === null || (broker && !feed) ? (
          unread(view, connector?.kind)
        ) : (
          <Time at={row.pulledAt}>{f.relative(row.pulledAt, now)}</Time>
        )}
      </td>
      <td data-label={c.columns.readBack}>
        {mailbox ? (
          t.common.none
        ) : broker ? (
          t.today.systems.cannot
        ) : row.lastReadBackAt === null ? (
          t.today.systems.never
        ) : (
          <Time at={row.lastReadBackAt}>{f.relative(row.lastReadBackAt, now)}</Time>
        )}
      </td>
      <td data-label={c.columns.limit} class="limit">
        <Limit view={view} row={row} />
      </td>
      <td data-label={c.columns.open} class={row.open > 0 ? 'num strong-bad' : 'num'}>
        {f.number(row.open)}
      </td>
    </tr>
  )
}
