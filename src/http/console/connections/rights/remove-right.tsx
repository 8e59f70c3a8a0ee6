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
          {can?.bin == null ? (
            <Fields names={connector.writes.remove} none={r.nothingCreated} view={view} />
          ) : (
            r.bin(connection.label, can.bin.days)
          )}
        </dd>
        <dt>{r.now}</dt>
        <dd>{r.planned(planned)}</dd>
      </dl>
    </Right>
  )
}
