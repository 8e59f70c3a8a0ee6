import { tagDates, tagFields, type FieldRef, type TagField, type TagNames } from '../../connector/orders.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { lockConnection, setTagNames, type Connection } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { connectorOf, openConnection } from './open-connection.ts'

/** One of our tag fields, where it stands, and the field that is written there instead ('' = ours). */
export interface NamedField extends FieldRef {
  tag: TagField
  date: boolean
  instead: string
}

/** What keeps a field from being written in the place of ours. */
interface FieldFault {
  field: Pick<NamedField, 'tag' | 'object'>
  fault: 'missing' | 'read-only' | 'twice' | 'needs-text' | 'needs-date'
  /** The vendor's word for what can be written there. */
  type: string
}

/** Every tag field of a Connection; empty where the vendor's fields cannot be chosen. */
export function namedFields(app: App, connection: Connection): NamedField[] {
  const connector = connectorOf(app, connection)
  return tagFields.flatMap((tag) =>
    (connector.tagTargets?.(tag) ?? []).map(({ object, name }) => ({
      tag,
      object,
      name,
      date: tagDates.includes(tag),
      instead: connection.tagNames[tag]?.[object] ?? '',
    })),
  )
}

/**
 * Has fields of the company written in the place of ours; those of ours keep their last value. Nothing is saved when a
 * field does not exist, cannot be written, holds something else, or is named twice: gives the faults. The base is read
 * once more before the next writing.
 */
export async function nameFields(
  app: App,
  user: User,
  connectionId: string,
  typed: (field: NamedField) => string,
): Promise<FieldFault[]> {
  const { connection, system } = await openConnection(app, connectionId, 'read')
  const wanted = namedFields(app, connection)
    .map((field) => ({ ...field, instead: typed(field).trim() }))
    .filter((field) => field.instead !== '' && field.instead !== field.name)
  const kinds = (await system.fieldKinds?.(wanted.map(({ object, instead }) => ({ object, name: instead })))) ?? []
  const faults = wanted.flatMap((field, place): FieldFault[] => {
    const { kind = 'missing', type = '' } = kinds[place] ?? {}
    const twice = wanted.some(
      (other) => other !== field && other.object === field.object && other.instead === field.instead,
    )
    const fault =
      kind === 'missing' || kind === 'read-only'
        ? kind
        : twice
          ? 'twice'
          : kind === 'other' || (kind === 'date' && !field.date)
            ? field.date
              ? 'needs-date'
              : 'needs-text'
            : null
    return fault === null ? [] : [{ field: { tag: field.tag, object: field.object }, fault, type }]
  })
  if (faults.length > 0) return faults
  const names: TagNames = Object.fromEntries(
    tagFields.flatMap((tag) => {
      const ofTag = wanted.filter((field) => field.tag === tag)
      return ofTag.length === 0
        ? []
        : [[tag, Object.fromEntries(ofTag.map(({ object, instead }) => [object, instead]))]]
    }),
  )
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const before = (await lockConnection(sql, connectionId))?.tagNames ?? {}
    if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(names))) return
    await setTagNames(sql, connectionId, names, now)
    await insertAudit(
      sql,
      [
        {
          actId: `tag-names:${connectionId}:${now.getTime()}`,
          act: 'setting',
          actor: user.email,
          connectionId,
          details: { what: 'fields', from: before, to: names },
        },
      ],
      now,
    )
  })
  app.memories.delete(connectionId)
  return []
}

const sorted = (names: TagNames) =>
  tagFields.map((tag) => Object.entries(names[tag] ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)))
