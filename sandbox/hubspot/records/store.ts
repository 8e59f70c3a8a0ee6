import type { Clock } from '../../core/clock.ts'
import { createRandom } from '../../core/prng.ts'
import { Journal, Table } from '../../core/table.ts'
import { hubspotCatalog, hubspotGroups, subscriptionDefinitions } from './catalog.ts'
import { seedForms } from './forms-seed.ts'
import type { AddressState, Author, ContactRow, HubSpotStore, PropertyDef, SearchDoc } from '../account/types.ts'

const defaultSwitches = (): Omit<HubSpotStore['switches'], 'searchLagMs'> => ({
  optOutMovesModifiedDate: true,
  optOutFiresWebhook: true,
  batchStrict: true,
  tier: 'professional',
  rotateRefreshTokens: false,
  emailSearchMatchesSecondary: false,
  gdprDeleteBlocksApiCreate: false,
  gdprDeleteRemovesOptOut: true,
  dataPrivacyOn: false,
  preferencesCreateContact: false,
  upsertMatchesSecondary: true,
  listReturnsVary: false,
  autoConsent: false,
  journal: true,
  journalSilent: false,
  webhookDuplicate: false,
  webhookLateMs: 0,
  webhookReorder: false,
  webhookRetryMs: 1_000,
  webhookTimeoutMs: 5_000,
  unsubscribeAllFailures: [],
  unsubscribeAllStatus: 200,
  unsubscribeAllReadStatus: 200,
  hiddenProperties: [],
  unscopedAssociations: 'refuse',
  associationPageSize: 500,
  silentAssociations: [],
})

export function createHubSpotStore(clock: Clock, seed: number, searchLagMs: number): HubSpotStore {
  const journal = new Journal()
  const byEmail = new Map<string, string>()
  const contacts = new Table<ContactRow>(journal, mergeContactBack(clock))
  contacts.onChange = (_key, before, after) => indexEmails(byEmail, before, after)
  const store: HubSpotStore = {
    portalId: 148_000_000 + (seed % 1_000),
    clock,
    random: createRandom(seed ^ 0x48554253),
    journal,
    switches: { ...defaultSwitches(), searchLagMs },
    contacts,
    ids: [],
    byEmail,
    aliases: new Table(journal),
    blocklist: new Table(journal),
    objects: {
      deals: new Table(journal),
      tickets: new Table(journal),
      quotes: new Table(journal),
      companies: new Table(journal),
      calls: new Table(journal),
      meetings: new Table(journal),
      notes: new Table(journal),
    },
    objectTexts: new Set(),
    links: new Table(journal),
    addresses: new Table(journal),
    properties: new Table(journal),
    groups: new Table(journal),
    forms: new Map(seedForms(clock.iso()).map((form) => [String(form['id']), form])),
    dispositions: new Map(),
    subscriptions: [...subscriptionDefinitions],
    recentlyWritten: new Map(),
    outbox: [],
    nextId: 501,
  }
  const created = clock.now() - 6 * 365 * 86_400_000
  for (const def of hubspotCatalog(created)) store.properties.set(def.name, def)
  for (const group of hubspotGroups) store.groups.set(group.name, group)
  return store
}

/** A late revert puts back only the values this write changed, and moves the modified date as any writer does. */
function mergeContactBack(
  clock: Clock,
): (
  before: ContactRow | undefined,
  after: ContactRow | undefined,
  current: ContactRow | undefined,
) => ContactRow | undefined {
  return (before, after, current) => {
    if (before === undefined || after === undefined || current === undefined)
      return current === after ? before : current
    const props = { ...current.props }
    for (const name of new Set([...Object.keys(before.props), ...Object.keys(after.props)])) {
      if (before.props[name] === after.props[name] || props[name] !== after.props[name]) continue
      const old = before.props[name]
      if (old === undefined) delete props[name]
      else props[name] = old
    }
    return {
      ...current,
      props,
      archivedAt: current.archivedAt === after.archivedAt ? before.archivedAt : current.archivedAt,
      updatedAt: clock.now(),
    }
  }
}

export function addressesOf(row: ContactRow): string[] {
  const primary = row.props['email']
  return primary === undefined ? [...row.extra] : [primary, ...row.extra]
}

function indexEmails(
  byEmail: Map<string, string>,
  before: ContactRow | undefined,
  after: ContactRow | undefined,
): void {
  if (before !== undefined && before.archivedAt === null) {
    for (const email of addressesOf(before)) if (byEmail.get(email) === before.id) byEmail.delete(email)
  }
  if (after !== undefined && after.archivedAt === null)
    for (const email of addressesOf(after)) byEmail.set(email, after.id)
}

export function findDef(store: HubSpotStore, name: string): PropertyDef | undefined {
  const def = store.properties.get(name)
  return def === undefined || def.archived || store.switches.hiddenProperties.includes(name) ? undefined : def
}

/** Single calls follow merged ids to the surviving record (docs/reference/hubspot.md#merge). */
export function resolveId(store: HubSpotStore, id: string): string {
  let current = id
  for (let next = store.aliases.get(current); next !== undefined; next = store.aliases.get(current)) current = next.to
  return current
}

export function holderOf(store: HubSpotStore, email: string): ContactRow | undefined {
  const id = store.byEmail.get(email)
  return id === undefined ? undefined : store.contacts.get(id)
}

const optOutPrefix = 'hs_email_optout_'
type Derived = (store: HubSpotStore, row: ContactRow) => string | undefined

const createdAt: Derived = (_store, row) => new Date(row.createdAt).toISOString()
const updatedAt: Derived = (_store, row) => new Date(row.updatedAt).toISOString()

const derived: ReadonlyMap<string, Derived> = new Map(
  Object.entries<Derived>({
    hs_object_id: (_store, row) => row.id,
    createdate: createdAt,
    hs_createdate: createdAt,
    lastmodifieddate: updatedAt,
    hs_lastmodifieddate: updatedAt,
    hs_additional_emails: (_store, row) => (row.extra.length === 0 ? undefined : row.extra.join(';')),
    hs_email_domain: (_store, row) => row.props['email']?.split('@')[1],
    hs_merged_object_ids: (_store, row) => (row.mergedIds.length === 0 ? undefined : row.mergedIds.join(';')),
    hs_all_contact_vids: (_store, row) => [row.id, ...row.mergedIds].join(';'),
    num_associated_deals: (_store, row) => (row.dealIds.length === 0 ? undefined : String(row.dealIds.length)),
    hs_email_optout: (store, row) => optOutValue(primaryState(store, row)),
  }),
)

/** One stored or derived value; undefined when the record has none (docs/reference/hubspot.md#prop-optout). */
export function valueOf(store: HubSpotStore, row: ContactRow, name: string): string | undefined {
  const derive = derived.get(name)
  if (derive !== undefined) return derive(store, row)
  if (name.startsWith(optOutPrefix) && !(name in row.props))
    return typeOptOutValue(primaryState(store, row), name.slice(optOutPrefix.length))
  return row.props[name]
}

function primaryState(store: HubSpotStore, row: ContactRow): AddressState | undefined {
  const email = row.props['email']
  return email === undefined ? undefined : store.addresses.get(email)
}

function optOutValue(state: AddressState | undefined): string | undefined {
  if (state === undefined) return undefined
  if (state.wide !== null) return 'true'
  return state.seenWide ? 'false' : undefined
}

function typeOptOutValue(state: AddressState | undefined, typeId: string): string | undefined {
  const own = state?.types[typeId]
  if (state === undefined || own === undefined) return undefined
  return own.status === 'UNSUBSCRIBED' ? 'true' : 'false'
}

/** All values of a record, as the search index keeps them. */
export function documentOf(store: HubSpotStore, row: ContactRow): SearchDoc {
  const values: Record<string, string> = {}
  for (const name of [
    ...Object.keys(row.props),
    ...derived.keys(),
    ...store.subscriptions.map((type) => optOutPrefix + type.id),
  ]) {
    const value = findDef(store, name) === undefined ? undefined : valueOf(store, row, name)
    if (value !== undefined) values[name] = value
  }
  return { id: row.id, values, row }
}

/**
 * Called before a record changes: the search index goes on showing the old state for the lag
 * (docs/reference/hubspot.md#search-lag).
 */
export function rememberForSearch(store: HubSpotStore, id: string): void {
  const lag = store.switches.searchLagMs
  if (lag <= 0) return
  const now = Date.now()
  const row = store.contacts.get(id)
  const doc = row === undefined || row.archivedAt !== null ? null : documentOf(store, row)
  const live = (store.recentlyWritten.get(id) ?? []).filter((entry) => entry.untilWall > now)
  store.recentlyWritten.set(id, [...live, { untilWall: now + lag, doc }])
}

export function emitProperty(store: HubSpotStore, id: string, name: string, value: string, author: Author): void {
  store.outbox.push({
    type: 'contact.propertyChange',
    objectId: Number(id),
    occurredAt: store.clock.now(),
    propertyName: name,
    propertyValue: value,
    changeSource: author.sourceType,
    sourceId: author.sourceId,
  })
}

export function emit(
  store: HubSpotStore,
  type: string,
  id: string,
  author: Author,
  more: {
    changeFlag?: string
    primaryObjectId?: number
    mergedObjectIds?: readonly number[]
    newObjectId?: number
    numberOfPropertiesMoved?: number
  } = {},
): void {
  store.outbox.push({
    type,
    objectId: Number(id),
    occurredAt: store.clock.now(),
    changeSource: author.sourceType,
    sourceId: author.sourceId,
    ...more,
  })
}

export const binDays = 90

export function isVisible(store: HubSpotStore, row: ContactRow, archived: boolean): boolean {
  if (!archived) return row.archivedAt === null
  // The recycle bin holds 90 days (docs/reference/hubspot.md#archive).
  return row.archivedAt !== null && store.clock.now() - row.archivedAt <= binDays * 86_400_000
}

/** The index of the first id greater than `id`. */
export function firstAfter(ids: readonly number[], id: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? 0) <= id) low = middle + 1
    else high = middle
  }
  return low
}
