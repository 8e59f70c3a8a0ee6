import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { send, shaped } from '../transport/api.ts'
import type { HubspotContext } from '../transport/api.ts'
import { batchSize, historyBatchSize, maxNamesCharacters, paths } from '../transport/endpoints.ts'
import { saysGone } from '../transport/errors.ts'
import { addressesOf } from './map-record.ts'
import { BatchAnswer, ContactRecord } from '../transport/schemas.ts'

/**
 * Current state of the contacts that exist, by id (docs/reference/hubspot.md#batch; search is stale,
 * docs/reference/hubspot.md#search-lag). Missing ids come as a 207 and are left out, and so is one that says itself
 * that it is not where it was looked for. Ids are de-duplicated: HubSpot refuses repeats
 * (docs/reference/hubspot.md#batch-duplicates).
 */
export async function readById(
  ctx: HubspotContext,
  ids: readonly string[],
  properties: readonly string[],
  archived = false,
): Promise<Map<string, ContactRecord>> {
  const found = new Map<string, ContactRecord>()
  for (const slice of chunksOf([...new Set(ids.filter(isContactId))], batchSize)) {
    for (const contact of (await batchRead(ctx, { inputs: slice.map((id) => ({ id })), properties }, archived)) ?? []) {
      if (contact.archived !== !archived) found.set(contact.id, contact)
    }
  }
  return found
}

type HistoryLine = NonNullable<ContactRecord['propertiesWithHistory']>[string][number]

/**
 * What the account keeps of the values of one property, by contact id (docs/reference/hubspot.md#history). Contacts of
 * which it shows none are left out; so is everybody where it refuses to show any.
 */
export async function readHistory(
  ctx: HubspotContext,
  ids: readonly string[],
  property: string,
): Promise<Map<string, readonly HistoryLine[]>> {
  const found = new Map<string, readonly HistoryLine[]>()
  for (const slice of chunksOf([...new Set(ids.filter(isContactId))], historyBatchSize)) {
    const body = { inputs: slice.map((id) => ({ id })), properties: [property], propertiesWithHistory: [property] }
    for (const { id, propertiesWithHistory } of (await batchRead(ctx, body, false, [400])) ?? []) {
      const lines = propertiesWithHistory?.[property] ?? []
      if (lines.length > 0) found.set(id, lines)
    }
  }
  return found
}

/**
 * Contacts that hold one of the addresses. A secondary address may not match here
 * (docs/reference/hubspot.md#batch-secondary, UNSURE).
 */
export async function readByEmail(
  ctx: HubspotContext,
  emails: readonly string[],
  properties: readonly string[],
): Promise<ContactRecord[]> {
  const found = new Map<string, ContactRecord>()
  for (const slice of chunksOf([...new Set(emails)], batchSize)) {
    for (const contact of await readEmails(ctx, slice, properties)) {
      if (contact.archived !== true) found.set(contact.id, contact)
    }
  }
  return [...found.values()]
}

/**
 * Contacts by the address they were looked for. One that shows none of them holds it as a secondary address which the
 * portal does not show (docs/reference/hubspot.md#batch-secondary, UNSURE), and a batch does not say which: the
 * addresses that are left are then looked for one by one.
 */
export async function holdersOf(
  ctx: HubspotContext,
  emails: readonly string[],
  properties: readonly string[],
): Promise<Map<string, ContactRecord>> {
  const found = await readByEmail(ctx, emails, properties)
  const holders = indexByEmail(found)
  if (found.every((contact) => addressesOf(contact).some((address) => emails.includes(address)))) return holders
  for (const email of new Set(emails)) {
    const [holder] = holders.has(email) ? [] : await readByEmail(ctx, [email], properties)
    if (holder !== undefined) holders.set(email, holder)
  }
  return holders
}

/** An address that HubSpot finds ill-formed must not hide the others: the batch is halved until it stands alone. */
async function readEmails(
  ctx: HubspotContext,
  emails: readonly string[],
  properties: readonly string[],
): Promise<ContactRecord[]> {
  const found = await batchRead(
    ctx,
    { inputs: emails.map((id) => ({ id })), properties, idProperty: 'email' },
    false,
    [400],
  )
  if (found !== null) return found
  if (emails.length === 1) return []
  const half = Math.ceil(emails.length / 2)
  return [
    ...(await readEmails(ctx, emails.slice(0, half), properties)),
    ...(await readEmails(ctx, emails.slice(half), properties)),
  ]
}

/** Contact ids are numbers; anything else would make a whole batch fail. */
function isContactId(id: string): boolean {
  return /^\d+$/.test(id)
}

/**
 * Like `readById`, keyed by the ids that were asked: an id that a merge retired resolves to the surviving contact,
 * because single calls follow merges and batches do not (docs/reference/hubspot.md#merge, #batch-merged). What a batch
 * leaves out for another reason is found as well.
 */
export async function readFollowingMerges(
  ctx: HubspotContext,
  ids: readonly string[],
  properties: readonly string[],
  archived = false,
): Promise<Map<string, ContactRecord>> {
  const found = await readById(ctx, ids, properties, archived)
  for (const id of new Set(ids)) {
    if (found.has(id) || !isContactId(id)) continue
    const contact = await readOne(ctx, id, properties, archived)
    if (contact !== null) found.set(id, contact)
  }
  return found
}

/** Whether one URL may carry the names of these properties. */
export function fitsInUrl(properties: readonly string[]): boolean {
  return encodeURIComponent(properties.join(',')).length <= maxNamesCharacters
}

/**
 * Contacts that a list or a search showed, with all their properties: for accounts whose names fit into neither. One
 * that is gone since is left out; one that says itself that it lies in the bin stays as it was shown.
 */
export async function readWhole(
  ctx: HubspotContext,
  shown: readonly ContactRecord[],
  properties: readonly string[],
): Promise<ContactRecord[]> {
  const found = await readFollowingMerges(
    ctx,
    shown.filter(({ archived }) => archived !== true).map(({ id }) => id),
    properties,
  )
  return shown.flatMap((contact) => (contact.archived === true ? [contact] : (found.get(contact.id) ?? [])))
}

/** One contact, or null when it is gone. As many calls as its properties need. */
async function readOne(
  ctx: HubspotContext,
  id: string,
  properties: readonly string[],
  archived: boolean,
): Promise<ContactRecord | null> {
  const parts: ContactRecord[] = []
  for (const names of fitsInUrl(properties) ? [properties] : chunksOf(properties, namesInUrl)) {
    const found = await readPart(ctx, id, names, archived)
    if (found === null) return null
    parts.push(found)
  }
  const last = parts.at(-1)
  return last === undefined
    ? null
    : { ...last, properties: Object.assign({}, ...parts.map((part) => part.properties)) as ContactRecord['properties'] }
}

/** Few enough names that fit in a URL, however long they are (a name has at most 100 characters). */
const namesInUrl = 25

/**
 * docs/reference/hubspot.md#not-found: archived ones also answer 404, unless asked for. A 400 says so only in its
 * words: any other is a fault of the call, and nobody may pass for deleted by it.
 */
async function readPart(
  ctx: HubspotContext,
  id: string,
  properties: readonly string[],
  archived: boolean,
): Promise<ContactRecord | null> {
  const query = { properties: properties.join(','), ...(archived ? { archived: 'true' } : {}) }
  const answer = await send(ctx, { method: 'GET', path: paths.contact(id), query, accept: [400, 404] })
  if (answer.status === 400 && !saysGone(answer.json))
    throw new ConnectorError(
      'unexpected-response',
      'HubSpot refused to show a contact (400) and does not say that it is gone.',
      { status: 400 },
    )
  if (answer.status >= 400) return null
  const contact = shaped(answer, ContactRecord)
  return contact.archived === !archived ? null : contact
}

/** Records found; null when the answer is one of `tolerated`. 404 for a batch without a single hit counts as none. */
async function batchRead(
  ctx: HubspotContext,
  body: object,
  archived: boolean,
  tolerated: readonly number[] = [],
): Promise<ContactRecord[] | null> {
  const query = archived ? { archived: 'true' } : {}
  const answer = await send(ctx, {
    method: 'POST',
    path: paths.batch('read'),
    query,
    body,
    accept: [404, ...tolerated],
  })
  if (answer.status === 404) return []
  return answer.status >= 400 ? null : shaped(answer, BatchAnswer).results
}

/** The contacts of one order: the records we know, and whoever holds its addresses. */
export function contactsFor(
  order: { emails: readonly string[]; records: readonly { id: string }[] },
  byId: ReadonlyMap<string, ContactRecord>,
  byEmail: ReadonlyMap<string, ContactRecord>,
): ContactRecord[] {
  const known = order.records.map(({ id }) => byId.get(id))
  const holders = order.emails.map((email) => byEmail.get(email))
  const all = [...known, ...holders].filter((contact) => contact !== undefined)
  return [...new Map(all.map((contact) => [contact.id, contact])).values()]
}

/** Contacts by each address they show. */
export function indexByEmail(contacts: Iterable<ContactRecord>): Map<string, ContactRecord> {
  const index = new Map<string, ContactRecord>()
  for (const contact of contacts) for (const address of addressesOf(contact)) index.set(address, contact)
  return index
}
