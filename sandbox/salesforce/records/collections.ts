import type { Answer, Call, Json } from '../../core/call.ts'
import { isObject, listOf, queryList, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { SfContext } from './context.ts'
import { enter, jsonBody, objectIn } from './context.ts'
import { collectionError, refuse, texts } from '../account/errors.ts'
import { isId, to18 } from '../account/ids.ts'
import type { SfWritten } from './written.ts'
import { duplicateOfPerson } from './org-rules.ts'
import { createRecord, updateRecord } from './records.ts'
import { deleteRecord } from './recycle-bin.ts'
import { presentRecord } from './present.ts'
import type { SalesforceStore } from '../account/store.ts'
import { findField, findRow, objectDef, tableOf } from '../account/store.ts'

const maxRecords = 200
const base = '/services/data/:version/composite/sobjects'

/**
 * docs/reference/salesforce.md#collections, #limits: HTTP 200 with one result per record, in the order of the input.
 */
export function addCollectionRoutes(router: Router, context: SfContext): void {
  const { store } = context
  router.on('POST', base, (call) => {
    enter(context, call)
    const body = jsonBody(call)
    return results(
      store,
      body['allOrNone'] === true,
      recordsIn(body).map((record) => () => {
        const object = typeOf(context, record)
        return duplicateOfPerson(store, object, record, call) ?? createRecord(store, object, record)
      }),
    )
  })
  router.on('PATCH', base, (call) => {
    enter(context, call)
    const body = jsonBody(call)
    return results(
      store,
      body['allOrNone'] === true,
      recordsIn(body).map((record) => () => {
        const object = typeOf(context, record)
        return (
          duplicateOfPerson(store, object, record, call) ??
          updateRecord(store, object, stringOf(record['id']) ?? stringOf(record['Id']) ?? '', record)
        )
      }),
    )
  })
  router.on('DELETE', base, (call) => {
    enter(context, call)
    const ids = queryList(call.url, 'ids')
    cap(ids.length, maxRecords)
    return results(
      store,
      call.url.searchParams.get('allOrNone') === 'true',
      ids.map((id) => () => {
        const object = [...store.schema.values()].find((def) => id.startsWith(def.prefix))
        return object === undefined
          ? { ok: false, status: 400, error: { code: 'MALFORMED_ID', message: `malformed id ${id}`, fields: [] } }
          : deleteRecord(store, object, id)
      }),
    )
  })
  router.on('GET POST', `${base}/:type`, (call) => retrieve(context, call))
  router.on('PATCH', `${base}/:type/:field`, (call) => {
    enter(context, call)
    return upsert(context, call)
  })
}

function retrieve(context: SfContext, call: Call): Answer {
  const { store } = context
  const version = enter(context, call)
  const object = objectIn(context, call, false)
  const body = call.method === 'POST' ? jsonBody(call) : {}
  const ids = call.method === 'POST' ? listOf(body['ids']).map(String) : queryList(call.url, 'ids')
  const fields = call.method === 'POST' ? listOf(body['fields']).map(String) : queryList(call.url, 'fields')
  cap(ids.length, call.method === 'POST' ? 2_000 : 800)
  if (fields.length === 0) return refuse(400, 'MISSING_ARGUMENT', 'Missing fields')
  // Missing ids are null in place (docs/reference/salesforce.md#retrieve-missing).
  return {
    status: 200,
    json: ids.map((id) => {
      const row = isId(id) ? findRow(store, object.name, to18(id)) : undefined
      return row === undefined || row['IsDeleted'] === true || store.switches.unsharedIds.includes(String(row['Id']))
        ? null
        : presentRecord(store, object, row, fields, version)
    }),
  }
}

function cap(count: number, most: number): void {
  if (count > most)
    refuse(400, 'EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${most} records into this call`)
}

function recordsIn(body: Json): Json[] {
  const records = listOf(body['records']).map((record) =>
    isObject(record) ? record : refuse(400, 'JSON_PARSER_ERROR', 'Every record must be an object'),
  )
  cap(records.length, maxRecords)
  const types = records.map((record) =>
    isObject(record['attributes']) ? stringOf(record['attributes']['type']) : undefined,
  )
  // At most ten runs of one type.
  if (types.filter((type, index) => type !== types[index - 1]).length > 10)
    refuse(400, 'INVALID_INPUT', 'Too many chunks: at most 10 runs of one type')
  return records
}

function typeOf(context: SfContext, record: Json): NonNullable<ReturnType<typeof objectDef>> {
  const type = isObject(record['attributes']) ? stringOf(record['attributes']['type']) : undefined
  const object = type === undefined ? undefined : objectDef(context.store, type)
  return object ?? refuse(400, 'INVALID_TYPE', texts.noType(type ?? ''))
}

function results(store: SalesforceStore, allOrNone: boolean, steps: readonly (() => SfWritten)[]): Answer {
  const { result: outcomes, entries } = store.journal.capture(() => steps.map((step) => step()))
  const failed = outcomes.some((outcome) => !outcome.ok)
  if (allOrNone && failed) {
    for (const entry of entries.toReversed()) entry.undoNow()
    return {
      status: 200,
      json: outcomes.map((outcome) =>
        collectionError(
          outcome.ok ? { code: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message: texts.rolledBack } : outcome.error,
        ),
      ),
    }
  }
  for (const entry of entries) store.journal.record(entry)
  return {
    status: 200,
    json: outcomes.map((outcome) =>
      outcome.ok ? { id: outcome.id, success: true, errors: [] } : collectionError(outcome.error),
    ),
  }
}

function upsert(context: SfContext, call: Call): Answer {
  const { store } = context
  const object = objectIn(context, call, false)
  const def = findField(store, object, call.params['field'] ?? '')
  if (def === undefined || !(def.externalId || def.type === 'id'))
    return refuse(
      400,
      'INVALID_FIELD',
      'Provided external ID field does not exist or is not accessible: ' + (call.params['field'] ?? ''),
    )
  const body = jsonBody(call)
  return results(
    store,
    body['allOrNone'] === true,
    recordsIn(body).map((record) => () => {
      const value = record[def.name]
      const row = [...tableOf(store, object.name).values()].find(
        (one) => one['IsDeleted'] !== true && value !== undefined && one[def.name] === value,
      )
      return row === undefined
        ? createRecord(store, object, record)
        : updateRecord(store, object, String(row['Id']), record)
    }),
  )
}
