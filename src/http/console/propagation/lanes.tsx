import { receivedText } from '../../documents/received-text.ts'
import type { View } from '../app/view.ts'
import type { ConnectorId } from '../../../connector/contract.ts'
import { vendorText } from '../app/vendor-text.ts'
import type { KnownThere, ObjectionView, PropagationView } from '../../../store/objections/objections-view.ts'
import type { AuditView } from '../../../store/evidence/audit-view.ts'
import { Mark, Pill, SystemMark } from '../ui/pill.tsx'
import { PropagationPill } from './propagation-pill.tsx'
import { laneOf, type TimeLane } from './lane-times.ts'
import { ValueCell } from './lane-value.tsx'
import { Grid, LaneDrawing, niceScale } from './lane-drawing.tsx'
import { scopeText } from './scope-text.ts'

export interface LanesProps {
  view: View
  objection: ObjectionView
  rows: readonly PropagationView[]
  /** By id of the row. */
  known: ReadonlyMap<string, KnownThere>
  acts: readonly AuditView[]
}

/**
 * One lane per system on a shared time axis from the recording of the objection; the same facts as text in the cells.
 */
export function Lanes({ view, objection, rows, known, acts }: LanesProps) {
  const { t, f } = view
  const o = t.objections.lanes
  const lanes = rows.map((row) => ({ row, lane: laneOf(objection, row, acts) }))
  const scaleMs = niceScale(Math.max(1_000, ...lanes.map(({ lane }) => lane.endMs ?? 0)))
  const again = lanes.flatMap(({ row, lane }) => lane.repairs.map((repair) => ({ row, repair })))
  const kinds = [...new Map(rows.map((row) => [row.connector, row])).values()]
  return (
    <>
      <table class="rows lanes">
        <caption class="sr-only">
          {t.contact.objections.title(receivedText(objection, f.dateTime(objection.receivedAt), view.language))}
        </caption>
        <thead>
          <tr>
            <th scope="col">{o.system}</th>
            <th scope="col" class="lane-head">
              <span class="sr-only">{o.scale}</span>
              <span class="axis" aria-hidden="true">
                {[0, 0.5, 1].map((part) => (
                  <span>{part === 0 ? '0' : f.duration(scaleMs * part)}</span>
                ))}
              </span>
            </th>
            <th scope="col">{o.state}</th>
            <th scope="col">{o.value}</th>
          </tr>
        </thead>
        <tbody>
          <OwnLane view={view} objection={objection} />
          {lanes.map(({ row, lane }) => (
            <SystemLane view={view} row={row} lane={lane} scaleMs={scaleMs} known={known.get(row.id)} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <p class="empty">{o.noSystem}</p> : <Legend view={view} />}
      {again.map(({ row, repair }) => (
        <RepairLine view={view} row={row} repair={repair} />
      ))}
      {kinds.length === 0 ? null : <NotStoppedLine view={view} rows={kinds} />}
    </>
  )
}

function notStopped(view: View, connector: ConnectorId): string {
  const known = view.app.connectors.get(connector)
  return known === undefined ? '' : vendorText(view, known.writes.notStopped)
}

/**
 * What the system holds: what was read back there, else what the base knows; that nothing is there only where the
 * system said so.
 */
function countsOf(view: View, row: PropagationView, known: KnownThere | undefined): string {
  const { lanes } = view.t.objections
  const { states, connectionStates } = view.t.common
  const targets = (kind: 'record' | 'address') =>
    new Set(row.items.filter((item) => item.targetKind === kind).map((item) => item.target)).size
  const kind = view.app.connectors.get(row.connector)?.kind
  if (kind === 'broker' || kind === 'mailer') return view.t.connections[kind]
  if (row.state === 'absent') return states.absent
  const readBack = lanes.records(targets('record'), targets('address'))
  if (readBack !== '' || known === undefined) return readBack
  if (known.disconnected) return connectionStates.disconnected
  return known.read || known.records > 0 ? lanes.known(known.records) : lanes.unread
}

/** Our own lane: recorded is in force. */
function OwnLane({ view, objection }: { view: View; objection: ObjectionView }) {
  const { t, f } = view
  const o = t.objections.lanes
  return (
    <tr>
      <td class="lead">
        <div class="marked">
          <SystemMark label="Lb" />
          <div>
            <p class="strong">{t.common.product}</p>
            <p class="hint">{o.here}</p>
          </div>
        </div>
      </td>
      <td class="lane">
        <svg viewBox="0 0 400 24" width="100%" height="24" preserveAspectRatio="none" aria-hidden="true">
          <Grid />
          <rect x="0" y="8" width="4" height="8" class="l-proved" />
        </svg>
      </td>
      <td data-label={o.state}>
        <Pill tone="done">{t.common.states.here}</Pill>
      </td>
      <td data-label={o.value} class="block-cell">
        <p class="mono">{scopeText(view, objection)}</p>
        <p class="hint">{f.proof(objection.recordedAt).slice(11, 23)}</p>
      </td>
    </tr>
  )
}

function SystemLane({
  view,
  row,
  lane,
  scaleMs,
  known,
}: {
  view: View
  row: PropagationView
  lane: TimeLane
  scaleMs: number
  known: KnownThere | undefined
}) {
  const o = view.t.objections.lanes
  return (
    <tr>
      <td class="lead">
        <div class="marked">
          <SystemMark label={row.label} />
          <div>
            <p class="strong">{row.label}</p>
            <p class="hint">{countsOf(view, row, known)}</p>
          </div>
        </div>
      </td>
      <td class="lane">
        <LaneDrawing view={view} row={row} lane={lane} scaleMs={scaleMs} />
      </td>
      <td data-label={o.state}>
        <PropagationPill view={view} row={row} />
      </td>
      <td data-label={o.value} class="block-cell">
        <ValueCell view={view} row={row} lane={lane} />
      </td>
    </tr>
  )
}

function Legend({ view }: { view: View }) {
  const { t } = view
  const o = t.objections.lanes
  return (
    <ul class="legend" aria-label={t.common.legend}>
      {(['waiting', 'sending', 'checking', 'proved', 'accepted'] as const).map((kind) => (
        <li>
          <svg width="16" height="8" aria-hidden="true">
            <rect width="16" height="8" rx="2" class={`l-${kind}`} />
          </svg>
          {o[kind]}
        </li>
      ))}
    </ul>
  )
}

/** The block was undone there and written again. */
function RepairLine({ view, row, repair }: { view: View; row: PropagationView; repair: TimeLane['repairs'][number] }) {
  const { f } = view
  const o = view.t.objections.lanes
  return (
    <div class="line">
      <Mark tone="wait" icon="refresh" />
      <div>
        <p class="strong">{o.again(row.label)}</p>
        {repair.by === null || repair.putBackAt === null ? null : (
          <p class="hint">{o.putBack[repair.kind](repair.by, f.dateTime(repair.putBackAt))}</p>
        )}
        <p class="hint">{o.againMore(f.dateTime(repair.at))}</p>
      </div>
    </div>
  )
}

/** What an opt-out does not stop at these systems. */
function NotStoppedLine({ view, rows }: { view: View; rows: readonly PropagationView[] }) {
  const o = view.t.objections.lanes
  return (
    <div class="line">
      <Mark tone="quiet" icon="info-circle" />
      <div>
        <p class="strong">{o.notStopped}</p>
        {rows.map((row) => (
          <p class="hint">
            {row.label}
            {view.f.colon}
            {notStopped(view, row.connector)}
          </p>
        ))}
      </div>
    </div>
  )
}
