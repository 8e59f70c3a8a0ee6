import type { Answer, Call } from '../../core/call.ts'
import { isObject, listOf, queryList, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { contactsRead, dealsRead, enter, jsonBody, stringList } from '../account/context.ts'
import { invalid, notFoundContact, standardError } from '../account/errors.ts'
import type { Indexed } from './search-filters.ts'
import { pageOf, planOf } from './search.ts'
import { isVisible, resolveId } from './store.ts'
import type { ContactRow, DealRow, HubSpotStore } from '../account/types.ts'

const dealTypes: Readonly<Record<string, string>> = {
  dealname: 'string',
  dealstage: 'enumeration',
  pipeline: 'enumeration',
  amount: 'number',
  closedate: 'datetime',
  createdate: 'datetime',
  hs_is_closed: 'bool',
  hs_is_closed_won: 'bool',
  hs_lastmodifieddate: 'datetime',
  hs_object_id: 'number',
  hubspot_owner_id: 'enumeration',
}
const dealDefaults = [
  'amount',
  'closedate',
  'createdate',
  'dealname',
  'dealstage',
  'hs_lastmodifieddate',
  'hs_object_id',
  'pipeline',
]
const contactToDeal = { category: 'HUBSPOT_DEFINED', typeId: 4, label: null }

/** Enough of deals to know who is in a live negotiation (docs/reference/hubspot.md#associations: deals are at 0-3). */
export function addDealRoutes(router: Router, context: HubSpotContext): void {
  const { store } = context
  for (const base of [
    '/crm/{v3|v4}/objects/{deals|deal|0-3}',
    '/crm/objects/{v3|v4|2025-09|2026-03|2026-09}/{deals|deal|0-3}',
  ]) {
    router.on('GET', base, (call) => {
      enter(context, call, dealsRead)
      return list(store, call)
    })
    router.on('POST', `${base}/search`, (call) => {
      enter(context, call, dealsRead)
      return search(store, call)
    })
    router.on('POST', `${base}/batch/read`, (call) => {
      enter(context, call, dealsRead)
      const body = jsonBody(call)
      const ids = listOf(body['inputs']).map((input) => (isObject(input) ? (stringOf(input['id']) ?? '') : ''))
      if (ids.length > 100) return invalid('The maximum number of inputs supported in a batch request is 100')
      const found = ids.map((id) => store.deals.get(id)).filter((deal) => deal !== undefined)
      const absent = ids.filter((id) => store.deals.get(id) === undefined)
      return envelope(
        store,
        found.map((deal) => present(deal, stringList(body['properties']))),
        absent,
        'DEAL',
      )
    })
    router.on('GET', `${base}/:id`, (call) => {
      enter(context, call, dealsRead)
      return {
        status: 200,
        json: present(store.deals.get(call.params['id'] ?? '') ?? notFoundContact(), queryList(call.url, 'properties')),
      }
    })
  }
  router.on(
    'POST',
    '/crm/associations/{v4|2025-09|2026-03|2026-09}/{contacts|contact|0-1}/{deals|deal|0-3}/batch/read',
    (call) => {
      enter(context, call, contactsRead)
      enter(context, call, dealsRead)
      return associations(store, call)
    },
  )
  for (const base of ['/crm/v4/objects', '/crm/objects/{v4|2025-09|2026-03}']) {
    router.on('GET', `${base}/{contacts|contact|0-1}/:id/associations/{deals|deal|0-3}`, (call) => {
      enter(context, call, contactsRead)
      enter(context, call, dealsRead)
      const row = store.contacts.get(resolveId(store, call.params['id'] ?? ''))
      if (row === undefined || row.archivedAt !== null) return notFoundContact()
      return {
        status: 200,
        json: { results: row.dealIds.map((id) => ({ toObjectId: id, associationTypes: [contactToDeal] })) },
      }
    })
  }
}

function envelope(store: HubSpotStore, results: readonly unknown[], absent: readonly string[], object: string): Answer {
  const at = store.clock.iso()
  const errors =
    absent.length === 0
      ? []
      : [
          standardError({
            category: 'OBJECT_NOT_FOUND',
            message: `Could not get some ${object} objects, they may be deleted or not exist. Check that ids are valid.`,
            context: { ids: absent },
          }),
        ]
  return {
    status: errors.length > 0 ? 207 : 200,
    json: {
      status: 'COMPLETE',
      results,
      startedAt: at,
      completedAt: at,
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    },
  }
}

function dealValue(deal: DealRow, name: string): string | undefined {
  if (name === 'hs_object_id') return deal.id
  if (name === 'createdate') return new Date(deal.createdAt).toISOString()
  if (name === 'hs_lastmodifieddate') return new Date(deal.updatedAt).toISOString()
  return deal.props[name]
}

function present(deal: DealRow, wanted: readonly string[]): Record<string, unknown> {
  const names =
    wanted.length === 0
      ? dealDefaults
      : [...new Set([...wanted, 'createdate', 'hs_lastmodifieddate', 'hs_object_id'])].toSorted()
  const properties = Object.fromEntries(
    names.filter((name) => name in dealTypes).map((name) => [name, dealValue(deal, name) ?? null]),
  )
  return {
    id: deal.id,
    properties,
    createdAt: new Date(deal.createdAt).toISOString(),
    updatedAt: new Date(deal.updatedAt).toISOString(),
    archived: false,
  }
}

function list(store: HubSpotStore, call: Call): Answer {
  const limit = Number(call.url.searchParams.get('limit') ?? '10')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return invalid('Invalid limit: limit must be between 1 and 100')
  const after = Number(call.url.searchParams.get('after') ?? '0')
  const rows = [...store.deals.values()].filter((deal) => Number(deal.id) > after)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    status: 200,
    json: {
      results: page.map((deal) => present(deal, queryList(call.url, 'properties'))),
      ...(rows.length > limit && last !== undefined ? { paging: { next: { after: last.id, link: '' } } } : {}),
    },
  }
}

function search(store: HubSpotStore, call: Call): Answer {
  const body = jsonBody(call)
  const nobody = {} as ContactRow
  const plan = planOf(
    body,
    (name) => dealTypes[name],
    () => [],
  )
  const items = [...store.deals.values()].map((deal): Indexed & { deal: DealRow } => ({
    deal,
    row: nobody,
    value: (name) => dealValue(deal, name),
  }))
  const found = items.filter((item) => plan.test(item))
  const page = pageOf(found, plan)
  return {
    status: 200,
    json: {
      total: found.length,
      results: (page.items as (Indexed & { deal: DealRow })[]).map((item) => present(item.deal, plan.properties)),
      ...(page.after === null ? {} : { paging: { next: { after: page.after } } }),
    },
  }
}

/** At most 1,000 inputs; a record without any deal is an error line in a 207. */
function associations(store: HubSpotStore, call: Call): Answer {
  const inputs = listOf(jsonBody(call)['inputs'])
  if (inputs.length > 1_000) return invalid('The maximum number of inputs supported in a batch request is 1000')
  const ids = inputs.map((input) => (isObject(input) ? (stringOf(input['id']) ?? '') : ''))
  const rows = ids.map((id) => ({ id, row: store.contacts.get(id) }))
  const withDeals = rows.flatMap(({ row }) =>
    row !== undefined && isVisible(store, row, false) && row.dealIds.length > 0 ? [row] : [],
  )
  const results = withDeals.map((row) => ({
    from: { id: row.id },
    to: row.dealIds.map((id) => ({ toObjectId: id, associationTypes: [contactToDeal] })),
  }))
  const none = ids.filter((id) => !withDeals.some((row) => row.id === id))
  const at = store.clock.iso()
  const errors = none.map((id) =>
    standardError({
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      message: `No deal is associated with contact ${id}.`,
      context: { fromObjectId: [id], fromObjectType: ['contact'], toObjectType: ['deal'] },
    }),
  )
  return {
    status: errors.length > 0 ? 207 : 200,
    json: {
      status: 'COMPLETE',
      results,
      startedAt: at,
      completedAt: at,
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    },
  }
}
