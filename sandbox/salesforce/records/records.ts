import type { SfError } from '../account/errors.ts'
import { texts } from '../account/errors.ts'
import { isId, to18 } from '../account/ids.ts'
import type { FieldDef, ObjectDef } from '../account/schema.ts'
import type { SalesforceStore, SfRow, SfValue } from '../account/store.ts'
import { accessTo, allFields, findAny, findField, findRow, nextId, tableOf } from '../account/store.ts'

export type SfWritten =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly status: number; readonly error: SfError }

function no(code: string, message: string, fields?: readonly string[], status = 400): SfWritten & { ok: false } {
  return { ok: false, status, error: { code, message, ...(fields === undefined ? {} : { fields }) } }
}

const alwaysIgnored = new Set(['attributes', 'id'])

/** docs/reference/salesforce.md#hidden-fields: hidden is unknown, visible but closed is refused, `null` clears. */
function checkValues(
  store: SalesforceStore,
  object: ObjectDef,
  values: Readonly<Record<string, unknown>>,
  creating: boolean,
  asUser: boolean,
): { fields: Record<string, SfValue> } | (SfWritten & { ok: false }) {
  const fields: Record<string, SfValue> = {}
  const closed: string[] = []
  for (const [name, raw] of Object.entries(values)) {
    const def = findField(store, object, name)
    // `type` is a client's own mark of the object, unless the object has such a field (Account).
    if (alwaysIgnored.has(name.toLowerCase()) || (def === undefined && name.toLowerCase() === 'type')) continue
    const access = def === undefined ? null : accessTo(store, object, def)
    if (def === undefined || access === null || (asUser && !access.read))
      return no('INVALID_FIELD', texts.noColumn(name, object.name), [name])
    if (def.readOnly || (asUser && !access.edit) || (def.createOnly && !creating)) {
      closed.push(def.name)
      continue
    }
    const checked = checkValue(store, def, raw)
    if ('fault' in checked) return no(checked.fault, checked.message, [def.name])
    fields[def.name] = checked.value
  }
  return closed.length > 0 ? no('INVALID_FIELD_FOR_INSERT_UPDATE', texts.readOnlyField(closed), closed) : { fields }
}

function checkValue(
  store: SalesforceStore,
  def: FieldDef,
  raw: unknown,
): { value: SfValue } | { fault: string; message: string } {
  const bad = (message: string, fault = 'JSON_PARSER_ERROR'): { fault: string; message: string } => ({ fault, message })
  if (raw === null || raw === undefined) return { value: def.type === 'boolean' ? false : null }
  const written = typeof raw === 'object' ? JSON.stringify(raw) : String(raw as string | number | boolean)
  switch (def.type) {
    case 'boolean':
      if (typeof raw === 'boolean') return { value: raw }
      return raw === 'true' || raw === 'false'
        ? { value: raw === 'true' }
        : bad(`Cannot deserialize instance of boolean from value ${written}`)
    case 'int':
    case 'double':
    case 'currency':
      return Number.isFinite(Number(raw))
        ? { value: Number(raw) }
        : bad(`Cannot deserialize instance of ${def.type} from value ${written}`)
    case 'date': {
      const text = written.slice(0, 10)
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
        ? { value: text }
        : bad(`Cannot deserialize instance of date from VALUE_STRING value ${written}`)
    }
    case 'datetime': {
      const at = Date.parse(written.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
      return Number.isNaN(at)
        ? bad(`Cannot deserialize instance of datetime from VALUE_STRING value ${written}`)
        : { value: new Date(at).toISOString() }
    }
    case 'reference': {
      const id = written
      if (!isId(id)) return bad(`${def.label}: id value of incorrect type: ${id}`, 'MALFORMED_ID')
      return def.referenceTo.length > 0 && findAny(store, to18(id)) === undefined
        ? bad(
            `insufficient access rights on cross-reference id: ${id}`,
            'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
          )
        : { value: to18(id) }
    }
    default: {
      if (written === '') return { value: null }
      if (def.length > 0 && written.length > def.length)
        return bad(
          `${def.label}: data value too large: ${written.slice(0, 60)} (max length=${def.length})`,
          'STRING_TOO_LONG',
        )
      if (def.type === 'email' && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/u.test(written))
        return bad(`${def.label}: invalid email address: ${written}`, 'INVALID_EMAIL_ADDRESS')
      return { value: written }
    }
  }
}

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

/** Read-only fields that follow from others. */
export function withDerived(object: ObjectDef, row: Record<string, SfValue>, now: string): SfRow {
  if (object.name === 'Contact' || object.name === 'Lead')
    row['Name'] = [row['FirstName'], row['LastName']].filter((part) => part !== null && part !== undefined).join(' ')
  if (object.name === 'Opportunity') {
    row['IsClosed'] = String(row['StageName']).startsWith('Closed')
    row['IsWon'] = row['StageName'] === 'Closed Won'
  }
  if (object.name === 'CampaignMember') {
    row['LeadOrContactId'] = row['ContactId'] ?? row['LeadId'] ?? null
    const responded = row['Status'] === 'Responded'
    if (responded && row['FirstRespondedDate'] === null) row['FirstRespondedDate'] = now.slice(0, 10)
    row['HasResponded'] = responded
  }
  if (object.name === 'EmailMessageRelation')
    row['RelationObjectType'] = String(row['RelationId'] ?? '').startsWith('00Q')
      ? 'Lead'
      : String(row['RelationId'] ?? '').startsWith('003')
        ? 'Contact'
        : null
  return row
}

/**
 * Unknown is 404 NOT_FOUND, ill-formed 400 MALFORMED_ID, deleted 404 ENTITY_IS_DELETED
 * (docs/reference/salesforce.md#unknown-id).
 */
export function locate(
  store: SalesforceStore,
  object: ObjectDef,
  id: string,
): { row: SfRow } | (SfWritten & { ok: false }) {
  if (!isId(id)) return no('MALFORMED_ID', `malformed id ${id}`, [], 400)
  const row = findRow(store, object.name, id)
  if (row === undefined)
    return no('NOT_FOUND', 'Provided external ID field does not exist or is not accessible: ' + id, [], 404)
  if (row['IsDeleted'] === true) return no('ENTITY_IS_DELETED', texts.entityDeleted, [], 404)
  return { row }
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
  if (store.switches.refusedIds.includes(to18(id)))
    return no('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'A record of this kind needs a postcode.')
  if (object.name === 'Lead' && found.row['IsConverted'] === true)
    return no('CANNOT_UPDATE_CONVERTED_LEAD', texts.converted)
  const checked = checkValues(store, object, values, false, asUser)
  if ('ok' in checked) return checked
  const emptied = allFields(store, object)
    .filter((def) => def.required && def.name in checked.fields && checked.fields[def.name] === null)
    .map((def) => def.name)
  if (emptied.length > 0)
    return no('REQUIRED_FIELD_MISSING', `Required fields are missing: [${emptied.join(', ')}]`, emptied)
  if (store.switches.requireEmail && 'Email' in checked.fields && checked.fields['Email'] === null)
    return no('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'An e-mail address is needed.', ['Email'])
  const now = new Date(store.clock.now()).toISOString()
  tableOf(store, object.name).set(
    to18(id),
    withDerived(
      object,
      { ...found.row, ...checked.fields, LastModifiedDate: now, LastModifiedById: store.userId, SystemModstamp: now },
      now,
    ),
  )
  return { ok: true, id: to18(id) }
}

/**
 * What goes with a record (docs/reference/salesforce.md#delete-takes, UNSURE per object). EmailMessage, files and
 * Individual stay; only what linked them to the person goes, with it how they could be found. A lead leaves its tasks
 * behind (docs/reference/salesforce.md#lead-tasks).
 */
const links = [
  ['EventRelation', 'RelationId'],
  ['TaskRelation', 'RelationId'],
  ['EmailMessageRelation', 'RelationId'],
  ['ContentDocumentLink', 'LinkedEntityId'],
] as const
const cascades: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Contact: [
    ['CampaignMember', 'ContactId'],
    ['OpportunityContactRole', 'ContactId'],
    ['Task', 'WhoId'],
    ['Event', 'WhoId'],
    ['Attachment', 'ParentId'],
    ...links,
  ],
  Lead: [['CampaignMember', 'LeadId'], ...links],
  EmailMessage: [
    ['EmailMessageRelation', 'EmailMessageId'],
    ['Attachment', 'ParentId'],
  ],
  Task: [['TaskRelation', 'TaskId']],
  Event: [['EventRelation', 'EventId']],
  ContentDocument: [['ContentDocumentLink', 'ContentDocumentId']],
}

function childrenOf(store: SalesforceStore, object: string, key: string): (readonly [child: string, row: SfRow])[] {
  return (cascades[object] ?? []).flatMap(([child, link]) =>
    [...tableOf(store, child).byValue(link, (row) => (typeof row[link] === 'string' ? row[link] : null), [key])]
      .filter((row) => row[link] === key)
      .map((row) => [child, row] as const),
  )
}

/** Soft: the row stays in queryAll and in the bin for 15 days (docs/reference/salesforce.md#recycle-bin). */
export function deleteRecord(store: SalesforceStore, object: ObjectDef, id: string): SfWritten {
  const found = locate(store, object, id)
  if ('ok' in found) return found
  const key = to18(id)
  if (store.switches.lockedIds.includes(key))
    return no('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records: ' + key)
  if (store.switches.keptObjects.includes(object.name))
    return no('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id')
  if (store.switches.deleteFailedIds.includes(key)) {
    return no(
      'DELETE_FAILED',
      `Your attempt to delete ${String(found.row['Name'] ?? object.label)} could not be completed because it is associated with the following cases.: 00001042`,
    )
  }
  if (!object.softDelete) {
    tableOf(store, object.name).delete(key)
    return { ok: true, id: key }
  }
  putInBin(store, object.name, found.row, null)
  for (const [child, row] of childrenOf(store, object.name, key))
    if (row['IsDeleted'] !== true) putInBin(store, child, row, key)
  return { ok: true, id: key }
}

export function putInBin(
  store: SalesforceStore,
  object: string,
  row: SfRow,
  cascadeOf: string | null,
  more: SfRow = {},
): void {
  const now = new Date(store.clock.now()).toISOString()
  tableOf(store, object).set(String(row['Id']), {
    ...row,
    ...more,
    IsDeleted: true,
    SystemModstamp: now,
    LastModifiedDate: now,
  })
  store.bin.set(String(row['Id']), { at: store.clock.now(), cascadeOf, purgedAt: null })
}

/** Only from the bin, with what the deletion took along. */
export function undeleteRecord(store: SalesforceStore, id: string): SfWritten {
  const found = findAny(store, to18(id))
  if (found === undefined || found.row['IsDeleted'] !== true)
    return no('UNDELETE_FAILED', 'Entity is not in the recycle bin')
  if (found.row['MasterRecordId'] !== null && found.row['MasterRecordId'] !== undefined)
    return no('UNDELETE_FAILED', 'A merged record cannot be undeleted')
  const back = (object: string, row: SfRow): void => {
    const now = new Date(store.clock.now()).toISOString()
    tableOf(store, object).set(String(row['Id']), {
      ...row,
      IsDeleted: false,
      SystemModstamp: now,
      LastModifiedDate: now,
    })
    store.bin.delete(String(row['Id']))
  }
  back(found.object.name, found.row)
  for (const [child, row] of childrenOf(store, found.object.name, to18(id)))
    if (row['IsDeleted'] === true && store.bin.get(String(row['Id']))?.cascadeOf === found.row['Id']) back(child, row)
  return { ok: true, id: to18(id) }
}

/** Emptying the bin cannot be undone; what a deletion took along goes with its parent. */
export function purgeRecord(store: SalesforceStore, id: string): SfWritten {
  const key = to18(id)
  const found = findAny(store, key)
  const entry = store.bin.get(key)
  if (
    found === undefined ||
    found.row['IsDeleted'] !== true ||
    entry === undefined ||
    entry.cascadeOf !== null ||
    entry.purgedAt !== null
  )
    return no(store.switches.noBinEntryCode, 'invalid record id; no recycle bin entry found')
  const purgedAt = store.clock.now()
  store.bin.set(key, { ...entry, purgedAt })
  for (const [, row] of childrenOf(store, found.object.name, key)) {
    const taken = store.bin.get(String(row['Id']))
    if (taken?.cascadeOf === key) store.bin.set(String(row['Id']), { ...taken, purgedAt })
  }
  return { ok: true, id: key }
}
