import { parse } from 'csv-parse/sync'
import type { BrokerAnswer } from '../../src/domain/broker-answer.ts'
import { orderOfRecord } from './file.ts'

/** Largest answer file that is read (facts/security 3.16). */
export const answerBytes = 20 * 1024 * 1024
const mostRows = 200_000

const statuses: Readonly<Record<string, BrokerAnswer>> = { accepted: 'acknowledged', matched_suppressed: 'applied', no_match: 'absent', rejected: 'refused', error: 'refused' }

/** None of them stands in the names of the columns. */
const separators = [',', ';', '\t', '|']

export interface OrderAnswer {
  orderId: string
  answer: BrokerAnswer
  reason: string | null
  at: Date | null
}

export interface AnswerFile {
  answers: OrderAnswer[]
  /** Rows of ours it answers for. */
  records: number
  /** Rows nobody can use: another id, a status that is none. */
  unknown: number
}

/**
 * Reads `<name>.ack.csv` (brokers-and-optout-protocols.md §4.1): `record_id,status,processed_at`, in any order of columns; other
 * lines, such as totals, are counted and left. Brokers that look into it with a spreadsheet first give it back in UTF-16, with other
 * separators and line ends. A person has several rows: one that was refused counts before all, one that was
 * suppressed before "no match". Throws a sentence for what is no such file.
 */
export function readAnswers(body: Buffer): AnswerFile {
  const text = body[0] === 0xff && body[1] === 0xfe ? body.toString('utf16le') : body.toString('utf8')
  const [head = ''] = text.split(/[\r\n]/u, 1)
  const rows = parse(text, { bom: true, delimiter: separators.find((sign) => head.includes(sign)) ?? ',', record_delimiter: ['\r\n', '\n', '\r'], columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()), skip_empty_lines: true, trim: true, relax_column_count: true, max_record_size: 64 * 1024, to: mostRows }) as Record<string, string>[]
  const byOrder = new Map<string, { records: Set<string>; seen: { answer: BrokerAnswer; status: string; at: Date | null }[] }>()
  let unknown = 0
  for (const row of rows) {
    const orderId = orderOfRecord(row['record_id'] ?? '')
    const status = (row['status'] ?? '').toLowerCase().replaceAll(/[\s-]+/gu, '_')
    const answer = Object.hasOwn(statuses, status) ? statuses[status] : undefined
    if (orderId === null || answer === undefined) {
      unknown++
      continue
    }
    const known = byOrder.get(orderId) ?? { records: new Set<string>(), seen: [] }
    known.records.add(row['record_id'] ?? '')
    known.seen.push({ answer, status, at: dateOf(row['processed_at']) })
    byOrder.set(orderId, known)
  }
  const answers = [...byOrder].map(([orderId, { seen }]): OrderAnswer => {
    const answer = (['refused', 'applied', 'acknowledged', 'absent'] as const).find((one) => seen.some((each) => each.answer === one)) ?? 'acknowledged'
    const last = seen.filter((each) => each.answer === answer).map((each) => each.at).filter((at) => at !== null).toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null
    return { orderId, answer, reason: answer === 'refused' ? (seen.find((each) => each.answer === 'refused')?.status ?? null) : null, at: last }
  })
  return { answers, records: [...byOrder.values()].reduce((sum, { records }) => sum + records.size, 0), unknown }
}

function dateOf(text: string | undefined): Date | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/u.test(text)) return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}
