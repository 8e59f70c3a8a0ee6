import type { ComponentChildren } from 'preact'
import { tagFields } from '../../../connector/orders.ts'
import type { Channel } from '../../../domain/app/channel.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { namedFields } from '../../../operations/connections/name-fields.ts'
import type { Verb } from '../../../store/connections/connections.ts'
import { DiffTable } from './diff-table.tsx'
import { PostButton } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import type { ConnectionFacts } from './connection-facts.ts'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

interface RightProps {
  view: View
  facts: ConnectionFacts
  admin: boolean
}

/** Three rights in order, each with its exact writes, before it is granted (docs/reference/promises.md#i9). */
export function RightsCard({ view, facts, admin }: RightProps) {
  const t = view.t.connections.rights
  const { connector } = facts
  return (
    <section class="card" id="rights">
      <div class="card-head">
        <h2>{t.title}</h2>
        <span class="hint">{t.note}</span>
      </div>
      <Suppress view={view} facts={facts} admin={admin} />
      {connector.writes.tag.length === 0 ? null : <Tag view={view} facts={facts} admin={admin} />}
      {connector.writes.remove.length === 0 ? null : <Remove view={view} facts={facts} admin={admin} />}
    </section>
  )
}

function Suppress({ view, facts, admin }: RightProps) {
  const { t } = view
  const r = t.connections.rights
  const s = t.connections.sample
  const { connection, connector, diagnosis, blocks, can } = facts
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
        diagnosis.contactablePeople > 0 && !broker ? (
          <Pill tone="broken">{r.contactable(diagnosis.contactablePeople)}</Pill>
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
        <dd>{broker ? r.sent(sent) : r.people(diagnosis.contactablePeople, diagnosis.contactableRecords)}</dd>
        {broker || diagnosis.contactablePeople === 0 || size === 0 ? null : (
          <>
            <dt>{r.calls}</dt>
            <dd>{r.batches(Math.ceil(diagnosis.contactablePeople / size), size)}</dd>
          </>
        )}
        <dt>{r.notStopped}</dt>
        <dd>{vendorText(view, connector.writes.notStopped)}</dd>
      </dl>
    </Right>
  )
}

function Tag({ view, facts, admin }: RightProps) {
  const { t } = view
  const r = t.connections.rights
  const s = t.connections.sample
  const { connector, diagnosis, tags, can, connection } = facts
  const size = can?.batch.tag ?? 0
  // Names of ours that a field of the company stands for, as the list above writes them.
  const instead = new Map(
    namedFields(view.app, connection)
      .filter((field) => field.instead !== '')
      .flatMap(
        (field) =>
          [
            [field.name, field.instead],
            [`${field.object}.${field.name}`, `${field.object}.${field.instead}`],
          ] as const,
      ),
  )
  const missing = tagFields.filter((field) => !connection.createdFields.includes(field))
  return (
    <Right
      view={view}
      facts={facts}
      admin={admin}
      number={2}
      verb="tag"
      name={r.tag}
      more={r.tagMore}
      revokeMore={r.revokeTag}
      reason={connection.fullPulledAt === null ? r.firstRead : null}
      side={
        tags.total === 0 ? null : (
          <DiffTable
            caption={s.caption(tags.rows.length, tags.total)}
            heads={s}
            rows={tags.rows.map((row) => ({
              person: row.email === null ? t.common.unknown : maskEmail(row.email),
              record: row.object,
              field: <code lang="en">{fieldNamed(connector.writes.tag, row.object, 'verdict')}</code>,
              now: row.now ?? s.empty,
              after: row.after,
            }))}
          />
        )
      }
    >
      <dl class="writes">
        <dt>{r.fields}</dt>
        <dd>
          <Fields
            names={connector.writes.tag.map((name) => instead.get(name) ?? name)}
            none={r.nothingCreated}
            view={view}
          />
          {connector.tagTargets === undefined || !admin ? null : (
            <>
              {' '}
              <a class="btn small" href={`/connections/${connection.id}/fields`}>
                {r.ownFields}
              </a>
            </>
          )}
        </dd>
        {connector.writes.create === undefined ? null : (
          <>
            <dt>{r.newPeople}</dt>
            <dd>
              <Fields names={connector.writes.create} none={r.nothingCreated} view={view} />
            </dd>
          </>
        )}
        <dt>{r.now}</dt>
        <dd>{r.upTo(diagnosis.records)}</dd>
        {size === 0 || diagnosis.records === 0 ? null : (
          <>
            <dt>{r.calls}</dt>
            <dd>{r.batches(Math.ceil(diagnosis.records / size), size)}</dd>
          </>
        )}
      </dl>
      {connector.setupFiles === undefined || !admin ? null : (
        <p class="hint">
          {r.setupFiles}{' '}
          <a href={`/connections/${connection.id}/fields.zip`} download>
            {r.setupFilesAct}
          </a>
        </p>
      )}
      {missing.length === 0 || !connection.granted.includes('tag') ? null : (
        <div class="notice wait">
          <Icon name="info-circle" />
          <div>
            <strong>{r.newFields(missing.length)}</strong>
            <p>{r.newFieldsMore}</p>
            {admin ? (
              <PostButton view={view} action={`/connections/${connection.id}/grant`} fields={{ verb: 'tag' }}>
                {r.createFields}
              </PostButton>
            ) : (
              <p>{r.admin}</p>
            )}
          </div>
        </div>
      )}
    </Right>
  )
}

function Remove({ view, facts, admin }: RightProps) {
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

/** The vendor's field that the block changes, and the channel it stands for: one field can carry several. */
function BlockField({ view, name, channel }: { view: View; name: string | undefined; channel: Channel }) {
  const word = view.t.common.channels[channel]
  return name === undefined ? (
    <>{word}</>
  ) : (
    <>
      <code lang="en">{name}</code> <span class="hint">{word}</span>
    </>
  )
}

/** The vendor's name of one of our fields, of the record's own object where fields belong to objects. */
function fieldNamed(names: readonly string[], object: string, word: string): string {
  const found = names.find(
    (name) => name.toLowerCase().includes(word) && (!name.includes('.') || name.startsWith(`${object}.`)),
  )
  return found?.split('.').at(-1) ?? word
}

/** Exact names; a long list is folded. */
function Fields({ view, names, none }: { view: View; names: readonly string[]; none: string }) {
  if (names.length === 0) return <>{none}</>
  const list = names.map((name, index) => (
    <>
      {index === 0 ? '' : ', '}
      <code lang="en">{name}</code>
    </>
  ))
  if (names.length <= 3) return <>{list}</>
  return (
    <details>
      <summary>
        <code lang="en">{names[0]}</code> + {view.f.number(names.length - 1)}
      </summary>
      {list}
    </details>
  )
}

function Right({
  view,
  facts,
  admin,
  number,
  verb,
  name,
  more,
  pill = null,
  revokeMore,
  reason,
  side = null,
  children,
}: RightProps & {
  number: number
  verb: Verb
  name: string
  more: string
  pill?: ComponentChildren
  revokeMore: string
  /** Why it cannot be granted yet. */
  reason: string | null
  side?: ComponentChildren
  children: ComponentChildren
}) {
  const { t } = view
  const r = t.connections.rights
  const { connection } = facts
  const granted = connection.granted.includes(verb)
  const order: readonly Verb[] = ['suppress', 'tag', 'remove']
  const next = order.find((candidate) => !connection.granted.includes(candidate))
  const primary = next === verb && connection.state !== 'needs-reauthorisation'
  const id = `grant-${verb}-reason`
  return (
    <div class={side === null ? 'right' : 'right with-side'}>
      <div>
        <h3>
          <span
            class={granted ? 'right-number done' : primary ? 'right-number now' : 'right-number'}
            aria-hidden="true"
          >
            {granted ? <Icon name="check" size={15} /> : number}
          </span>
          {name}
          {granted ? <Pill tone="done">{r.granted}</Pill> : pill}
        </h3>
        <p>{more}</p>
        {children}
        <div class="right-acts">
          {!admin ? (
            <p class="hint">{r.admin}</p>
          ) : granted ? (
            <>
              <PostButton
                view={view}
                action={`/connections/${connection.id}/revoke`}
                fields={{ verb }}
                label={`${r.revoke}${view.f.colon}${name}`}
              >
                {r.revoke}
              </PostButton>
              <span class="hint">{revokeMore}</span>
            </>
          ) : reason !== null ? (
            <>
              <button type="button" class="btn" disabled aria-describedby={id}>
                {r.grant(t.common.verbs[verb])}
              </button>
              <span class="hint" id={id}>
                {reason}
              </span>
            </>
          ) : (
            <PostButton
              view={view}
              action={`/connections/${connection.id}/grant`}
              fields={{ verb }}
              kind={primary ? 'primary' : 'plain'}
            >
              <Icon name="check" />
              {r.grant(t.common.verbs[verb])}
            </PostButton>
          )}
        </div>
      </div>
      {side === null ? null : <div class="right-side">{side}</div>}
    </div>
  )
}
