import type { Call, Json } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import { jsonBody } from '../account/context.ts'
import { invalid, notFoundProperty, refuse } from '../account/errors.ts'
import { findDef } from './store.ts'
import type { HubSpotStore, PropertyDef, PropertyGroup, PropertyOption } from '../account/types.ts'

const types = ['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string']

const fieldTypes = [
  'booleancheckbox',
  'calculation_equation',
  'checkbox',
  'date',
  'file',
  'html',
  'number',
  'phonenumber',
  'radio',
  'select',
  'text',
  'textarea',
]

export function present(def: PropertyDef): Record<string, unknown> {
  return {
    name: def.name,
    label: def.label,
    type: def.type,
    fieldType: def.fieldType,
    groupName: def.groupName,
    description: def.description,
    options: def.options,
    displayOrder: def.displayOrder,
    calculated: def.calculated,
    externalOptions: def.name === 'hubspot_owner_id',
    archived: def.archived,
    hasUniqueValue: def.hasUniqueValue,
    hidden: def.hidden,
    formField: def.formField,
    hubspotDefined: def.hubspotDefined,
    dataSensitivity: 'non_sensitive',
    createdAt: new Date(def.createdAt).toISOString(),
    updatedAt: new Date(def.updatedAt).toISOString(),
    ...(def.hubspotDefined ? {} : { createdUserId: '42' }),
    modificationMetadata: {
      archivable: !def.hubspotDefined,
      readOnlyDefinition: def.hubspotDefined,
      readOnlyValue: def.readOnlyValue,
      readOnlyOptions: def.hubspotDefined,
    },
  }
}

function optionsIn(value: unknown): PropertyOption[] {
  return listOf(value)
    .filter(isObject)
    .map((option, index) => ({
      label: stringOf(option['label']) ?? '',
      value: stringOf(option['value']) ?? invalid('Every option needs a value'),
      displayOrder: typeof option['displayOrder'] === 'number' ? option['displayOrder'] : index,
      hidden: option['hidden'] === true,
      ...(typeof option['description'] === 'string' ? { description: option['description'] } : {}),
    }))
}

export function createProperty(store: HubSpotStore, body: Json): PropertyDef {
  const required = ['name', 'label', 'type', 'fieldType', 'groupName']
  const lacking = required.filter((name) => (stringOf(body[name]) ?? '') === '')
  if (lacking.length > 0)
    return invalid(
      `Invalid input JSON on line 1, column 2: Cannot build PropertyCreate, some of required attributes are not set [${lacking.join(', ')}]`,
    )
  const text = (name: string): string => stringOf(body[name]) ?? ''
  const name = text('name')
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    return invalid(`Property name ${name} must be lower-case letters, digits and underscores, starting with a letter`)
  if (!types.includes(text('type'))) return invalid(`Invalid type: ${text('type')}. Allowed: ${types.join(', ')}`)
  if (!fieldTypes.includes(text('fieldType')))
    return invalid(`Invalid fieldType: ${text('fieldType')}. Allowed: ${fieldTypes.join(', ')}`)
  const group = store.groups.get(text('groupName'))
  if (group === undefined) return invalid(`The property group ${text('groupName')} does not exist`)
  const existing = store.properties.get(name)
  if (existing !== undefined && !existing.archived) {
    return refuse(409, 'OBJECT_ALREADY_EXISTS', `A property named '${name}' already exists.`, {
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    })
  }
  const options = optionsIn(body['options'])
  if (
    text('type') === 'bool' &&
    options
      .map((option) => option.value)
      .toSorted()
      .join() !== 'false,true'
  ) {
    return refuse(400, 'VALIDATION_ERROR', 'Boolean properties must have exactly two options: true and false', {
      errors: [{ message: 'Boolean properties must have exactly two options', code: 'INVALID_BOOLEAN_OPTION' }],
    })
  }
  const now = store.clock.now()
  const def: PropertyDef = {
    name,
    label: text('label'),
    type: text('type'),
    fieldType: text('fieldType'),
    groupName: group.name,
    description: text('description'),
    options,
    readOnlyValue: false,
    hubspotDefined: false,
    calculated: false,
    hidden: body['hidden'] === true,
    displayOrder: typeof body['displayOrder'] === 'number' ? body['displayOrder'] : -1,
    formField: body['formField'] === true,
    hasUniqueValue: body['hasUniqueValue'] === true,
    archived: false,
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
  }
  store.properties.set(name, def)
  return def
}

export function patchProperty(store: HubSpotStore, call: Call): PropertyDef {
  const name = call.params['name'] ?? ''
  const def = findDef(store, name) ?? notFoundProperty(name)
  if (def.hubspotDefined) return refuse(400, 'VALIDATION_ERROR', `The definition of ${name} is read only`)
  const body = jsonBody(call)
  const next: PropertyDef = {
    ...def,
    label: stringOf(body['label']) ?? def.label,
    description: stringOf(body['description']) ?? def.description,
    groupName: stringOf(body['groupName']) ?? def.groupName,
    hidden: typeof body['hidden'] === 'boolean' ? body['hidden'] : def.hidden,
    // PATCH of options replaces the list.
    options: body['options'] === undefined ? def.options : optionsIn(body['options']),
    updatedAt: store.clock.now(),
  }
  store.properties.set(name, next)
  return next
}

export function archive(store: HubSpotStore, name: string): void {
  const def = findDef(store, name) ?? notFoundProperty(name)
  if (def.hubspotDefined)
    refuse(400, 'VALIDATION_ERROR', `${name} is a HubSpot defined property and cannot be archived`)
  store.properties.set(name, { ...def, archived: true, updatedAt: store.clock.now() })
}

export function createGroup(store: HubSpotStore, body: Json): PropertyGroup {
  const [name, label] = [stringOf(body['name']), stringOf(body['label'])]
  if (name === undefined || label === undefined)
    return invalid(
      'Invalid input JSON on line 1, column 2: Cannot build PropertyGroupCreate, some of required attributes are not set [name, label]',
    )
  if (store.groups.get(name) !== undefined)
    return refuse(409, 'OBJECT_ALREADY_EXISTS', `A property group named '${name}' already exists.`, {
      subCategory: 'Properties.PROPERTY_GROUP_WITH_NAME_EXISTS',
    })
  const group: PropertyGroup = {
    name,
    label,
    displayOrder: typeof body['displayOrder'] === 'number' ? body['displayOrder'] : -1,
    archived: false,
  }
  store.groups.set(name, group)
  return group
}
