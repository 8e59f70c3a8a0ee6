import { stringOf } from '../../core/call.ts'
import type { Call } from '../../core/call.ts'
import type { ObjectDef } from '../account/schema.ts'
import type { SalesforceStore, SfRow } from '../account/store.ts'
import { tableOf } from '../account/store.ts'
import type { SfWritten } from './written.ts'
import { no } from './written.ts'

const people: ReadonlySet<string> = new Set(['Contact', 'Lead'])

/** What an admin of the org built against a save of this record (docs/reference/salesforce.md#org-rules). */
export function refusedByOrg(
  store: SalesforceStore,
  object: ObjectDef,
  { id, row, given }: { id: string | null; row: SfRow; given: Readonly<Record<string, unknown>> },
): (SfWritten & { ok: false }) | null {
  const { flowLockedIds, flowRefusedIds, requiredFields, refusedIds, requireEmail } = store.switches
  if (id !== null && flowLockedIds.includes(id)) return no('ENTITY_IS_LOCKED', 'the entity is locked for editing')
  if (id !== null && flowRefusedIds.includes(id))
    return no('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'We can’t save this record because a process failed.')
  if (id !== null && refusedIds.includes(id))
    return no('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'A record of this kind needs a postcode.')
  if (id !== null && requireEmail && 'Email' in given && row['Email'] === null)
    return no('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'An e-mail address is needed.', ['Email'])
  const missing = people.has(object.name) ? requiredFields.filter((name) => (row[name] ?? null) === null) : []
  return missing.length === 0
    ? null
    : no('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing)
}

/** Duplicate rules fire on a change too; a call may pass an alert (docs/reference/salesforce.md#duplicate-rules). */
export function duplicateOfPerson(
  store: SalesforceStore,
  object: ObjectDef,
  record: Readonly<Record<string, unknown>>,
  call: Call,
): (SfWritten & { ok: false }) | null {
  const { duplicateRule } = store.switches
  if (duplicateRule === 'off' || !people.has(object.name)) return null
  const passes = /allowSave=true/u.test(String(call.headers['sforce-duplicate-rule-header'] ?? ''))
  if (duplicateRule === 'alert' && passes) return null
  const rows = [...tableOf(store, object.name).values()]
  const id = stringOf(record['id']) ?? stringOf(record['Id']) ?? null
  const before = rows.find((row) => id !== null && String(row['Id']).startsWith(id.slice(0, 15)))
  const email = stringOf(record['Email']) ?? (typeof before?.['Email'] === 'string' ? before['Email'] : null)
  const twin = rows.some(
    (row) =>
      row !== before &&
      row['IsDeleted'] !== true &&
      email !== null &&
      String(row['Email']).toLowerCase() === email.toLowerCase(),
  )
  return twin ? no('DUPLICATES_DETECTED', 'Use one of these records?') : null
}
