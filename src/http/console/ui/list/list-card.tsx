import type { ComponentChildren } from 'preact'
import type { ListPage } from '../../../../store/sql/paged-list.ts'
import type { User } from '../../../../store/accounts/users.ts'
import type { View } from '../../app/view.ts'
import type { ShownList } from './list-ask.ts'
import { ListFoot, type FilterGroup } from './list-parts.tsx'

interface ListCardProps {
  view: View
  list: ShownList
  page: ListPage<unknown>
  /** Rows under the filters. */
  total: number
  /** Said where there is nothing at all; where only the filters leave nothing, that is said. */
  empty: string
  csv: string
  /** The table of the rows. */
  children: ComponentChildren
}

/** One page of a list with its foot, or why there is nothing. */
export function ListCard({ view, list, page, total, empty, csv, children }: ListCardProps) {
  const isNarrowed = Object.keys(list.ask.filters).length > 0
  return (
    <section class="card">
      {page.rows.length === 0 ? <p class="empty">{isNarrowed ? view.t.contacts.noMatch : empty}</p> : children}
      {total === 0 ? null : (
        <ListFoot view={view} list={list} total={total} previous={page.previous} next={page.next} csv={csv} />
      )}
    </section>
  )
}

/** Filter by who did it; users travel by id. */
export const userFilter = ({ t }: View, users: readonly User[]): FilterGroup => ({
  name: 'user',
  label: t.lists.user,
  options: users.map(({ id, name }) => [id, name] as const),
})

/** Filter by how far a request is. */
export const stateFilter = (
  { t }: View,
  states: readonly (keyof View['t']['lists']['requestStates'])[],
): FilterGroup => ({
  name: 'state',
  label: t.lists.state,
  options: states.map((one) => [one, t.lists.requestStates[one]] as const),
})
