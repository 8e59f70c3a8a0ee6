import type { View } from '../app/view.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import { freshForHours } from '../../../domain/inactivity/clock.ts'
import { Pill } from '../ui/pill.tsx'

const hourMs = 3_600_000

/**
 * State of a Connection in one pill, the worst first. A broker is never read, so it cannot be stale; a
 * mailbox works without any right to write.
 */
export function ConnectionPill({
  view,
  row,
  readable,
  failing = false,
  nothingToGrant = false,
}: {
  view: View
  /** It can fail to be read, and is not stale by the clock of a CRM. */
  failing?: boolean
  nothingToGrant?: boolean
  row: Pick<ConnectionRow, 'state' | 'pulledAt' | 'fullPulledAt' | 'pullFailedAt' | 'pullFailure'>
  readable: boolean
}) {
  const t = view.t.common.connectionStates
  if (row.state === 'disconnected') return <Pill tone="quiet">{t.disconnected}</Pill>
  if (row.state === 'needs-reauthorisation')
    return (
      <Pill tone="broken" icon="plug-connected-x">
        {t['needs-reauthorisation']}
      </Pill>
    )
  if (row.state === 'paused') return <Pill tone="wait">{t.paused}</Pill>
  if ((readable || failing) && row.pullFailedAt !== null)
    return row.pullFailure === null ? <Pill tone="moving">{t.reading}</Pill> : <Pill tone="broken">{t.failing}</Pill>
  const hours = row.pulledAt === null ? 0 : Math.floor((view.now.getTime() - row.pulledAt.getTime()) / hourMs)
  if (readable && hours >= freshForHours) return <Pill tone="broken">{t.stale(hours)}</Pill>
  return row.state === 'active' || nothingToGrant ? (
    <Pill tone="done">{t.active}</Pill>
  ) : (
    <Pill tone="wait" icon="eye">
      {t.observe}
    </Pill>
  )
}
