import type { ReadBackTimes } from '../../../store/monitoring/health-view.ts'
import type { View } from '../app/view.ts'
import { SystemMark } from '../ui/pill.tsx'
import type { Figures } from './figures.ts'

const columns = ['open', 'oldest', 'due', 'lag', 'used', 'limited', 'median', 'slow'] as const

interface Props {
  view: View
  figures: Figures
  labels: ReadonlyMap<string, string>
  times: readonly ReadBackTimes[]
}

/** Each connected system, lane by lane: what is open, what is due, how much of its limit is used, how fast it is. */
export function SystemCard({ view, figures, labels, times }: Props) {
  const { health: h } = view.t
  const nameOf = ({ id, connector }: { id: string; connector: string }) => labels.get(id) ?? connector
  const lanes = figures
    .of('lawbase_lane_due')
    .map(({ labels: [connector = '', id = '', lane = ''] }) => ({ connector, id, lane }))
    .filter(
      ({ lane, connector, id }) =>
        lane === 'objection' || (figures.sum('lawbase_opt_outs_open', connector, id, lane) ?? 0) > 0,
    )
    // By name, and fresh opt-outs before those of the first reading.
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)) || b.lane.localeCompare(a.lane))
  return (
    <section class="card" id="systems">
      <div class="card-head">
        <h2>{h.systems}</h2>
        <span class="hint">{h.systemsHint}</span>
      </div>
      {lanes.length === 0 ? (
        <p class="empty">{h.noSystems}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{h.systems}</caption>
          <thead>
            <tr>
              <th scope="col">{h.columns.system}</th>
              {columns.map((column) => (
                <th scope="col" class="num">
                  {h.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lanes.map((lane) => (
              <Row
                view={view}
                figures={figures}
                label={nameOf(lane)}
                lane={lane}
                time={times.find(({ connectionId }) => connectionId === lane.id)}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Row({
  view,
  figures,
  label,
  lane: { connector, id, lane },
  time,
}: {
  view: View
  figures: Figures
  label: string
  lane: { connector: string; id: string; lane: string }
  time: ReadBackTimes | undefined
}) {
  const { f, t } = view
  const age = (seconds: number | null) => (seconds === null || seconds === 0 ? '–' : f.duration(seconds * 1_000))
  const isFirst = lane === 'objection'
  const used = figures.sum('lawbase_vendor_budget_used_ratio', connector, id, 'calls')
  const limited = figures.sum('lawbase_vendor_rate_limited_total', connector, id)
  const cells = [
    f.number(figures.sum('lawbase_opt_outs_open', connector, id, lane) ?? 0),
    age(figures.most('lawbase_opt_out_oldest_open_seconds', connector, id, lane)),
    f.number(figures.sum('lawbase_lane_due', connector, id, lane) ?? 0),
    age(figures.most('lawbase_lane_lag_seconds', connector, id, lane)),
    isFirst && used !== null ? f.share(used, 1) : '–',
    isFirst && limited !== null ? f.number(limited) : '–',
    isFirst && time !== undefined ? f.duration(time.p50Ms) : '–',
    isFirst && time !== undefined ? f.duration(time.p95Ms) : '–',
  ]
  return (
    <tr>
      <td class="lead">
        <div class="marked">
          <SystemMark label={label} />
          <div>
            <p class="strong">{label}</p>
            {isFirst ? null : <p class="hint">{t.health.backfill}</p>}
          </div>
        </div>
      </td>
      {cells.map((cell, place) => (
        <td class="num" data-label={t.health.columns[columns[place] ?? 'open']}>
          {cell}
        </td>
      ))}
    </tr>
  )
}
