import { parse } from 'csv-parse/sync'
import type { BrokerAnswer } from '../../src/domain/brokers/broker-answer.ts'
import { orderOfRecord } from './file.ts'

/** Largest answer file that is read (docs/reference/security.md#uploads). */
export const answerBytes = 20 * 1024 * 1024
const maxRows = 200_000

/**
 * Words of our own answer file (docs/reference/brokers.md#file-answers), and the numbers of one like California's DROP
 * (docs/reference/brokers.md#drop-status): exempted, deleted, opted out, not found.
 */
const statuses: Readonly<Record<string, BrokerAnswer>> = {
  accepted: 'acknowledged',
  matched_suppressed: 'applied',
  no_match: 'absent',
  rejected: 'refused',
  error: 'refused',
  2: 'refused',
  3: 'applied',
  4: 'applied',
  5: 'absent',
}

/** None of them stands in the names of the columns. */
const separators = [',', ';', '\t', '|']

interface OrderAnswer {
  orderId: string
  answer: BrokerAnswer
  reason: string | null
  at: Date | null
  /** Rows of this order that it answers for. */
  records: number
}

export interface AnswerFile {
  answers: OrderAnswer[]
  /** Rows of ours of which it says what became, not only that they are there. */
  settled: number
  /** Rows nobody can use: another id, a status that is none. */
  unknown: number
}

/**
 * Reads `<name>.ack.csv` (docs/reference/brokers.md#file-answers): `record_id,status,processed_at`, in any order of
 * columns, or without their names in this order; other lines, such as totals, are counted and left. Brokers that look
 * into it with a spreadsheet first give it back in UTF-16, with other separators, line ends and capitals. A person has
 * several rows: one that was refused counts before all, then one that is only accepted, then one that was suppressed
 * before "no match". Throws a sentence for what is no such file.
 */
export function readAnswers(body: Buffer): AnswerFile {
  const text = body[0] === 0xff && body[1] === 0xfe ? body.toString('utf16le') : body.toString('utf8')
  const telling = text.split(/[\r\n]+/u).find((line) => /status/iu.test(line) || anyRecord.test(line)) ?? ''
  const table = parse(text, {
    bom: true,
    delimiter: separators.find((sign) => telling.includes(sign)) ?? ',',
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
    max_record_size: 64 * 1024,
    to: maxRows,
  }) as string[][]
  const { places, rows } = columnsOf(table)
  const byOrder = new Map<string, { record: string; answer: BrokerAnswer; status: string; at: Date | null }[]>()
  let unknown = 0
  for (const row of rows) {
    const record = (row[places.record] ?? '').toLowerCase()
    const orderId = orderOfRecord(record)
    const status = wordOf(row[places.status] ?? '')
    const answer = Object.hasOwn(statuses, status) ? statuses[status] : undefined
    if (orderId === null || answer === undefined) {
      unknown++
      continue
    }
    byOrder.set(orderId, [...(byOrder.get(orderId) ?? []), { record, answer, status, at: dateOf(row[places.at]) }])
  }
  const answers = [...byOrder].map(([orderId, seen]): OrderAnswer => {
    const answer =
      (['refused', 'acknowledged', 'applied', 'absent'] as const).find((one) =>
        seen.some((each) => each.answer === one),
      ) ?? 'acknowledged'
    const last =
      seen
        .filter((each) => each.answer === answer)
        .map((each) => each.at)
        .filter((at) => at !== null)
        .toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null
    return {
      orderId,
      answer,
      reason: answer === 'refused' ? (seen.find((each) => each.answer === 'refused')?.status ?? null) : null,
      at: last,
      records: new Set(seen.map(({ record }) => record)).size,
    }
  })
  const settled = new Set(
    [...byOrder.values()]
      .flat()
      .filter(({ answer }) => answer !== 'acknowledged')
      .map(({ record }) => record),
  )
  return { answers, settled: settled.size, unknown }
}

const anyRecord = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}/iu
const wordOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, '_')

/**
 * Where the columns are: in the first row that names them, else as docs/reference/brokers.md#file-answers lists them.
 */
function columnsOf(table: readonly string[][]): {
  places: { record: number; status: number; at: number }
  rows: readonly string[][]
} {
  const names = table.map((row) => row.map(wordOf))
  const record = (row: readonly string[]) =>
    row.findIndex((name) => name === 'record_id' || name === 'recordid' || name === 'id')
  const head = names.findIndex((row) => record(row) !== -1 && row.includes('status'))
  const found = names[head]
  if (found === undefined) return { places: { record: 0, status: 1, at: 2 }, rows: table }
  return {
    places: { record: record(found), status: found.indexOf('status'), at: found.indexOf('processed_at') },
    rows: table.slice(head + 1),
  }
}

function dateOf(text: string | undefined): Date | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/u.test(text)) return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}
