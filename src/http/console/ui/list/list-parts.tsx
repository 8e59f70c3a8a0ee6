import type { ComponentChildren } from 'preact'
import { allowed, may } from '../../../../domain/accounts/roles.ts'
import { Icon } from '../../../ui/icon.tsx'
import type { View } from '../../app/view.ts'
import { DayInput } from '../days/day-field.tsx'
import { FieldError } from '../form.tsx'
import { listHref, type ShownList } from './list-ask.ts'

/** The head of a column by which the list can be ordered: a link, and for readers of every kind how it is ordered. */
export function SortHead({
  list,
  name,
  num = false,
  isUpFirst = false,
  children,
}: {
  list: ShownList
  name: string
  num?: boolean
  /** Whether the first press orders from the least, as one reads names. */
  isUpFirst?: boolean
  children: ComponentChildren
}) {
  const isChosen = list.ask.sort === name
  const { isDescending } = list.ask
  const direction = isDescending ? 'descending' : 'ascending'
  return (
    <th scope="col" class={num ? 'num' : undefined} aria-sort={isChosen ? direction : undefined}>
      <a class="sort" href={listHref(list, { sort: name, isDescending: isChosen ? !isDescending : !isUpFirst })}>
        {children}
        {isChosen ? <span aria-hidden="true">{isDescending ? ' ↓' : ' ↑'}</span> : null}
      </a>
    </th>
  )
}

/** One choice of the filters: its name in the address, what it is called, and its values. */
export interface FilterGroup {
  name: string
  label: string
  options: readonly (readonly [value: string, label: string])[]
}

/** Filters as links; days as a form that keeps the others. `days`: whether the list has the filters from and to. */
export function ListFilters({
  view,
  list,
  groups,
  days = false,
}: {
  view: View
  list: ShownList
  groups: readonly FilterGroup[]
  days?: boolean
}) {
  const { t, f } = view
  const c = t.contacts.filters
  const { filters } = list.ask as { filters: Readonly<Record<string, string>> }
  return (
    <nav class="filters" aria-label={c.label}>
      {groups.map(({ name, label, options }) => {
        const chosen = options.find(([value]) => value === filters[name])
        return (
          <details class={chosen === undefined ? 'filter' : 'filter chosen'} data-menu-button>
            <summary>
              <span>
                {label}
                {f.colon}
              </span>
              <strong>{chosen?.[1] ?? c.any}</strong>
              <Icon name="chevron-down" size={14} />
            </summary>
            <ul>
              <li>
                <a
                  href={listHref(list, { filters: { [name]: undefined } })}
                  aria-current={chosen === undefined ? 'true' : undefined}
                >
                  {c.any}
                </a>
              </li>
              {options.map(([value, text]) => (
                <li>
                  <a
                    href={listHref(list, { filters: { [name]: value } })}
                    aria-current={value === filters[name] ? 'true' : undefined}
                  >
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        )
      })}
      {days ? <DaysFilter view={view} list={list} /> : null}
      {Object.keys(filters).length === 0 ? null : <a href={list.path}>{t.contacts.clear}</a>}
    </nav>
  )
}

function DaysFilter({ view, list }: { view: View; list: ShownList }) {
  const l = view.t.lists
  const { from, to, ...others } = list.ask.filters as Readonly<Record<string, string>>
  return (
    <form method="get" action={list.path} class="days-filter">
      {Object.entries(others).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <DayFilter {...{ view, list }} name="from" label={l.from} value={from} />
      <DayFilter {...{ view, list }} name="to" label={l.to} value={to} />
      <button type="submit" class="btn small">
        {l.show}
      </button>
    </form>
  )
}

function DayFilter({
  view,
  list,
  name,
  label,
  value,
}: {
  view: View
  list: ShownList
  name: string
  label: string
  value: string | undefined
}) {
  const id = `filter-${name}`
  const unread = list.unread?.[name]
  return (
    <div class="day-filter">
      <label for={id}>{label}</label>
      <DayInput
        {...{ view, id, name, label }}
        value={unread ?? value ?? ''}
        max={view.today}
        isWrong={unread !== undefined}
        describedBy={unread === undefined ? undefined : `${id}-error`}
      />
      <FieldError id={id} error={unread === undefined ? undefined : view.t.common.days.unreadable} />
    </div>
  )
}

/** Under a list: how many there are, the pages beside this one, and the file of all of them. */
export function ListFoot({
  view,
  list,
  total,
  previous,
  next,
  csv,
}: {
  view: View
  list: ShownList
  total: number
  previous: string | null
  next: string | null
  /** Address of the file of what is filtered, without its query; left out = there is none. */
  csv?: string
}) {
  const { t } = view
  return (
    <div class="card-foot pager">
      {previous === null ? (
        <span />
      ) : (
        <a class="btn" href={listHref(list, { before: previous })} rel="prev">
          {t.common.previous}
        </a>
      )}
      <span class="hint">
        {t.lists.total(total)}
        {csv === undefined || total === 0 || !allowed(view.role, may.export) ? null : (
          <>
            {' · '}
            <a href={listHref({ ...list, path: csv })}>{t.lists.csv}</a>
          </>
        )}
      </span>
      {next === null ? (
        <span />
      ) : (
        <a class="btn" href={listHref(list, { after: next })} rel="next">
          {t.common.next}
        </a>
      )}
    </div>
  )
}
