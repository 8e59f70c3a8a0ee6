import { isMust, type BrokerFacts, type BrokerStanding } from '../../../domain/brokers/broker-standing.ts'
import { diligencePoints } from '../../../domain/brokers/tables/diligence-points.ts'
import type { AnswerDay } from '../../../store/brokers/brokers-view.ts'
import { Pill, type Tone } from '../ui/pill.tsx'
import type { View } from '../app/view.ts'

const segments = {
  plain: { width: 20, gap: 3, height: 10, line: 0 },
  named: { width: 44, gap: 6, height: 26, line: 16 },
} as const

/** One box per point: closed, open, answered "no", or no must here. The sentence beside it says the same. */
export function PointsBar({
  view,
  broker,
  standing,
  named = false,
}: {
  view: View
  broker: BrokerFacts
  standing: BrokerStanding /** With the id of each point below. */
  named?: boolean
}) {
  const { width, gap, height, line } = named ? segments.named : segments.plain
  const step = width + gap
  const whole = step * diligencePoints.length - gap
  return (
    <svg
      class={named ? 'wide-svg' : 'score-bar'}
      viewBox={`-1 -1 ${whole + 2} ${height + line + 2}`}
      {...(named ? {} : { width: whole + 2, height: height + 2 })}
      role="img"
      aria-label={view.t.brokerRegister.one.scoreLabel(standing.closed, standing.required)}
    >
      {diligencePoints.map((point, place) => (
        <>
          <rect
            x={place * step}
            width={width}
            height={height}
            rx="2"
            class={`point-${pointLook(point.id, broker, standing)}`}
          />
          {named ? (
            <text x={place * step + width / 2} y={height + line - 2} text-anchor="middle" class="axis">
              {point.id}
            </text>
          ) : null}
        </>
      ))}
    </svg>
  )
}

type PointLook = 'closed' | 'open' | 'no' | 'optional'

/** How one point of the checklist stands: closed, open, answered with an objection, or not asked of this broker. */
export function pointLook(
  id: (typeof diligencePoints)[number]['id'],
  broker: BrokerFacts,
  standing: BrokerStanding,
): PointLook {
  const open = standing.open.find((one) => one.id === id)
  if (open !== undefined) return open.reason === 'no' ? 'no' : 'open'
  return diligencePoints.some((point) => point.id === id && isMust(point, broker.profile)) ? 'closed' : 'optional'
}

const tones: Readonly<Record<BrokerStanding['state'], Tone>> = {
  checked: 'done',
  'review-due': 'wait',
  counted: 'wait',
  lapsed: 'broken',
  open: 'broken',
}

/** The standing of a broker in one word. */
export function BrokerPill({ view, standing }: { view: View; standing: BrokerStanding }) {
  return <Pill tone={tones[standing.state]}>{view.t.brokerRegister.states[standing.state]}</Pill>
}

/** What the state means, with the day until which it holds. */
export function standingText(view: View, standing: BrokerStanding): string {
  const { f, t } = view
  const texts = t.brokerRegister.stateMore
  switch (standing.state) {
    case 'checked':
      return texts.checked(f.day(standing.reviewBy ?? ''))
    case 'review-due':
      return texts['review-due'](f.day(standing.countsUntil ?? ''))
    case 'counted':
      return texts.counted(f.day(standing.countedUntil ?? ''))
    default:
      return texts[standing.state]
  }
}

const dayMs = 86_400_000
const chart = { width: 620, height: 150, left: 34, bottom: 22, top: 10, maxDays: 30 }

interface Answer {
  month: string
  /** Until it was acknowledged; without an answer until now. */
  days: number
  answered: boolean
}

/** Each objection as a dot: in which month it was told, after how many days it was acknowledged, against the term. */
export function AnswerDots({
  view,
  rows,
  termHours,
  months,
}: {
  view: View
  rows: readonly AnswerDay[]
  termHours: number
  months: readonly string[]
}) {
  const { now } = view
  const o = view.t.brokerRegister.one
  const answers = rows.map(
    (row): Answer => ({
      month: row.sentAt.toISOString().slice(0, 7),
      days: ((row.answeredAt ?? now).getTime() - row.sentAt.getTime()) / dayMs,
      answered: row.answeredAt !== null,
    }),
  )
  const termDays = termHours / 24
  const label = o.answersLabel(answers.length, answers.filter(({ days }) => days > termDays).length)
  return (
    <div class="stack">
      <DotsChart view={view} answers={answers} months={months} termDays={termDays} label={label} />
      <p class="hint">{label}</p>
      <MonthsTable view={view} answers={answers} months={months} />
    </div>
  )
}

function DotsChart({
  view,
  answers,
  months,
  termDays,
  label,
}: {
  view: View
  answers: readonly Answer[]
  months: readonly string[]
  termDays: number
  label: string
}) {
  const { f } = view
  const step = (chart.width - chart.left) / months.length
  const y = (days: number) =>
    chart.top + (chart.height - chart.top - chart.bottom) * (1 - Math.min(days, chart.maxDays) / chart.maxDays)
  const nameOf = monthNames(view)
  return (
    <svg viewBox={`0 0 ${chart.width} ${chart.height}`} class="wide-svg" role="img" aria-label={label}>
      {[0, 10, 20, 30].map((days) => (
        <>
          <line x1={chart.left} x2={chart.width} y1={y(days)} y2={y(days)} class="grid-line" />
          <text x={chart.left - 6} y={y(days) + 4} text-anchor="end" class="axis">
            {f.number(days)}
          </text>
        </>
      ))}
      <line x1={chart.left} x2={chart.width} y1={y(termDays)} y2={y(termDays)} class="term-line" />
      <text x={chart.width} y={y(termDays) - 4} text-anchor="end" class="axis">
        {view.t.brokerRegister.one.answersTerm}
      </text>
      {months.map((month, place) => (
        <>
          <text x={chart.left + step * (place + 0.5)} y={chart.height - 6} text-anchor="middle" class="axis">
            {nameOf(month)}
          </text>
          {answersIn(month, answers).map((one, index, all) => (
            <circle
              cx={chart.left + step * (place + 0.15 + (0.7 * (index + 0.5)) / all.length)}
              cy={y(one.days)}
              r="3"
              class={one.days > termDays ? 'dot-late' : 'dot-told'}
            />
          ))}
        </>
      ))}
    </svg>
  )
}

/** The same figures by month, to be read instead of the drawing. */
function MonthsTable({ view, answers, months }: { view: View; answers: readonly Answer[]; months: readonly string[] }) {
  const { f } = view
  const o = view.t.brokerRegister.one
  const nameOf = monthNames(view)
  const number = (days: number) => o.days(f.number(Math.round(days * 10) / 10))
  return (
    <details class="as-table">
      <summary>{o.answersTable}</summary>
      <table class="rows small">
        <thead>
          <tr>
            <th scope="col">{o.month}</th>
            <th scope="col" class="num">
              {o.reportedObjections}
            </th>
            <th scope="col" class="num">
              {o.median}
            </th>
            <th scope="col" class="num">
              {o.worst}
            </th>
            <th scope="col" class="num">
              {o.unanswered30}
            </th>
          </tr>
        </thead>
        <tbody>
          {months
            .filter((month) => answersIn(month, answers).length > 0)
            .map((month) => {
              const answered = answersIn(month, answers)
                .filter((one) => one.answered)
                .map((one) => one.days)
                .toSorted((a, b) => a - b)
              return (
                <tr>
                  <th scope="row">{nameOf(month)}</th>
                  <td class="num">{f.number(answersIn(month, answers).length)}</td>
                  <td class="num">
                    {answered.length === 0 ? '–' : number(answered[Math.floor(answered.length / 2)] ?? 0)}
                  </td>
                  <td class="num">{answered.length === 0 ? '–' : number(answered.at(-1) ?? 0)}</td>
                  <td class="num">{f.number(answersIn(month, answers).filter((one) => !one.answered).length)}</td>
                </tr>
              )
            })}
        </tbody>
      </table>
    </details>
  )
}

const answersIn = (month: string, answers: readonly Answer[]) => answers.filter((one) => one.month === month)

function monthNames(view: View): (month: string) => string {
  const monthName = new Intl.DateTimeFormat(view.language === 'fr' ? 'fr-FR' : 'en-GB', {
    month: 'short',
    timeZone: 'UTC',
  })
  return (month) => monthName.format(new Date(`${month}-15T00:00:00Z`))
}
