import type { AuditView } from '../../store/views/audit.ts'
import type { ObjectionView, PropagationView } from '../../store/views/objections.ts'
import { Icon } from '../ui/icon.tsx'
import { Lanes, scopeText } from '../ui/lanes.tsx'
import type { View } from './view.ts'

/** One no on its way to every system. */
export function ObjectionCard({ view, objection, rows, acts, linked }: { view: View; objection: ObjectionView; rows: readonly PropagationView[]; acts: readonly AuditView[]; linked: boolean }) {
  const { t, f } = view
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.contact.objections.title(`${f.longDate(objection.receivedAt)}, ${f.proof(objection.receivedAt).slice(11, 19)}`)}</h2>
        <span class="head-facts"><span class="hint">{t.common.doors[objection.door as keyof typeof t.common.doors] ?? objection.door}{view.f.colon}{scopeText(view, objection)}</span>{linked ? <a href={`/objections/${objection.id}`}><Icon name="file-certificate" />{objection.number}</a> : null}</span>
      </div>
      <Lanes view={view} objection={objection} rows={rows} acts={acts} />
    </section>
  )
}
