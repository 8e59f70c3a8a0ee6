import type { Json } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import type { SfWritten } from './written.ts'
import type { FieldDef, FieldType, ObjectDef } from '../account/schema.ts'
import { field } from '../account/schema.ts'
import type { SalesforceStore } from '../account/store.ts'
import { findField, nextId, objectDef, tableOf } from '../account/store.ts'
import { to18 } from '../account/ids.ts'

const metadataTypes: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Picklist: 'picklist',
  Number: 'double',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
}

function no(code: string, message: string, fields: readonly string[] = [], status = 400): SfWritten & { ok: false } {
  return { ok: false, status, error: { code, message, fields } }
}

/** docs/reference/salesforce.md#create-field: a new field is visible to nobody until FieldPermissions open it. */
export function createCustomField(store: SalesforceStore, body: Json): SfWritten {
  if (!store.switches.customizeApplication)
    return no('INSUFFICIENT_ACCESS', 'insufficient access rights on object id', [], 403)
  const fullName = stringOf(body['FullName']) ?? ''
  const metadata = isObject(body['Metadata']) ? body['Metadata'] : null
  const [objectName = '', fieldName = ''] = fullName.split('.')
  const object = objectDef(store, objectName)
  if (object === undefined || metadata === null)
    return no('REQUIRED_FIELD_MISSING', 'Required fields are missing: [FullName, Metadata]', ['FullName', 'Metadata'])
  const refused = nameFault(store, object, fieldName)
  if (refused !== null) return refused
  const def = fieldOf(fieldName, metadata)
  if ('ok' in def) return def
  const key = `${object.name}.${fieldName}`.toLowerCase()
  store.customFields.set(key, { object: object.name.toLowerCase(), def })
  return { ok: true, id: recordField(store, object, fullName) }
}

function nameFault(store: SalesforceStore, object: ObjectDef, fieldName: string): (SfWritten & { ok: false }) | null {
  if (!/^[A-Za-z](?:_?[A-Za-z0-9])*__c$/.test(fieldName))
    return no(
      'FIELD_INTEGRITY_EXCEPTION',
      `Custom field names must end with __c and use only letters, digits and single underscores: ${fieldName}`,
      ['FullName'],
    )
  return findField(store, object, fieldName) === undefined
    ? null
    : no(
        'DUPLICATE_DEVELOPER_NAME',
        `There is already a field named ${fieldName.replace(/__c$/, '')} on ${object.name}.`,
        ['FullName'],
      )
}

function fieldOf(fieldName: string, metadata: Json): FieldDef | (SfWritten & { ok: false }) {
  const typeName = stringOf(metadata['type']) ?? ''
  const type = metadataTypes[typeName]
  if (type === undefined) return no('FIELD_INTEGRITY_EXCEPTION', `Unknown field type ${typeName}`, ['Metadata'])
  const label = stringOf(metadata['label'])
  if (label === undefined || label === '')
    return no('REQUIRED_FIELD_MISSING', 'Required fields are missing: [label]', ['Metadata'])
  const length = lengthOf(type, metadata)
  if (type === 'string' && (!Number.isInteger(length) || length < 1 || length > 255))
    return no('FIELD_INTEGRITY_EXCEPTION', 'Text fields need a length from 1 to 255', ['Metadata'])
  const fallback = metadata['defaultValue']
  if (type === 'boolean' && fallback === undefined)
    return no('REQUIRED_FIELD_MISSING', 'Must specify defaultValue for a Checkbox field', ['Metadata'])
  return field(fieldName, type, {
    label,
    length: type === 'string' || type === 'textarea' ? length : field(fieldName, type).length,
    custom: true,
    externalId: metadata['externalId'] === true,
    picklist: picklistIn(metadata),
    defaultValue: type === 'boolean' ? fallback === true || fallback === 'true' : null,
  })
}

function lengthOf(type: FieldType, metadata: Json): number {
  return Number(metadata['length'] ?? (type === 'string' ? 0 : 255))
}

function picklistIn(metadata: Json): string[] {
  const set = isObject(metadata['valueSet']) ? metadata['valueSet']['valueSetDefinition'] : undefined
  if (!isObject(set)) return []
  return listOf(set['value'])
    .filter(isObject)
    .map((value) => stringOf(value['fullName']) ?? stringOf(value['label']) ?? '')
}

/** The field's own row in Tooling. */
function recordField(store: SalesforceStore, object: ObjectDef, fullName: string): string {
  const custom = objectDef(store, 'CustomField')
  if (custom === undefined) throw new RangeError('no CustomField object')
  const id = nextId(store, custom)
  const now = new Date(store.clock.now()).toISOString()
  tableOf(store, 'CustomField').set(id, {
    Id: id,
    FullName: fullName,
    DeveloperName: (fullName.split('.')[1] ?? '').replace(/__c$/, ''),
    TableEnumOrId: object.name,
    NamespacePrefix: null,
    ManageableState: 'unmanaged',
    CreatedDate: now,
    CreatedById: store.userId,
    LastModifiedDate: now,
    LastModifiedById: store.userId,
    SystemModstamp: now,
  })
  return id
}

export function deleteCustomField(store: SalesforceStore, id: string): SfWritten {
  const row = tableOf(store, 'CustomField').get(to18(id))
  if (row === undefined) return no('NOT_FOUND', 'The requested resource does not exist', [], 404)
  store.customFields.delete(`${String(row['TableEnumOrId'])}.${String(row['DeveloperName'])}__c`.toLowerCase())
  tableOf(store, 'CustomField').delete(to18(id))
  return { ok: true, id: to18(id) }
}
