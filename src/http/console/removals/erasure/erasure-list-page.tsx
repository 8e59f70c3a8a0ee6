import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../../../domain/app/day.ts'
import type { App } from '../../../../operations/app/app.ts'
import { erasureList, type ErasureRequest } from '../../../../store/removals/erasure-requests.ts'
import { countList, pageOfList } from '../../../../store/sql/paged-list.ts'
import { listUsers } from '../../../../store/accounts/users.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import { stepUp } from '../../accounts/step-up.tsx'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView, type View } from '../../app/view.ts'
import { pageSize, readListAsk, unreadDays, type ShownList } from '../../ui/list/list-ask.ts'
import { ListCard, stateFilter, userFilter } from '../../ui/list/list-card.tsx'
import { ListFilters, SortHead } from '../../ui/list/list-parts.tsx'
import { sendList } from '../../ui/list/send-list.ts'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import { Pill } from '../../ui/pill.tsx'
import { erasureScope, ErasurePill, stateText } from './erasure-pill.tsx'

const states = ['open', 'answered', 'taken-back'] as const
const forms = { state: states, user: 'id', from: 'day', to: 'day' } as const
const usual = { sort: 'decided', isDescending: true } as const
type Sort = keyof typeof erasureList.sorts
type Filter = keyof typeof forms

/** All erasure requests, with the day by which each is to be answered. */
export function addErasureList(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /erasures', { roles: may.judge }, async (visit) => render(visit))
  addRoute(server, app, 'GET /erasures.csv', { roles: may.judge, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    const ask = readListAsk(visit, view, erasureList, { forms, ...usual })
    return sendList<ErasureRequest, Sort, Filter>(visit, view, { list: erasureList, ask }, fileOf(view))
  })
}

function fileOf(view: View) {
  const { columns: c } = view.t.erasure
  return {
    name: 'erasures',
    heads: [c.number, c.received, c.due, c.scope, c.state, view.t.lists.user],
    cells: (rows: readonly ErasureRequest[]) =>
      rows.map((row) => [
        row.number,
        row.receivedOn,
        row.dueOn,
        erasureScope(view, row),
        stateText(view, row),
        row.decidedBy,
      ]),
  }
}

async function render(visit: Visit): Promise<string> {
  const { app } = visit
  const view = await openView(visit)
  const ask = readListAsk(visit, view, erasureList, { forms, ...usual })
  const [page, total, users] = await Promise.all([
    pageOfList<ErasureRequest, Sort, Filter>(app.pool, erasureList, ask, pageSize),
    countList(app.pool, erasureList, ask),
    listUsers(app.pool),
  ])
  const { t } = view
  const e = t.erasure
  const list: ShownList = { path: '/erasures', ask, usual, unread: unreadDays(visit) }
  return html(
    <Page
      view={view}
      nav="removals"
      title={e.title}
      context={<p>{e.context}</p>}
      crumbs={[[t.removals.title, '/removals']]}
      actions={
        <a class="btn" href="/erasures/absent">
          {e.absent.act}
        </a>
      }
    >
      <ListFilters view={view} list={list} days groups={[stateFilter(view, states), userFilter(view, users)]} />
      <ListCard {...{ view, list, page, total }} empty={e.none} csv="/erasures.csv">
        <Table view={view} list={list} rows={page.rows} />
      </ListCard>
    </Page>,
  )
}

function Table({ view, list, rows }: { view: View; list: ShownList; rows: readonly ErasureRequest[] }) {
  const { t, f } = view
  const e = t.erasure
  const today = dayOf(view.now)
  return (
    <table class="rows">
      <caption class="sr-only">{e.list}</caption>
      <thead>
        <tr>
          <SortHead list={list} name="decided">
            {e.columns.number}
          </SortHead>
          <SortHead list={list} name="received">
            {e.columns.received}
          </SortHead>
          <SortHead list={list} name="due">
            {e.columns.due}
          </SortHead>
          <th scope="col">{e.columns.scope}</th>
          <th scope="col">{e.columns.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td class="strong">
              <a href={`/erasures/${row.id}`}>{row.number}</a>
            </td>
            <td data-label={e.columns.received} class="nowrap">
              {f.day(row.receivedOn)}
            </td>
            <td data-label={e.columns.due} class="nowrap">
              {f.day(row.dueOn)}{' '}
              {row.answeredAt === null && row.dueOn < today ? <Pill tone="broken">{e.overdue}</Pill> : null}
            </td>
            <td data-label={e.columns.scope}>{erasureScope(view, row)}</td>
            <td data-label={e.columns.state}>
              <ErasurePill view={view} request={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
