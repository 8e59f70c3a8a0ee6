import type { View } from '../app/view.ts'
import type { ContactDecision, ContactRecord } from '../../../store/contacts/contact-view.ts'
import { width, clockDates, type ClockTimes, timesOf, type Scale, scaleOf } from './clock-times.ts'
import { actName, ClockTable } from './clock-table.tsx'

const axisY = 66
const height = 124

/** One axis of years: acts, opens, today, the term; the same dates as a table below. */
export function ClockDrawing({
  view,
  decision,
  records,
}: {
  view: View
  decision: ContactDecision
  records: readonly ContactRecord[]
}) {
  const { f, now } = view
  const t = view.t.contact.clock
  const { acts, opens } = clockDates(records, decision, view.t.contact.clock.elsewhere)
  const times = timesOf(decision, acts, now)
  const { start, last, term, blind } = times
  const scale = scaleOf(times, [...acts, ...opens], now)
  const { x } = scale
  const labels = labelsOf(view, decision, times, x)
  const top = Math.min(0, lowestRowY - rowHeight * (1 + Math.max(...labels.map(({ row }) => row))) + 4)
  const sentence = t.sentence({
    start: f.date(start),
    last: last === null ? null : f.date(last.at),
    term: blind || decision.termOn === null ? null : f.day(decision.termOn),
    today: f.date(now),
  })
  return (
    <div class="clock-drawing" role="region" aria-label={sentence} tabIndex={0}>
      <svg viewBox={`0 ${top} ${width} ${height - top}`} width="100%" role="img" aria-label={sentence}>
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" class="c-band" />
            <line x1="0" y1="0" x2="0" y2="6" class="c-hatch" />
          </pattern>
        </defs>
        <Years scale={scale} />
        <Spans view={view} decision={decision} times={times} x={x} />
        <rect x={x(start) - 4} y={axisY - 8} width="4" height="16" rx="1" class="c-start" />
        {opens.map((open) => (
          <circle cx={x(open.at)} cy={axisY} r="5" class="c-open" />
        ))}
        {acts.map((act) => (
          <circle cx={x(act.at)} cy={axisY} r="6" class="c-act" />
        ))}
        <line x1={x(now)} x2={x(now)} y1="34" y2="96" class="c-today" />
        {term === null || blind ? null : <line x1={x(term)} x2={x(term)} y1="34" y2="96" class="c-term" />}
        {labels.map((label) => (
          <>
            <text
              x={label.at}
              y={lowestRowY - label.row * rowHeight}
              text-anchor={label.anchor}
              class={label.kind === 'term' ? 'c-label term' : 'c-label'}
            >
              {label.top}
              {label.under === '' ? null : <tspan class="c-under">{` · ${label.under}`}</tspan>}
            </text>
          </>
        ))}
      </svg>
      <ul class="legend" aria-label={view.t.common.legend}>
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="5.5" class="c-act" />
          </svg>
          {t.counts(acts.length)}
        </li>
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="4.5" class="c-open" />
          </svg>
          {t.opens(opens.length)}
        </li>
      </ul>
      <ClockTable
        view={view}
        dates={[
          ...acts,
          ...opens,
          ...records.map((record) => ({ at: record.createdAt, kind: 'creation', label: record.label, counts: false })),
        ]}
      />
    </div>
  )
}

function Years({ scale: { x, years } }: { scale: Scale }) {
  const step = Math.ceil(years.length / 12)
  const lastYear = years.at(-1) ?? 0
  return (
    <>
      {years.map((year, index) => (
        <>
          <line
            x1={x(new Date(Date.UTC(year, 0, 1)))}
            x2={x(new Date(Date.UTC(year, 0, 1)))}
            y1="40"
            y2="96"
            class="grid-line"
          />
          {index % step === 0 && year < lastYear ? (
            <text x={x(new Date(Date.UTC(year, 0, 1)))} y="114" class="c-year">
              {year}
            </text>
          ) : null}
        </>
      ))}
    </>
  )
}

/** What is over, what the term leaves, and what is past it; hatched where the start is assumed. */
function Spans({
  view: { now },
  decision,
  times: { start, from, term, blind },
  x,
}: {
  view: View
  decision: ContactDecision
  times: ClockTimes
  x: Scale['x']
}) {
  return (
    <>
      <line x1="14" x2={width - 14} y1={axisY} y2={axisY} class="c-axis" />
      <rect
        x={x(start)}
        y={axisY - 2}
        width={Math.max(0, x(from) - x(start))}
        height="4"
        class={blind ? 'c-blind' : 'c-past'}
      />
      {blind || term === null ? (
        <rect x={x(from)} y={axisY - 6} width={Math.max(0, x(now) - x(from))} height="12" class="c-blind" />
      ) : (
        <>
          <rect
            x={x(from)}
            y={axisY - 6}
            width={Math.max(0, Math.min(x(now), x(term)) - x(from))}
            height="12"
            fill={decision.startedAssumed ? 'url(#hatch)' : undefined}
            class={decision.startedAssumed ? undefined : 'c-past'}
          />
          {term > now ? (
            <rect x={x(now)} y={axisY - 6} width={Math.max(0, x(term) - x(now))} height="12" class="c-left" />
          ) : (
            <rect x={x(term)} y={axisY - 6} width={Math.max(0, x(now) - x(term))} height="12" class="c-over" />
          )}
        </>
      )}
    </>
  )
}

/** The dates that are written out. */
function labelsOf(view: View, decision: ContactDecision, times: ClockTimes, x: Scale['x']): PlacedLabel[] {
  const { f, now } = view
  const t = view.t.contact.clock
  const { start, last, ended, term, blind } = times
  return placed([
    { x: x(start), top: t.collected(f.date(start)), under: decision.startedAssumed ? t.assumed : '', kind: 'ink' },
    ...(last === null || last.at <= start
      ? []
      : [
          {
            x: x(last.at),
            top: t.last(f.date(last.at)),
            under: `${actName(view, last.kind)}, ${last.label}`,
            kind: 'ink',
          },
        ]),
    ...(ended === null || ended <= start
      ? []
      : [{ x: x(ended), top: t.endLabel(f.day(decision.relationEndedOn ?? '')), under: '', kind: 'ink' }]),
    { x: x(now), top: t.today, under: '', kind: 'ink' },
    ...(term === null || blind
      ? []
      : [{ x: x(term), top: t.term(f.day(decision.termOn ?? '')), under: '', kind: 'term' }]),
  ])
}

/** Least distance between two labels of a row, the height of a row, and the line of the one nearest to the axis. */
const gap = 12
const rowHeight = 18
const lowestRowY = 32

interface Label {
  x: number
  top: string
  under: string
  kind: string
}

interface PlacedLabel extends Label {
  /** 0 = nearest to the axis. */
  row: number
  at: number
  anchor: 'start' | 'middle' | 'end'
}

/** Puts labels on as many rows as it takes so that none covers another, and keeps them inside the drawing. */
function placed(labels: readonly Label[]): PlacedLabel[] {
  /** Where the last label of each row ends. */
  const ends: number[] = []
  return labels
    .toSorted((a, b) => a.x - b.x)
    .map((label) => {
      const size = (label.top.length + (label.under === '' ? 0 : label.under.length + 3)) * 6.6
      const at = Math.min(width - 4 - size / 2, Math.max(4 + size / 2, label.x))
      const free = ends.findIndex((end) => at - size / 2 > end + gap)
      const row = free === -1 ? ends.length : free
      ends[row] = at + size / 2
      return { ...label, row, at, anchor: 'middle' }
    })
}
