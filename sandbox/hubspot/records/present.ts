import { firstEntry } from './contacts.ts'
import { findDef, valueOf } from './store.ts'
import type { ContactRow, HistoryEntry, HubSpotStore } from '../account/types.ts'

// docs/reference/hubspot.md#default-properties: what is returned when nothing is asked for.
const defaultProperties = ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'] as const

interface Wanted {
  readonly properties: readonly string[]
  readonly withHistory: readonly string[]
}

/** Requested and empty is null; requested but undefined is silently absent. */
export function presentContact(
  store: HubSpotStore,
  row: ContactRow,
  wanted: Wanted,
  read?: (name: string) => string | undefined,
): Record<string, unknown> {
  const names =
    wanted.properties.length === 0
      ? defaultProperties
      : [...new Set([...wanted.properties, 'createdate', 'hs_object_id', 'lastmodifieddate'])]
  const value = read ?? ((name: string) => valueOf(store, row, name))
  const properties: Record<string, string | null> = {}
  for (const name of [...names].toSorted())
    if (findDef(store, name) !== undefined) properties[name] = value(name) ?? null
  return {
    id: row.id,
    properties,
    ...(wanted.withHistory.length === 0 ? {} : { propertiesWithHistory: history(store, row, wanted.withHistory) }),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: read === undefined ? new Date(row.updatedAt).toISOString() : (value('lastmodifieddate') ?? ''),
    archived: row.archivedAt !== null,
    ...(row.archivedAt === null ? {} : { archivedAt: new Date(row.archivedAt).toISOString() }),
    url: `https://app.hubspot.com/contacts/${store.portalId}/record/0-1/${row.id}`,
  }
}

/** An opt-out that the base was seeded with is dated by the person's act, any other value by the creation. */
function seededEntry(store: HubSpotStore, row: ContactRow, name: string, value: string): HistoryEntry {
  const state = store.addresses.get(row.props['email'] ?? '')
  const typeId = /^hs_email_optout_(\d+)$/.exec(name)?.[1]
  const at = name === 'hs_email_optout' ? state?.wide?.at : typeId === undefined ? undefined : state?.types[typeId]?.at
  const entry = firstEntry(row, name, value)
  return at === undefined ? entry : { ...entry, at, sourceType: 'EMAIL', sourceId: 'manage-preferences-page' }
}

function history(store: HubSpotStore, row: ContactRow, names: readonly string[]): Record<string, unknown[]> {
  const answer: Record<string, unknown[]> = {}
  for (const name of names) {
    if (findDef(store, name) === undefined) continue
    const lines = row.history.filter((line) => line.property === name)
    const value = valueOf(store, row, name)
    const shown = lines.length === 0 && value !== undefined ? [seededEntry(store, row, name, value)] : lines
    answer[name] = shown.toReversed().map((line) => ({
      value: line.value,
      timestamp: new Date(line.at).toISOString(),
      sourceType: line.sourceType,
      sourceId: line.sourceId,
      ...(line.sourceType === 'CRM_UI' ? { updatedByUserId: 42 } : {}),
    }))
  }
  return answer
}
