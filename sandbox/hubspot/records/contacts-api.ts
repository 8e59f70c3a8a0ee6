import type { Answer, Call } from '../../core/call.ts'
import { isObject, queryList, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import { batchArchive, batchCreate, batchRead, batchUpdate, batchUpsert } from './batch.ts'
import type { Written } from './contacts.ts'
import { archiveContact, createContact, gdprDelete, mergeContacts, updateContact } from './contacts.ts'
import type { HubSpotContext } from '../account/context.ts'
import { contactsRead, contactsWrite, enter, jsonBody } from '../account/context.ts'
import { errorAnswer, invalid, notFoundContact, refuse } from '../account/errors.ts'
import { presentContact } from './present.ts'
import { searchContacts } from './search.ts'
import { addressesOf, firstAfter, holderOf, isVisible, resolveId } from './store.ts'
import type { ContactRow, HubSpotStore } from '../account/types.ts'
import { normaliseEmail } from './values.ts'

// docs/reference/hubspot.md#paths: one implementation for the old and the dated paths.
const contactPaths = [
  '/crm/{v3|v4}/objects/{contacts|contact|0-1}',
  '/crm/objects/{v3|v4|2025-09|2026-03|2026-09}/{contacts|contact|0-1}',
] as const

export function addContactRoutes(router: Router, context: HubSpotContext): void {
  const { store } = context
  for (const base of contactPaths) {
    router.on('POST', `${base}/search`, (call) => {
      enter(context, call, contactsRead)
      return searchContacts(store, call)
    })
    router.on('POST', `${base}/batch/read`, (call) => {
      enter(context, call, contactsRead)
      return batchRead(store, jsonBody(call), call.url.searchParams.get('archived') === 'true')
    })
    router.on('POST', `${base}/batch/create`, (call) =>
      batchCreate(store, jsonBody(call), enter(context, call, contactsWrite).author),
    )
    router.on('POST', `${base}/batch/update`, (call) =>
      batchUpdate(store, jsonBody(call), enter(context, call, contactsWrite).author),
    )
    router.on('POST', `${base}/batch/upsert`, (call) =>
      batchUpsert(store, jsonBody(call), enter(context, call, contactsWrite).author),
    )
    router.on('POST', `${base}/batch/archive`, (call) =>
      batchArchive(store, jsonBody(call), enter(context, call, contactsWrite).author),
    )
    router.on('POST', `${base}/merge`, (call) => merge(context, call))
    router.on('POST', `${base}/gdpr-delete`, (call) => erase(context, call))
    router.on('GET', base, (call) => list(context, call))
    router.on('POST', base, (call) => {
      const { author } = enter(context, call, contactsWrite)
      return writeAnswer(store, createContact(store, propertiesIn(jsonBody(call)), author), 201)
    })
    router.on('GET', `${base}/:id`, (call) => {
      enter(context, call, contactsRead)
      const archived = call.url.searchParams.get('archived') === 'true'
      const row = find(store, call, archived) ?? notFoundContact()
      return { status: 200, json: { ...presentContact(store, row, wantedIn(call)), ...associationsIn(call, row) } }
    })
    router.on('PATCH', `${base}/:id`, (call) => {
      const { author } = enter(context, call, contactsWrite)
      const body = jsonBody(call)
      return writeAnswer(
        store,
        updateContact(store, find(store, call, false) ?? notFoundContact(), propertiesIn(body), author),
        200,
      )
    })
    router.on('DELETE', `${base}/:id`, (call) => {
      const { author } = enter(context, call, contactsWrite)
      const row = find(store, call, false)
      if (row !== undefined) archiveContact(store, row, author)
      return { status: 204 }
    })
  }
}

function propertiesIn(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isObject(body['properties'])
    ? body['properties']
    : invalid(
        'Invalid input JSON on line 1, column 2: Cannot build SimplePublicObjectInput, some of required attributes are not set [properties]',
      )
}

/** docs/reference/hubspot.md#long-url: a long URL is a 414; no bound is given, so an early one is assumed (UNSURE). */
const maxUrlCharacters = 4_000

function wantedIn(call: Call): { properties: string[]; withHistory: string[] } {
  if (call.url.href.length > maxUrlCharacters) return refuse(414, 'VALIDATION_ERROR', 'URI Too Long')
  return { properties: queryList(call.url, 'properties'), withHistory: queryList(call.url, 'propertiesWithHistory') }
}

function associationsIn(call: Call, row: ContactRow): Record<string, unknown> {
  if (
    !queryList(call.url, 'associations').some((name) => name === 'deals' || name === '0-3') ||
    row.dealIds.length === 0
  )
    return {}
  return { associations: { deals: { results: row.dealIds.map((id) => ({ id, type: 'contact_to_deal' })) } } }
}

/** A single call follows merged ids and finds by idProperty=email. */
function find(store: HubSpotStore, call: Call, archived: boolean): ContactRow | undefined {
  const key = call.params['id'] ?? ''
  const idProperty = call.url.searchParams.get('idProperty')
  if (idProperty !== null && idProperty !== 'email' && idProperty !== 'hs_object_id')
    return invalid(`Property "${idProperty}" is not a unique property of CONTACT`)
  const row = idProperty === 'email' ? holderOf(store, normaliseEmail(key)) : store.contacts.get(resolveId(store, key))
  return row !== undefined && isVisible(store, row, archived) ? row : undefined
}

function writeAnswer(store: HubSpotStore, written: Written, status: number): Answer {
  if (!written.ok) return errorAnswer(written.status, written.error)
  return {
    status,
    json: presentContact(store, written.row, { properties: Object.keys(written.row.props), withHistory: [] }),
  }
}

/** docs/reference/hubspot.md#contacts-api: limit at most 100, an opaque cursor, the archived filter. */
function list(context: HubSpotContext, call: Call): Answer {
  enter(context, call, contactsRead)
  const { store } = context
  const wanted = wantedIn(call)
  const limit = limitIn(call, wanted.withHistory.length > 0 ? 50 : 100)
  const archived = call.url.searchParams.get('archived') === 'true'
  const after = cursorIn(call)
  const size = store.switches.listReturnsVary && limit > 3 ? limit - store.random.int(0, 2) : limit
  const { rows, more } = pageAfter(store, after, size, archived)
  const last = rows.at(-1)
  return {
    status: 200,
    json: {
      results: rows.map((row) => ({ ...presentContact(store, row, wanted), ...associationsIn(call, row) })),
      ...(more && last !== undefined
        ? { paging: { next: { after: last.id, link: `https://api.hubapi.com${call.path}?after=${last.id}` } } }
        : {}),
    },
  }
}

function limitIn(call: Call, max: number): number {
  const limit = Number(call.url.searchParams.get('limit') ?? '10')
  if (!Number.isInteger(limit) || limit < 1 || limit > max)
    return invalid(`Invalid limit: limit must be between 1 and ${max}`)
  return limit
}

function cursorIn(call: Call): number {
  const after = call.url.searchParams.get('after')
  if (after !== null && !/^\d+$/.test(after))
    return invalid(`after must be a paging cursor given by a previous page: ${after}`)
  return after === null ? 0 : Number(after)
}

function pageAfter(
  store: HubSpotStore,
  after: number,
  size: number,
  archived: boolean,
): { rows: ContactRow[]; more: boolean } {
  const rows: ContactRow[] = []
  for (let at = firstAfter(store.ids, after); at < store.ids.length; at += 1) {
    const row = store.contacts.get(String(store.ids[at]))
    if (row === undefined || !isVisible(store, row, archived)) continue
    if (rows.length === size) return { rows, more: true }
    rows.push(row)
  }
  return { rows, more: false }
}

function merge(context: HubSpotContext, call: Call): Answer {
  const { author } = enter(context, call, contactsWrite)
  const { store } = context
  const body = jsonBody(call)
  const [primaryId, otherId] = [stringOf(body['primaryObjectId']), stringOf(body['objectIdToMerge'])]
  if (primaryId === undefined || otherId === undefined)
    return invalid(
      'Invalid input JSON on line 1, column 2: Cannot build PublicMergeInput, some of required attributes are not set [primaryObjectId, objectIdToMerge]',
    )
  const primary = store.contacts.get(resolveId(store, primaryId)) ?? notFoundContact()
  const other = store.contacts.get(resolveId(store, otherId)) ?? notFoundContact()
  if (primary.id === other.id) return invalid('Cannot merge a record with itself')
  // docs/reference/hubspot.md#merge: 414 above 250 identities.
  if (
    addressesOf(primary).length + addressesOf(other).length + primary.mergedIds.length + other.mergedIds.length >
    250
  ) {
    return refuse(414, 'VALIDATION_ERROR', 'Cannot have more than 250 identities on a profile')
  }
  const row = mergeContacts(store, primary, other, author)
  return { status: 200, json: presentContact(store, row, { properties: Object.keys(row.props), withHistory: [] }) }
}

function erase(context: HubSpotContext, call: Call): Answer {
  const { author } = enter(context, call, contactsWrite)
  const { store } = context
  const body = jsonBody(call)
  const objectId = stringOf(body['objectId'])
  if (objectId === undefined || objectId === '')
    return invalid(
      'Invalid input JSON on line 1, column 2: Cannot build PublicGdprDeleteInput, some of required attributes are not set [objectId]',
    )
  if (body['idProperty'] === 'email') {
    gdprDelete(store, holderOf(store, normaliseEmail(objectId)), objectId, author)
    return { status: 204 }
  }
  const row = store.contacts.get(resolveId(store, objectId)) ?? notFoundContact()
  gdprDelete(store, row, undefined, author)
  return { status: 204 }
}
