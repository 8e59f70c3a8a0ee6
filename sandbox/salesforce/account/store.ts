import type { Clock } from '../../core/clock.ts'
import { dayMs, hourMs } from '../../core/clock.ts'
import { Journal, Table } from '../../core/table.ts'
import { makeId, to18 } from './ids.ts'
import type { FieldDef, ObjectDef } from './schema.ts'
import { buildSchema } from './schema.ts'
import { dataProtectionObjects } from './objects.ts'
import type { SalesforceSwitches } from './switches.ts'
import { defaultSwitches } from './switches.ts'

export type SfValue = string | number | boolean | null
export type SfRow = Readonly<Record<string, SfValue>>

interface BinEntry {
  readonly at: number
  /** The record whose deletion took this one along. */
  readonly cascadeOf: string | null
  /** Emptied: out of the bin, but queryAll shows the row for a while (docs/reference/salesforce.md#empty-bin). */
  readonly purgedAt: number | null
}

/**
 * A visitor activity of Account Engagement (docs/reference/salesforce.md#engagement); the prospect is the contact or
 * lead, or a stranger by address.
 */
export interface Engagement {
  readonly id: number
  readonly unit: string
  readonly type: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly personId: string | null
  readonly email: string | null
  readonly details: string | null
  readonly listEmailId: number | null
}

export interface SalesforceStore {
  readonly clock: Clock
  readonly journal: Journal
  readonly switches: SalesforceSwitches
  readonly schema: ReadonlyMap<string, ObjectDef>
  readonly tables: ReadonlyMap<string, Table<SfRow>>
  /** Fields created through Tooling, by `object.field` in lower case. */
  readonly customFields: Table<{ readonly object: string; readonly def: FieldDef }>
  /** Field-level security set by hand: `object.field` to what the connected user may do. */
  readonly fieldAccess: Table<{ readonly read: boolean; readonly edit: boolean }>
  readonly bin: Table<BinEntry>
  readonly engagements: Table<Engagement>
  readonly orgId: string
  /** The user who connected; API calls run as this one. */
  readonly userId: string
  /** A colleague who works in the vendor's pages. */
  readonly screenUserId: string
  readonly profileId: string
  readonly counters: Map<string, number>
}

const binDays = 15

export function createSalesforceStore(clock: Clock): SalesforceStore {
  const journal = new Journal()
  const schema = buildSchema()
  const tables = new Map([...schema.keys()].map((name) => [name, new Table<SfRow>(journal, mergeRowBack(clock))]))
  return {
    clock,
    journal,
    schema,
    tables,
    switches: defaultSwitches(),
    customFields: new Table(journal),
    fieldAccess: new Table(journal),
    bin: new Table(journal),
    engagements: new Table(journal),
    orgId: makeId('00D', 4_242),
    userId: makeId('005', 1),
    screenUserId: makeId('005', 2),
    profileId: makeId('00e', 1),
    counters: new Map(),
  }
}

function mergeRowBack(
  clock: Clock,
): (before: SfRow | undefined, after: SfRow | undefined, current: SfRow | undefined) => SfRow | undefined {
  return (before, after, current) => {
    if (before === undefined || after === undefined || current === undefined)
      return current === after ? before : current
    const back: Record<string, SfValue> = { ...current }
    for (const [name, value] of Object.entries(after))
      if (before[name] !== value && current[name] === value) back[name] = before[name] ?? null
    const now = new Date(clock.now()).toISOString()
    return { ...back, SystemModstamp: now, LastModifiedDate: now }
  }
}

export function objectDef(store: SalesforceStore, name: string): ObjectDef | undefined {
  const key = name.toLowerCase()
  const { dataProtection, sharedActivities, closedObjects, recordTypes } = store.switches
  const off =
    (dataProtectionObjects.has(key) && !dataProtection) ||
    (key === 'taskrelation' && !sharedActivities) ||
    (key === 'recordtype' && !recordTypes) ||
    closedObjects.some((closed) => closed.toLowerCase() === key)
  return off ? undefined : store.schema.get(key)
}

export function tableOf(store: SalesforceStore, object: string): Table<SfRow> {
  const table = store.tables.get(object.toLowerCase())
  if (table === undefined) throw new RangeError(`no table ${object}`)
  return table
}

export function nextId(store: SalesforceStore, object: ObjectDef): string {
  const number = (store.counters.get(object.prefix) ?? 100) + 1
  store.counters.set(object.prefix, number)
  return makeId(object.prefix, number)
}

export function allFields(store: SalesforceStore, object: ObjectDef): FieldDef[] {
  const name = object.name.toLowerCase()
  return [
    ...[...object.fields.values()].filter((def) => isThere(store, def, object.name)),
    ...[...store.customFields.values()].filter((field) => field.object === name).map((field) => field.def),
    ...(name === 'account' && store.switches.personAccounts
      ? [...store.customFields.values()].filter((field) => field.object === 'contact').map(({ def }) => onAccount(def))
      : []),
  ]
}

/** An own field of contacts shows on a person account as `X__pc`. */
const onAccount = (def: FieldDef): FieldDef => ({ ...def, name: def.name.replace(/__c$/u, '__pc') })

/** What a person account has, and no other account (docs/reference/salesforce.md#person-accounts). */
const ofPersonAccounts = /^(?:IsPersonAccount|Person[A-Z]\w*)$/u

/** The links to an Individual and to a record type come with the org's switches. */
function isThere(store: SalesforceStore, def: FieldDef, object: string): boolean {
  if (ofPersonAccounts.test(def.name) || (object === 'Account' && /^(?:First|Last)Name$/u.test(def.name)))
    return store.switches.personAccounts && (def.name !== 'PersonIndividualId' || store.switches.dataProtection)
  if (def.name === 'RecordTypeId') return store.switches.recordTypes
  return def.name !== 'IndividualId' || store.switches.dataProtection
}

export function findField(store: SalesforceStore, object: ObjectDef, name: string): FieldDef | undefined {
  const key = name.toLowerCase()
  const def = object.fields.get(key)
  if (def !== undefined) return isThere(store, def, object.name) ? def : undefined
  if (object.name === 'Account' && key.endsWith('__pc') && store.switches.personAccounts) {
    const twin = store.customFields.get(`contact.${key.replace(/__pc$/u, '__c')}`)?.def
    return twin === undefined ? undefined : onAccount(twin)
  }
  return store.customFields.get(`${object.name.toLowerCase()}.${key}`)?.def
}

/** Objects that the org has with its switches. */
export function objectsOf(store: SalesforceStore): ObjectDef[] {
  return [...store.schema.values()].filter((object) => objectDef(store, object.name) !== undefined)
}

/**
 * Field-level security of the connected user (docs/reference/salesforce.md#field-security, #create-field): standard
 * fields are open unless hidden by hand, a field made through Tooling is closed until a FieldPermissions row of an
 * assigned permission set opens it.
 */
export function accessTo(store: SalesforceStore, object: ObjectDef, def: FieldDef): { read: boolean; edit: boolean } {
  const key = (
    object.name === 'Account' && def.name.endsWith('__pc')
      ? `Contact.${def.name.replace(/__pc$/u, '__c')}`
      : `${object.name}.${def.name}`
  ).toLowerCase()
  const byHand = store.fieldAccess.get(key)
  if (!def.custom && byHand === undefined) return { read: true, edit: true }
  // What an admin hid by hand is hidden, whatever a permission set of ours once opened.
  if (byHand?.read === false) return { read: false, edit: false }
  const granted = grants(store, key)
  const base = byHand ?? { read: false, edit: false }
  return { read: base.read || granted.read, edit: base.edit || granted.edit }
}

function grants(store: SalesforceStore, key: string): { read: boolean; edit: boolean } {
  const assigned = new Set(
    [...tableOf(store, 'PermissionSetAssignment').values()]
      .filter((row) => row['AssigneeId'] === store.userId)
      .map((row) => row['PermissionSetId']),
  )
  let [read, edit] = [false, false]
  for (const row of tableOf(store, 'FieldPermissions').values()) {
    if (!assigned.has(row['ParentId'] ?? null) || String(row['Field']).toLowerCase() !== key) continue
    read ||= row['PermissionsRead'] === true
    edit ||= row['PermissionsEdit'] === true
  }
  return { read: read || edit, edit }
}

/** Gone for good: emptied from the bin, or past its 15 days (docs/reference/salesforce.md#empty-bin). */
export function isPurged(store: SalesforceStore, row: SfRow): boolean {
  if (row['IsDeleted'] !== true) return false
  const entry = store.bin.get(String(row['Id']))
  return entry === undefined || entry.purgedAt !== null || store.clock.now() - entry.at > binDays * dayMs
}

/** Not even queryAll shows it: about 24 hours after the purge. */
export function isInvisible(store: SalesforceStore, row: SfRow): boolean {
  if (row['IsDeleted'] !== true) return false
  const entry = store.bin.get(String(row['Id']))
  if (entry === undefined) return true
  const purgedAt =
    entry.purgedAt ?? (store.clock.now() - entry.at > binDays * dayMs ? entry.at + binDays * dayMs : null)
  return purgedAt !== null && store.clock.now() - purgedAt > store.switches.purgedRowsStayHours * hourMs
}

export function findRow(store: SalesforceStore, object: string, id: string): SfRow | undefined {
  const row = tableOf(store, object).get(to18(id))
  return row === undefined || isPurged(store, row) ? undefined : row
}

/** Any object, found by the prefix of the id. */
export function findAny(store: SalesforceStore, id: string): { object: ObjectDef; row: SfRow } | undefined {
  const object = [...store.schema.values()].find((def) => id.startsWith(def.prefix))
  const row = object === undefined ? undefined : findRow(store, object.name, id)
  return object === undefined || row === undefined ? undefined : { object, row }
}

/** REST writes `+0000`; stored as `Z` so that text order is time order. */
export function outDateTime(value: string): string {
  return value.endsWith('Z') ? `${value.slice(0, -1)}+0000` : value
}
