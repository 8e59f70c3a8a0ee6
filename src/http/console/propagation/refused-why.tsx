import { Detail } from '../app/detail.tsx'
import type { View } from '../app/view.ts'

/** Why it was refused: its detail, or what the reason means where there is none. */
export function RefusedWhy({ view, row }: { view: View; row: { detail: string | null; reason: string | null } }) {
  if (row.detail !== null) return <Detail view={view} text={row.detail} asSentence />
  const reasons: Readonly<Record<string, string>> = view.t.refusals.reasons
  return <span>{row.reason === null ? view.t.common.none : (reasons[row.reason] ?? row.reason)}</span>
}
