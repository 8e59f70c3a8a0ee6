import { receivedText } from '../../documents/received-text.ts'
import { doorName } from '../../documents/door-name.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import {
  objectionFilters,
  type ObjectionFilter,
  type ObjectionView,
  type PropagationView,
} from '../../../store/objections/objections-view.ts'
import { scopeText } from '../propagation/scope-text.ts'
import { Page } from '../ui/page.tsx'
import { PropagationPill } from '../propagation/propagation-pill.tsx'
import { Time } from '../ui/time.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import { isOnItsWay } from '../propagation/on-its-way.ts'

interface ListProps {
  view: View
  rows: readonly (ObjectionView & { email: string | null })[]
  propagations: readonly PropagationView[]
  filter: ObjectionFilter
  counts: Readonly<Record<ObjectionFilter, number>>
}

/** Opt-outs with the state at each system, by filter. */
export function ListPage({ view, rows, propagations, filter, counts }: ListProps) {
  const { t } = view
  const o = t.objections
  const byObjection = Map.groupBy(propagations, (row) => row.objectionId)
  const moving = propagations.some((row) => isOnItsWay(row))
  const none = {
    all: o.none,
    open: counts.settled + counts.unconfirmed === 0 ? o.noneOpen : `${o.title({ ...counts, open: 0 })}.`,
    unconfirmed: o.noneUnconfirmed,
    settled: o.noneSettled,
  }[filter]
  return (
    <Page
      view={view}
      nav="objections"
      title={counts.all === 0 ? o.tab : o.title(counts)}
      tab={o.tab}
      context={<p>{counts.all === 0 ? o.none : o.context(counts.all)}</p>}
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
      <nav class="tabs" aria-label={t.contacts.filters.label}>
        {objectionFilters.map((name) => (
          <a href={`/objections?state=${name}`} aria-current={name === filter ? 'true' : undefined}>
            {o.filters[name]}
          </a>
        ))}
      </nav>
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
                  <th scope="col">{o.columns.number}</th>
                  <th scope="col">{o.columns.received}</th>
                  <th scope="col">{o.columns.door}</th>
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
            <p class="card-foot hint">{o.shown(rows.length, counts[filter])}</p>
          </>
        )}
      </section>
    </Page>
  )
}

function Row({
  view,
  row,
  systems,
}: {
  view: View
  row: ObjectionView & { email: string | null }
  systems: readonly PropagationView[]
}) {
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
