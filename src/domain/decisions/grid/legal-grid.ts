import { channels, type Channel } from '../../app/channel.ts'
import type { Condition } from '../tables/verdicts.ts'
import { columns, countries, type Column, type CountryRow } from '../tables/countries.ts'
import {
  audiences,
  france,
  persons,
  relations,
  type Audience,
  type FranceRow,
  type Person,
  type Related,
} from '../tables/france.ts'
import { always, type LegalRow } from '../../app/tables/legal-row.ts'

/** A table that leaves a hole or an overlap; the program refuses to start with it. */
export class GridFault extends Error {}

/** A table in force from `from` on: cell → the one row that covers it. */
interface Period<Row> {
  from: string
  cells: ReadonlyMap<string, Row>
}

/**
 * Rows → one map of cells per period in which the same rows hold. `grid` gives every cell that must be covered.
 * GridFault names the cell that no row covers, or the two rows that both do.
 */
function compile<Row extends LegalRow>(
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly string[],
  grid: (period: string) => readonly string[],
): readonly Period<Row>[] {
  const begins = [
    ...new Set([
      always,
      ...rows.flatMap((row) => [row.validFrom, ...(row.validUntil === null ? [] : [row.validUntil])]),
    ]),
  ].toSorted()
  return begins.map((from) => {
    const cells = new Map<string, Row>()
    for (const row of rows.filter(
      (candidate) => candidate.validFrom <= from && (candidate.validUntil === null || from < candidate.validUntil),
    )) {
      for (const cell of cellsOf(row)) {
        const other = cells.get(cell)
        if (other !== undefined)
          throw new GridFault(
            `Two rows decide "${cell}" from ${from}: ${nameOf(other)} and ${nameOf(row)}. Make one of them end before the other begins, or narrow it.`,
          )
        cells.set(cell, row)
      }
    }
    const hole = grid(from).find((cell) => !cells.has(cell))
    if (hole !== undefined)
      throw new GridFault(
        `No row decides "${hole}" from ${from}. Rows beside it: ${neighbours(rows, cellsOf, hole)}. Widen one of them or add a row.`,
      )
    return { from, cells }
  })
}

function nameOf(row: LegalRow): string {
  return `${row.id} (valid from ${row.validFrom}${row.validUntil === null ? '' : ` until ${row.validUntil}`}, ${row.source})`
}

/** The two rows whose cells share most of their parts with the hole. */
function neighbours<Row extends LegalRow>(
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly string[],
  hole: string,
): string {
  const parts = hole.split(' ')
  const shared = (row: Row) =>
    Math.max(0, ...cellsOf(row).map((cell) => cell.split(' ').filter((part, place) => part === parts[place]).length))
  return rows
    .map((row) => ({ row, shared: shared(row) }))
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, 2)
    .map(({ row }) => nameOf(row))
    .join(' and ')
}

function at<Row>(periods: readonly Period<Row>[], day: string, cell: string): Row {
  const row = periods.findLast((period) => period.from <= day)?.cells.get(cell)
  if (row === undefined) throw new GridFault(`No row decides "${cell}" on ${day}.`)
  return row
}

const product = (...sides: readonly (readonly string[])[]): readonly string[] =>
  sides.reduce<readonly string[]>(
    (cells, side) => cells.flatMap((cell) => side.map((part) => (cell === '' ? part : `${cell} ${part}`))),
    [''],
  )

function franceCells(row: FranceRow): readonly string[] {
  return product(row.channels, row.persons ?? persons, row.related ?? relations, row.audiences ?? audiences)
}

function countryCells(row: CountryRow): readonly string[] {
  return product([row.country], row.channels, row.columns)
}

export function compileFrance(rows: readonly FranceRow[]) {
  const periods = compile(rows, franceCells, () => product(channels, persons, relations, audiences))
  return (day: string, channel: Channel, person: Person, related: Related, audience: Audience): FranceRow =>
    at(periods, day, `${channel} ${person} ${related} ${audience}`)
}

export function compileCountries(rows: readonly CountryRow[]) {
  const known = new Set(rows.map((row) => row.country))
  const periods = compile(rows, countryCells, () => product([...known], channels, columns))
  return (day: string, country: string, channel: Channel, column: Column): CountryRow =>
    at(periods, day, `${known.has(country) ? country : 'ZZ'} ${channel} ${column}`)
}

/** What any country asks of a message on a channel: so much is due where nobody knows the country. */
function compileConditions(rows: readonly CountryRow[]) {
  const begins = [
    ...new Set([
      always,
      ...rows.flatMap((row) => [row.validFrom, ...(row.validUntil === null ? [] : [row.validUntil])]),
    ]),
  ].toSorted()
  const periods = begins.map((from) => ({
    from,
    byChannel: new Map(
      channels.map((channel) => [
        channel,
        [
          ...new Set(
            rows
              .filter(
                (row) =>
                  row.validFrom <= from &&
                  (row.validUntil === null || from < row.validUntil) &&
                  row.channels.includes(channel),
              )
              .flatMap((row) => row.conditions),
          ),
        ],
      ]),
    ),
  }))
  return (day: string, channel: Channel): readonly Condition[] =>
    periods.findLast((period) => period.from <= day)?.byChannel.get(channel) ?? []
}

/** Both tables are compiled once, when the program starts. */
export const franceRow = compileFrance(france)
export const countryRow = compileCountries(countries)
export const anyCountryConditions = compileConditions(countries)
