import type { KeyRing } from '../../store/app/key-ring.ts'
import { contactFacts } from '../decisions/contact-facts.ts'
import { diligenceOf, type BrokerChecks } from '../../domain/brokers/broker-check.ts'
import { normalBrokerName } from '../../domain/brokers/broker-profile.ts'
import type { Ask, ContactFacts, ObjectionFact } from '../../domain/decisions/facts.ts'
import { isHeadless } from '../../domain/objections/file-columns.ts'
import { functionsOfTitle } from '../../domain/titles/job-function.ts'
import { peopleCsvLine } from '../../domain/spreadsheets/people-csv.ts'
import { offerOf, type ScreeningAsk } from '../../domain/screening/screening-ask.ts'
import { furtherScreeningColumns, readScreeningRow, type RowPerson } from '../../domain/screening/screening-row.ts'
import { type ScreeningMapping, type ScreeningRules } from '../../domain/screening/screening-columns.ts'
import {
  countRow,
  isImportable,
  judgeRow,
  resultCells,
  resultHeadings,
  type RowResult,
  type ScreeningCounts,
  type ScreeningCourt,
} from '../../domain/screening/screening.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { objectionsUnder } from '../../domain/objections/domain-order.ts'
import { standingOrders } from '../../store/objections/domain-orders.ts'
import { holdersOfIdentities, objectionsOfIdentities } from '../../store/decisions/answered-decisions.ts'
import { removalsOfIdentities } from '../../store/removals/removal-memory.ts'
import type { FaultyRow } from '../../store/screening/screenings.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { loadBrokerChecks } from '../decisions/facts/broker-checks.ts'
import { contactClock } from '../decisions/contact-clock.ts'
import { lastRemoval, loadKnown } from '../decisions/load-known.ts'
import { objectionsOfList } from './objections-of-list.ts'
import { createFirstSeenIndex } from '../spreadsheets/first-seen-index.ts'
import { screeningLimits, type OpenTable } from '../spreadsheets/table-file.ts'

interface ScreeningWork {
  table: OpenTable
  mapping: ScreeningMapping
  ask: ScreeningAsk
  /** Business time of the ask: a screening that goes on another day is still of that day. */
  now: Date
  /** Where an earlier worker stopped; its figures are gone on with. */
  doneRows: number
  counts: ScreeningCounts
  faults: readonly FaultyRow[]
}

/** What became of some hundred rows, as the two files tell it. */
interface ScreenedBlock {
  /** Number of the last row, as a spreadsheet counts. */
  doneRows: number
  allowed: string
  refused: string
  counts: ScreeningCounts
  faults: readonly FaultyRow[]
  /**
   * Allowed rows of a broker's delivery, so that a failed sample finds its people later; none of any other list. `line`
   * is the place in `allowed`.
   */
  delivered: readonly { row: number; line: number; hashes: readonly Buffer[] }[]
}

/** Rows that share one round of statements. */
const blockRows = 1_000
/** Unreadable rows that are named; all of them are in the refused file. */
const maxFaults = 100

interface ReadRow {
  number: number
  cells: readonly string[]
  /** `hashes` say who it is; `also`: further numbers, which may be a company's, and only tell of an objection. */
  read: { person: RowPerson; hashes: readonly Buffer[]; also: readonly Buffer[] } | { result: RowResult }
}

/**
 * Screens a list row by row: nothing grows with it but the two files it gives, block by block
 * (docs/reference/law.md#f15). Throws TableFault.
 */
export async function* screenRows(app: App, work: ScreeningWork): AsyncGenerator<ScreenedBlock> {
  const { settings } = await loadSettings(app.pool)
  const checks = await loadBrokerChecks(app.pool, work.now)
  const lines = openLines(work.table)
  const told = await objectionsOfList(app, work)
  const seen = createFirstSeenIndex(screeningLimits.rows)
  const counts = work.counts
  const faults = [...work.faults]
  let rules: ScreeningRules | null = null
  let width = 0
  let number = 0
  let block: ReadRow[] = []
  let start = ''
  const judged = async (): Promise<ScreenedBlock> => {
    const results = await judgeBlock(app, block, settings, work, told)
    const parts = { allowed: start, refused: start }
    const delivered: { row: number; line: number; hashes: readonly Buffer[] }[] = []
    let line = start === '' ? 0 : 1
    for (const { row, result } of results) {
      countRow(counts, result)
      if (result.kind === 'unreadable' && faults.length < maxFaults)
        faults.push({ row: row.number, faults: result.faults })
      const importable = isImportable(result)
      parts[importable ? 'allowed' : 'refused'] += lines.row(row.cells, width, result)
      if (!importable) continue
      if (work.ask.sourceKind === 'C7' && 'person' in row.read)
        delivered.push({ row: row.number, line, hashes: row.read.hashes })
      line += 1
    }
    block = []
    start = ''
    return { ...parts, doneRows: number, counts, faults, delivered }
  }
  for await (const cells of work.table.rows()) {
    number += 1
    if (rules === null) {
      const headless = isHeadless(cells)
      width = cells.length
      rules = {
        now: work.now,
        timeZone: settings.timeZone,
        functionsOf: (title) => functionsOfTitle(title, settings.titles),
        mappings: Object.values(settings.sources).flatMap((source) => source.values),
        headings: headless ? [] : cells,
        further: furtherScreeningColumns(cells, work.mapping),
        checked: checkedBy(checks),
      }
      if (work.doneRows === 0) start = lines.head(cells, headless)
      if (!headless) continue
    }
    if (cells.every((cell) => cell.trim() === '')) continue
    const row = { number, cells, read: readRow(app.keys, { number, cells }, { width, seen, rules }, work) }
    if (number <= work.doneRows) continue
    block.push(row)
    if (block.length === blockRows) yield await judged()
  }
  if (block.length > 0 || start !== '') yield await judged()
}

/**
 * A row of a delivery is judged by its broker alone: the delivery's own sample is drawn from the rows that pass here,
 * and until it is closed the people of it stay in quarantine in the base. Of a seller that a row only names no delivery
 * is known.
 */
function checkedBy(checks: BrokerChecks): ScreeningRules['checked'] {
  return (name, obtainedOn, delivered) => {
    if (!delivered) return diligenceOf(checks, name, { obtainedOn, deliveries: [] })
    const check = checks.get(normalBrokerName(name ?? ''))
    return check?.accepted === true ? 'passed' : 'open'
  }
}

/**
 * Rows that hold anything, without the headings. Reads all of it, so that a list that cannot be read is known before
 * anything is written.
 */
export async function countRows(table: OpenTable): Promise<number> {
  let count = 0
  let first = true
  for await (const cells of table.rows()) {
    if (!(first && !isHeadless(cells)) && cells.some((cell) => cell.trim() !== '')) count += 1
    first = false
  }
  return count
}

/** What the rows before say of how a row is read: columns, people that were seen, headings. */
interface ListSoFar {
  width: number
  seen: ReturnType<typeof createFirstSeenIndex>
  rules: ScreeningRules
}

function readRow(
  keys: KeyRing,
  { number, cells }: { number: number; cells: readonly string[] },
  { width, seen, rules }: ListSoFar,
  { mapping, ask }: ScreeningWork,
): ReadRow['read'] {
  if (cells.slice(width).some((cell) => cell.trim() !== ''))
    return { result: { kind: 'unreadable', faults: [{ field: 'email', code: 'cells' }] } }
  const read = readScreeningRow(cells, mapping, ask, rules)
  if ('faults' in read) return { result: { kind: 'unreadable', faults: read.faults } }
  const { person } = read
  const hashes = emailsOf(person)
    .map((email) => keys.hashEmail(email))
    .concat(person.phones.map((phone) => keys.hashPhone(phone)))
  const [key] = hashes
  const first = key === undefined ? null : seen(key, number)
  return first === null
    ? { person, hashes, also: person.further.phones.map((phone) => keys.hashPhone(phone)) }
    : { result: { kind: 'duplicate', of: first } }
}

/** In the order of the hashes of a row, which begin with theirs. */
const emailsOf = ({ email, further }: RowPerson): string[] => [...(email === null ? [] : [email]), ...further.emails]

async function judgeBlock(
  app: App,
  block: readonly ReadRow[],
  settings: Settings,
  work: ScreeningWork,
  told: ReadonlyMap<string, readonly ObjectionFact[]>,
): Promise<{ row: ReadRow; result: RowResult }[]> {
  const court: ScreeningCourt = {
    ask: askOf(work.ask, settings),
    policy: { strictSoleTraders: settings.strictSoleTraders },
    inactivityMonths: settings.inactivityMonths,
    now: work.now,
  }
  const hashes = block.flatMap((row) => ('person' in row.read ? row.read.hashes : []))
  const also = block.flatMap((row) => ('person' in row.read ? row.read.also : []))
  const [holders, objections, removals, orders] = await Promise.all([
    holdersOfIdentities(app.pool, hashes),
    objectionsOfIdentities(app.pool, [...hashes, ...also]),
    removalsOfIdentities(app.pool, hashes),
    standingOrders(app.pool),
  ])
  const contactIds = [...new Set([...holders.values()].flat())]
  const known = await loadKnown(app.pool, contactIds, { keys: app.keys, settings, now: work.now })
  return block.map((row) => {
    if ('result' in row.read) return { row, result: row.read.result }
    const { person } = row.read
    const keys = row.read.hashes.map((hash) => hash.toString('hex'))
    const base = [...new Set(keys.flatMap((key) => holders.get(key) ?? []))].flatMap((id): ContactFacts[] => {
      const one = known.get(id)
      return one === undefined
        ? []
        : [
            contactFacts(one, contactClock(one, settings, work.now), settings, {
              email: person.email,
              phone: person.phones[0] ?? null,
            }),
          ]
    })
    return {
      row,
      result: judgeRow(
        person,
        [
          // Whoever the base knows by another address or a number alone has no opt-out of their own for this one.
          ...emailsOf(person)
            .filter((_email, place) => !holders.has(keys[place] ?? ''))
            .flatMap((email) => objectionsUnder(orders, email)),
          ...[...keys, ...row.read.also.map((hash) => hash.toString('hex'))].flatMap((key) => [
            ...(objections.get(key) ?? []),
            ...(told.get(key) ?? []),
          ]),
        ],
        base,
        lastRemoval(removals, keys),
        court,
      ),
    }
  })
}

function askOf(ask: ScreeningAsk, settings: Settings): Ask {
  return {
    purpose: 'prospecting',
    channel: ask.channel,
    offer: offerOf(ask, settings.offers),
    kind: null,
    related: null,
    pixel: false,
  }
}

/** Lines of both files: the list's own columns and separator, then ours. */
function openLines({ format }: OpenTable) {
  const separator = format.type === 'csv' ? format.separator : ';'
  return {
    head: (first: readonly string[], headless: boolean) =>
      `\uFEFF${peopleCsvLine([...first.map((cell, place) => (headless ? `column_${place + 1}` : cell)), ...resultHeadings], separator)}`,
    row: (cells: readonly string[], width: number, result: RowResult) => {
      const extra = cells.slice(width).filter((cell) => cell !== '')
      const own = Array.from({ length: width }, (_, place) => cells[place] ?? '')
      // What stands beyond the last column stays readable, and ours stay where they are.
      if (extra.length > 0) own[width - 1] = [own[width - 1] ?? '', ...extra].join(' ')
      return peopleCsvLine([...own, ...resultCells(result)], separator)
    },
  }
}
