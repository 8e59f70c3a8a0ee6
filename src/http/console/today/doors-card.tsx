import { dayIn } from '../../../domain/app/day.ts'
import { doors as allDoors, type Door } from '../../../domain/objections/objection.ts'
import { StackedDays } from '../ui/bars.tsx'
import { doorDays } from './today-facts.ts'
import type { View } from '../app/view.ts'

const doorGroups: readonly (readonly ['links' | 'crm' | 'found' | 'api', readonly Door[]])[] = [
  ['links', ['link', 'one-click', 'preferences', 'mailbox', 'complaint']],
  ['crm', ['crm', 'broker']],
  ['found', ['found']],
  ['api', ['phone', 'post', 'spoken', 'other', 'rest', 'file', 'cli']],
]

/** By which way the opt-outs of two weeks came in. */
export function DoorsCard({
  view,
  doors,
}: {
  view: View
  doors: readonly { day: string; door: Door; count: number }[]
}) {
  const t = view.t.today.doors
  const total = doors.reduce((sum, row) => sum + row.count, 0)
  const days = Array.from({ length: doorDays }, (_, index) =>
    dayIn(new Date(view.now.getTime() - (doorDays - 1 - index) * 86_400_000), view.settings.timeZone),
  )
  const bars = days.map((day) => ({
    day,
    parts: doorGroups.map(([, members]) =>
      doors
        .filter((row) => row.day === day && allDoors.includes(row.door) && members.includes(row.door))
        .reduce((sum, row) => sum + row.count, 0),
    ),
  }))
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      {total === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <div class="card-body">
          <StackedDays
            view={view}
            days={bars}
            series={doorGroups.map(([name]) => view.t.common.doorGroups[name])}
            label={t.drawing(total)}
            texts={t}
          />
        </div>
      )}
    </section>
  )
}
