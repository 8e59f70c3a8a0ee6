import type { VendorError } from '../account/errors.ts'
import { propertyErrors } from '../account/errors.ts'
import { addressesOf, binDays, emit, emitProperty, holderOf, rememberForSearch } from './store.ts'
import type { Author, ContactRow, HistoryEntry, HubSpotStore } from '../account/types.ts'
import { checkProperties, dropBackwardStage, normaliseEmail } from './values.ts'

/** A write either gives a record or says what was wrong; batches report it per item. */
export type Written =
  | { readonly ok: true; readonly row: ContactRow; readonly created: boolean }
  | { readonly ok: false; readonly status: number; readonly error: VendorError }

export function createContact(
  store: HubSpotStore,
  properties: Readonly<Record<string, unknown>>,
  author: Author,
  mayWriteReadOnly = false,
): Written {
  const { values, faults } = checkProperties(store, properties, undefined, mayWriteReadOnly)
  if (faults.length > 0) return { ok: false, status: 400, error: propertyErrors(store.portalId, faults) }
  const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  // docs/reference/hubspot.md#create: at least one of email, firstname, lastname.
  if (!('email' in kept) && !('firstname' in kept) && !('lastname' in kept)) {
    return {
      ok: false,
      status: 400,
      error: {
        category: 'VALIDATION_ERROR',
        message:
          'Error creating CONTACT. Some required properties were not set: at least one of email, firstname, lastname.',
      },
    }
  }
  const taken = kept['email'] === undefined ? undefined : holderOf(store, kept['email'])
  if (taken !== undefined) return { ok: false, status: 409, error: conflict(taken.id) }
  if (
    kept['email'] !== undefined &&
    store.switches.gdprDeleteBlocksApiCreate &&
    store.blocklist.get(kept['email']) !== undefined
  ) {
    return {
      ok: false,
      status: 400,
      error: {
        category: 'VALIDATION_ERROR',
        message: 'This contact was permanently deleted to comply with privacy laws and cannot be created.',
      },
    }
  }
  const now = store.clock.now()
  const id = String(store.nextId++)
  const row: ContactRow = {
    id,
    props: { lifecyclestage: 'lead', ...sourceOf(author), ...kept },
    extra: [],
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
    mergedIds: [],
    dealIds: [],
    history: Object.entries(kept).map(([property, value]) => entry(property, value, now, author)),
  }
  store.ids.push(Number(id))
  rememberForSearch(store, id)
  store.contacts.set(id, row)
  emit(store, 'contact.creation', id, author, { changeFlag: 'NEW' })
  for (const [name, value] of Object.entries(kept)) emitProperty(store, id, name, value, author)
  return { ok: true, row, created: true }
}

function sourceOf(author: Author): Record<string, string> {
  const label = author.sourceType === 'INTEGRATION' ? 'INTEGRATION' : 'CRM_UI'
  return { hs_object_source: label, hs_object_source_label: label, hs_object_source_id: author.sourceId }
}

export function updateContact(
  store: HubSpotStore,
  row: ContactRow,
  properties: Readonly<Record<string, unknown>>,
  author: Author,
  mayWriteReadOnly = false,
): Written {
  const { values, faults } = checkProperties(store, properties, row, mayWriteReadOnly)
  if (faults.length > 0) return { ok: false, status: 400, error: propertyErrors(store.portalId, faults) }
  dropBackwardStage(store, values, row)
  const email = values['email']
  if (email !== undefined && email !== '') {
    const holder = holderOf(store, email)
    if (holder !== undefined && holder.id !== row.id) return { ok: false, status: 409, error: conflict(holder.id) }
  }
  return { ok: true, row: applyValues(store, row, values, author), created: false }
}

/**
 * docs/reference/hubspot.md#write-echo: every write moves the modified date, appends history, emits changes; our own
 * app's writes too.
 */
function applyValues(
  store: HubSpotStore,
  row: ContactRow,
  values: Readonly<Record<string, string>>,
  author: Author,
): ContactRow {
  const now = store.clock.now()
  const props: Record<string, string> = { ...row.props }
  const history: HistoryEntry[] = [...row.history]
  const changed: [string, string][] = []
  for (const [name, value] of Object.entries(values)) {
    const old = props[name] ?? ''
    if (old === value) continue
    if (old !== '' && !history.some((line) => line.property === name)) history.push(firstEntry(row, name, old))
    if (value === '') delete props[name]
    else props[name] = value
    history.push(entry(name, value, now, author))
    changed.push([name, value])
  }
  // docs/reference/hubspot.md#prop-clock-address: the marketing dates belong to the address that went.
  if (row.props['email'] !== undefined && props['email'] !== row.props['email'])
    for (const name of Object.keys(props)) if (/^hs_email_(first|last)_/u.test(name)) delete props[name]
  const email = props['email']
  const next: ContactRow = {
    ...row,
    props,
    history,
    updatedAt: now,
    extra: row.extra.filter((other) => other !== email),
  }
  rememberForSearch(store, row.id)
  store.contacts.set(row.id, next)
  for (const [name, value] of changed) emitProperty(store, row.id, name, value, author)
  return next
}

function entry(property: string, value: string, at: number, author: Author): HistoryEntry {
  return { property, value, at, sourceType: author.sourceType, sourceId: author.sourceId }
}

/** The seed keeps no history rows; the first value is told from the creation. */
export function firstEntry(row: ContactRow, property: string, value: string): HistoryEntry {
  return entry(property, value, row.createdAt, {
    sourceType: row.props['hs_object_source'] ?? 'IMPORT',
    sourceId: row.props['hs_object_source_id'] ?? '',
  })
}

function conflict(existingId: string): VendorError {
  return { category: 'CONFLICT', message: `Contact already exists. Existing ID: ${existingId}` }
}

export function archiveContact(store: HubSpotStore, row: ContactRow, author: Author): void {
  const now = store.clock.now()
  rememberForSearch(store, row.id)
  store.contacts.set(row.id, { ...row, archivedAt: now, updatedAt: now })
  emit(store, 'contact.deletion', row.id, author, { changeFlag: 'DELETED' })
}

/** Only by a person in the vendor's screens, within 90 days (docs/reference/hubspot.md#archive). */
export function restoreContact(store: HubSpotStore, row: ContactRow, author: Author): Written {
  if (row.archivedAt === null)
    return {
      ok: false,
      status: 400,
      error: { category: 'VALIDATION_ERROR', message: 'The record is not in the recycle bin.' },
    }
  if (store.clock.now() - row.archivedAt > binDays * 86_400_000)
    return { ok: false, status: 404, error: { category: 'OBJECT_NOT_FOUND', message: 'resource not found' } }
  for (const email of addressesOf(row)) {
    const holder = holderOf(store, email)
    if (holder !== undefined) return { ok: false, status: 409, error: conflict(holder.id) }
  }
  const next: ContactRow = { ...row, archivedAt: null, updatedAt: store.clock.now() }
  rememberForSearch(store, row.id)
  store.contacts.set(row.id, next)
  emit(store, 'contact.restore', row.id, author, { changeFlag: 'RESTORED' })
  return { ok: true, row: next, created: false }
}

/**
 * docs/reference/hubspot.md#gdpr-delete: no trace stays readable; the addresses go on the blocklist; two events in any
 * order.
 */
export function gdprDelete(
  store: HubSpotStore,
  row: ContactRow | undefined,
  email: string | undefined,
  author: Author,
): void {
  const now = store.clock.now()
  const emails = row === undefined ? (email === undefined ? [] : [normaliseEmail(email)]) : addressesOf(row)
  for (const address of emails) {
    store.blocklist.set(address, { email: address, at: now })
    if (store.switches.gdprDeleteRemovesOptOut) store.addresses.delete(address)
  }
  if (row === undefined) return
  rememberForSearch(store, row.id)
  store.contacts.delete(row.id)
  const types = store.random.chance(0.5)
    ? ['contact.privacyDeletion', 'contact.deletion']
    : ['contact.deletion', 'contact.privacyDeletion']
  for (const type of types) emit(store, type, row.id, author, { changeFlag: 'DELETED' })
}

/**
 * docs/reference/hubspot.md#merge: the result is a new record with a new id; the secondary's address becomes an
 * additional one.
 */
export function mergeContacts(store: HubSpotStore, primary: ContactRow, other: ContactRow, author: Author): ContactRow {
  const now = store.clock.now()
  const id = String(store.nextId++)
  const mergedIds = [...new Set([...primary.mergedIds, ...other.mergedIds, primary.id, other.id])]
  const email = primary.props['email'] ?? other.props['email']
  const extra = [...new Set([...addressesOf(primary), ...addressesOf(other)])].filter((address) => address !== email)
  const moved = Object.keys(other.props).filter((name) => primary.props[name] === undefined).length
  const row: ContactRow = {
    id,
    props: { ...other.props, ...primary.props, ...(email === undefined ? {} : { email }) },
    extra,
    createdAt: Math.min(primary.createdAt, other.createdAt),
    updatedAt: now,
    archivedAt: null,
    mergedIds,
    history: [...primary.history],
    dealIds: [...new Set([...primary.dealIds, ...other.dealIds])],
  }
  for (const old of [primary, other]) {
    rememberForSearch(store, old.id)
    store.contacts.delete(old.id)
    store.aliases.set(old.id, { to: id })
  }
  store.ids.push(Number(id))
  rememberForSearch(store, id)
  store.contacts.set(id, row)
  emit(store, 'contact.merge', id, author, {
    primaryObjectId: Number(primary.id),
    mergedObjectIds: [Number(other.id)],
    newObjectId: Number(id),
    numberOfPropertiesMoved: moved,
  })
  return row
}
