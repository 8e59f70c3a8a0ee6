import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { App } from '../../../operations/app/app.ts'
import { kindsOf } from '../../../operations/mailbox/answer-review.ts'
import { giveReviews } from '../../../operations/mailbox/share-reviews.ts'
import { countOpenReviews, reviewKinds, reviewListOf, type Review } from '../../../store/mailbox/reviews.ts'
import { firstAddresses, heldReviews } from '../../../store/mailbox/reviews-view.ts'
import { countList, pageOfList, type ListPage } from '../../../store/sql/paged-list.ts'
import { listUsers, type User } from '../../../store/accounts/users.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { noonOf } from '../app/noon.ts'
import { ownPath } from '../app/outside.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { Csrf } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { listHref, pageSize, readListAsk, type ShownList } from '../ui/list/list-ask.ts'
import { stateFilter } from '../ui/list/list-card.tsx'
import { ListFilters, ListFoot, SortHead } from '../ui/list/list-parts.tsx'
import { sendList } from '../ui/list/send-list.ts'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'

const states = ['open', 'answered'] as const
const forms = {
  state: states,
  kind: reviewKinds,
  assigned: 'id',
  user: 'id',
  person: 'id',
  from: 'day',
  to: 'day',
} as const
const usual = { sort: 'due', isDescending: false } as const
type Sort = keyof ReturnType<typeof reviewListOf>['sorts']
type Filter = keyof typeof forms

/** What must a human decide? The most urgent first; several are given to somebody at once. */
export function addReviewList(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /reviews', { roles: may.person }, async (visit) => render(visit))
  addRoute(server, app, 'GET /reviews.csv', { roles: may.export, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    const list = reviewListOf(kindsOf(view.role))
    const [ask, users] = [readListAsk(visit, view, list, { forms, ...usual }), await listUsers(app.pool)]
    return sendList<Review, Sort, Filter>(visit, view, { list, ask }, fileOf(view, users))
  })
  addRoute(server, app, 'POST /reviews/assign', { roles: may.person }, async (visit) => {
    const { form, login, reply } = visit
    const to = form['to'] ?? ''
    const isNobody = to !== '' && !isUuid(to)
    const given = isNobody
      ? null
      : await giveReviews(app, login.user, visit.list('id').filter(isUuid), to === '' ? null : to)
    const back = new URL(ownPath(form['back'], '/reviews'), 'http://own')
    back.searchParams.set('given', String(given ?? 0))
    return reply.redirect(`${back.pathname}${back.search}`, 303)
  })
}

/** People with access, by id. */
const nameOfUser = (users: readonly User[], id: string | null): string | null =>
  users.find((user) => user.id === id)?.name ?? null

function fileOf(view: View, users: readonly User[]) {
  const { reviews: r, lists, common } = view.t
  return {
    name: 'reviews',
    heads: [r.columns.kind, r.columns.opened, r.columns.due, r.columns.assigned, lists.state, lists.user, r.columns.id],
    cells: (rows: readonly Review[]) =>
      rows.map((row) => [
        r.kinds[row.kind].name,
        row.openedAt.toISOString(),
        row.dueOn ?? '',
        nameOfUser(users, row.assignedTo) ?? r.everyone,
        row.answeredAt === null ? lists.requestStates.open : row.answeredAt.toISOString(),
        row.answeredBy ?? common.none,
        row.id,
      ]),
  }
}

interface ListProps {
  view: View
  list: ShownList
  page: ListPage<Review>
  total: number
  open: number
  users: readonly User[]
  addresses: ReadonlyMap<string, string>
  held: ReadonlySet<string>
  /** How many were given to somebody just now; null = none were. */
  given: number | null
}

async function render(visit: Visit): Promise<string> {
  const { app, query } = visit
  const view = await openView(visit)
  const ofRole = reviewListOf(kindsOf(view.role))
  const read = readListAsk(visit, view, ofRole, { forms, ...usual })
  const ask = read.filters.state === undefined ? { ...read, filters: { ...read.filters, state: 'open' } } : read
  const [page, total, open, users] = await Promise.all([
    pageOfList<Review, Sort, Filter>(app.pool, ofRole, ask, pageSize),
    countList(app.pool, ofRole, ask),
    countOpenReviews(app.pool, kindsOf(view.role)),
    listUsers(app.pool),
  ])
  const [addresses, held] = await Promise.all([
    firstAddresses(
      app.pool,
      page.rows.flatMap((row) => row.contactId ?? []),
    ),
    heldReviews(
      app.pool,
      page.rows.map((row) => row.id),
    ),
  ])
  const given = /^\d{1,4}$/u.test(query['given'] ?? '') ? Number(query['given']) : null
  const list: ShownList = { path: '/reviews', ask, usual }
  return html(<Reviews {...{ view, list, page, total, open, users, addresses, held, given }} />)
}

function Reviews(props: ListProps) {
  const { view, list, page, total, open, users, given } = props
  const { t } = view
  const r = t.reviews
  const { filters } = list.ask as { filters: Readonly<Record<string, string>> }
  const isPlain = Object.keys(filters).length === 1 && filters['state'] === 'open'
  return (
    <Page view={view} nav="reviews" title={r.title(open)} tab={r.tab} context={<p>{r.context}</p>}>
      {given === null ? null : (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{r.given(given)}</p>
        </div>
      )}
      <ListFilters
        view={view}
        list={list}
        days
        groups={[
          stateFilter(view, states),
          { name: 'kind', label: t.lists.kind, options: kindsOf(view.role).map((kind) => [kind, r.kinds[kind].name]) },
          {
            name: 'assigned',
            label: r.columns.assigned,
            options: [
              [view.user.id, r.mine],
              ['none', r.everyone],
              ...users.filter(({ id }) => id !== view.user.id).map(({ id, name }) => [id, name] as const),
            ],
          },
        ]}
      />
      <section class="card">
        {page.rows.length === 0 ? (
          <p class="empty">
            {isPlain ? (
              <>
                {r.none} <a href="/objections">{r.noneAct}</a>
              </>
            ) : (
              t.contacts.noMatch
            )}
          </p>
        ) : (
          <AssignForm {...props} />
        )}
        <ListFoot view={view} list={list} total={total} previous={page.previous} next={page.next} csv="/reviews.csv" />
      </section>
    </Page>
  )
}

/** The questions with a box each, and whom the ticked ones are given to. */
function AssignForm(props: ListProps) {
  const { view, list, users } = props
  const r = view.t.reviews
  return (
    <form method="post" action="/reviews/assign">
      <Csrf token={view.csrf} />
      <input type="hidden" name="back" value={listHref(list)} />
      <Table {...props} />
      <div class="card-body acts">
        <label for="to">{r.giveTo}</label>
        <select id="to" name="to">
          <option value={view.user.id}>{r.me}</option>
          <option value="">{r.everyone}</option>
          {users
            .filter(
              ({ id, disabledAt, role }) =>
                id !== view.user.id && disabledAt === null && may.person.some((one) => one === role),
            )
            .map(({ id, name }) => (
              <option value={id}>{name}</option>
            ))}
        </select>
        <button type="submit" class="btn">
          {r.give}
        </button>
      </div>
    </form>
  )
}

function Table({ view, list, page, users, addresses, held }: ListProps) {
  const { t, f } = view
  const r = t.reviews
  const today = dayOf(view.now)
  return (
    <table class="rows">
      <caption class="sr-only">{r.tab}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="sr-only">{r.tick}</span>
          </th>
          <SortHead list={list} name="kind">
            {r.columns.kind}
          </SortHead>
          <th scope="col">{r.columns.person}</th>
          <SortHead list={list} name="opened">
            {r.columns.opened}
          </SortHead>
          <SortHead list={list} name="due">
            {r.columns.due}
          </SortHead>
          <th scope="col">{r.columns.assigned}</th>
          <th scope="col">{r.columns.meanwhile}</th>
        </tr>
      </thead>
      <tbody>
        {page.rows.map((row) => {
          const email = row.contactId === null ? undefined : addresses.get(row.contactId)
          const person =
            row.contactId === null ? r.notInBase : email === undefined ? t.common.unknown : maskEmail(email)
          return (
            <tr>
              <td>
                {row.answeredAt === null ? (
                  <input type="checkbox" name="id" value={row.id} aria-label={`${r.kinds[row.kind].name}, ${person}`} />
                ) : null}
              </td>
              <td class="strong" data-label={r.columns.kind}>
                <a href={`/reviews/${row.id}`}>{r.kinds[row.kind].name}</a>
              </td>
              <td data-label={r.columns.person}>{person}</td>
              <td data-label={r.columns.opened} class="nowrap">
                <Time at={row.openedAt}>{f.dateTime(row.openedAt)}</Time>
              </td>
              <td data-label={r.columns.due} class="nowrap">
                {row.dueOn === null ? (
                  t.common.none
                ) : (
                  <>
                    {f.date(noonOf(row.dueOn))}{' '}
                    {row.answeredAt === null && row.dueOn < today ? <Pill tone="broken">{r.overdue}</Pill> : null}
                  </>
                )}
              </td>
              <td data-label={r.columns.assigned}>{nameOfUser(users, row.assignedTo) ?? r.everyone}</td>
              <td data-label={r.columns.meanwhile}>
                {row.answeredAt === null ? (
                  <Meanwhile view={view} row={row} held={held} />
                ) : (
                  r.page.answered('', row.answeredBy ?? t.common.unknown, f.date(row.answeredAt)).replace(/^, /u, '')
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What holds until somebody answers. */
function Meanwhile({ view, row, held }: { view: View; row: Review; held: ReadonlySet<string> }) {
  const r = view.t.reviews
  if (row.objectionId !== null) return <>{r.recorded}</>
  if (!row.meanwhileBlocked) return <>{r.notBlocked}</>
  return held.has(row.id) ? (
    <span class="nowrap">
      <Icon name="ban" size={14} /> {r.blocked}
    </span>
  ) : (
    <>{r.onItsWay}</>
  )
}
