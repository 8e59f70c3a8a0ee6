import { faultsIn, type Fault } from '../../domain/monitoring/faults.ts'
import type { App } from '../../operations/app/app.ts'
import { figuresOf } from '../../operations/monitoring/collect-figures.ts'
import { connectionLabels } from '../../store/connections/connections-view.ts'
import { openFormat } from '../../http/ui/format.ts'
import { textsOf } from '../../http/locales/texts.ts'

/** What one check found. */
export interface Finding {
  name: string
  ok: boolean
  says: string
  /** Not wrong yet, but it should be looked at. */
  look?: true
}

/**
 * Checks by how bad it is when they fail: what loses proofs, then what keeps opt-outs from moving, then the rest.
 * Others come in the order in which they were made.
 */
const order = ['database', 'audit log', 'journal', 'queue', 'figures:']

/** Kinds that have a check of their own, which says more. */
const checkedElsewhere: readonly Fault['kind'][] = ['audit-unsealed', 'journal-behind', 'queue-away', 'access-lost']

/** What failed, worst first, then what should be looked at. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const place = ({ name }: Finding) => {
    const found = order.findIndex((start) => name.startsWith(start))
    return found === -1 ? order.length : found
  }
  return findings
    .filter(({ ok, look }) => !ok || look === true)
    .toSorted((a, b) => Number(a.ok) - Number(b.ok) || place(a) - place(b))
}

/** The faults of the page Queue & health, as checks. */
export async function figures(app: App): Promise<Finding[]> {
  const labels = await connectionLabels(app.pool)
  const { health } = textsOf('en')
  const format = openFormat('en', 'UTC')
  const faults = faultsIn(await figuresOf(app)()).filter(({ kind }) => !checkedElsewhere.includes(kind))
  if (faults.length === 0) return [{ name: 'figures', ok: true, says: health.noFaults }]
  return faults.map(({ kind, isUrgent, connection, place, value }): Finding => {
    const [what = kind, threat = '', fix = ''] = health.faults[kind] ?? []
    const where = labels.get(connection ?? '') ?? app.connectors.get(place ?? '')?.label ?? place
    const since = Number.isFinite(value) && value > 1 ? ` (${format.duration(value * 1_000)})` : ''
    return {
      name: `figures: ${kind}`,
      ok: !isUrgent,
      ...(isUrgent ? {} : { look: true as const }),
      says: `${what}${where == null ? '' : ` at ${where}`}${since}. ${threat} ${fix}`,
    }
  })
}
