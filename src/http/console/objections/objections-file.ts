import type { ListedObjection } from '../../../store/objections/objections-view.ts'
import { propagationsOf } from '../../../store/objections/objections-view.ts'
import { doorName } from '../../documents/door-name.ts'
import { propagationWord } from '../propagation/propagation-pill.tsx'
import { scopeText } from '../propagation/scope-text.ts'
import type { View } from '../app/view.ts'

/** The list of opt-outs as a file, addresses in clear: moments as ISO in UTC, so that a spreadsheet sorts them. */
export function objectionsFile(view: View) {
  const { objections: o, common } = view.t
  return {
    name: 'objections',
    heads: [
      o.columns.number,
      o.columns.received,
      o.columns.recorded,
      o.columns.door,
      o.columns.person,
      o.columns.contact,
      o.columns.scope,
      o.columns.systems,
    ],
    cells: async (rows: readonly ListedObjection[]) => {
      const systems = Map.groupBy(
        await propagationsOf(
          view.app.pool,
          rows.map(({ id }) => id),
        ),
        ({ objectionId }) => objectionId,
      )
      return rows.map((row) => [
        row.number,
        row.receivedAt.toISOString(),
        row.recordedAt.toISOString(),
        doorName(common, row),
        row.email ?? '',
        row.contactId ?? '',
        scopeText(view, row),
        (systems.get(row.id) ?? []).map((one) => `${one.label}: ${propagationWord(view, one)}`).join(' | '),
      ])
    },
  }
}
