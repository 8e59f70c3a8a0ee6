import type { View } from '../app/view.ts'
import { unconfirmedAfterMs } from '../../../domain/propagation/propagation.ts'
import type { PropagationView } from '../../../store/objections/objections-view.ts'
import { Pill } from '../ui/pill.tsx'

const quarterMs = 15 * 60_000
const dayMs = 86_400_000
const unconfirmedMs = 2 * dayMs

/** State of one no at one system; never more than was proved. */
export function PropagationPill({
  view,
  row,
}: {
  view: View
  row: Pick<PropagationView, 'state' | 'reason' | 'proof' | 'nextAttemptAt' | 'createdAt' | 'items' | 'settled'>
}) {
  const s = view.t.common.states
  const ageMs = view.now.getTime() - row.createdAt.getTime()
  switch (row.state) {
    case 'queued':
      return row.reason === 'reintroduced' ? (
        <Pill tone="moving">{s.again}</Pill>
      ) : (
        <Pill tone="moving">{s.queued}</Pill>
      )
    case 'sending':
      return <Pill tone="moving">{s.sending}</Pill>
    case 'written':
      return <Pill tone="moving">{s.written}</Pill>
    case 'applied':
      return (
        <Pill tone="done">
          {row.items.length > 0 && row.items.every((item) => item.level === 'marked') ? s.marked : s.applied}
        </Pill>
      )
    case 'accepted': {
      const proof = row.proof === 3 ? 3 : row.proof === 2 ? 2 : 1
      if (proof === 1 && ageMs > unconfirmedMs)
        return <Pill tone={ageMs > unconfirmedAfterMs ? 'broken' : 'wait'}>{s.unconfirmed}</Pill>
      return <Pill tone="accepted">{s[`accepted${proof}`]}</Pill>
    }
    case 'absent':
      return <Pill tone="quiet">{s.absent}</Pill>
    case 'refused':
      return row.settled !== null ? (
        <Pill tone="quiet">{s.settled}</Pill>
      ) : (
        <Pill tone="broken">{row.reason === 'not-honoured' ? s.ignored : s.refused}</Pill>
      )
    case 'superseded':
      return <Pill tone="quiet">{s.superseded}</Pill>
    case 'waiting': {
      if (row.reason === 'not-granted')
        return (
          <Pill tone="broken" icon="lock">
            {s.notGranted}
          </Pill>
        )
      if (row.reason === 'reauthorise')
        return (
          <Pill tone="broken" icon="plug-connected-x">
            {s.reauthorise}
          </Pill>
        )
      if (row.reason === 'scope-missing')
        return (
          <Pill tone="broken" icon="lock">
            {s.scope}
          </Pill>
        )
      if (row.reason === 'person')
        return (
          <Pill tone={ageMs > unconfirmedMs ? 'broken' : 'wait'} icon="users">
            {s.person}
          </Pill>
        )
      if (row.reason === 'paused') return <Pill tone="wait">{s.paused}</Pill>
      return (
        <Pill tone={ageMs < quarterMs ? 'moving' : ageMs < dayMs ? 'wait' : 'broken'}>
          {row.nextAttemptAt === null ? s.queued : s.waiting(view.f.time(row.nextAttemptAt))}
        </Pill>
      )
    }
  }
}
