import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Cursor, RecordPage, Tombstone } from '../../../src/connector/records.ts'
import { send, shaped } from '../transport/api.ts'
import { isKindOptOut, wantedProperties } from '../fields/catalogue.ts'
import { parseCursor } from './cursor.ts'
import type { ChangesCursor, SweepCursor } from './cursor.ts'
import { fitsInUrl, readWhole } from './contacts.ts'
import {
  companiesEveryMs,
  listPageSize,
  maxSearchGroups,
  overlapMs,
  paths,
  rotationSize,
} from '../transport/endpoints.ts'
import { companiesOf, contactsOfChangedCompanies } from './companies.ts'
import { dealsOfContacts } from './deals.ts'
import { withOptOutDates } from './history.ts'
import { withHiddenOptOuts } from './hidden-opt-outs.ts'
import { hasComplained, toRemoteRecord } from './map-record.ts'
import { unknownValues } from '../fields/relation-fields.ts'
import { markedFilters, search, stoppedFilters, walkById } from './search.ts'
import type { SearchFilter } from './search.ts'
import { ListPage } from '../transport/schemas.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import type { HubspotSystem } from './system.ts'

/**
 * Contacts as pages. A sweep uses the list endpoint, which has no cap (docs/reference/hubspot.md#contacts-api).
 * Increments search on the modified date, walked by id so that the 10,000 cap never bites
 * (docs/reference/hubspot.md#search); then the number of opted-out and complaining contacts is compared with ours and
 * they are walked when it differs, because an opt-out may not move the modified date
 * (docs/reference/hubspot.md#hook-optout). A sweep ends with the bin as tombstones (docs/reference/hubspot.md#archive);
 * it goes on where it was cut in either mode.
 */
export async function* pull(
  system: HubspotSystem,
  from: Cursor | null,
  mode: 'full' | 'changes',
): AsyncGenerator<RecordPage> {
  const position = from === null ? null : parseCursor(from)
  if (position?.kind === 'changes' && mode === 'changes') yield* pullChanges(system, position)
  else yield* sweep(system, position?.kind === 'sweep' ? position : newSweep(system))
}

function newSweep(system: HubspotSystem): SweepCursor {
  return {
    kind: 'sweep',
    archived: false,
    after: null,
    startedAt: system.deps.clock.now().getTime(),
    optOuts: 0,
    types: null,
  }
}

async function* sweep(system: HubspotSystem, from: SweepCursor): AsyncGenerator<RecordPage> {
  const properties = await propertiesOf(system)
  const inOneCall = fitsInUrl(properties)
  let position: SweepCursor = { ...from, types: from.types ?? typesIn(properties).join(',') }
  for (;;) {
    const inBin = position.archived
    const { results, after } = await readList(system, position, inBin || !inOneCall ? ['email'] : properties)
    const contacts = inBin || inOneCall ? results : await readWhole(system, results, properties)
    const optOuts = position.optOuts + (inBin ? 0 : contacts.filter(isStopped).length)
    position = { ...position, after, optOuts, archived: inBin || after === null }
    const ended = inBin && after === null
    const next = ended ? restAfter(position) : position
    yield inBin
      ? { records: [], tombstones: results.map(toTombstone), next, total: null }
      : await toFullPage(system, contacts, next)
    if (ended) return
  }
}

/** One page of the list, or of the bin; `after`: where the next one begins, null at the end. */
async function readList(
  system: HubspotSystem,
  position: SweepCursor,
  properties: readonly string[],
): Promise<{ results: readonly ContactRecord[]; after: string | null }> {
  const answer = await send(system, {
    method: 'GET',
    path: paths.contacts,
    query: {
      limit: String(listPageSize),
      after: position.after ?? undefined,
      properties: properties.join(','),
      archived: String(position.archived),
    },
    accept: position.after === null ? [] : [400],
  })
  if (answer.status === 400)
    throw new ConnectorError(
      'cursor-lost',
      'HubSpot no longer knows the saved position; the base is read again from the start.',
      { status: 400 },
    )
  const { results, paging } = shaped(answer, ListPage)
  return { results, after: paging?.next?.after ?? null }
}

/** Where increments start after a sweep: at its begin, because contacts read early may have changed since. */
function restAfter(done: SweepCursor): ChangesCursor {
  return {
    kind: 'changes',
    since: done.startedAt - overlapMs,
    optOuts: done.optOuts,
    walk: 'rest',
    lastId: '0',
    startedAt: 0,
    companies: done.startedAt - overlapMs,
    rotation: '0',
    types: done.types,
  }
}

async function* pullChanges(system: HubspotSystem, from: ChangesCursor): AsyncGenerator<RecordPage> {
  const properties = await propertiesOf(system)
  let position: ChangesCursor =
    from.walk === 'rest'
      ? { ...from, walk: 'modified', lastId: '0', startedAt: system.deps.clock.now().getTime() }
      : from
  yield* newTypes(system, position, properties)
  position = { ...position, types: typesIn(properties).join(',') }
  if (position.walk === 'modified') {
    const filter = { propertyName: 'lastmodifieddate', operator: 'GTE', value: String(position.since) } as const
    for await (const step of walkById(system, [filter], position.lastId, properties)) {
      position =
        step.lastId === null ? { ...position, walk: 'opted-out', lastId: '0' } : { ...position, lastId: step.lastId }
      yield await toPage(system, step.contacts, position)
    }
  }
  yield* changedCompanies(system, position, properties)
  position = { ...position, companies: companiesLookedAt(position) }
  const filters = await stoppedFilters(system)
  if (filters.length === 0) return yield await toPage(system, [], restFrom(position, position.optOuts))
  const total = (
    await search(
      system,
      filters.map((filter) => [filter]),
      ['email'],
      1,
    )
  ).total
  if (total === position.optOuts && position.lastId === '0') return yield* rotate(system, restFrom(position, total))
  for await (const step of walkById(system, filters, position.lastId, properties)) {
    position = { ...position, lastId: step.lastId ?? position.lastId }
    if (step.lastId !== null) yield await toPage(system, step.contacts, position)
    else {
      const rest = restFrom(position, total)
      yield await toPage(system, step.contacts, rest)
      yield* rotate(system, rest)
    }
  }
}

/** Contacts of companies that changed, once an hour; broken off it is repeated. */
async function* changedCompanies(
  system: HubspotSystem,
  position: ChangesCursor,
  properties: readonly string[],
): AsyncGenerator<RecordPage> {
  if (position.companies === 0 || companiesLookedAt(position) === position.companies) return
  for await (const contacts of contactsOfChangedCompanies(system, position.companies, properties))
    yield await toPage(system, contacts, position)
}

function companiesLookedAt({ companies, startedAt }: ChangesCursor): number {
  return startedAt - overlapMs - companies >= companiesEveryMs ? startedAt - overlapMs : companies
}

/**
 * Contacts that opted out of a subscription type which the properties of earlier walks did not show: they may have done
 * so before the type was known here, and nothing moves them again. So are those whom a block holds type by type: of the
 * new one they are not out yet.
 */
async function* newTypes(
  system: HubspotSystem,
  position: ChangesCursor,
  properties: readonly string[],
): AsyncGenerator<RecordPage> {
  const known = position.types?.split(',')
  const added = known === undefined ? [] : typesIn(properties).filter((name) => !known.includes(name))
  for (const some of chunksOf(added, maxSearchGroups)) {
    const filters = some.map((propertyName) => ({ propertyName, operator: 'EQ', value: 'true' }) as const)
    for await (const { contacts } of walkById(system, filters, '0', properties))
      yield await toPage(system, contacts, position)
  }
  const marked = added.length === 0 ? [] : await markedFilters(system)
  if (marked.length === 0) return
  for await (const { contacts } of walkById(system, marked, '0', properties))
    yield await toPage(system, contacts, position)
}

const typesIn = (properties: readonly string[]) => properties.filter(isKindOptOut)

/** Each time a few contacts with secondary addresses are asked for an opt-out that shows in no property, in turn. */
async function* rotate(system: HubspotSystem, rest: ChangesCursor): AsyncGenerator<RecordPage> {
  const properties = await propertiesOf(system)
  if (!properties.includes('hs_additional_emails')) return yield await toPage(system, [], rest)
  const filters: SearchFilter[] = [
    { propertyName: 'hs_additional_emails', operator: 'HAS_PROPERTY' },
    { propertyName: 'hs_object_id', operator: 'GT', value: rest.rotation },
  ]
  const size = Math.max(1, Math.floor(rotationSize / (await system.units.get()).length))
  const { ids, contacts } = await search(system, [filters], properties, size)
  // A short page is the end of the round: the next one begins again.
  const rotation = ids.length < size ? '0' : (ids.at(-1) ?? '0')
  yield await toFullPage(system, contacts, { ...rest, rotation })
}

async function toFullPage(
  system: HubspotSystem,
  contacts: readonly ContactRecord[],
  next: Cursor,
): Promise<RecordPage> {
  const page = await toPage(system, contacts, next)
  const dated = await withOptOutDates(system, page.records)
  return { ...page, records: await withHiddenOptOuts(system, contacts, dated) }
}

/**
 * The next window reaches back before the begin of this walk: the index lags (docs/reference/hubspot.md#search-lag).
 */
function restFrom(position: ChangesCursor, optOuts: number): ChangesCursor {
  return {
    kind: 'changes',
    since: position.startedAt - overlapMs,
    optOuts,
    walk: 'rest',
    lastId: '0',
    startedAt: 0,
    companies: position.companies,
    rotation: position.rotation,
    types: position.types,
  }
}

async function propertiesOf(system: HubspotSystem): Promise<string[]> {
  return wantedProperties(await system.catalogue.get(), system.access)
}

function toTombstone(contact: ContactRecord): Tombstone {
  return { ref: { object: 'contact', id: contact.id }, mergedInto: null }
}

function isStopped(contact: ContactRecord): boolean {
  return contact.properties['hs_email_optout'] === 'true' || hasComplained(contact)
}

/** A contact that says itself that it lies in the bin is none, wherever it is shown. */
async function toPage(system: HubspotSystem, contacts: readonly ContactRecord[], next: Cursor): Promise<RecordPage> {
  const now = system.deps.clock.now()
  const live = contacts.filter(({ archived }) => archived !== true)
  const [deals, companies] = [await dealsOfContacts(system, live), await companiesOf(system, live)]
  const records = live.map((contact) =>
    toRemoteRecord(contact, system.access, now, { deals: deals.get(contact.id), company: companies.get(contact.id) }),
  )
  if (records.some(({ hidden }) => hidden !== undefined)) system.catalogue.forget()
  const unknown = unknownValues(await system.catalogue.get(), system.access, records)
  if (unknown.some((value) => !system.lookedFor.has(value))) system.catalogue.forget()
  for (const value of unknown) system.lookedFor.add(value)
  return {
    records,
    tombstones: contacts.filter(({ archived }) => archived === true).map(toTombstone),
    next,
    total: null,
  }
}
