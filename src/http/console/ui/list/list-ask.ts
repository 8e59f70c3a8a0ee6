import { isCalendarDay } from '../../../../domain/app/day.ts'
import type { ListAsk, ListOf } from '../../../../store/sql/paged-list.ts'
import type { Visit } from '../../app/route.ts'
import type { View } from '../../app/view.ts'

/** Rows of one page of a list. */
export const pageSize = 50

/** Values that a filter takes; `day`: a calendar day, `id`: an id of ours or a word of a table. */
type FilterForm = 'day' | 'id' | RegExp | readonly string[]

function fits(form: FilterForm, value: string): boolean {
  if (form === 'day') return isCalendarDay(value)
  const known = form === 'id' ? /^[\w.-]{1,80}$/u : form
  return known instanceof RegExp ? known.test(value) : known.includes(value)
}

/**
 * What the address of a list asks for; what it does not know is left out. No filter is personal: people and users
 * travel by their ids.
 */
export function readListAsk<Sort extends string, Filter extends string>(
  { query }: Pick<Visit, 'query'>,
  view: Pick<View, 'settings'>,
  list: ListOf<Sort, Filter>,
  { forms, sort, isDescending }: { forms: Readonly<Record<Filter, FilterForm>>; sort: Sort; isDescending: boolean },
): ListAsk<Sort, Filter> {
  const filters = Object.fromEntries(
    (Object.keys(forms) as Filter[]).flatMap((name) => {
      const value = query[name]
      return value === undefined || value === '' || !fits(forms[name], value) ? [] : [[name, value]]
    }),
  ) as Partial<Record<Filter, string>>
  const asked = (Object.keys(list.sorts) as Sort[]).find((name) => name === query['sort'])
  const idForm = list.idType === 'uuid' ? /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u : /^\d{1,18}$/u
  const idOf = (name: string) => (idForm.test(query[name] ?? '') ? (query[name] ?? null) : null)
  return {
    filters,
    sort: asked ?? sort,
    isDescending: asked === undefined ? isDescending : query['dir'] !== 'up',
    after: idOf('after'),
    before: idOf('before'),
    zone: view.settings.timeZone,
  }
}

/** What stands in the address for the days of a list and is no day, by the name of the filter. */
export function unreadDays({ query }: Pick<Visit, 'query'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['from', 'to'].flatMap((name) => {
      const typed = query[name] ?? ''
      return typed === '' || isCalendarDay(typed) ? [] : [[name, typed]]
    }),
  )
}

/** Where a list is shown and how: its address, what is asked, and the order it has when nothing is asked. */
export interface ShownList {
  path: string
  ask: ListAsk
  usual: { sort: string; isDescending: boolean }
  /** What was typed for a day and is none (`unreadDays`), where the list is filtered by days. */
  unread?: Readonly<Record<string, string>>
}

/** The address of the list with something changed; a filter that is set to undefined is taken away. */
export function listHref(
  { path, ask, usual }: ShownList,
  more: {
    filters?: Readonly<Record<string, string | undefined>>
    sort?: string
    isDescending?: boolean
    after?: string
    before?: string
  } = {},
): string {
  const { filters = {}, sort = ask.sort, isDescending = ask.isDescending } = more
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...ask.filters, ...filters }))
    if (value !== undefined) query.set(name, value)
  if (sort !== usual.sort || isDescending !== usual.isDescending) {
    query.set('sort', sort)
    query.set('dir', isDescending ? 'down' : 'up')
  }
  if (more.after !== undefined) query.set('after', more.after)
  if (more.before !== undefined) query.set('before', more.before)
  return query.size === 0 ? path : `${path}?${query}`
}
