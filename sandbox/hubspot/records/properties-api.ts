import type { Answer, Call, Json } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { enter, jsonBody, schemasRead, schemasWrite } from '../account/context.ts'
import { invalid, notFoundProperty, refuse, standardError } from '../account/errors.ts'
import { findDef } from './store.ts'
import type { HubSpotStore, PropertyGroup } from '../account/types.ts'
import { present, createProperty, patchProperty, archive, createGroup } from './properties.ts'

/** docs/reference/hubspot.md#properties-api. */
export function addPropertyRoutes(router: Router, context: HubSpotContext): void {
  for (const base of [
    '/crm/properties/{v3|2025-09|2026-03|2026-09}/{contacts|contact|0-1}',
    '/crm/v3/properties/{contacts|contact|0-1}',
  ]) {
    router.on('GET', base, (call) => listProperties(context, call))
    router.on('POST', base, (call) => {
      enter(context, call, schemasWrite)
      return { status: 201, json: present(createProperty(context.store, jsonBody(call))) }
    })
    addBatchRoutes(router, context, `${base}/batch`)
    addGroupRoutes(router, context, `${base}/groups`)
    addSingleRoutes(router, context, `${base}/:name`)
  }
}

const readers = [...schemasRead, 'crm.objects.contacts.read', 'contacts'] as const

function listProperties(context: HubSpotContext, call: Call): Answer {
  enter(context, call, readers)
  const { store } = context
  const archived = call.url.searchParams.get('archived') === 'true'
  return {
    status: 200,
    json: {
      results: [...store.properties.values()]
        .filter((def) => def.archived === archived && (archived || findDef(store, def.name) !== undefined))
        .map(present),
    },
  }
}

function addBatchRoutes(router: Router, context: HubSpotContext, base: string): void {
  const { store } = context
  router.on('POST', `${base}/read`, (call) => {
    enter(context, call, schemasRead)
    const names = inputs(call).map((input) => stringOf(input['name']) ?? '')
    const found = names.map((name) => findDef(store, name)).filter((def) => def !== undefined)
    const absent = names.filter((name) => findDef(store, name) === undefined)
    return batch(store, 200, found.map(present), absent.length === 0 ? [] : [notAllFound(absent)])
  })
  router.on('POST', `${base}/create`, (call) => {
    enter(context, call, schemasWrite)
    return batch(
      store,
      201,
      inputs(call).map((input) => present(createProperty(store, input))),
      [],
    )
  })
  router.on('POST', `${base}/archive`, (call) => {
    enter(context, call, schemasWrite)
    for (const input of inputs(call)) archive(store, stringOf(input['name']) ?? '')
    return { status: 204 }
  })
}

function notAllFound(names: readonly string[]): unknown {
  return standardError({
    category: 'OBJECT_NOT_FOUND',
    message: 'Could not get some properties',
    context: { name: names },
  })
}

function addGroupRoutes(router: Router, context: HubSpotContext, base: string): void {
  const { store } = context
  router.on('GET', base, (call) => {
    enter(context, call, schemasRead)
    return { status: 200, json: { results: [...store.groups.values()].filter((group) => !group.archived) } }
  })
  router.on('POST', base, (call) => {
    enter(context, call, schemasWrite)
    return { status: 201, json: createGroup(store, jsonBody(call)) }
  })
  router.on('GET', `${base}/:group`, (call) => {
    enter(context, call, schemasRead)
    return { status: 200, json: groupIn(store, call) }
  })
  router.on('PATCH', `${base}/:group`, (call) => {
    enter(context, call, schemasWrite)
    const group = groupIn(store, call)
    const next = { ...group, label: stringOf(jsonBody(call)['label']) ?? group.label }
    store.groups.set(group.name, next)
    return { status: 200, json: next }
  })
  router.on('DELETE', `${base}/:group`, (call) => {
    enter(context, call, schemasWrite)
    return deleteGroup(store, call.params['group'] ?? '')
  })
}

function groupIn(store: HubSpotStore, call: Call): PropertyGroup {
  return (
    store.groups.get(call.params['group'] ?? '') ?? refuse(404, 'OBJECT_NOT_FOUND', 'Property group does not exist')
  )
}

function deleteGroup(store: HubSpotStore, name: string): Answer {
  if ([...store.properties.values()].some((def) => !def.archived && def.groupName === name)) {
    return refuse(400, 'VALIDATION_ERROR', 'The group still has properties', {
      subCategory: 'Properties.GROUP_WITH_ACTIVE_PROPERTIES',
      errors: [{ message: 'The group still has properties', code: 'GROUP_WITH_ACTIVE_PROPERTIES' }],
    })
  }
  store.groups.delete(name)
  return { status: 204 }
}

function addSingleRoutes(router: Router, context: HubSpotContext, path: string): void {
  const { store } = context
  router.on('GET', path, (call) => {
    enter(context, call, readers)
    const name = call.params['name'] ?? ''
    return { status: 200, json: present(findDef(store, name) ?? notFoundProperty(name)) }
  })
  router.on('PATCH', path, (call) => {
    enter(context, call, schemasWrite)
    return { status: 200, json: present(patchProperty(store, call)) }
  })
  router.on('DELETE', path, (call) => {
    enter(context, call, schemasWrite)
    archive(store, call.params['name'] ?? '')
    return { status: 204 }
  })
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
