import { Detail } from '../app/detail.tsx'
import { PostButton } from '../ui/form.tsx'
import { Mark } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { allowed } from '../../../domain/accounts/roles.ts'
import type { Need } from './needs/need.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { View } from '../app/view.ts'

/** What waits for somebody, one row per cause. Only the first row has the filled button. */
export function NeedsCard({
  view,
  needs,
  nextRun,
  filled,
}: {
  view: View
  needs: readonly Need[]
  nextRun: Date
  filled: boolean
}) {
  const { f } = view
  const t = view.t.today.needs
  return (
    <section class="card wide-card" id="needs">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      {needs.length === 0 ? (
        <p class="empty calm">
          <Mark tone="done" icon="check" />
          {t.none(f.dateTime(nextRun))}
        </p>
      ) : (
        <table class="rows needs">
          <caption class="sr-only">{t.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.what}</th>
              <th scope="col">{t.owner}</th>
              <th scope="col">{t.since}</th>
              <th scope="col">
                <span class="sr-only">{t.act}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {needs.map((need, index) => (
              <tr>
                <td class="lead">
                  <div class="marked">
                    <Mark tone={need.tone} icon={need.icon} />
                    <div>
                      <p class="strong">{need.what}</p>
                      {need.more === '' && need.quote === undefined ? null : (
                        <p class="hint">
                          {need.more}{' '}
                          {need.quote === undefined ? null : <Detail view={view} text={need.quote} asSentence />}
                        </p>
                      )}
                    </div>
                  </div>
                </td>
                <td data-label={t.owner}>
                  {need.owner === view.role ? view.t.today.you : view.t.common.owners[need.owner]}
                </td>
                <td data-label={t.since} class="nowrap">
                  {need.at === null ? '' : <Time at={need.at.date}>{whenText(view, need.at)}</Time>}
                </td>
                <td class="act">
                  {need.post === undefined || !allowed(view.role, need.post.roles) ? null : (
                    <PostButton
                      view={view}
                      action={need.post.action}
                      fields={need.post.fields}
                      label={`${need.post.label}${f.colon}${need.what}`}
                    >
                      {need.post.label}
                    </PostButton>
                  )}
                  {allowed(view.role, need.act.roles) ? (
                    <a class={filled && index === 0 ? 'btn primary' : 'btn'} href={need.act.href}>
                      {need.act.label}
                    </a>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Since when, or by when; a day that has passed is overdue. The hour for what began or ends at one today. */
function whenText({ f, now, t }: View, { kind, date, isDay }: NonNullable<Need['at']>): string {
  const isHour = isDay !== true && f.date(date) === f.date(now)
  const when = isHour ? f.time(date) : f.date(date)
  if (kind === 'since') return isHour ? t.common.since(when) : t.common.sinceDay(when)
  const isOver = isDay === true ? dayOf(date) < dayOf(now) : date < now
  return isOver ? t.common.overdue(when) : isHour ? t.common.byHour(when) : t.common.by(when)
}
