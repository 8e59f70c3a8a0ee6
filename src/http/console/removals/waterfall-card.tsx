import { addMonths, dayOf } from '../../../domain/app/day.ts'
import { dependencyKinds } from '../../../domain/removals/dependencies.ts'
import { ownTermsOn } from '../../../domain/removals/retention-rules.ts'
import { objectedWaitDays } from '../../../domain/removals/removal-kinds.ts'
import { sourceSearchDays } from '../../../domain/sources/tables/source-kinds.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { RemovalPlan } from '../../../store/removals/removals.ts'
import type { View } from '../app/view.ts'

const chartWidth = 100

/**
 * From the candidates through each guard to the plan: it shows what protected whom. `settings`: those it was made
 * under.
 */
export function WaterfallCard({ view, plan, settings }: { view: View; plan: RemovalPlan; settings: Settings }) {
  const { f } = view
  const t = view.t.removals.guards
  const total = plan.candidateCount
  const since = addMonths(plan.createdAt, -settings.inactivityMonths)
  let left = total
  const guards = plan.guards.map((guard) => {
    left -= guard.count
    return { ...guard, from: left }
  })
  const isOpenWork = (name: string) => (dependencyKinds as readonly string[]).includes(name)
  const shown = guards.filter(({ name, count }) => count > 0 || !isOpenWork(name))
  const x = (count: number) => (total === 0 ? 0 : (chartWidth * count) / total)
  const bar = (from: number, count: number, kind: string) => (
    <svg viewBox="0 0 100 14" width="100%" height="14" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="14" class="track" />
      <rect x={x(from)} width={count === 0 ? 0 : Math.max(0.5, x(count))} height="14" class={kind} />
    </svg>
  )
  return (
    <section class="card wide-card">
      <div class="card-head">
        <h2>{t.titles[plan.kind](total, plan.planned)}</h2>
        <span class="hint">{t.order(f.dateTime(plan.createdAt))}</span>
      </div>
      <table class="rows waterfall">
        <caption class="sr-only">{t.drawings[plan.kind](total, plan.planned)}</caption>
        <tbody>
          <tr>
            <th scope="row">
              {t.all[plan.kind]}
              <span class="hint">
                {plan.kind === 'silent'
                  ? ownTermsOn(settings.retentionRules, dayOf(plan.createdAt)).length > 0
                    ? t.pastOwn
                    : t.pastMore(f.day(since))
                  : plan.kind === 'objected'
                    ? t.objectedMore(objectedWaitDays)
                    : t.noSourceMore(sourceSearchDays)}
              </span>
            </th>
            <td class="bar-cell">{bar(0, total, 'w-all')}</td>
            <td class="num strong">{f.number(total)}</td>
          </tr>
          {shown.map((guard) => (
            <tr class={guard.count === 0 ? 'zero' : undefined}>
              <th scope="row">
                {t[guard.name][0]}
                <span class="hint">{t[guard.name][1]}</span>
              </th>
              <td class="bar-cell">{bar(guard.from, guard.count, 'w-guard')}</td>
              <td class="num">{guard.count === 0 ? '0' : `− ${f.number(guard.count)}`}</td>
            </tr>
          ))}
          <tr class="sum">
            <th scope="row">
              {t.plan}
              <span class="hint">
                {t.planMore(f.share(plan.planned, plan.baseCount), f.share(settings.maxRemovalShare, 1))}
              </span>
            </th>
            <td class="bar-cell">{bar(0, plan.planned, 'w-plan')}</td>
            <td class="num strong">{f.number(plan.planned)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}
