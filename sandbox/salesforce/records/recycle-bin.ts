import { to18 } from '../account/ids.ts'
import type { ObjectDef } from '../account/schema.ts'
import type { SalesforceStore, SfRow } from '../account/store.ts'
import { findAny, tableOf } from '../account/store.ts'
import type { SfWritten } from './written.ts'
import { no } from './written.ts'
import { locate } from './locate.ts'
import { closedHalf } from './person-accounts.ts'

/**
 * What goes with a record (docs/reference/salesforce.md#delete-takes, UNSURE per object). EmailMessage, files and
 * Individual stay; only what linked them to the person goes, with it how they could be found. A lead leaves its tasks
 * behind (docs/reference/salesforce.md#lead-tasks).
 */
const links = [
  ['EventRelation', 'RelationId'],
  ['TaskRelation', 'RelationId'],
  ['EmailMessageRelation', 'RelationId'],
  ['ContentDocumentLink', 'LinkedEntityId'],
] as const

const cascades: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Contact: [
    ['CampaignMember', 'ContactId'],
    ['OpportunityContactRole', 'ContactId'],
    ['CaseContactRole', 'ContactId'],
    ['ContractContactRole', 'ContactId'],
    ['Task', 'WhoId'],
    ['Event', 'WhoId'],
    ['Attachment', 'ParentId'],
    ...links,
  ],
  Lead: [['CampaignMember', 'LeadId'], ...links],
  EmailMessage: [
    ['EmailMessageRelation', 'EmailMessageId'],
    ['Attachment', 'ParentId'],
  ],
  Task: [['TaskRelation', 'TaskId']],
  Event: [['EventRelation', 'EventId']],
  ContentDocument: [['ContentDocumentLink', 'ContentDocumentId']],
}

/** What goes with a record; a person account takes its contact along, and what goes with that. */
function childrenOf(store: SalesforceStore, object: string, key: string): (readonly [child: string, row: SfRow])[] {
  const half = object === 'Account' ? tableOf(store, 'Account').get(key)?.['PersonContactId'] : null
  const contact = typeof half === 'string' ? tableOf(store, 'Contact').get(half) : undefined
  if (contact !== undefined) return [['Contact', contact], ...childrenOf(store, 'Contact', String(contact['Id']))]
  return (cascades[object] ?? []).flatMap(([child, link]) =>
    [...tableOf(store, child).byValue(link, (row) => (typeof row[link] === 'string' ? row[link] : null), [key])]
      .filter((row) => row[link] === key)
      .map((row) => [child, row] as const),
  )
}

/** Soft: the row stays in queryAll and in the bin for 15 days (docs/reference/salesforce.md#recycle-bin). */
export function deleteRecord(store: SalesforceStore, object: ObjectDef, id: string): SfWritten {
  const found = locate(store, object, id)
  if ('ok' in found) return found
  const key = to18(id)
  if (store.switches.lockedIds.includes(key))
    return no('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records: ' + key)
  if (store.switches.keptObjects.includes(object.name))
    return no('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id')
  if (store.switches.deleteFailedIds.includes(key)) {
    return no(
      'DELETE_FAILED',
      `Your attempt to delete ${String(found.row['Name'] ?? object.label)} could not be completed because it is associated with the following cases.: 00001042`,
    )
  }
  const contact = String(found.row['PersonContactId'] ?? '')
  const kept =
    closedHalf(store, found.row, true) ??
    isLocked(store, key) ??
    heldByOthers(store, object.name, found.row) ??
    (contact === '' ? null : heldByOthers(store, 'Contact', { ...found.row, Id: contact }))
  if (kept !== null) return kept
  if (!object.softDelete) {
    tableOf(store, object.name).delete(key)
    return { ok: true, id: key }
  }
  putInBin(store, object.name, found.row, null)
  for (const [child, row] of childrenOf(store, object.name, key))
    if (row['IsDeleted'] !== true) putInBin(store, child, row, key)
  return { ok: true, id: key }
}

/** A pending approval locks its record (docs/reference/salesforce.md#approvals; the admin may still edit, UNSURE). */
export function isLocked(store: SalesforceStore, id: string): (SfWritten & { ok: false }) | null {
  const pending = [...tableOf(store, 'ProcessInstance').values()].some(
    (row) => row['TargetObjectId'] === id && ['Pending', 'Started'].includes(String(row['Status'])),
  )
  return pending ? no('ENTITY_IS_LOCKED', 'the entity is locked for editing') : null
}

/** What a contact cannot be deleted without, whoever sees it (docs/reference/salesforce.md#delete-refused). */
const holders = [
  ['Case', 'ContactId', 'cases'],
  ['Contract', 'CustomerSignedId', 'contracts'],
] as const

function heldByOthers(store: SalesforceStore, object: string, row: SfRow): (SfWritten & { ok: false }) | null {
  if (object !== 'Contact') return null
  for (const [holder, link, word] of holders) {
    const held = [...tableOf(store, holder).values()].find(
      (one) => one[link] === row['Id'] && one['IsDeleted'] !== true,
    )
    if (held !== undefined)
      return no(
        'DELETE_FAILED',
        `Your attempt to delete ${String(row['Name'])} could not be completed because it is associated with the following ${word}.: ${String(held['Id']).slice(7, 15)}\n`,
      )
  }
  return null
}

export function putInBin(
  store: SalesforceStore,
  object: string,
  row: SfRow,
  cascadeOf: string | null,
  more: SfRow = {},
): void {
  const now = new Date(store.clock.now()).toISOString()
  tableOf(store, object).set(String(row['Id']), {
    ...row,
    ...more,
    IsDeleted: true,
    SystemModstamp: now,
    LastModifiedDate: now,
  })
  store.bin.set(String(row['Id']), { at: store.clock.now(), cascadeOf, purgedAt: null })
}

/** Only from the bin, with what the deletion took along. */
export function undeleteRecord(store: SalesforceStore, id: string): SfWritten {
  const found = findAny(store, to18(id))
  if (found === undefined || found.row['IsDeleted'] !== true)
    return no('UNDELETE_FAILED', 'Entity is not in the recycle bin')
  if (found.row['MasterRecordId'] !== null && found.row['MasterRecordId'] !== undefined)
    return no('UNDELETE_FAILED', 'A merged record cannot be undeleted')
  const back = (object: string, row: SfRow): void => {
    const now = new Date(store.clock.now()).toISOString()
    tableOf(store, object).set(String(row['Id']), {
      ...row,
      IsDeleted: false,
      SystemModstamp: now,
      LastModifiedDate: now,
    })
    store.bin.delete(String(row['Id']))
  }
  back(found.object.name, found.row)
  for (const [child, row] of childrenOf(store, found.object.name, to18(id)))
    if (row['IsDeleted'] === true && store.bin.get(String(row['Id']))?.cascadeOf === found.row['Id']) back(child, row)
  return { ok: true, id: to18(id) }
}

/** Emptying the bin cannot be undone; what a deletion took along goes with its parent. */
export function purgeRecord(store: SalesforceStore, id: string): SfWritten {
  const key = to18(id)
  const found = findAny(store, key)
  const entry = store.bin.get(key)
  if (
    found === undefined ||
    found.row['IsDeleted'] !== true ||
    entry === undefined ||
    entry.cascadeOf !== null ||
    entry.purgedAt !== null
  )
    return no(store.switches.noBinEntryCode, 'invalid record id; no recycle bin entry found')
  const purgedAt = store.clock.now()
  store.bin.set(key, { ...entry, purgedAt })
  for (const [, row] of childrenOf(store, found.object.name, key)) {
    const taken = store.bin.get(String(row['Id']))
    if (taken?.cascadeOf === key) store.bin.set(String(row['Id']), { ...taken, purgedAt })
  }
  return { ok: true, id: key }
}
