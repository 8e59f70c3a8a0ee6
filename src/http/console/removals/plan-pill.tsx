import type { RemovalPlan } from '../../../store/removals/removals.ts'
import type { View } from '../app/view.ts'
import { isOfNobody } from './plan-facts.ts'
import { Pill } from '../ui/pill.tsx'

/** State of a removal plan. */
export function PlanPill({
  view,
  plan,
}: {
  view: View
  plan: Pick<RemovalPlan, 'state' | 'heldUntil' | 'planned' | 'firstApprovedBy'>
}) {
  const s = view.t.removals.states
  if (isOfNobody(plan)) return <Pill tone="quiet">{view.t.removals.emptyPlan}</Pill>
  switch (plan.state) {
    case 'planned':
      return <Pill tone="wait">{plan.firstApprovedBy === null ? s.planned : s.approvedOnce}</Pill>
    case 'stopped':
      return <Pill tone="broken">{s.stopped}</Pill>
    case 'approved':
      return <Pill tone="moving">{s.approved}</Pill>
    case 'held':
      return <Pill tone="moving">{plan.heldUntil === null ? s.approved : s.held(view.f.date(plan.heldUntil))}</Pill>
    case 'binning':
      return <Pill tone="moving">{s.binning}</Pill>
    case 'done':
      return <Pill tone="done">{s.done}</Pill>
    case 'refused':
      return <Pill tone="quiet">{s.refused}</Pill>
    case 'expired':
      return <Pill tone="quiet">{s.expired}</Pill>
    case 'superseded':
      return <Pill tone="quiet">{s.superseded}</Pill>
  }
}
