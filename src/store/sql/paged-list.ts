import type { Sql } from '../app/database.ts'

/** What a list reads: SQL of ours alone; values of filters travel as parameters. */
export interface ListOf<Sort extends string = string, Filter extends string = string> {
  columns: string
  from: string
  /** What always holds. */
  where: string
  /** The column that tells rows apart, and its type. */
  id: string
  idType: 'uuid' | 'bigint'
  /** Expressions that are never null. */
  sorts: Readonly<Record<Sort, string>>
  /** The condition of a filter: `value` and `zone` are places of its text and of the company's time zone. */
  filters: Readonly<Record<Filter, (value: string, zone: string) => string>>
}

/** Which part of a list is asked for. */
export interface ListAsk<Sort extends string = string, Filter extends string = string> {
  filters: Partial<Record<Filter, string>>
  sort: Sort
  isDescending: boolean
  /** Id of the row that the page begins after, or ends before; null = from the start. */
  after: string | null
  before: string | null
  /** Time zone in which days of filters are meant. */
  zone: string
}

/** Conditions on days, for the filters `from` and `to`, both days included. */
export const dayFilters = (at: string) => ({
  from: (value: string, zone: string) => `${at} >= (${value}::date)::timestamp at time zone ${zone}`,
  to: (value: string, zone: string) => `${at} < (${value}::date + 1)::timestamp at time zone ${zone}`,
})

/** Rows of a page, and the rows from which the pages beside it begin; null = there is none. */
export interface ListPage<Row> {
  rows: Row[]
  previous: string | null
  next: string | null
}

/**
 * One page of a list, in its order, and whether there is more on either side; `isShown`: to a reader, who is led to the
 * start where the edge of the page is gone.
 */
export async function pageOfList<Row extends object, Sort extends string, Filter extends string>(
  sql: Sql,
  list: ListOf<Sort, Filter>,
  ask: ListAsk<Sort, Filter>,
  limit: number,
  isShown = true,
): Promise<ListPage<Row>> {
  const isBack = ask.before !== null
  const cursor = ask.before ?? ask.after
  const { rows } = await sql.query<Row & { listId: string }>(
    selectOf(list, ask, { isBack, cursor: '$2', limit: '$3' }),
    [ask.zone, cursor, limit + 1, ...valuesOf(list, ask)],
  )
  // The row that was the edge of the page is gone: the list is shown from its start.
  if (rows.length === 0 && cursor !== null && isShown)
    return pageOfList(sql, list, { ...ask, after: null, before: null }, limit)
  const isMore = rows.length > limit
  const shown = isBack ? rows.slice(0, limit).toReversed() : rows.slice(0, limit)
  const [first, last] = [shown[0]?.listId ?? null, shown.at(-1)?.listId ?? null]
  return {
    rows: shown,
    previous: (isBack ? isMore : cursor !== null) ? first : null,
    next: isBack || isMore ? last : null,
  }
}

/** How many rows a list has under its filters. */
export async function countList<Sort extends string, Filter extends string>(
  sql: Sql,
  list: ListOf<Sort, Filter>,
  ask: Pick<ListAsk<Sort, Filter>, 'filters' | 'zone'>,
): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from ${list.from} where $1::text is not null and ${conditionsOf(list, ask, 2)}`,
    [ask.zone, ...valuesOf(list, ask)],
  )
  return rows[0]?.count ?? 0
}

/** Every row of a list in its order, so many at a time: for files. */
export async function* rowsOfList<Row extends object, Sort extends string, Filter extends string>(
  sql: Sql,
  list: ListOf<Sort, Filter>,
  ask: ListAsk<Sort, Filter>,
  together = 1_000,
): AsyncGenerator<Row[]> {
  let after: string | null = null
  do {
    const page: ListPage<Row> = await pageOfList(sql, list, { ...ask, after, before: null }, together, false)
    yield page.rows
    after = page.next
  } while (after !== null)
}

function selectOf<Sort extends string, Filter extends string>(
  list: ListOf<Sort, Filter>,
  ask: ListAsk<Sort, Filter>,
  at: { isBack: boolean; cursor: string; limit: string },
): string {
  const sort = list.sorts[ask.sort]
  const isDown = ask.isDescending !== at.isBack
  const cursor = `${at.cursor}::${list.idType}`
  return `select ${list.columns}, ${list.id}::text as "listId" from ${list.from}
    where $1::text is not null and ${conditionsOf(list, ask, 4)}
      and (${cursor} is null or (${sort}, ${list.id}) ${isDown ? '<' : '>'} (select ${sort}, ${list.id} from ${list.from} where ${list.id} = ${cursor}))
    order by ${sort} ${isDown ? 'desc' : 'asc'}, ${list.id} ${isDown ? 'desc' : 'asc'} limit ${at.limit}`
}

const givenFilters = <Sort extends string, Filter extends string>(
  list: ListOf<Sort, Filter>,
  { filters }: Pick<ListAsk<Sort, Filter>, 'filters'>,
): [Filter, string][] =>
  (Object.keys(list.filters) as Filter[]).flatMap((name) => {
    const value = filters[name]
    return value === undefined ? [] : [[name, value] as [Filter, string]]
  })

function conditionsOf<Sort extends string, Filter extends string>(
  list: ListOf<Sort, Filter>,
  ask: Pick<ListAsk<Sort, Filter>, 'filters'>,
  first: number,
): string {
  const parts = givenFilters(list, ask).map(([name], place) => list.filters[name](`$${first + place}::text`, '$1'))
  return [list.where, ...parts].map((part) => `(${part})`).join(' and ')
}

const valuesOf = <Sort extends string, Filter extends string>(
  list: ListOf<Sort, Filter>,
  ask: Pick<ListAsk<Sort, Filter>, 'filters'>,
): string[] => givenFilters(list, ask).map(([, value]) => value)
