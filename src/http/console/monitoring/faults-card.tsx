import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { Fault } from '../../../domain/monitoring/faults.ts'
import type { View } from '../app/view.ts'
import { Mark } from '../ui/pill.tsx'

/** What a fault is, where, and since when. */
export function faultTitle(view: View, fault: Fault, labels: ReadonlyMap<string, string>): string {
  const [what = fault.kind] = view.t.health.faults[fault.kind] ?? []
  const place =
    fault.connection === null
      ? (view.app.connectors.get(fault.place ?? '')?.label ?? fault.place)
      : labels.get(fault.connection)
  return place == null ? what : `${what}${view.f.colon}${place}`
}

/** Kinds whose value is a length of time. */
const timed: readonly Fault['kind'][] = [
  'audit-unsealed',
  'journal-behind',
  'opt-out-late',
  'lane-lag',
  'inbox-late',
  'opt-out-for-people',
  'no-run',
  'run-long',
  'event-loop',
  'backup-old',
  'restore-untested',
]

function valueOf({ f, t }: View, { kind, value }: Fault): string | null {
  if (kind === 'budget-used') return f.share(value, 1)
  if (!timed.includes(kind)) return null
  return Number.isFinite(value) ? f.duration(value * 1_000) : t.health.never
}

/** Where the fault is fixed, if that is a page the reader may open. */
function hrefOf({ role }: View, { kind, connection }: Fault): string | null {
  if (kind === 'opt-out-for-people') return '/'
  if (!allowed(role, may.configure)) return null
  if (connection !== null) return `/connections/${connection}`
  if (kind === 'access-lost' || kind === 'inbox-late') return '/connections'
  return kind === 'run-failed' || kind === 'no-run' || kind === 'run-long' ? '/runs' : null
}

export function FaultsCard({
  view,
  faults,
  labels,
}: {
  view: View
  faults: readonly Fault[]
  labels: ReadonlyMap<string, string>
}) {
  const { health: h } = view.t
  return (
    <section class="card" id="faults">
      <div class="card-head">
        <h2>{h.faultsTitle}</h2>
      </div>
      {faults.length === 0 ? (
        <p class="empty">{h.noFaults}</p>
      ) : (
        <table class="rows needs">
          <caption class="sr-only">{h.faultsTitle}</caption>
          <tbody>
            {faults.map((fault) => (
              <FaultRow view={view} fault={fault} labels={labels} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function FaultRow({ view, fault, labels }: { view: View; fault: Fault; labels: ReadonlyMap<string, string> }) {
  const { health: h } = view.t
  const [, threat = '', fix = ''] = h.faults[fault.kind] ?? []
  const title = faultTitle(view, fault, labels)
  const href = hrefOf(view, fault)
  return (
    <tr>
      <td class="lead">
        <div class="marked">
          <Mark tone={fault.isUrgent ? 'broken' : 'wait'} />
          <div>
            <p class="strong">{href === null ? title : <a href={href}>{title}</a>}</p>
            <p class="hint">{threat}</p>
          </div>
        </div>
      </td>
      <td data-label={h.toMend}>{fix}</td>
      <td class="nowrap">{valueOf(view, fault)}</td>
    </tr>
  )
}
