import type { View } from '../app/view.ts'
import type { PropagationView } from '../../../store/objections/objections-view.ts'
import { PostButton } from '../ui/form.tsx'

/** The button of one refused Propagation; pressed twice it sends once, because it names the version that was seen. */
export function SendAgain({ view, row, kind }: { view: View; row: PropagationView; kind: 'plain' | 'primary' }) {
  const label = view.t.refusals.sendAgain
  return (
    <PostButton
      view={view}
      action={`/propagations/${row.id}/send-again`}
      kind={kind}
      fields={{ version: String(row.version) }}
      label={`${label}${view.f.colon}${row.label}`}
    >
      {label}
    </PostButton>
  )
}
