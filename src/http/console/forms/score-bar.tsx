import type { View } from '../app/view.ts'

export interface FormScoreFigures {
  passed: number
  failed: number
  open: number
  of: number
}

/** Passed, open and failed rows as parts of one bar; the figures stand beside it. */
export function ScoreBar({ score, height = 8 }: { score: FormScoreFigures; height?: number }) {
  const { passed, open, failed, of } = score
  const width = (count: number) => (of === 0 ? 0 : (100 * count) / of)
  return (
    <svg
      class="share-bar"
      width="100%"
      height={height}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect width="100" height={height} class="track" />
      <rect width={width(passed)} height={height} class="bar-done" />
      <rect x={width(passed)} width={width(open)} height={height} class="bar-wait" />
      <rect x={width(passed + open)} width={width(failed)} height={height} class="bar-broken" />
    </svg>
  )
}

const [width, height, edge] = [132, 32, 4]

/** Share of rows passed at each audit, oldest first: the trend only, no axis. */
export function ScoreTrend({ view, scores }: { view: View; scores: readonly FormScoreFigures[] }) {
  const t = view.t.forms
  const x = (place: number) =>
    scores.length < 2 ? width / 2 : edge + ((width - 2 * edge) * place) / (scores.length - 1)
  const y = ({ passed, of }: FormScoreFigures) => height - edge - (height - 2 * edge) * (of === 0 ? 0 : passed / of)
  const last = scores.at(-1)
  if (last === undefined) return null
  return (
    <svg
      class="score-trend"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t.drawing(scores.map((score) => t.score(score.passed, score.of)).join(', '))}
    >
      <line x1={edge} x2={width - edge} y1={height - edge} y2={height - edge} class="grid-line" />
      {scores.length < 2 ? null : (
        <polyline
          points={scores.map((score, place) => `${x(place).toFixed(1)},${y(score).toFixed(1)}`).join(' ')}
          class="trend-line"
        />
      )}
      <circle cx={x(scores.length - 1)} cy={y(last)} r="3.2" class="bar-brand" />
    </svg>
  )
}
