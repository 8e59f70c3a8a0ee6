import type { View } from '../app/view.ts'
import type { ConnectorId } from '../../../connector/contract.ts'
import { allowed, may } from '../app/roles.ts'
import { vendorText } from '../app/vendor-text.ts'
import type { KnownThere, ObjectionView, PropagationView } from '../../../store/objections/objections-view.ts'
import type { AuditView } from '../../../store/evidence/audit-view.ts'
import { Mark, Pill, SystemMark } from '../ui/pill.tsx'
import { SendAgain } from './send-again.tsx'
import { PropagationPill } from './propagation-pill.tsx'
import { laneOf, type Lane } from './lane-times.ts'

export interface LanesProps {
  view: View
  objection: ObjectionView
  rows: readonly PropagationView[]
  /** By id of the row. */
  known: ReadonlyMap<string, KnownThere>
  acts: readonly AuditView[]
}

/** One lane per system on a shared time axis from the recording of the no; the same facts as text in the cells. */
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
        <caption class="sr-only">{t.contact.objections.title(f.dateTime(objection.receivedAt))}</caption>
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
          {lanes.map(({ row, lane }) => (
            <tr>
              <td class="lead">
                <div class="marked">
                  <SystemMark label={row.label} />
                  <div>
                    <p class="strong">{row.label}</p>
                    <p class="hint">{countsOf(view, row, known.get(row.id))}</p>
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
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? (
        <p class="empty">{o.noSystem}</p>
      ) : (
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
      )}
      {again.map(({ row, repair }) => (
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
      ))}
      {kinds.length === 0 ? null : (
        <div class="line">
          <Mark tone="quiet" icon="info-circle" />
          <div>
            <p class="strong">{o.notStopped}</p>
            {kinds.map((row) => (
              <p class="hint">
                {row.label}
                {view.f.colon}
                {notStopped(view, row.connector)}
              </p>
            ))}
          </div>
        </div>
      )}
    </>
  )
}

export function scopeText(view: View, objection: Pick<ObjectionView, 'channels' | 'kinds'>): string {
  const { channels, everyChannel } = view.t.common
  const stopped =
    objection.channels.length === Object.keys(channels).length
      ? everyChannel
      : objection.channels.map((channel) => channels[channel]).join(', ')
  return objection.kinds.length === 0
    ? stopped
    : `${stopped}${view.f.colon}${objection.kinds.map((id) => kindName(view, id)).join(', ')}`
}

/** Name of a declared kind in the reader's language; the id of one that is no longer declared. */
export function kindName(view: View, id: string): string {
  return view.settings.kinds.find((kind) => kind.id === id)?.name[view.language] ?? id
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

function ValueCell({ view, row, lane }: { view: View; row: PropagationView; lane: Lane }) {
  const { f, t } = view
  const o = t.objections.lanes
  if (row.state === 'accepted')
    return (
      <>
        <p class="mono clip">{o.ticket(row.ticket ?? '')}</p>
        <p class="hint">
          {lane.endAt === null ? '' : `${f.proof(lane.endAt).slice(11, 23)}, `}
          {o.cannot}
        </p>
      </>
    )
  if (row.state === 'refused') return <RefusedCell view={view} row={row} />
  if (row.state === 'waiting')
    return (
      <p class="hint" lang={row.detail === null ? undefined : 'en'}>
        {row.detail ?? o.since(f.dateTime(row.createdAt))}
      </p>
    )
  if (row.state === 'absent') return <p class="hint">{t.common.absentMore}</p>
  const values = [...new Set(row.items.map((item) => item.value))]
  if (values.length === 0)
    return row.state === 'superseded' ? null : (
      <p class="hint">{row.firstSentAt === null ? o.notSent : o.notReadBack}</p>
    )
  return (
    <>
      {values.slice(0, 3).map((value) => (
        <p class="mono value" lang="en">
          {value}
        </p>
      ))}
      <p class="hint">
        {[
          ...(lane.endAt === null ? [] : [f.proof(lane.endAt).slice(11, 23)]),
          ...(lane.endMs === null ? [] : [o.after(f.duration(lane.endMs))]),
        ].join(', ')}
      </p>
    </>
  )
}

/** Why it was refused, how it was settled, and what its owner can do. */
function RefusedCell({ view, row }: { view: View; row: PropagationView }) {
  const { t, f } = view
  const { settled } = row
  return (
    <>
      <p class="hint" lang="en">
        {row.detail ?? row.reason}
      </p>
      {settled === null ? null : (
        <p>
          {t.objections.lanes.settled(settled.by, f.dateTime(new Date(settled.at)))}
          {settled.note}
          {settled.evidence === null ? null : (
            <>
              {' '}
              <a href={`/evidence/${settled.evidence.id}`} download>
                {settled.evidence.name}
              </a>
            </>
          )}
        </p>
      )}
      {!allowed(view.role, may.person) ? null : (
        <div class="acts">
          <SendAgain view={view} row={row} kind="plain" />
          {settled !== null ? null : (
            <a class="btn quiet" href={`/propagations/${row.id}`}>
              {t.refusals.settle}
            </a>
          )}
        </div>
      )}
    </>
  )
}

function Grid() {
  return (
    <>
      {[0, 100, 200, 300, 400].map((x) => (
        <line x1={Math.min(399.5, x + 0.5)} x2={Math.min(399.5, x + 0.5)} y1="0" y2="24" class="grid-line" />
      ))}
    </>
  )
}

function LaneDrawing({ view, row, lane, scaleMs }: { view: View; row: PropagationView; lane: Lane; scaleMs: number }) {
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
function niceScale(ms: number): number {
  const steps = [
    1_000, 2_000, 4_000, 10_000, 20_000, 40_000, 120_000, 240_000, 600_000, 1_200_000, 3_600_000, 7_200_000, 14_400_000,
    43_200_000, 86_400_000, 172_800_000, 345_600_000, 864_000_000,
  ]
  return steps.find((step) => step >= ms) ?? ms
}
