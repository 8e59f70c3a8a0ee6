import type { Answer, Call } from '../../core/call.ts'
import { queryList } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { SfContext } from './context.ts'
import { enter, failure, jsonBody, newestVersion, objectIn, oldestVersion } from './context.ts'
import { describeObject, objectSummary } from './describe.ts'
import { refuse, texts } from '../account/errors.ts'
import type { SfWritten } from './written.ts'
import { createRecord, updateRecord } from './records.ts'
import { deleteRecord } from './recycle-bin.ts'
import { locate } from './locate.ts'
import type { ObjectDef } from '../account/schema.ts'
import type { SalesforceStore } from '../account/store.ts'
import { isId, to18 } from '../account/ids.ts'
import { recordPage } from '../../core/record-page.ts'
import { findField, findRow, objectsOf, tableOf } from '../account/store.ts'
import { createCustomField, deleteCustomField } from './tooling.ts'
import { replication } from './replication.ts'
import { presentRecord } from './present.ts'

const base = '/services/data/:version'

export function addSobjectRoutes(
  router: Router,
  context: SfContext,
  limits: () => { max: number; remaining: number },
): void {
  addRootRoutes(router, context, limits)
  // docs/reference/salesforce.md#record-page
  router.on('GET', '/:id', ({ params }) => {
    const id = params['id'] ?? ''
    const object = isId(id) ? [...context.store.schema.values()].find((def) => id.startsWith(def.prefix)) : undefined
    const row = object === undefined ? undefined : findRow(context.store, object.name, to18(id))
    return recordPage('Salesforce', `${object?.name ?? 'Record'} ${id}`, row)
  })
  for (const [path, tooling] of [
    [`${base}/sobjects`, false],
    [`${base}/tooling/sobjects`, true],
  ] as const) {
    addObjectRoutes(router, context, path, tooling)
    addRecordRoutes(router, context, path, tooling)
  }
}

/** Versions, the resources of one version, and the limits. */
function addRootRoutes(router: Router, context: SfContext, limits: () => { max: number; remaining: number }): void {
  router.on('GET', '/services/data', () => ({
    status: 200,
    json: Array.from({ length: newestVersion - oldestVersion + 1 }, (_, index) => ({
      label: `API ${oldestVersion + index}`,
      url: `/services/data/v${oldestVersion + index}.0`,
      version: `${oldestVersion + index}.0`,
    })),
  }))
  router.on('GET', base, (call) => {
    const version = enter(context, call)
    const root = `/services/data/${version}`
    return {
      status: 200,
      json: {
        tooling: `${root}/tooling`,
        query: `${root}/query`,
        queryAll: `${root}/queryAll`,
        limits: `${root}/limits`,
        sobjects: `${root}/sobjects`,
        composite: `${root}/composite`,
        identity: `${context.auth.urls().login}/id/${context.store.orgId}/${context.store.userId}`,
      },
    }
  })
  router.on('GET', `${base}/limits`, (call) => {
    enter(context, call)
    const { max, remaining } = limits()
    return {
      status: 200,
      json: {
        DailyApiRequests: { Max: max, Remaining: remaining },
        DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 10_000 },
        DataStorageMB: { Max: 10_240, Remaining: 9_800 },
        HourlyODataCallout: { Max: 10_000, Remaining: 10_000 },
      },
    }
  })
}

function addObjectRoutes(router: Router, context: SfContext, path: string, tooling: boolean): void {
  const { store } = context
  router.on('GET', path, (call) => {
    const version = enter(context, call)
    return {
      status: 200,
      json: {
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: objectsOf(store)
          .filter((object) => object.tooling === tooling)
          .map((object) => objectSummary(object, version)),
      },
    }
  })
  router.on('GET', `${path}/:type/describe`, (call) => {
    const version = enter(context, call)
    return { status: 200, json: describeObject(store, objectIn(context, call, tooling), version) }
  })
  router.on('GET', `${path}/:type/{updated|deleted}`, (call) => {
    enter(context, call)
    return replication(store, objectIn(context, call, tooling), call)
  })
  router.on('GET', `${path}/:type`, (call) => {
    const version = enter(context, call)
    return {
      status: 200,
      json: { objectDescribe: objectSummary(objectIn(context, call, tooling), version), recentItems: [] },
    }
  })
}

function addRecordRoutes(router: Router, context: SfContext, path: string, tooling: boolean): void {
  const { store } = context
  router.on('POST', `${path}/:type`, (call) => {
    enter(context, call)
    return createOne(store, objectIn(context, call, tooling), call, tooling)
  })
  router.on('GET', `${path}/:type/:id`, (call) => {
    const version = enter(context, call)
    return readOne(store, objectIn(context, call, tooling), call, version)
  })
  router.on('PATCH', `${path}/:type/:id`, (call) => {
    enter(context, call)
    return noContent(updateRecord(store, objectIn(context, call, tooling), call.params['id'] ?? '', jsonBody(call)))
  })
  router.on('DELETE', `${path}/:type/:id`, (call) => {
    enter(context, call)
    const object = objectIn(context, call, tooling)
    const id = call.params['id'] ?? ''
    return noContent(object.name === 'CustomField' ? deleteCustomField(store, id) : deleteRecord(store, object, id))
  })
  router.on('PATCH', `${path}/:type/:field/:value`, (call) => {
    enter(context, call)
    return upsertOne(store, objectIn(context, call, tooling), call)
  })
}

function createOne(store: SalesforceStore, object: ObjectDef, call: Call, tooling: boolean): Answer {
  const body = jsonBody(call)
  const written = object.name === 'CustomField' ? createCustomField(store, body) : createRecord(store, object, body)
  if (!written.ok) return failure(written)
  return {
    status: 201,
    json: { id: written.id, success: true, errors: [], ...(tooling ? { warnings: [], infos: [] } : {}) },
  }
}

function noContent(written: SfWritten): Answer {
  return written.ok ? { status: 204 } : failure(written)
}

function readOne(store: SalesforceStore, object: ObjectDef, call: Call, version: string): Answer {
  const found = locate(store, object, call.params['id'] ?? '')
  if ('ok' in found)
    return found.error.code === 'NOT_FOUND'
      ? failure({ ...found, error: { code: 'NOT_FOUND', message: texts.notFound } })
      : failure(found)
  return { status: 200, json: presentRecord(store, object, found.row, queryList(call.url, 'fields'), version) }
}

/** 300 when several match is left to the vendor; here the first wins. */
function upsertOne(store: SalesforceStore, object: ObjectDef, call: Call): Answer {
  const def = findField(store, object, call.params['field'] ?? '')
  if (def === undefined || !def.externalId)
    return refuse(
      404,
      'NOT_FOUND',
      'Provided external ID field does not exist or is not accessible: ' + (call.params['field'] ?? ''),
    )
  const value = call.params['value'] ?? ''
  const row = [...tableOf(store, object.name).values()].find(
    (one) => one[def.name] === value && one['IsDeleted'] !== true,
  )
  if (row !== undefined) return noContent(updateRecord(store, object, String(row['Id']), jsonBody(call)))
  const written = createRecord(store, object, { ...jsonBody(call), [def.name]: value })
  return written.ok
    ? { status: 201, json: { id: written.id, success: true, errors: [], created: true } }
    : failure(written)
}
