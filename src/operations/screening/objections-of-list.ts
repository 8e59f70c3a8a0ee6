import type { ObjectionFact } from '../../domain/decisions/facts.ts'
import { readAddress } from '../../domain/objections/objection-entry.ts'
import { cellsBy, readRefusals } from '../../domain/screening/screening-row.ts'
import { type ScreeningMapping } from '../../domain/screening/screening-columns.ts'
import type { App } from '../app/app.ts'
import type { OpenTable } from '../spreadsheets/table-file.ts'

/**
 * Objections that a list tells of people, by the hash of their address. Who stands in it twice, once with an objection
 * and once without, said no: the row without comes first as often as not, so all rows are looked at before any is
 * judged (docs/reference/law.md#f15).
 */
export async function objectionsOfList(
  app: App,
  { table, mapping, now }: { table: OpenTable; mapping: ScreeningMapping; now: Date },
): Promise<ReadonlyMap<string, readonly ObjectionFact[]>> {
  const told = new Map<string, readonly ObjectionFact[]>()
  if (mapping.optOut === undefined && mapping.doNotCall === undefined) return told
  for await (const cells of table.rows()) {
    const cell = cellsBy(cells, mapping)
    const { objections } = readRefusals(cell, now)
    const email = objections.length === 0 ? null : readAddress(cell('email')).value
    if (email === null) continue
    const key = app.keys.hashEmail(email).toString('hex')
    told.set(key, [...(told.get(key) ?? []), ...objections])
  }
  return told
}
