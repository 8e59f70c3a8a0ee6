import type { Capabilities } from '../../../../connector/contract.ts'
import { planKinds, type PlanKind } from '../../../../domain/removals/removal-kinds.ts'
import { erasesFor } from '../../../../operations/removals/remove-held.ts'
import type { View } from '../../app/view.ts'
import { type RightProps, Fields, Right } from './right.tsx'

/** The right to remove people whose time ran out. */
export function Remove({ view, facts, admin }: RightProps) {
  const r = view.t.connections.rights
  const { planned, connection, connector, can } = facts
  const granted = connection.granted.includes('suppress')
  return (
    <Right
      view={view}
      facts={facts}
      admin={admin}
      number={3}
      verb="remove"
      name={r.remove}
      more={r.removeMore}
      revokeMore={r.revokeRemove}
      reason={granted ? null : r.firstSuppress}
    >
      <dl class="writes">
        <dt>{r.fields}</dt>
        <dd>
          <Fields names={connector.writes.remove} none={r.nothingCreated} view={view} />
        </dd>
        {can === null || connector.writes.remove.length === 0
          ? null
          : planKinds.map((kind) => (
              <>
                <dt>{view.t.certificate.kinds[kind]}</dt>
                <dd>{removalOf(view, kind, can)}</dd>
              </>
            ))}
        <dt>{r.now}</dt>
        <dd>{r.planned(planned)}</dd>
      </dl>
    </Right>
  )
}

/** What a plan of a kind does to records there, by what the system can and the settings say. */
function removalOf({ t, settings }: View, kind: PlanKind, can: Capabilities): string {
  const { removes } = t.connections.rights
  const erases = erasesFor(kind, can, settings.eraseSilent)
  const refused = kind === 'erasure' && can.anonymises ? removes.anonymised : removes.waits
  if (erases === 'at-once') return `${removes.atOnce} ${refused}`
  if (erases === 'from-bin') return `${removes.fromBin} ${refused}`
  return `${can.bin === null ? removes.deleted : removes.bin(can.bin.days)} ${refused}`
}
