import { texts } from '../account/errors.ts'
import { isId } from '../account/ids.ts'
import type { ObjectDef } from '../account/schema.ts'
import type { SalesforceStore, SfRow } from '../account/store.ts'
import { findRow } from '../account/store.ts'
import type { SfWritten } from './written.ts'
import { no } from './written.ts'

/**
 * Unknown is 404 NOT_FOUND, ill-formed 400 MALFORMED_ID, deleted 404 ENTITY_IS_DELETED
 * (docs/reference/salesforce.md#unknown-id).
 */
export function locate(
  store: SalesforceStore,
  object: ObjectDef,
  id: string,
): { row: SfRow } | (SfWritten & { ok: false }) {
  if (!isId(id)) return no('MALFORMED_ID', `malformed id ${id}`, [], 400)
  const row = findRow(store, object.name, id)
  if (row === undefined)
    return no('NOT_FOUND', 'Provided external ID field does not exist or is not accessible: ' + id, [], 404)
  if (row['IsDeleted'] === true) return no('ENTITY_IS_DELETED', texts.entityDeleted, [], 404)
  return { row }
}
