import { createHash } from 'node:crypto'
import { channels } from '../../src/domain/app/channel.ts'
import { md5Hex, n1Forms, sha256Base64, sha256Hex } from '../../src/domain/brokers/broker-hash.ts'
import type { FileRow } from '../../src/connector/ledger.ts'
import type { SuppressionOrder } from '../../src/connector/orders.ts'
import type { FileSettings } from './settings.ts'

const hashes: Readonly<Record<FileSettings['hash'], { format: FileRow['idFormat']; of: (form: string) => string }>> = {
  'n1-sha256-hex': { format: 'sha256_hex', of: sha256Hex },
  'drop-b64': { format: 'sha256_b64', of: sha256Base64 },
  'md5-hex': { format: 'md5_hex', of: md5Hex },
  raw: { format: 'raw', of: (form) => form },
}

export const formatOf = (hash: FileSettings['hash']): FileRow['idFormat'] => hashes[hash].format

/** Columns of the file (docs/reference/brokers.md#file-profile). */
const columns = ['record_id', 'action', 'id_type', 'id_format', 'id_value', 'scope', 'objected_at'] as const

/** What the file can say of the channels of an objection; empty when it is about none of them. */
export function scopesOf(order: Pick<SuppressionOrder, 'channels'>): string[] {
  if (channels.every((channel) => order.channels.includes(channel))) return ['all']
  const phone = order.channels.some((channel) => channel === 'phone' || channel === 'sms' || channel === 'robocall')
  return [...(order.channels.includes('email') ? ['email'] : []), ...(phone ? ['phone'] : [])]
}

/**
 * One row per writing of each address and scope. The id is opaque, the same in every file, and leads back to the order.
 */
export function rowsOf(
  order: Pick<SuppressionOrder, 'orderId' | 'emails' | 'channels' | 'objectedAt'>,
  hash: FileSettings['hash'],
): FileRow[] {
  const { format, of } = hashes[hash]
  return order.emails.flatMap(n1Forms).flatMap((form) =>
    scopesOf(order).map((scope) => ({
      recordId: `${order.orderId}-${createHash('sha256').update(`${scope} ${form}`).digest('hex').slice(0, 8)}`,
      orderId: order.orderId,
      idFormat: format,
      idValue: of(form),
      scope,
      objectedAt: order.objectedAt,
    })),
  )
}

/** Order behind the id of a row; null for what is none of ours. */
export function orderOfRecord(recordId: string): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-[0-9a-f]{8}$/u.exec(recordId)?.[1] ?? null
}

/** RFC 4180, UTF-8 without a mark, header row, the line end of the broker. */
export function csvOf(rows: readonly FileRow[], lineEnd: FileSettings['lineEnd']): Buffer {
  const end = lineEnd === 'crlf' ? '\r\n' : '\n'
  const lines = rows.map((row) =>
    [row.recordId, 'suppress', 'email', row.idFormat, row.idValue, row.scope, row.objectedAt.toISOString()]
      .map(cell)
      .join(','),
  )
  return Buffer.from([columns.join(','), ...lines].map((line) => line + end).join(''), 'utf8')
}

function cell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function fileName(sender: string, broker: string, mode: 'full' | 'delta', at: Date, sequence: number): string {
  const slug =
    broker
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/gu, '-')
      .replace(/^-|-$/gu, '')
      .slice(0, 30) || 'broker'
  const stamp = at.toISOString().replace(/[-:]|\.\d+/gu, '')
  return `suppress_${sender}_${slug}_${mode}_${stamp}_${String(sequence).padStart(6, '0')}.csv`
}

/** Everything a program needs to take the file in without guessing. */
export function manifestOf(
  file: { name: string; rows: number; sha256: string; sequence: number; mode: 'full' | 'delta' },
  hash: FileSettings['hash'],
): string {
  const { name, rows, sha256, sequence, mode } = file
  return `${JSON.stringify({ file: name, rows, sha256, seq: sequence, previousSeq: sequence === 1 ? null : sequence - 1, mode, idFormat: hashes[hash].format, normalisation: 'n1' }, null, 2)}\n`
}

export const digestOf = (body: Buffer): string => createHash('sha256').update(body).digest('hex')
