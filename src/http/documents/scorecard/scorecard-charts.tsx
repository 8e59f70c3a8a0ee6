import type { JSX } from 'preact'
import { colours, type SharePart, type Scorecard } from './scorecard-model.ts'

const space = 'http://www.w3.org/2000/svg'

/** Parts of a whole. Colours are attributes, because the same drawing goes on paper, where no stylesheet is. */
export function StackBar({ parts, label }: { parts: readonly SharePart[]; label: string }): JSX.Element {
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  let from = 0
  return (
    <svg
      xmlns={space}
      width="1000"
      height="22"
      viewBox="0 0 1000 22"
      preserveAspectRatio="none"
      class="wide-svg"
      role="img"
      aria-label={label}
    >
      <rect width="1000" height="22" fill={colours.hair} />
      {total === 0
        ? null
        : parts
            .filter((part) => part.count > 0)
            .map((part) => {
              const width = (1000 * part.count) / total
              const x = from
              from += width
              return <rect x={x} width={Math.max(2, width - 2)} height="22" fill={part.colour} />
            })}
    </svg>
  )
}

/** A share as a thin bar. */
export function PartBar({ part }: { part: number }): JSX.Element {
  return (
    <svg xmlns={space} width="90" height="8" viewBox="0 0 90 8" aria-hidden="true">
      <rect width="90" height="8" rx="3" fill={colours.hair} />
      <rect width={part > 0 ? Math.max(2, 90 * Math.min(1, part)) : 0} height="8" rx="3" fill={colours.brand} />
    </svg>
  )
}

interface Series {
  name: string
  colour: string
  /** Told apart without colour. */
  dash: string | null
  values: readonly number[]
}

const box = { width: 620, height: 150, left: 46, right: 130, top: 10, bottom: 22 }

/** Lines over months with a direct label at the end of each; one month is a dot. */
export function Lines({
  months,
  series,
  label,
  number,
}: {
  months: Scorecard['months']
  series: readonly Series[]
  label: string
  number: (value: number) => string
}): JSX.Element {
  const top = niceTop(Math.max(1, ...series.flatMap((one) => one.values)))
  const inner = { width: box.width - box.left - box.right, height: box.height - box.top - box.bottom }
  const x = (index: number) =>
    box.left + (months.length === 1 ? inner.width : (inner.width * index) / (months.length - 1))
  const y = (value: number) => box.top + inner.height * (1 - value / top)
  const ends = spreadLabels(series.map((one) => y(one.values.at(-1) ?? 0)))
  const text = { 'font-family': 'Inter, Roboto, sans-serif', 'font-size': '11', fill: colours.muted }
  return (
    <svg
      xmlns={space}
      width={box.width}
      height={box.height}
      viewBox={`0 0 ${box.width} ${box.height}`}
      class="wide-svg"
      role="img"
      aria-label={label}
    >
      {[0, top / 2, top].map((value) => (
        <>
          <line
            x1={box.left}
            x2={box.width - box.right}
            y1={y(value)}
            y2={y(value)}
            stroke={colours.hair}
            stroke-width="1"
          />
          <text x={box.left - 8} y={y(value) + 4} text-anchor="end" {...text}>
            {number(value)}
          </text>
        </>
      ))}
      {months.map((month, index) => (
        <text x={x(index)} y={box.height - 6} text-anchor="middle" {...text}>
          {month.label}
        </text>
      ))}
      {series.map((one, place) => (
        <>
          {one.values.length < 2 ? null : (
            <polyline
              points={one.values.map((value, index) => `${x(index)},${y(value)}`).join(' ')}
              fill="none"
              stroke={one.colour}
              stroke-width="2"
              stroke-dasharray={one.dash ?? undefined}
            />
          )}
          <circle cx={x(months.length - 1)} cy={y(one.values.at(-1) ?? 0)} r="4" fill={one.colour} />
          <text
            x={box.width - box.right + 12}
            y={(ends[place] ?? 0) + 4}
            font-family="Inter, Roboto, sans-serif"
            font-size="11.5"
            font-weight="600"
            fill={one.colour}
          >{`${number(one.values.at(-1) ?? 0)} ${one.name}`}</text>
        </>
      ))}
    </svg>
  )
}

/** Labels keep their order and stand at least a line apart. */
function spreadLabels(heights: readonly number[]): number[] {
  const line = 14
  const placed = heights.map((y, index) => ({ y, index })).toSorted((a, b) => a.y - b.y)
  for (const [place, one] of placed.entries()) {
    const above = placed[place - 1]
    if (above !== undefined && one.y < above.y + line) one.y = above.y + line
  }
  const result: number[] = []
  for (const { y, index } of placed) result[index] = y
  return result
}

/** 1, 2 or 5 times a power of ten, at least `value`. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power
}

/** The two panels of the trend, each on its own scale. */
export function trendSeries(
  card: Scorecard,
  names: { allowed: string; objectors: string; noSource: string; past: string },
): { mailed: Series[]; toDo: Series[] } {
  const of = (pick: (month: Scorecard['months'][number]) => number) => card.months.map(pick)
  return {
    mailed: [{ name: names.allowed, colour: colours.allowed, dash: null, values: of((month) => month.allowed) }],
    toDo: [
      { name: names.objectors, colour: colours.brand, dash: '6 4', values: of((month) => month.objectors) },
      { name: names.noSource, colour: '#9a6410', dash: '2 3', values: of((month) => month.noSource) },
      { name: names.past, colour: '#a83a36', dash: null, values: of((month) => month.past) },
    ],
  }
}
