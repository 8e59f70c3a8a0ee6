import type { Json } from '../core/call.ts'
import { createRecord } from '../salesforce/records/records.ts'
import type { ObjectDef } from '../salesforce/account/schema.ts'
import type { SalesforceStore, SfValue } from '../salesforce/account/store.ts'
import { findAny, objectDef, tableOf } from '../salesforce/account/store.ts'
import { fail } from './act-hubspot.ts'

export function objectOf(store: SalesforceStore, id: string): ObjectDef {
  return findAny(store, id)?.object ?? fail(`No Salesforce record ${id}`)
}

export function shownById(store: SalesforceStore, id: string): Json {
  const found = findAny(store, id)
  return found === undefined ? { Id: id } : { attributes: { type: found.object.name }, ...found.row }
}

export function insertRaw(
  store: SalesforceStore,
  objectName: string,
  values: Readonly<Record<string, SfValue>>,
): string {
  const written = createRecord(
    store,
    objectDef(store, objectName) ?? fail(`no ${objectName}`),
    Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'FirstRespondedDate')),
    false,
  )
  if (!written.ok) return fail(written.error.message)
  const row = tableOf(store, objectName).get(written.id)
  if (row !== undefined && values['FirstRespondedDate'] !== undefined)
    tableOf(store, objectName).set(written.id, { ...row, FirstRespondedDate: values['FirstRespondedDate'] })
  return written.id
}
