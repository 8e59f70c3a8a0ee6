import type { FastifyInstance } from 'fastify'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { NoticeState } from '../../../domain/decisions/tables/verdicts.ts'
import type { App } from '../../../operations/app/app.ts'
import { countNoticeList, noticeList, type NoticeRow } from '../../../store/notices/notice-list.ts'
import { countList, pageOfList } from '../../../store/sql/paged-list.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { namedSource } from '../app/described-source.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { keptFigure } from '../app/kept-figure.ts'
import { openView, type View } from '../app/view.ts'
import { html } from '../ui/html.ts'
import { pageSize, readListAsk, unreadDays, type ShownList } from '../ui/list/list-ask.ts'
import { ListCard } from '../ui/list/list-card.tsx'
import { ListFilters, SortHead } from '../ui/list/list-parts.tsx'
import { sendList } from '../ui/list/send-list.ts'
import { Page } from '../ui/page.tsx'
import { Pill, type Tone } from '../ui/pill.tsx'

/** Ways in which the duty to inform someone can stand, the urgent ones first. */
const states = [
  'OVERDUE',
  'FAILED',
  'DUE',
  'SENT',
  'GIVEN_AT_COLLECTION',
  'EXEMPT',
] as const satisfies readonly NoticeState[]
const tones: Readonly<Record<NoticeState, Tone>> = {
  OVERDUE: 'broken',
  FAILED: 'broken',
  DUE: 'wait',
  SENT: 'done',
  GIVEN_AT_COLLECTION: 'done',
  EXEMPT: 'quiet',
  NOT_REQUIRED: 'quiet',
}
const forms = { state: states, early: ['yes', 'no'], from: 'day', to: 'day' } as const
const usual = { sort: 'due', isDescending: false } as const
type Sort = keyof typeof noticeList.sorts
type Filter = keyof typeof forms

/** Everyone to be informed: by when, whether they were, and whether a message of ours came first. */
export function addNoticeList(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /notices/people', { roles: may.judge }, render)
  addRoute(server, app, 'GET /notices/people.csv', { roles: may.export, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    const ask = readListAsk(visit, view, noticeList, { forms, ...usual })
    return sendList<NoticeRow, Sort, Filter>(visit, view, { list: noticeList, ask }, fileOf(view))
  })
}

function fileOf(view: View) {
  const { list: c, everyone: p } = view.t.notices
  return {
    name: 'notices',
    heads: [view.t.contacts.columns.id, c.person, c.source, p.due, c.state, p.early],
    cells: (rows: readonly NoticeRow[]) =>
      rows.map((row) => [
        row.contactId,
        row.email ?? '',
        row.source === '' ? '' : namedSource(view, row.source),
        row.dueOn ?? '',
        p.states[row.state],
        row.earlyOn ?? '',
      ]),
  }
}

async function render(visit: Visit): Promise<string> {
  const { app } = visit
  const view = await openView(visit)
  const ask = readListAsk(visit, view, noticeList, { forms, ...usual })
  const [page, total] = await Promise.all([
    pageOfList<NoticeRow, Sort, Filter>(app.pool, noticeList, ask, pageSize),
    // By state alone, their count is kept.
    ask.filters.early === undefined && ask.filters.from === undefined && ask.filters.to === undefined
      ? keptFigure(view, 'to inform', ask.filters.state, () => countNoticeList(app.pool, ask.filters.state ?? null))
      : keptFigure(view, 'to inform', ask.filters, () => countList(app.pool, noticeList, ask)),
  ])
  const { t } = view
  const { everyone: p, list: c } = t.notices
  const list: ShownList = { path: '/notices/people', ask, usual, unread: unreadDays(visit) }
  const groups = [
    { name: 'state', label: c.state, options: states.map((one) => [one, p.states[one]] as const) },
    { name: 'early', label: p.earlyFilter, options: [['yes', p.yes] as const, ['no', p.no] as const] },
  ]
  return html(
    <Page
      view={view}
      nav="notices"
      title={p.title}
      context={<p>{p.context}</p>}
      crumbs={[[t.notices.title, '/notices']]}
    >
      <ListFilters view={view} list={list} days groups={groups} />
      <ListCard {...{ view, list, page, total }} empty={p.none} csv="/notices/people.csv">
        <Table view={view} list={list} rows={page.rows} />
      </ListCard>
    </Page>,
  )
}

function Table({ view, list, rows }: { view: View; list: ShownList; rows: readonly NoticeRow[] }) {
  const { t, f } = view
  const { everyone: p, list: c } = t.notices
  return (
    <table class="rows">
      <caption class="sr-only">{p.title}</caption>
      <thead>
        <tr>
          <th scope="col">{c.person}</th>
          <SortHead list={list} name="source" isUpFirst>
            {c.source}
          </SortHead>
          <SortHead list={list} name="due" isUpFirst>
            {p.due}
          </SortHead>
          <SortHead list={list} name="state" isUpFirst>
            {c.state}
          </SortHead>
          <SortHead list={list} name="early">
            {p.early}
          </SortHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td>
              <a href={`/contacts/${row.contactId}`}>{row.email === null ? t.common.unknown : maskEmail(row.email)}</a>
            </td>
            <td data-label={c.source}>
              {row.source === '' ? t.contacts.filters.noSource : namedSource(view, row.source)}
            </td>
            <td data-label={p.due} class="nowrap">
              {row.dueOn === null ? t.common.unknown : f.day(row.dueOn)}
            </td>
            <td data-label={c.state}>
              <Pill tone={tones[row.state]}>{p.states[row.state]}</Pill>
            </td>
            <td data-label={p.early} class="nowrap">
              {row.earlyOn === null ? p.no : f.day(row.earlyOn)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
