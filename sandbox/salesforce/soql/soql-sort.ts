import { keyOf, type Key } from './soql-values.ts'
import type { SfRow } from '../account/store.ts'
import type { Reader } from './soql-reader.ts'

export function sortRows(
  rows: SfRow[],
  orders: readonly { readonly descending: boolean; readonly nullsLast: boolean; readonly reader: Reader }[],
): void {
  const keyed = rows.map((row) => ({ row, keys: orders.map((item) => keyOf(item.reader.def, item.reader.read(row))) }))
  keyed.sort((a, b) => {
    for (const [index, item] of orders.entries()) {
      const sign = order(a.keys[index] ?? null, b.keys[index] ?? null, item)
      if (sign !== 0) return sign
    }
    return 0
  })
  keyed.forEach(({ row }, index) => (rows[index] = row))
}

function order(a: Key, b: Key, item: { readonly descending: boolean; readonly nullsLast: boolean }): number {
  if (a === b) return 0
  if (a === null || b === null) return (a === null) === item.nullsLast ? 1 : -1
  return (a < b ? -1 : 1) * (item.descending ? -1 : 1)
}
