import { texts } from '../account/errors.ts'
import type { FieldDef, ObjectDef } from '../account/schema.ts'
import { SoqlError } from './soql-tokens.ts'
import type { SalesforceStore, SfRow, SfValue } from '../account/store.ts'
import { accessTo, allFields, findAny, findField, objectDef } from '../account/store.ts'

export interface Run {
  readonly store: SalesforceStore
  readonly all: boolean
  readonly version: string
  /** System context reads past field-level security (the stand-in's own needs). */
  readonly asUser: boolean
}

/** A path such as `Account.Owner.Name`, ready to read from a row. */
export interface Reader {
  readonly def: FieldDef
  read(row: SfRow): SfValue
}

export function visibleObject(run: Run, name: string): ObjectDef {
  const object = objectDef(run.store, name)
  if (object === undefined) throw new SoqlError('INVALID_TYPE', texts.noType(name))
  return object
}

/** Walks relationships; a hidden or unknown field is INVALID_FIELD (docs/reference/salesforce.md#hidden-fields). */
export function readerOf(run: Run, object: ObjectDef, path: string): Reader {
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  // The object's own name may lead the path.
  if (parts[0]?.toLowerCase() === object.name.toLowerCase()) parts.shift()
  const [head, ...tail] = parts
  if (head === undefined) {
    const def = findField(run.store, object, last)
    if (def === undefined || (run.asUser && !accessTo(run.store, object, def).read))
      throw new SoqlError('INVALID_FIELD', texts.noColumnQuery(last, object.name))
    return { def, read: (row) => row[def.name] ?? null }
  }
  const link = allFields(run.store, object).find((def) => def.relationshipName?.toLowerCase() === head.toLowerCase())
  const targets = (link?.referenceTo ?? [])
    .map((name) => objectDef(run.store, name))
    .filter((target) => target !== undefined)
  if (link === undefined || targets.length === 0)
    throw new SoqlError(
      'INVALID_FIELD',
      `Didn't understand relationship '${head}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    )
  const readers = targets.flatMap((target) => {
    try {
      return [{ target, reader: readerOf(run, target, [...tail, last].join('.')) }]
    } catch (error) {
      if (targets.length === 1) throw error
      return []
    }
  })
  const [first] = readers
  if (first === undefined) throw new SoqlError('INVALID_FIELD', texts.noColumnQuery(last, head))
  return {
    def: first.reader.def,
    read(row) {
      const id = row[link.name]
      if (typeof id !== 'string') return null
      const found = findAny(run.store, id)
      const reader = readers.find(({ target }) => target.name === found?.object.name)
      return found === undefined || reader === undefined ? null : reader.reader.read(found.row)
    },
  }
}
