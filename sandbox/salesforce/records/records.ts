import { texts } from '../account/errors.ts'
import { to18 } from '../account/ids.ts'
import type { ObjectDef } from '../account/schema.ts'
import type { SalesforceStore, SfRow, SfValue } from '../account/store.ts'
import { allFields, nextId, tableOf } from '../account/store.ts'
import type { SfWritten } from './written.ts'
import { no } from './written.ts'
import { checkValues } from './check-values.ts'
import { withDerived } from './derived.ts'
import { locate } from './locate.ts'
import { closedHalf, mirrorPerson } from './person-accounts.ts'
import { refusedByOrg } from './org-rules.ts'
import { isLocked } from './recycle-bin.ts'

export function createRecord(
  store: SalesforceStore,
  object: ObjectDef,
  values: Readonly<Record<string, unknown>>,
  asUser = true,
): SfWritten {
  if (!object.createable) return no('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id')
  const checked = checkValues(store, object, values, true, asUser)
  if ('ok' in checked) return checked
  const missing = allFields(store, object)
    .filter((def) => def.required && (checked.fields[def.name] ?? null) === null)
    .map((def) => def.name)
  if (missing.length > 0)
    return no('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing)
  const kept = asUser ? refusedByOrg(store, object, { id: null, row: checked.fields, given: checked.fields }) : null
  if (kept !== null) return kept
  const twin = duplicateOf(store, object, checked.fields)
  if (twin !== null) return no('DUPLICATE_VALUE', twin)
  const now = new Date(store.clock.now()).toISOString()
  const defaults = Object.fromEntries(
    allFields(store, object).map((def): [string, SfValue] => [
      def.name,
      def.defaultValue ?? (def.type === 'boolean' ? false : null),
    ]),
  )
  const id = nextId(store, object)
  const row = withDerived(
    object,
    {
      ...defaults,
      ...(object.fields.has('ownerid') ? { OwnerId: store.userId } : {}),
      ...checked.fields,
      Id: id,
      CreatedDate: now,
      CreatedById: store.userId,
      LastModifiedDate: now,
      LastModifiedById: store.userId,
      SystemModstamp: now,
    },
    now,
  )
  tableOf(store, object.name).set(id, row)
  return { ok: true, id }
}

/** One row per permission set and field, object or user. */
function duplicateOf(store: SalesforceStore, object: ObjectDef, fields: SfRow): string | null {
  const keys: Readonly<Record<string, readonly string[]>> = {
    FieldPermissions: ['ParentId', 'Field'],
    ObjectPermissions: ['ParentId', 'SobjectType'],
    PermissionSetAssignment: ['AssigneeId', 'PermissionSetId'],
    PermissionSet: ['Name'],
  }
  const names = keys[object.name]
  if (names === undefined) return null
  const twin = [...tableOf(store, object.name).values()].find((row) =>
    names.every((name) => row[name] === fields[name]),
  )
  return twin === undefined
    ? null
    : `duplicate value found: ${names.join(', ')} duplicates value on record with id: ${String(twin['Id'])}`
}

export function updateRecord(
  store: SalesforceStore,
  object: ObjectDef,
  id: string,
  values: Readonly<Record<string, unknown>>,
  asUser = true,
): SfWritten {
  const found = locate(store, object, id)
  if ('ok' in found) return found
  if (store.switches.lockedIds.includes(to18(id)))
    return no('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records: ' + to18(id))
  const half = asUser ? closedHalf(store, found.row, false) : null
  if (half !== null) return half
  const locked = asUser ? isLocked(store, to18(id)) : null
  if (locked !== null) return locked
  if (object.name === 'Lead' && found.row['IsConverted'] === true)
    return no('CANNOT_UPDATE_CONVERTED_LEAD', texts.converted)
  const checked = checkValues(store, object, values, false, asUser)
  if ('ok' in checked) return checked
  const emptied = allFields(store, object)
    .filter((def) => def.required && def.name in checked.fields && checked.fields[def.name] === null)
    .map((def) => def.name)
  if (emptied.length > 0)
    return no('REQUIRED_FIELD_MISSING', `Required fields are missing: [${emptied.join(', ')}]`, emptied)
  const kept = asUser
    ? refusedByOrg(store, object, { id: to18(id), row: { ...found.row, ...checked.fields }, given: checked.fields })
    : null
  if (kept !== null) return kept
  const now = new Date(store.clock.now()).toISOString()
  const changed = withDerived(
    object,
    { ...found.row, ...checked.fields, LastModifiedDate: now, LastModifiedById: store.userId, SystemModstamp: now },
    now,
  )
  tableOf(store, object.name).set(to18(id), changed)
  mirrorPerson(store, object, changed)
  return { ok: true, id: to18(id) }
}
