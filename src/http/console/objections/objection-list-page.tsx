import { receivedText } from '../../documents/received-text.ts'
import { doorName } from '../../documents/door-name.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import {
  objectionFilters,
  type ObjectionFilter,
  type ListedObjection,
  type PropagationView,
} from '../../../store/objections/objections-view.ts'
import { doors } from '../../../domain/objections/objection.ts'
import type { ListPage as ListPageOf } from '../../../store/sql/paged-list.ts'
import { listHref, type ShownList } from '../ui/list/list-ask.ts'
import { ListFilters, ListFoot, SortHead, type FilterGroup } from '../ui/list/list-parts.tsx'
import { scopeText } from '../propagation/scope-text.ts'
import { Page } from '../ui/page.tsx'
import { PropagationPill } from '../propagation/propagation-pill.tsx'
import { Time } from '../ui/time.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import { isOnItsWay } from '../propagation/on-its-way.ts'

interface ListProps {
  view: View
  list: ShownList
  page: ListPageOf<ListedObjection>
  propagations: readonly PropagationView[]
  counts: Readonly<Record<ObjectionFilter, number>>
  /** Rows under all filters. */
  total: number
  systems: ReadonlyMap<string, string>
}

/** Opt-outs with the state at each system, by filter. */
export function ObjectionListPage({ view, list, page, propagations, counts, total, systems }: ListProps) {
  const { t } = view
  const o = t.objections
  const byObjection = Map.groupBy(propagations, (row) => row.objectionId)
  const moving = propagations.some((row) => isOnItsWay(row))
  const { rows } = page
  const asked = (list.ask.filters as { state?: ObjectionFilter }).state
  const filter = asked ?? 'all'
  const isNarrowed = Object.keys(list.ask.filters).some((name) => name !== 'state')
  const none = isNarrowed
    ? t.contacts.noMatch
    : {
        all: o.none,
        open:
          counts.pending + counts.settled + counts.unconfirmed === 0
            ? o.noneOpen
            : `${o.title({ ...counts, open: 0 })}.`,
        pending: o.nonePending,
        unconfirmed: o.noneUnconfirmed,
        settled: o.noneSettled,
      }[filter]
  return (
    <Page
      view={view}
      nav="objections"
      title={counts.all === 0 ? o.tab : o.title(counts)}
      tab={o.tab}
      context={<p>{counts.all === 0 ? o.none : o.context(counts)}</p>}
      {...(allowed(view.role, may.person)
        ? {
            actions: (
              <>
                {allowed(view.role, may.judge) ? (
                  <a class="btn" href="/objections/companies">
                    {t.companies.open}
                  </a>
                ) : null}
                <a class="btn" href="/objections/file">
                  {t.file.open}
                </a>
              </>
            ),
          }
        : {})}
    >
      <nav class="tabs" aria-label={t.lists.state}>
        {objectionFilters.map((name) => (
          <a href={listHref(list, { filters: { state: name } })} aria-current={name === filter ? 'true' : undefined}>
            {o.filters[name]}
          </a>
        ))}
      </nav>
      <ListFilters view={view} list={list} groups={groupsOf(view, systems)} days />
      <section class="card" id="objections" data-live={moving ? '5' : undefined}>
        {rows.length === 0 ? (
          <p class="empty">
            {none} {filter === 'all' ? null : <a href="/objections?state=all">{o.seeAll}</a>}
          </p>
        ) : (
          <>
            <table class="rows">
              <caption class="sr-only">{o.tab}</caption>
              <thead>
                <tr>
                  <SortHead list={list} name="recorded">
                    {o.columns.number}
                  </SortHead>
                  <SortHead list={list} name="received">
                    {o.columns.received}
                  </SortHead>
                  <SortHead list={list} name="door">
                    {o.columns.door}
                  </SortHead>
                  <th scope="col">{o.columns.person}</th>
                  <th scope="col">{o.columns.scope}</th>
                  <th scope="col">{o.columns.systems}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row view={view} row={row} systems={byObjection.get(row.id) ?? []} />
                ))}
              </tbody>
            </table>
            <ListFoot view={view} list={list} total={total} {...edgesOf(page)} csv="/objections.csv" />
          </>
        )}
      </section>
    </Page>
  )
}

const edgesOf = ({ previous, next }: ListPageOf<unknown>) => ({ previous, next })

function groupsOf({ t }: View, systems: ReadonlyMap<string, string>): FilterGroup[] {
  return [
    { name: 'door', label: t.lists.door, options: doors.map((door) => [door, t.common.doors[door]] as const) },
    { name: 'system', label: t.lists.system, options: [...systems] },
  ]
}

function Row({ view, row, systems }: { view: View; row: ListedObjection; systems: readonly PropagationView[] }) {
  const { t, f } = view
  const o = t.objections
  return (
    <tr>
      <td class="nowrap">
        {allowed(view.role, may.person) ? <a href={`/objections/${row.id}`}>{row.number}</a> : row.number}
        {row.mistaken ? <p class="hint">{t.corrections.mistaken}</p> : null}
      </td>
      <td data-label={o.columns.received} class="nowrap">
        <Time at={row.receivedAt}>{receivedText(row, f.dateTime(row.receivedAt), view.language)}</Time>
      </td>
      <td data-label={o.columns.door}>{doorName(t.common, row)}</td>
      <td data-label={o.columns.person}>
        {row.email === null ? t.common.unknown : maskEmail(row.email)}
        {row.contactId === null ? <p class="hint">{o.notInBase}</p> : null}
      </td>
      <td data-label={o.columns.scope}>{scopeText(view, row)}</td>
      <td data-label={o.columns.systems}>
        <ul class="pills">
          {systems.map((system) => (
            <li>
              <span class="hint">{system.label}</span> <PropagationPill view={view} row={system} />
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
