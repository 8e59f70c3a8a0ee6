import type { Answer, Call } from '../../core/call.ts'
import { isObject, queryList } from '../../core/call.ts'
import { dayMs, minuteMs } from '../../core/clock.ts'
import type { Router } from '../../core/router.ts'
import type { SfContext } from './context.ts'
import { enter, failure, jsonBody, newestVersion, objectIn, oldestVersion } from './context.ts'
import { describeObject, objectSummary } from './describe.ts'
import { refuse, texts } from '../account/errors.ts'
import type { SfWritten } from './records.ts'
import { createRecord, deleteRecord, locate, updateRecord } from './records.ts'
import type { ObjectDef } from '../account/schema.ts'
import { presentField } from '../soql/soql-run.ts'
import type { SalesforceStore, SfRow } from '../account/store.ts'
import { accessTo, allFields, findField, objectsOf, tableOf } from '../account/store.ts'
import { createCustomField, deleteCustomField } from './tooling.ts'

const base = '/services/data/:version'

export function addSobjectRoutes(
  router: Router,
  context: SfContext,
  limits: () => { max: number; remaining: number },
): void {
  const { store } = context
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
        identity: `${context.auth.urls().login}/id/${store.orgId}/${store.userId}`,
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
  for (const [prefix, tooling] of [
    ['sobjects', false],
    ['tooling/sobjects', true],
  ] as const) {
    router.on('GET', `${base}/${prefix}`, (call) => {
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
    router.on('GET', `${base}/${prefix}/:type/describe`, (call) => {
      const version = enter(context, call)
      return { status: 200, json: describeObject(store, objectIn(context, call, tooling), version) }
    })
    router.on('GET', `${base}/${prefix}/:type/{updated|deleted}`, (call) => {
      enter(context, call)
      return replication(store, objectIn(context, call, tooling), call)
    })
    router.on('GET', `${base}/${prefix}/:type`, (call) => {
      const version = enter(context, call)
      return {
        status: 200,
        json: { objectDescribe: objectSummary(objectIn(context, call, tooling), version), recentItems: [] },
      }
    })
    router.on('POST', `${base}/${prefix}/:type`, (call) => {
      enter(context, call)
      const object = objectIn(context, call, tooling)
      const written =
        object.name === 'CustomField'
          ? createCustomField(store, jsonBody(call))
          : createRecord(store, object, jsonBody(call))
      return written.ok
        ? {
            status: 201,
            json: { id: written.id, success: true, errors: [], ...(tooling ? { warnings: [], infos: [] } : {}) },
          }
        : failure(written)
    })
    router.on('GET', `${base}/${prefix}/:type/:id`, (call) => {
      const version = enter(context, call)
      return readOne(store, objectIn(context, call, tooling), call, version)
    })
    router.on('PATCH', `${base}/${prefix}/:type/:id`, (call) => {
      enter(context, call)
      return noContent(updateRecord(store, objectIn(context, call, tooling), call.params['id'] ?? '', jsonBody(call)))
    })
    router.on('DELETE', `${base}/${prefix}/:type/:id`, (call) => {
      enter(context, call)
      const object = objectIn(context, call, tooling)
      const id = call.params['id'] ?? ''
      return noContent(object.name === 'CustomField' ? deleteCustomField(store, id) : deleteRecord(store, object, id))
    })
    router.on('PATCH', `${base}/${prefix}/:type/:field/:value`, (call) => {
      enter(context, call)
      return upsertOne(store, objectIn(context, call, tooling), call)
    })
  }
}

function noContent(written: SfWritten): Answer {
  return written.ok ? { status: 204 } : failure(written)
}

export function presentRecord(
  store: SalesforceStore,
  object: ObjectDef,
  row: SfRow,
  names: readonly string[],
  version: string,
): Record<string, unknown> {
  const out: Record<string, unknown> = {
    attributes: { type: object.name, url: `/services/data/${version}/sobjects/${object.name}/${String(row['Id'])}` },
  }
  const defs =
    names.length === 0
      ? allFields(store, object).filter((def) => accessTo(store, object, def).read)
      : names.flatMap((name) => {
          const def = findField(store, object, name)
          if (def !== undefined && accessTo(store, object, def).read) return def
          return def !== undefined && store.switches.hiddenFieldsSilent
            ? []
            : refuse(400, 'INVALID_FIELD', texts.noColumnQuery(name, object.name))
        })
  for (const def of defs) out[def.name] = presentField(def, row)
  return out
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

/** docs/reference/salesforce.md#get-deleted: to the minute, 30 days for updated, 15 days of deletes. */
function replication(store: SalesforceStore, object: ObjectDef, call: Call): Answer {
  const minute = (text: string | null): number =>
    Math.floor(Date.parse((text ?? '').replace(' ', '+')) / minuteMs) * minuteMs
  const [start, end] = [minute(call.url.searchParams.get('start')), minute(call.url.searchParams.get('end'))]
  const now = store.clock.now()
  if (Number.isNaN(start) || Number.isNaN(end))
    return refuse(400, 'INVALID_REPLICATION_DATE', 'startDate and endDate must be dateTimes')
  if (end - start < minuteMs)
    return refuse(400, 'INVALID_REPLICATION_DATE', 'startDate must be at least one minute greater than endDate')
  if (start < now - 30 * dayMs)
    return refuse(
      400,
      'INVALID_REPLICATION_DATE',
      'startDate before org replication enabled date or more than 30 days ago',
    )
  const covered = new Date(Math.min(end, now)).toISOString().replace('Z', '+0000')
  const rows = [...tableOf(store, object.name).values()].filter(isObject) as SfRow[]
  if (call.path.endsWith('/updated')) {
    const ids = rows
      .filter((row) => row['IsDeleted'] !== true && within(row['SystemModstamp'], start, end))
      .map((row) => row['Id'])
    if (ids.length > 600_000) return refuse(400, 'EXCEEDED_ID_LIMIT', 'too many ids')
    return { status: 200, json: { ids, latestDateCovered: covered } }
  }
  const deletedRecords = rows.flatMap((row) => {
    const at = store.bin.get(String(row['Id']))?.at
    return at !== undefined && at >= start && at < end && at > now - 15 * dayMs
      ? [{ id: row['Id'], deletedDate: new Date(at).toISOString().replace('Z', '+0000') }]
      : []
  })
  return {
    status: 200,
    json: {
      deletedRecords,
      earliestDateAvailable: new Date(now - 15 * dayMs).toISOString().replace('Z', '+0000'),
      latestDateCovered: covered,
    },
  }
}

function within(value: unknown, start: number, end: number): boolean {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return at >= start && at < end
}
