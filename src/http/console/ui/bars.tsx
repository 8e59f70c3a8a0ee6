import type { ComponentChildren } from 'preact'
import type { View } from '../app/view.ts'

/** A share as a thin bar; the figure stands beside it. */
export function ShareBar({
  part,
  base,
  tone = 'brand',
}: {
  part: number
  base: number
  tone?: 'brand' | 'broken' | 'wait' | 'quiet'
}) {
  const width = base === 0 ? 0 : Math.min(100, Math.max(part > 0 ? 1 : 0, (100 * part) / base))
  return (
    <svg class="share" width="100%" height="6" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="6" class="track" />
      <rect width={width} height="6" class={`bar-${tone}`} />
    </svg>
  )
}

interface DayBars {
  day: string
  parts: readonly number[]
}

const chart = { width: 300, height: 180, left: 26, bottom: 24, top: 8 }

/** Stacked bars, one per day: parts of a whole over days. The same figures stand in the table below. */
export function StackedDays({
  view,
  days,
  series,
  label,
  texts,
}: {
  view: View
  days: readonly DayBars[]
  series: readonly string[]
  label: string
  texts: { table: string; day: string; total: string }
}) {
  const { f } = view
  const totals = days.map((day) => day.parts.reduce((sum, part) => sum + part, 0))
  const top = niceTop(Math.max(...totals, 1))
  const innerHeight = chart.height - chart.top - chart.bottom
  const step = (chart.width - chart.left) / days.length
  const width = Math.min(14, step * 0.7)
  const y = (value: number) => chart.top + innerHeight * (1 - value / top)
  return (
    <div class="chart">
      <svg viewBox={`0 0 ${chart.width} ${chart.height}`} width="100%" role="img" aria-label={label}>
        {[0, top / 2, top].map((value) => (
          <>
            <line x1={chart.left} x2={chart.width} y1={y(value)} y2={y(value)} class="grid-line" />
            <text x={chart.left - 6} y={y(value) + 4} text-anchor="end">
              {f.number(value)}
            </text>
          </>
        ))}
        {days.map((day, index) => {
          const x = chart.left + step * index + (step - width) / 2
          let base = 0
          return (
            <>
              {day.parts.map((part, at) => {
                if (part === 0) return null
                const from = base
                base += part
                return <rect x={x} y={y(base)} width={width} height={y(from) - y(base)} class={`s${at}`} />
              })}
              <text x={x + width / 2} y={chart.height - 8} text-anchor="middle">
                {Number(day.day.slice(8))}
              </text>
            </>
          )
        })}
      </svg>
      <ul class="series">
        {series.map((name, index) => (
          <li>
            <svg width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" rx="3" class={`s${index}`} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <details class="as-table">
        <summary>{texts.table}</summary>
        <Scrolls label={texts.table}>
          <table class="rows small">
            <caption class="sr-only">{label}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.day}</th>
                {series.map((name) => (
                  <th scope="col" class="num">
                    {name}
                  </th>
                ))}
                <th scope="col" class="num">
                  {texts.total}
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map((day, index) => (
                <tr>
                  <th scope="row">{f.day(day.day)}</th>
                  {day.parts.map((part) => (
                    <td class="num">{f.number(part)}</td>
                  ))}
                  <td class="num">{f.number(totals[index] ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolls>
      </details>
    </div>
  )
}

/** An even top for the axis that half of it is a whole number too. */
function niceTop(max: number): number {
  const power = 10 ** Math.floor(Math.log10(max))
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= max) ?? 10
  return Math.max(2, step * power)
}

/** A wide table or drawing that scrolls inside a region of its own, which is named and reached by keyboard. */
export function Scrolls({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scrolls" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
