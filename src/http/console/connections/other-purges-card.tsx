import { otherPurge } from '../../../domain/connections/other-purge.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { Icon } from '../../ui/icon.tsx'
import type { ConnectionFacts } from './facts/connection-facts.ts'
import type { View } from '../app/view.ts'

/** Days shown, the latest first. */
const shownDays = 10

/** What somebody else deletes there, day by day: two purges that count differently delete active people. */
export function OtherPurgesCard({ view, facts: { lost } }: { view: View; facts: ConnectionFacts }) {
  const { f } = view
  const t = view.t.connections.otherPurges
  const purge = otherPurge(lost, dayOf(view.now))
  if (lost.length === 0) return null
  return (
    <section class="card" id="other-purges">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      {purge === null ? null : (
        <div class="card-body">
          <div class="notice broken">
            <Icon name="alert-triangle" />
            <div>
              <strong>{t.burst(f.day(purge.day), purge.deleted)}</strong>
              <p>{t.burstMore}</p>
            </div>
          </div>
        </div>
      )}
      <table class="rows">
        <caption class="sr-only">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.day}</th>
            <th scope="col" class="num">
              {t.deleted}
            </th>
            <th scope="col" class="num">
              {t.notDue}
            </th>
            <th scope="col">{t.by}</th>
          </tr>
        </thead>
        <tbody>
          {lost.slice(0, shownDays).map((one) => (
            <tr>
              <td class="nowrap">{f.day(one.day)}</td>
              <td data-label={t.deleted} class="num strong">
                {f.number(one.deleted)}
              </td>
              <td data-label={t.notDue} class="num">
                {f.number(one.notDue)}
              </td>
              <td data-label={t.by}>
                {Object.keys(one.by).length === 0 ? (
                  <span class="hint">{t.unknown}</span>
                ) : (
                  <span lang="en">
                    {Object.entries(one.by)
                      .map(([name, count]) => `${name} (${f.number(count)})`)
                      .join(', ')}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="card-foot hint">{t.note}</p>
    </section>
  )
}
