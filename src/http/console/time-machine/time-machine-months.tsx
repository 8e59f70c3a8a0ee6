import { Scrolls } from '../ui/bars.tsx'
import type { View } from '../app/view.ts'
import type { TimeMachineProps } from './time-machine-cards.tsx'

const chart = { width: 760, height: 170, bottom: 26, left: 44, top: 8 }

/** Two bars a month for three years: in force, and tried. */
export function MonthsCard({ view, months }: { view: View; months: TimeMachineProps['months'] }) {
  const { f } = view
  const m = view.t.timeMachine
  const top = Math.max(1, ...months.flatMap((one) => [one.now, one.tried]))
  const step = (chart.width - chart.left) / Math.max(1, months.length)
  const inner = chart.height - chart.bottom - chart.top
  const y = (count: number) => chart.top + inner * (1 - count / top)
  const monthName = (month: string) =>
    new Intl.DateTimeFormat(view.language === 'fr' ? 'fr-FR' : 'en-GB', {
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`))
  const bar = (x: number, count: number, kind: string) =>
    count === 0 ? null : (
      <rect x={x} y={y(count)} width={step * 0.38} height={inner - (y(count) - chart.top)} rx="1.5" class={kind} />
    )
  return (
    <section class="card">
      <div class="card-head">
        <h2>{m.chart}</h2>
      </div>
      <div class="card-body stack">
        <svg
          viewBox={`0 0 ${chart.width} ${chart.height}`}
          class="wide-svg"
          role="img"
          aria-label={m.chartLabel(
            months.reduce((sum, one) => sum + one.now, 0),
            months.reduce((sum, one) => sum + one.tried, 0),
          )}
        >
          {[0, top].map((value) => (
            <>
              <line x1={chart.left} x2={chart.width} y1={y(value)} y2={y(value)} class="grid-line" />
              <text x={chart.left - 6} y={y(value) + 4} text-anchor="end" class="axis">
                {f.number(value)}
              </text>
            </>
          ))}
          {months.map((one, place) => (
            <>
              {bar(chart.left + place * step + step * 0.1, one.now, 's1')}
              {bar(chart.left + place * step + step * 0.5, one.tried, 's0')}
              {place % 6 === 0 ? (
                <text x={chart.left + place * step} y={chart.height - 8} class="axis">
                  {monthName(one.month)}
                </text>
              ) : null}
            </>
          ))}
        </svg>
        <ul class="series">
          {(
            [
              ['s1', m.series.now],
              ['s0', m.series.tried],
            ] as const
          ).map(([kind, name]) => (
            <li>
              <svg width="12" height="12" aria-hidden="true">
                <rect width="12" height="12" rx="3" class={kind} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
        <details class="as-table">
          <summary>{m.table}</summary>
          <Scrolls label={m.table}>
            <table class="rows small">
              <thead>
                <tr>
                  <th scope="col">{m.month}</th>
                  <th scope="col" class="num">
                    {m.series.now}
                  </th>
                  <th scope="col" class="num">
                    {m.series.tried}
                  </th>
                </tr>
              </thead>
              <tbody>
                {months.map((one) => (
                  <tr>
                    <th scope="row">{monthName(one.month)}</th>
                    <td class="num">{f.number(one.now)}</td>
                    <td class="num">{f.number(one.tried)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolls>
        </details>
      </div>
    </section>
  )
}
