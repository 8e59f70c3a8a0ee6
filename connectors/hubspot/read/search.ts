import type { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/models/Filter.js'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { send, shaped } from '../transport/api.ts'
import { readWhole } from './contacts.ts'
import { maxSearchCharacters, paths, searchPageSize } from '../transport/endpoints.ts'
import { doNotContact } from '../fields/properties.ts'
import { complaint } from './map-record.ts'
import { SearchPage } from '../transport/schemas.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import type { HubspotSystem } from './system.ts'

/**
 * Whoever opted out, and whoever complained: each alone is an objection. Only what the portal has can be searched for.
 */
export async function stoppedFilters(system: HubspotSystem): Promise<SearchFilter[]> {
  const catalogue = await system.catalogue.get()
  const all = [
    { propertyName: 'hs_email_optout', operator: 'EQ', value: 'true' },
    { propertyName: complaint.property, operator: 'EQ', value: complaint.reason },
  ] as const
  return all.filter(({ propertyName }) => catalogue.has(propertyName))
}

export interface SearchFilter {
  propertyName: string
  operator: `${FilterOperatorEnum}`
  value?: string
  values?: readonly string[]
}

/**
 * Whom Lawbase marked and HubSpot does not show as out of all e-mail: with them are those who are out of every
 * subscription type (docs/reference/hubspot.md#pref-not-offered). What a search finds of a mark with several values is
 * not known, so any mark does; nor is it whether "not true" finds what is empty.
 */
export async function markedFilters(system: HubspotSystem): Promise<SearchFilter[][]> {
  const catalogue = await system.catalogue.get()
  if (!catalogue.has(doNotContact)) return []
  const marked = { propertyName: doNotContact, operator: 'HAS_PROPERTY' } as const
  if (!catalogue.has('hs_email_optout')) return [[marked]]
  return [
    [marked, { propertyName: 'hs_email_optout', operator: 'NEQ', value: 'true' }],
    [marked, { propertyName: 'hs_email_optout', operator: 'NOT_HAS_PROPERTY' }],
  ]
}

/**
 * Contacts that pass any of the filters, or all of several together, in pages by ascending id; `lastId` null marks the
 * last one.
 */
export async function* walkById(
  system: HubspotSystem,
  filters: readonly (SearchFilter | readonly SearchFilter[])[],
  from: string,
  properties: readonly string[],
): AsyncGenerator<{ contacts: readonly ContactRecord[]; lastId: string | null }> {
  let lastId = from
  for (;;) {
    const after: SearchFilter = { propertyName: 'hs_object_id', operator: 'GT', value: lastId }
    const found = await search(
      system,
      filters.map((filter) => [...[filter].flat(), after]),
      properties,
      searchPageSize,
    )
    const last = found.ids.at(-1)
    if (last === undefined || found.ids.length >= found.total) return yield { contacts: found.contacts, lastId: null }
    assertAscending([lastId, ...found.ids])
    lastId = last
    yield { contacts: found.contacts, lastId }
  }
}

/** The keyset is only sound when the vendor sorts by id as asked; otherwise contacts would be lost in silence. */
function assertAscending(ids: readonly string[]): void {
  const sorted = ids.every((id, index) => index === 0 || Number(id) > Number(ids[index - 1]))
  if (!sorted) throw new ConnectorError('unexpected-response', 'HubSpot search does not sort by record id.')
}

const byId = [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }] as const

/** What a search found; a contact that is gone since it was indexed has its place among the ids only. */
interface Found {
  total: number
  ids: readonly string[]
  contacts: readonly ContactRecord[]
}

/**
 * Groups are alternatives. Sorted by id. The specification has `sorts` as strings, the guide as objects
 * (docs/reference/hubspot.md#search-sorts): a portal that refuses the one is given the other. Where the names of the
 * properties do not fit into a search, the contacts are read by id (docs/reference/hubspot.md#search-body: at most
 * 3,000 characters).
 */
export async function search(
  system: HubspotSystem,
  groups: readonly (readonly SearchFilter[])[],
  properties: readonly string[],
  limit: number,
): Promise<Found> {
  const filterGroups = groups.map((filters) => ({ filters }))
  const fits = JSON.stringify({ filterGroups, sorts: byId, properties, limit }).length <= maxSearchCharacters
  const post = (sorts: readonly unknown[], accept: readonly number[]) =>
    send(system, {
      method: 'POST',
      path: paths.search,
      body: { filterGroups, sorts, properties: fits ? properties : ['email'], limit },
      bucket: 'search',
      accept,
    })
  const answer = await post(byId, [400])
  const { total, results } = shaped(answer.status === 400 ? await post(['hs_object_id'], []) : answer, SearchPage)
  return {
    total,
    ids: results.map((contact) => contact.id),
    contacts: fits ? results : await readWhole(system, results, properties),
  }
}
