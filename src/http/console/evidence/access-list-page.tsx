import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { accessList, type AccessRequest } from '../../../store/evidence/access-requests.ts'
import { countList, pageOfList } from '../../../store/sql/paged-list.ts'
import { listUsers } from '../../../store/accounts/users.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { pageSize, readListAsk, unreadDays, type ShownList } from '../ui/list/list-ask.ts'
import { ListCard, stateFilter, userFilter } from '../ui/list/list-card.tsx'
import { ListFilters, SortHead } from '../ui/list/list-parts.tsx'
import { sendList } from '../ui/list/send-list.ts'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { AccessPill, identityText, Overdue } from './access-request-views.tsx'

const states = ['open', 'answered'] as const
const forms = { state: states, user: 'id', from: 'day', to: 'day' } as const
const usual = { sort: 'urgency', isDescending: false } as const
type Sort = keyof typeof accessList.sorts
type Filter = keyof typeof forms

/** All requests for access, with the day by which each is to be answered. */
export function addAccessList(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /access', { roles: may.judge }, async (visit) => render(visit))
  addRoute(server, app, 'GET /access.csv', { roles: may.judge, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    const ask = readListAsk(visit, view, accessList, { forms, ...usual })
    return sendList<AccessRequest, Sort, Filter>(visit, view, { list: accessList, ask }, fileOf(view))
  })
}

function fileOf(view: View) {
  const { columns: c, open, answered } = view.t.accessRequests
  return {
    name: 'access-requests',
    heads: [c.number, c.received, c.due, c.identity, c.state, view.t.lists.user],
    cells: (rows: readonly AccessRequest[]) =>
      rows.map((row) => [
        row.number,
        row.receivedOn,
        row.dueOn,
        identityText(view, row),
        row.answeredAt === null ? open : answered(view.f.date(row.answeredAt), row.answeredBy ?? ''),
        row.recordedBy,
      ]),
  }
}

async function render(visit: Visit): Promise<string> {
  const { app } = visit
  const view = await openView(visit)
  const ask = readListAsk(visit, view, accessList, { forms, ...usual })
  const [page, total, users] = await Promise.all([
    pageOfList<AccessRequest, Sort, Filter>(app.pool, accessList, ask, pageSize),
    countList(app.pool, accessList, ask),
    listUsers(app.pool),
  ])
  const { t } = view
  const a = t.accessRequests
  const list: ShownList = { path: '/access', ask, usual, unread: unreadDays(visit) }
  return html(
    <Page
      view={view}
      nav="removals"
      title={a.title}
      context={<p>{a.context}</p>}
      crumbs={[[t.removals.title, '/removals']]}
      actions={
        <a class="btn" href="/access/absent">
          {t.absentAccess.act}
        </a>
      }
    >
      <ListFilters view={view} list={list} days groups={[stateFilter(view, states), userFilter(view, users)]} />
      <ListCard {...{ view, list, page, total }} empty={a.none} csv="/access.csv">
        <Table view={view} list={list} rows={page.rows} />
      </ListCard>
    </Page>,
  )
}

function Table({ view, list, rows }: { view: View; list: ShownList; rows: readonly AccessRequest[] }) {
  const { f } = view
  const { accessRequests: a } = view.t
  return (
    <table class="rows">
      <caption class="sr-only">{a.title}</caption>
      <thead>
        <tr>
          <th scope="col">{a.columns.number}</th>
          <SortHead list={list} name="received">
            {a.columns.received}
          </SortHead>
          <SortHead list={list} name="due">
            {a.columns.due}
          </SortHead>
          <th scope="col">{a.columns.identity}</th>
          <th scope="col">{a.columns.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td class="strong nowrap">
              <a href={`/access/${row.id}`}>{row.number}</a>
            </td>
            <td data-label={a.columns.received} class="nowrap">
              {f.day(row.receivedOn)}
            </td>
            <td data-label={a.columns.due} class="nowrap">
              {f.day(row.dueOn)} <Overdue view={view} request={row} />
            </td>
            <td data-label={a.columns.identity}>{identityText(view, row)}</td>
            <td data-label={a.columns.state}>
              <AccessPill view={view} request={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
