import type { Answer, Call } from '../../core/call.ts'
import { isObject, listOf, queryList, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { enter, jsonBody, stringList } from '../account/context.ts'
import { invalid, notFoundContact, standardError } from '../account/errors.ts'
import type { ContactRow, CrmRow, CrmType, HubSpotStore } from '../account/types.ts'
import { crmKinds, presentRow, typeOf, valueIn } from './crm-objects.ts'
import type { Indexed } from './search-filters.ts'
import { pageOf, planOf } from './search.ts'

/** Deals, tickets, quotes and companies: list, search, batch read, get; each with a scope of its own. */
export function addObjectRoutes(router: Router, context: HubSpotContext): void {
  for (const type of Object.keys(crmKinds) as CrmType[]) {
    const { paths } = crmKinds[type]
    for (const base of [`/crm/{v3|v4}/objects/${paths}`, `/crm/objects/{v3|v4|2025-09|2026-03|2026-09}/${paths}`])
      addRoutes(router, context, type, base)
  }
}

function addRoutes(router: Router, context: HubSpotContext, type: CrmType, base: string): void {
  const { store } = context
  const { scopes } = crmKinds[type]
  router.on('GET', base, (call) => {
    enter(context, call, scopes)
    return list(store, type, call)
  })
  router.on('POST', `${base}/search`, (call) => {
    enter(context, call, scopes)
    return search(store, type, call)
  })
  router.on('POST', `${base}/batch/read`, (call) => {
    enter(context, call, scopes)
    return batchRead(store, type, call)
  })
  router.on('GET', `${base}/:id`, (call) => {
    enter(context, call, scopes)
    const row = store.objects[type].get(call.params['id'] ?? '') ?? notFoundContact()
    return { status: 200, json: presentRow(store, type, row, queryList(call.url, 'properties')) }
  })
}

function batchRead(store: HubSpotStore, type: CrmType, call: Call): Answer {
  const body = jsonBody(call)
  const ids = listOf(body['inputs']).map((input) => (isObject(input) ? (stringOf(input['id']) ?? '') : ''))
  if (ids.length > 100) return invalid('The maximum number of inputs supported in a batch request is 100')
  if (new Set(ids).size < ids.length) return invalid('Duplicate IDs found in batch input. IDs must be unique')
  const found = ids.map((id) => store.objects[type].get(id)).filter((row) => row !== undefined)
  const absent = ids.filter((id) => store.objects[type].get(id) === undefined)
  const at = store.clock.iso()
  const errors =
    absent.length === 0
      ? []
      : [
          standardError({
            category: 'OBJECT_NOT_FOUND',
            message: `Could not get some ${crmKinds[type].word.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
            context: { ids: absent },
          }),
        ]
  return {
    status: errors.length > 0 ? 207 : 200,
    json: {
      status: 'COMPLETE',
      results: found.map((row) => presentRow(store, type, row, stringList(body['properties']))),
      startedAt: at,
      completedAt: at,
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    },
  }
}

function list(store: HubSpotStore, type: CrmType, call: Call): Answer {
  const limit = Number(call.url.searchParams.get('limit') ?? '10')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return invalid('Invalid limit: limit must be between 1 and 100')
  const after = Number(call.url.searchParams.get('after') ?? '0')
  const rows = [...store.objects[type].values()].filter((row) => Number(row.id) > after)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    status: 200,
    json: {
      results: page.map((row) => presentRow(store, type, row, queryList(call.url, 'properties'))),
      ...(rows.length > limit && last !== undefined ? { paging: { next: { after: last.id, link: '' } } } : {}),
    },
  }
}

type Found = Indexed & { crm: CrmRow }

function search(store: HubSpotStore, type: CrmType, call: Call): Answer {
  const body = jsonBody(call)
  const nobody = {} as ContactRow
  const plan = planOf(
    body,
    (name) => typeOf(store, type, name),
    () => [],
  )
  const items = [...store.objects[type].values()].map(
    (crm): Found => ({ crm, row: nobody, value: (name) => valueIn(crm, name) }),
  )
  const found = items.filter((item) => plan.test(item))
  const page = pageOf(found, plan)
  return {
    status: 200,
    json: {
      total: found.length,
      results: (page.items as Found[]).map((item) => presentRow(store, type, item.crm, plan.properties)),
      ...(page.after === null ? {} : { paging: { next: { after: page.after } } }),
    },
  }
}
