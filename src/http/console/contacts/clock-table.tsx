import type { View } from '../app/view.ts'
import { Time } from '../ui/time.tsx'
import type { ClockDate } from './clock-times.ts'

/** What an act is called; a kind without a name of its own is an act. */
export function actName(view: View, kind: string): string {
  const names = view.t.common.acts as Readonly<Record<string, string>>
  return names[kind] ?? names['act'] ?? kind
}

/** The same dates to be read. */
export function ClockTable({ view, dates }: { view: View; dates: readonly ClockDate[] }) {
  const { f } = view
  const t = view.t.contact.clock
  return (
    <details class="as-table">
      <summary>{t.table(dates.length)}</summary>
      <table class="rows small">
        <caption class="sr-only">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.at}</th>
            <th scope="col">{t.act}</th>
            <th scope="col">{t.system}</th>
            <th scope="col">{t.counted}</th>
          </tr>
        </thead>
        <tbody>
          {dates
            .toSorted((a, b) => b.at.getTime() - a.at.getTime())
            .map((date) => (
              <tr>
                <td data-label={t.at}>
                  <Time at={date.at}>{f.dateTime(date.at)}</Time>
                </td>
                <td data-label={t.act}>
                  {date.kind === 'open' ? t.open : date.kind === 'creation' ? t.creation : actName(view, date.kind)}
                </td>
                <td data-label={t.system}>{date.label}</td>
                <td data-label={t.counted}>{date.counts ? t.yes : t.no}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  )
}
