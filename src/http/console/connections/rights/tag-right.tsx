import type { Written } from '../../../../connector/form.ts'
import type { App } from '../../../../operations/app/app.ts'
import { tagFields } from '../../../../connector/orders.ts'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import { namedFields } from '../../../../operations/connections/name-fields.ts'
import { DiffTable } from './diff-table.tsx'
import { PostButton } from '../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { ConnectionFacts } from '../facts/connection-facts.ts'
import { type RightProps, Fields, Right } from './right.tsx'

/** The right to write verdicts and terms onto records. */
export function Tag({ view, facts, admin }: RightProps) {
  const { t } = view
  const r = t.connections.rights
  const s = t.connections.sample
  const { connector, diagnosis, tags, can, connection } = facts
  const size = can?.batch.tag ?? 0
  return (
    <Right
      view={view}
      facts={facts}
      admin={admin}
      number={2}
      verb="tag"
      name={r.tag}
      more={connector.writes.create === undefined ? r.tagMore : r.tagAndCreateMore}
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
          <Fields names={namesInUse(view.app, connection, connector.writes.tag)} none={r.nothingCreated} view={view} />
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
      <NewFieldsNotice view={view} facts={facts} admin={admin} />
    </Right>
  )
}

/** The vendor's name of one of our fields, of the record's own object where fields belong to objects. */
function fieldNamed(names: readonly Written[], object: string, word: string): string {
  const found = names.find(
    (name): name is string =>
      typeof name === 'string' &&
      name.toLowerCase().includes(word) &&
      (!name.includes('.') || name.startsWith(`${object}.`)),
  )
  return found?.split('.').at(-1) ?? word
}

/** Names of our fields as they are in that system: where a field of the company stands for one of ours, its name. */
function namesInUse(app: App, connection: ConnectionFacts['connection'], names: readonly Written[]): Written[] {
  const instead = new Map(
    namedFields(app, connection)
      .filter((field) => field.instead !== '')
      .flatMap(
        (field) =>
          [
            [field.name, field.instead],
            [`${field.object}.${field.name}`, `${field.object}.${field.instead}`],
          ] as const,
      ),
  )
  return names.map((name) => (typeof name === 'string' ? (instead.get(name) ?? name) : name))
}

/** An update of ours writes fields that are not in that system yet: an admin has them created. */
function NewFieldsNotice({ view, facts: { connection }, admin }: RightProps) {
  const r = view.t.connections.rights
  const missing = tagFields.filter((field) => !connection.createdFields.includes(field))
  if (missing.length === 0 || !connection.granted.includes('tag')) return null
  return (
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
  )
}
