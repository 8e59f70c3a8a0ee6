import type { Answer, Call, Json } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { enter, jsonBody, schemasRead, schemasWrite } from '../account/context.ts'
import { invalid, notFoundProperty, refuse, standardError } from '../account/errors.ts'
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

/** docs/reference/hubspot.md#properties-api. */
export function addPropertyRoutes(router: Router, context: HubSpotContext): void {
  const { store } = context
  const readers = [schemasRead, ['crm.objects.contacts.read', 'contacts']] as const
  for (const base of [
    '/crm/properties/{v3|2025-09|2026-03|2026-09}/{contacts|contact|0-1}',
    '/crm/v3/properties/{contacts|contact|0-1}',
  ]) {
    router.on('GET', base, (call) => {
      enter(context, call, [...readers[0], ...readers[1]])
      const archived = call.url.searchParams.get('archived') === 'true'
      return {
        status: 200,
        json: {
          results: [...store.properties.values()]
            .filter((def) => def.archived === archived && (archived || findDef(store, def.name) !== undefined))
            .map(present),
        },
      }
    })
    router.on('POST', base, (call) => {
      enter(context, call, schemasWrite)
      return { status: 201, json: present(createProperty(store, jsonBody(call))) }
    })
    router.on('POST', `${base}/batch/read`, (call) => {
      enter(context, call, schemasRead)
      const names = inputs(call).map((input) => stringOf(input['name']) ?? '')
      const found = names.map((name) => findDef(store, name)).filter((def) => def !== undefined)
      const absent = names.filter((name) => findDef(store, name) === undefined)
      return batch(
        store,
        200,
        found.map(present),
        absent.length === 0
          ? []
          : [
              standardError({
                category: 'OBJECT_NOT_FOUND',
                message: 'Could not get some properties',
                context: { name: absent },
              }),
            ],
      )
    })
    router.on('POST', `${base}/batch/create`, (call) => {
      enter(context, call, schemasWrite)
      return batch(
        store,
        201,
        inputs(call).map((input) => present(createProperty(store, input))),
        [],
      )
    })
    router.on('POST', `${base}/batch/archive`, (call) => {
      enter(context, call, schemasWrite)
      for (const input of inputs(call)) archive(store, stringOf(input['name']) ?? '')
      return { status: 204 }
    })
    router.on('GET', `${base}/groups`, (call) => {
      enter(context, call, schemasRead)
      return { status: 200, json: { results: [...store.groups.values()].filter((group) => !group.archived) } }
    })
    router.on('POST', `${base}/groups`, (call) => {
      enter(context, call, schemasWrite)
      return { status: 201, json: createGroup(store, jsonBody(call)) }
    })
    router.on('GET', `${base}/groups/:group`, (call) => {
      enter(context, call, schemasRead)
      return {
        status: 200,
        json:
          store.groups.get(call.params['group'] ?? '') ??
          refuse(404, 'OBJECT_NOT_FOUND', 'Property group does not exist'),
      }
    })
    router.on('PATCH', `${base}/groups/:group`, (call) => {
      enter(context, call, schemasWrite)
      const group =
        store.groups.get(call.params['group'] ?? '') ?? refuse(404, 'OBJECT_NOT_FOUND', 'Property group does not exist')
      const next = { ...group, label: stringOf(jsonBody(call)['label']) ?? group.label }
      store.groups.set(group.name, next)
      return { status: 200, json: next }
    })
    router.on('DELETE', `${base}/groups/:group`, (call) => {
      enter(context, call, schemasWrite)
      const name = call.params['group'] ?? ''
      if ([...store.properties.values()].some((def) => !def.archived && def.groupName === name)) {
        return refuse(400, 'VALIDATION_ERROR', 'The group still has properties', {
          subCategory: 'Properties.GROUP_WITH_ACTIVE_PROPERTIES',
          errors: [{ message: 'The group still has properties', code: 'GROUP_WITH_ACTIVE_PROPERTIES' }],
        })
      }
      store.groups.delete(name)
      return { status: 204 }
    })
    router.on('GET', `${base}/:name`, (call) => {
      enter(context, call, [...readers[0], ...readers[1]])
      return {
        status: 200,
        json: present(findDef(store, call.params['name'] ?? '') ?? notFoundProperty(call.params['name'] ?? '')),
      }
    })
    router.on('PATCH', `${base}/:name`, (call) => {
      enter(context, call, schemasWrite)
      return { status: 200, json: present(patchProperty(store, call)) }
    })
    router.on('DELETE', `${base}/:name`, (call) => {
      enter(context, call, schemasWrite)
      archive(store, call.params['name'] ?? '')
      return { status: 204 }
    })
  }
}

function inputs(call: Call): Json[] {
  const list = listOf(jsonBody(call)['inputs'])
  if (list.length > 100) return invalid('The maximum number of inputs supported in a batch request is 100')
  return list.filter(isObject)
}

function batch(store: HubSpotStore, status: number, results: readonly unknown[], errors: readonly unknown[]): Answer {
  const at = store.clock.iso()
  return {
    status: errors.length > 0 ? 207 : status,
    json: {
      status: 'COMPLETE',
      results,
      startedAt: at,
      completedAt: at,
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    },
  }
}

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

function createProperty(store: HubSpotStore, body: Json): PropertyDef {
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

function patchProperty(store: HubSpotStore, call: Call): PropertyDef {
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

function archive(store: HubSpotStore, name: string): void {
  const def = findDef(store, name) ?? notFoundProperty(name)
  if (def.hubspotDefined)
    refuse(400, 'VALIDATION_ERROR', `${name} is a HubSpot defined property and cannot be archived`)
  store.properties.set(name, { ...def, archived: true, updatedAt: store.clock.now() })
}

function createGroup(store: HubSpotStore, body: Json): PropertyGroup {
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
