import type { Answer, Call, Json } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import { jsonBody, stringList } from '../account/context.ts'
import { invalid } from '../account/errors.ts'
import { presentContact } from './present.ts'
import { findDef, firstAfter, valueOf } from './store.ts'
import type { HubSpotStore } from '../account/types.ts'
import type { Indexed, Test, TypeOf } from './search-filters.ts'
import { testOf } from './search-filters.ts'

const maxResults = 10_000

interface SearchPlan {
  readonly test: Test
  readonly sort: { readonly name: string; readonly descending: boolean } | null
  readonly limit: number
  readonly offset: number
  readonly properties: readonly string[]
}
export function searchContacts(store: HubSpotStore, call: Call): Answer {
  if (call.raw.length > 3_000) return invalid('The request body is too long: at most 3,000 characters')
  const body = jsonBody(call)
  const plan = planOf(
    body,
    (name) => findDef(store, name)?.type,
    (value) => matchesEmailSwitch(store, value),
  )
  const query = (stringOf(body['query']) ?? '').toLowerCase()
  const floor = idFloor(body)
  const found: Indexed[] = []
  for (let at = firstAfter(store.ids, floor); at < store.ids.length; at += 1) {
    const item = indexed(store, String(store.ids[at]))
    if (item === null || !plan.test(item)) continue
    if (query !== '' && !textMatches(item, query)) continue
    found.push(item)
  }
  const page = pageOf(found, plan)
  return {
    status: 200,
    json: {
      total: found.length,
      results: page.items.map((item) =>
        presentContact(store, item.row, { properties: plan.properties, withHistory: [] }, item.value),
      ),
      ...(page.after === null ? {} : { paging: { next: { after: page.after } } }),
    },
  }
}

function matchesEmailSwitch(store: HubSpotStore, item: Indexed): string[] {
  return store.switches.emailSearchMatchesSecondary ? (item.value('hs_additional_emails') ?? '').split(';') : []
}

function indexed(store: HubSpotStore, id: string): Indexed | null {
  const kept = store.recentlyWritten.get(id)
  if (kept !== undefined) {
    const now = Date.now()
    const old = kept.find((entry) => entry.untilWall > now)
    if (old === undefined) store.recentlyWritten.delete(id)
    else if (old.doc === null) return null
    else return { row: old.doc.row, value: (name) => old.doc?.values[name] }
  }
  const row = store.contacts.get(id)
  // Archived records never appear.
  return row === undefined || row.archivedAt !== null ? null : { row, value: (name) => valueOf(store, row, name) }
}

function textMatches(item: Indexed, query: string): boolean {
  return ['email', 'firstname', 'lastname', 'company', 'phone', 'hs_additional_emails'].some((name) =>
    (item.value(name) ?? '').toLowerCase().includes(query),
  )
}

/** A filter on `hs_object_id GT x` in the only group lets the scan start there. */
function idFloor(body: Json): number {
  const groups = listOf(body['filterGroups'])
  const first = groups[0]
  if (groups.length !== 1 || !isObject(first)) return 0
  for (const filter of listOf(first['filters'])) {
    if (isObject(filter) && filter['propertyName'] === 'hs_object_id' && filter['operator'] === 'GT')
      return Number(filter['value']) || 0
  }
  return 0
}

export function planOf(body: Json, typeOf: TypeOf, moreEmails: (item: Indexed) => string[]): SearchPlan {
  const groups = listOf(body['filterGroups']).map((group) =>
    isObject(group) ? listOf(group['filters']) : invalid('Each filter group must be an object'),
  )
  if (groups.length > 5) return invalid('There can be at most 5 filterGroups')
  if (groups.some((filters) => filters.length > 6)) return invalid('There can be at most 6 filters in a filter group')
  if (groups.reduce((sum, filters) => sum + filters.length, 0) > 18)
    return invalid('There can be at most 18 filters in total')
  const limit = Number(body['limit'] ?? 10)
  if (!Number.isInteger(limit) || limit < 0 || limit > 200)
    return invalid('Invalid limit: limit must be between 0 and 200')
  const offset = Number(stringOf(body['after']) ?? '0')
  if (!Number.isInteger(offset) || offset < 0) return invalid('after must be an integer offset')
  if (offset + limit > maxResults)
    return invalid(`The search results window is limited: after + limit must not exceed ${maxResults}`)
  const tests = groups.map((filters) => filters.map((filter) => testOf(filter, typeOf, moreEmails)))
  return {
    test: tests.length === 0 ? () => true : (item) => tests.some((all) => all.every((test) => test(item))),
    sort: sortOf(listOf(body['sorts']), typeOf),
    limit,
    offset,
    properties: stringList(body['properties']),
  }
}

/** One sort only, as a string (`-name` descends) or as an object (docs/reference/hubspot.md#search-sorts). */
function sortOf(sorts: readonly unknown[], typeOf: TypeOf): SearchPlan['sort'] {
  if (sorts.length > 1) return invalid('Only one sort is supported')
  const sort = sorts[0]
  if (sort === undefined) return null
  const spec =
    typeof sort === 'string'
      ? { name: sort.replace(/^-/, ''), descending: sort.startsWith('-') }
      : isObject(sort)
        ? { name: stringOf(sort['propertyName']) ?? '', descending: sort['direction'] === 'DESCENDING' }
        : invalid('Invalid sort')
  if (typeOf(spec.name) === undefined)
    return invalid(`There was a problem with the request: property ${spec.name} does not exist`)
  return spec
}

export function pageOf(found: Indexed[], plan: SearchPlan): { items: Indexed[]; after: string | null } {
  const { sort } = plan
  if (sort !== null && sort.name !== 'hs_object_id') {
    const keyed = found.map((item) => ({ item, key: comparable(item.value(sort.name) ?? '') }))
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (sort.descending ? -1 : 1))
    found = keyed.map(({ item }) => item)
  } else if (sort?.descending === true) {
    found = found.toReversed()
  }
  const end = plan.offset + plan.limit
  return { items: found.slice(plan.offset, end), after: end < found.length && plan.limit > 0 ? String(end) : null }
}

function comparable(value: string): string {
  return /^\d+$/.test(value) ? value.padStart(20, '0') : value.toLowerCase()
}
