import { Icon } from '../../ui/icon.tsx'
import type { PlanFacts } from './plan-facts.ts'
import type { View } from '../app/view.ts'

const dayMs = 86_400_000

/** How long a plan is or was on hold; null before its approval. */
function daysHeld({ approvedAt, heldUntil }: PlanFacts['plan']): number | null {
  return approvedAt === null || heldUntil === null
    ? null
    : Math.round((heldUntil.getTime() - approvedAt.getTime()) / dayMs)
}

/** Of a record that was emptied and stays no absence is said. */
const verified = ({ t }: View, removed: PlanFacts['removed']): string =>
  (removed?.anonymised ?? 0) > 0 ? t.removals.track.doneEmptied : t.removals.track.done

/** Stages with their dates: planned, approval, held, bin, read back absent. */
export function StageTrack({
  view,
  facts: { plan, approver, firstApprover, where, removed },
}: {
  view: View
  facts: PlanFacts
}) {
  const { f } = view
  const t = view.t.removals.track
  const position = {
    planned: 1,
    stopped: 1,
    approved: 2,
    held: 2,
    binning: 3,
    done: 5,
    refused: 1,
    expired: 1,
    superseded: 1,
  }[plan.state]
  const bins = where.flatMap((row) =>
    row.erases ? [t.forGood(row.label)] : row.binDays === null ? [] : [t.binDay(row.label, row.binDays)],
  )
  const stages = [
    { name: t.planned, more: f.dateTime(plan.createdAt) },
    {
      name: t.approval,
      more:
        plan.approvedAt !== null
          ? `${f.dateTime(plan.approvedAt)}, ${f.list([firstApprover, approver].filter((who) => who !== null))}`
          : plan.state === 'planned'
            ? `${firstApprover === null ? (plan.approvals > 1 ? t.two : t.someone) : t.second(firstApprover)}, ${t.by(f.date(plan.expiresAt))}`
            : view.t.removals.states[
                plan.state === 'stopped' ||
                plan.state === 'refused' ||
                plan.state === 'expired' ||
                plan.state === 'superseded'
                  ? plan.state
                  : 'planned'
              ],
    },
    plan.kind === 'erasure'
      ? { name: t.blocked, more: t.blockedMore }
      : {
          name: t.held(daysHeld(plan) ?? view.settings.restoreDays),
          more: [
            ...(plan.heldUntil === null ? [] : [t.until(f.date(plan.heldUntil))]),
            ...(position < 3 ? [t.restorable] : []),
          ].join(', '),
        },
    { name: t.bin, more: f.list(bins) },
    {
      name: verified(view, removed),
      more: plan.finishedAt !== null && plan.state === 'done' ? f.dateTime(plan.finishedAt) : '',
    },
  ]
  const stopped = ['stopped', 'refused', 'expired', 'superseded'].includes(plan.state)
  return (
    <ol class="card track" aria-label={t.label}>
      {stages.map((stage, index) => (
        <li
          class={index < position ? 'done' : index === position && !stopped ? 'now' : 'later'}
          aria-current={index === position && !stopped ? 'step' : undefined}
        >
          <span class="track-mark" aria-hidden="true">
            {index < position ? <Icon name="check" size={14} /> : null}
          </span>
          <strong>{stage.name}</strong>
          <span class="hint">{stage.more}</span>
        </li>
      ))}
    </ol>
  )
}
