import type { View } from '../app/view.ts'
import type { PropagationView } from '../../../store/objections/objections-view.ts'
import type { TimeLane } from './lane-times.ts'

/** The vertical lines of the scale. */
export function Grid() {
  return (
    <>
      {[0, 100, 200, 300, 400].map((x) => (
        <line x1={Math.min(399.5, x + 0.5)} x2={Math.min(399.5, x + 0.5)} y1="0" y2="24" class="grid-line" />
      ))}
    </>
  )
}

/** The way of one opt-out to one system, drawn on the scale of the table. */
export function LaneDrawing({
  view,
  row,
  lane,
  scaleMs,
}: {
  view: View
  row: PropagationView
  lane: TimeLane
  scaleMs: number
}) {
  const o = view.t.objections.lanes
  const x = (ms: number) => Math.min(400, (400 * ms) / scaleMs)
  const parts = lane.parts.map((part) => `${o[part.kind]} ${view.f.duration(part.toMs - part.fromMs)}`).join(', ')
  return (
    <svg
      viewBox="0 0 400 24"
      width="100%"
      height="24"
      preserveAspectRatio="none"
      role="img"
      aria-label={o.drawing(row.label, parts === '' ? o.notSent : parts)}
    >
      <Grid />
      {lane.parts.map((part) => (
        <rect
          x={x(part.fromMs)}
          y="8"
          width={Math.max(1.5, x(part.toMs) - x(part.fromMs))}
          height="8"
          class={`l-${part.kind}`}
        />
      ))}
      {lane.endMs === null ? null : (
        <rect
          x={Math.max(0, x(lane.endMs) - 4)}
          y="8"
          width="5"
          height="8"
          class={row.state === 'accepted' ? 'l-accepted' : 'l-proved'}
        />
      )}
    </svg>
  )
}

/** The next round length above the longest lane. */
export function niceScale(ms: number): number {
  const steps = [
    1_000, 2_000, 4_000, 10_000, 20_000, 40_000, 120_000, 240_000, 600_000, 1_200_000, 3_600_000, 7_200_000, 14_400_000,
    43_200_000, 86_400_000, 172_800_000, 345_600_000, 864_000_000,
  ]
  return steps.find((step) => step >= ms) ?? ms
}
