import { may } from '../../../domain/accounts/roles.ts'
import { uninformedFigures } from '../../../store/notices/notices.ts'
import { keptFigure } from '../app/kept-figure.ts'
import type { View } from '../app/view.ts'
import { onDay, type Need } from './needs/need.ts'

/** People who were not told in time where their data came from, or whose notice came back. */
export async function noticeNeeds(view: View): Promise<Need[]> {
  const t = view.t.notices.need
  const { overdue, failed, oldestDueOn } = await keptFigure(view, 'uninformed', null, () =>
    uninformedFigures(view.app.pool),
  )
  if (overdue + failed === 0) return []
  return [
    {
      tone: overdue > 0 ? 'broken' : 'wait',
      icon: 'mail',
      what: overdue > 0 ? t.overdue(overdue) : t.failed(failed),
      more: [
        ...(overdue > 0 ? [t.overdueMore] : []),
        ...(overdue > 0 && failed > 0 ? [`${t.failed(failed)}.`] : []),
      ].join(' '),
      owner: 'dpo',
      at: oldestDueOn === null ? null : { kind: 'since', ...onDay(oldestDueOn) },
      act: { label: t.act, href: '/notices#late', roles: may.judge },
      seenBy: may.judge,
    },
  ]
}
