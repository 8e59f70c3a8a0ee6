import type { Row } from './api.ts'

/** A text value, or null when it is empty, absent or hidden. Dotted names reach into related records. */
export function text(row: Row, name: string): string | null {
  const value = valueAt(row, name)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** As it stands in the row: `undefined` = not there at all, which is hidden or was not asked for. */
export function valueAt(row: Row, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>(
      (found, step) => (typeof found === 'object' && found !== null ? (found as Row)[step] : undefined),
      row,
    )
}

/**
 * A boolean value; empty, absent or hidden reads as false: where an objection depends on it, ask `isReadable` first.
 */
export function flag(row: Row, name: string): boolean {
  return valueAt(row, name) === true
}

/**
 * Whether a checkbox can be read: where it is hidden, the row lacks it, or shows null where it never is
 * (docs/reference/salesforce.md#hidden-unknown).
 */
export function isReadable(row: Row, name: string): boolean {
  return typeof valueAt(row, name) === 'boolean'
}

/**
 * REST writes `+0000`, change events and Bulk write `Z`; dates have no time (docs/reference/salesforce.md#dates,
 * #cometd-errors).
 */
export function instant(row: Row, name: string): Date | null {
  const value = text(row, name)
  if (value === null) return null
  const date = new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return Number.isNaN(date.getTime()) ? null : date
}

/** `;`-joined values. */
export function list(row: Row, name: string): string[] {
  return (text(row, name) ?? '')
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
