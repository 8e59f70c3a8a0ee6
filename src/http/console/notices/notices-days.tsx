import type { View } from '../app/view.ts'

const chart = { width: 620, height: 110, bottom: 20, top: 8 }

/** Bars of the coming 31 days: where the pressure is. */
export function Days({ view, days }: { view: View; days: readonly { day: string; people: number }[] }) {
  const { f } = view
  const s = view.t.notices
  const total = days.reduce((sum, day) => sum + day.people, 0)
  const top = Math.max(1, ...days.map((day) => day.people))
  const step = chart.width / Math.max(1, days.length)
  const height = chart.height - chart.bottom - chart.top
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.days}</h2>
      </div>
      {total === 0 ? (
        <p class="empty">{s.none}</p>
      ) : (
        <div class="card-body stack">
          <svg
            viewBox={`0 0 ${chart.width} ${chart.height}`}
            class="wide-svg"
            role="img"
            aria-label={s.daysLabel(total)}
          >
            <line
              x1="0"
              x2={chart.width}
              y1={chart.height - chart.bottom}
              y2={chart.height - chart.bottom}
              class="grid-line"
            />
            {days.map(({ day, people }, place) => (
              <>
                {people === 0 ? null : (
                  <rect
                    x={place * step + step * 0.15}
                    y={chart.top + height * (1 - people / top)}
                    width={step * 0.7}
                    height={(height * people) / top}
                    rx="1.5"
                    class={place < 5 ? 'bar-broken' : 'bar-brand'}
                  />
                )}
                {place % 5 === 0 ? (
                  <text x={place * step + step / 2} y={chart.height - 5} text-anchor="middle" class="axis">
                    {Number(day.slice(8))}
                  </text>
                ) : null}
              </>
            ))}
          </svg>
          <details class="as-table">
            <summary>{s.table}</summary>
            <table class="rows small">
              <thead>
                <tr>
                  <th scope="col">{s.day}</th>
                  <th scope="col" class="num">
                    {s.people}
                  </th>
                </tr>
              </thead>
              <tbody>
                {days
                  .filter((day) => day.people > 0)
                  .map(({ day, people }) => (
                    <tr>
                      <th scope="row">{f.day(day)}</th>
                      <td class="num">{f.number(people)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </details>
        </div>
      )}
    </section>
  )
}
