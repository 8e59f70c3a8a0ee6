import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countList, dayFilters, pageOfList, rowsOfList, type ListAsk } from '../../../src/store/sql/paged-list.ts'
import { openDatabase, type TestDatabase } from './database.ts'

interface Row {
  id: number
  at: Date
  kind: number
}

/** Made-up rows with many ties in either order. */
const list = {
  columns: 'n.id::int as id, n.at, n.kind',
  from: `(select i::bigint as id, timestamptz '2026-10-24 20:30+00' + make_interval(hours => i / 7) as at, i % 4 as kind from generate_series(1, 200) i where i <> all(array[50, 51])) n`,
  where: 'n.kind <> 3',
  id: 'n.id',
  idType: 'bigint' as const,
  sorts: { at: 'n.at', kind: 'n.kind' },
  filters: { kind: (value: string) => `n.kind::text = ${value}`, ...dayFilters('n.at') },
}
type Ask = ListAsk<keyof typeof list.sorts, keyof typeof list.filters>
const asked: Ask = { filters: {}, sort: 'at', isDescending: true, after: null, before: null, zone: 'Europe/Paris' }

describe('a list that is shown page by page', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase('empty')
  })
  afterAll(() => database.close())

  const read = (ask: Ask, limit = 13) =>
    pageOfList<Row, keyof typeof list.sorts, keyof typeof list.filters>(database.pool, list, ask, limit)
  const everything = async (ask: Ask): Promise<Row[]> => {
    const rows: Row[] = []
    for await (const some of rowsOfList<Row, keyof typeof list.sorts, keyof typeof list.filters>(
      database.pool,
      list,
      ask,
      13,
    ))
      rows.push(...some)
    return rows
  }
  const order = (rows: readonly Row[], { sort, isDescending }: Ask) =>
    rows.toSorted(
      (a, b) =>
        ((sort === 'at' ? a.at.getTime() - b.at.getTime() : a.kind - b.kind) || a.id - b.id) * (isDescending ? -1 : 1),
    )

  it.each([
    ['at', true],
    ['at', false],
    ['kind', true],
    ['kind', false],
  ] as const)(
    'has every row once and in order by %s (descending: %s), forward and back',
    async (sort, isDescending) => {
      const ask = { ...asked, sort, isDescending }
      const all = await everything(ask)
      expect(all).toEqual(order(all, ask))
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
      expect(all.length).toBe(await countList(database.pool, list, ask))
      const pages: Row[][] = []
      let page = await read(ask)
      expect(page.previous).toBe(null)
      for (;;) {
        pages.push(page.rows)
        if (page.next === null) break
        page = await read({ ...ask, after: page.next })
      }
      expect(pages.flat()).toEqual(all)
      for (let place = pages.length - 2; place >= 0; place -= 1) {
        page = await read({ ...ask, before: page.previous ?? '' })
        expect(page.rows).toEqual(pages[place])
      }
      expect([page.previous, page.next !== null]).toEqual([null, true])
    },
  )

  it('takes filters together, days as the company lives them, the hour that comes twice included', async () => {
    const ask = { ...asked, filters: { kind: '1', from: '2026-10-25', to: '2026-10-25' } }
    const rows = await everything(ask)
    const paris = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' })
    expect(new Set(rows.map(({ at, kind }) => `${paris.format(at)} ${kind}`))).toEqual(new Set(['2026-10-25 1']))
    const all = await everything(asked)
    expect(rows).toEqual(all.filter(({ at, kind }) => kind === 1 && paris.format(at) === '2026-10-25'))
    expect(await countList(database.pool, list, ask)).toBe(rows.length)
  })

  it('begins again where the row at the edge of a page is gone', async () => {
    const first = await read(asked)
    expect(await read({ ...asked, after: '50' })).toEqual(first)
    expect(await read({ ...asked, before: '51' })).toEqual(first)
  })

  it('is empty without an edge where nothing fits', async () => {
    expect(await read({ ...asked, filters: { kind: "0' or true --" } })).toEqual({
      rows: [],
      previous: null,
      next: null,
    })
  })
})
