import type { Written } from '../../../../connector/form.ts'
import type { Channel } from '../../../../domain/app/channel.ts'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import { DiffTable } from './diff-table.tsx'
import { Pill } from '../../ui/pill.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'
import { Name, type RightProps, Fields, Right } from './right.tsx'

/** The right to write opt-outs. */
export function Suppress({ view, facts, admin }: RightProps) {
  const { t } = view
  const r = t.connections.rights
  const s = t.connections.sample
  const { connection, connector, diagnosis, notApplied, blocks, can } = facts
  const broker = connector.kind !== 'crm'
  const size = can?.batch.suppress ?? 0
  const sent = facts.sent
    .filter((row) => row.state === 'waiting' || row.state === 'queued')
    .reduce((sum, row) => sum + row.count, 0)
  return (
    <Right
      view={view}
      facts={facts}
      admin={admin}
      number={1}
      verb="suppress"
      name={r.suppress}
      more={broker ? r.suppressBroker(connection.label) : r.suppressMore(connection.label)}
      pill={
        notApplied.here > 0 && !broker ? (
          <Pill tone="broken">{r.contactable(notApplied.here, notApplied.anywhere)}</Pill>
        ) : null
      }
      revokeMore={r.revokeMore}
      reason={!broker && connection.fullPulledAt === null ? r.firstRead : null}
      side={
        broker || blocks.total === 0 ? null : (
          <DiffTable
            caption={s.caption(blocks.rows.length, blocks.total)}
            heads={s}
            rows={blocks.rows.map((row) => ({
              person: row.email === null ? t.common.unknown : maskEmail(row.email),
              record: row.object,
              field: <BlockField view={view} name={connector.writes.blockFields[row.channel]} channel={row.channel} />,
              now: row.now === 'marked' ? s.marked : s.open,
              after: can?.channels[row.channel] === 'enforced' ? s.enforced : s.marked,
            }))}
          />
        )
      }
    >
      <dl class="writes">
        <dt>{r.created}</dt>
        <dd>
          <Fields names={connector.writes.created} none={r.nothingCreated} view={view} />
        </dd>
        <dt>{r.fields}</dt>
        <dd>
          {connector.writes.told !== undefined ? (
            vendorText(view, connector.writes.told)
          ) : (
            <Fields names={connector.writes.suppress} none={r.nothingCreated} view={view} />
          )}
        </dd>
        <dt>{r.now}</dt>
        <dd>{broker ? r.sent(sent) : r.people(notApplied.here, diagnosis.contactableRecords)}</dd>
        {broker || notApplied.here === 0 || size === 0 ? null : (
          <>
            <dt>{r.calls}</dt>
            <dd>{r.batches(Math.ceil(notApplied.here / size), size)}</dd>
          </>
        )}
        <dt>{r.notStopped}</dt>
        <dd>{vendorText(view, connector.writes.notStopped)}</dd>
      </dl>
    </Right>
  )
}

/** The vendor's field that the block changes, and the channel it stands for: one field can carry several. */
function BlockField({ view, name, channel }: { view: View; name: Written | undefined; channel: Channel }) {
  const word = view.t.common.channels[channel]
  return name === undefined ? (
    <>{word}</>
  ) : (
    <>
      <Name view={view} name={name} /> <span class="hint">{word}</span>
    </>
  )
}
