import { gzipSync } from 'node:zlib'
import type { Answer, Call } from '../../core/call.ts'
import { stringOf } from '../../core/call.ts'
import { dayMs } from '../../core/clock.ts'
import type { Router } from '../../core/router.ts'
import type { SfContext } from './context.ts'
import { enter, jsonBody } from './context.ts'
import { refuse } from '../account/errors.ts'
import { makeId } from '../account/ids.ts'
import type { Query } from '../soql/soql-parse.ts'
import { parseSoql } from '../soql/soql-parse.ts'
import { runSoql } from '../soql/soql-run.ts'
import { readerOf } from '../soql/soql-reader.ts'
import { SoqlError } from '../soql/soql-tokens.ts'
import { objectDef } from '../account/store.ts'

/** One query job with the rows as they stood when it was made. */
interface Job {
  readonly id: string
  readonly operation: 'query' | 'queryAll'
  readonly version: string
  readonly object: string
  readonly createdAt: number
  readonly header: readonly string[]
  readonly lines: readonly string[]
  ended: 'Failed' | 'Aborted' | null
}

const keptMs = 7 * dayMs
const base = '/services/data/:version/jobs/query'

/**
 * Bulk API 2.0 query jobs (docs/reference/salesforce.md#bulk-query); ingest is left out. Codes without a source are
 * UNSURE.
 */
export class BulkQueries {
  private readonly context: SfContext
  private readonly jobs = new Map<string, Job>()
  private readonly madeAt: number[] = []
  private lastId = 0

  constructor(context: SfContext) {
    this.context = context
  }

  addTo(router: Router): void {
    router.on('POST', base, (call) => this.create(call, enter(this.context, call)))
    router.on('GET', base, (call) => {
      enter(this.context, call)
      return {
        status: 200,
        json: { done: true, records: this.kept().map((job) => this.shown(job)), nextRecordsUrl: null },
      }
    })
    router.on('GET', `${base}/:id`, (call) => ({ status: 200, json: this.shown(this.jobOf(call)) }))
    router.on('GET', `${base}/:id/results`, (call) => this.results(call, this.jobOf(call)))
    router.on('DELETE', `${base}/:id`, (call) => {
      const job = this.jobOf(call)
      if (!['JobComplete', 'Aborted', 'Failed'].includes(this.stateOf(job)))
        return refuse(400, 'INVALIDJOBSTATE', 'The job can be deleted only when it has ended')
      this.jobs.delete(job.id)
      return { status: 204 }
    })
  }

  /** What happens to jobs by themselves: all that are there fail, are aborted in Setup, or are gone. */
  end(how: 'Failed' | 'Aborted' | 'gone'): void {
    if (how === 'gone') this.jobs.clear()
    else for (const job of this.jobs.values()) job.ended = how
  }

  private create(call: Call, version: string): Answer {
    const { switches, clock } = this.context.store
    if (!switches.bulkApi) return refuse(403, 'FEATURENOTENABLED', 'Bulk API is not enabled for this user')
    while ((this.madeAt[0] ?? Number.POSITIVE_INFINITY) < clock.now() - dayMs) this.madeAt.shift()
    if (this.madeAt.length >= switches.bulkJobsPerDay)
      return refuse(400, 'LIMIT_EXCEEDED', 'Max number of query jobs per 24 hours exceeded')
    const body = jsonBody(call)
    const operation = body['operation']
    if (operation !== 'query' && operation !== 'queryAll')
      return refuse(400, 'INVALIDJOB', 'operation must be query or queryAll')
    const made = this.run(stringOf(body['query']) ?? '', operation === 'queryAll', version)
    const job: Job = {
      id: makeId('750', ++this.lastId),
      operation,
      version,
      createdAt: clock.now(),
      ended: null,
      ...made,
    }
    this.madeAt.push(clock.now())
    this.jobs.set(job.id, job)
    return { status: 200, json: this.shown(job) }
  }

  /** No aggregates, OFFSET or parent-to-child sub-queries (docs/reference/salesforce.md#bulk-limits). */
  private run(text: string, all: boolean, version: string): Pick<Job, 'object' | 'header' | 'lines'> {
    try {
      const query = parseSoql(text)
      const header = columnsOf(query)
      const run = { store: this.context.store, all, version, asUser: true }
      const { rows } = runSoql(run, query)
      const def = objectDef(this.context.store, query.from)
      if (def === undefined) return refuse(400, 'INVALID_TYPE', `sObject type '${query.from}' is not supported.`)
      const readers = header.map((path) => readerOf(run, def, path))
      const empty = this.context.store.switches.bulkNull
      // Every value is quoted; times are written with Z (docs/reference/salesforce.md#dates).
      const lines = rows.map((row) =>
        readers
          .map((reader) => quoted(reader.read(row) ?? (reader.def.type === 'boolean' ? false : null) ?? empty))
          .join(','),
      )
      return { object: def.name, header, lines }
    } catch (error) {
      if (error instanceof SoqlError) return refuse(400, error.code, error.message)
      throw error
    }
  }

  private kept(): Job[] {
    for (const job of this.jobs.values())
      if (job.createdAt < this.context.store.clock.now() - keptMs) this.jobs.delete(job.id)
    return [...this.jobs.values()]
  }

  /** The version of the call must be that of the job. */
  private jobOf(call: Call): Job {
    const version = enter(this.context, call)
    const job = this.kept().find((one) => one.id === call.params['id'])
    if (job === undefined) return refuse(404, 'NOT_FOUND', 'The requested resource does not exist')
    return job.version === version
      ? job
      : refuse(409, 'VERSION_MISMATCH', `The job was made with API version ${job.version}`)
  }

  private stateOf(job: Job): string {
    if (job.ended !== null) return job.ended
    const age = this.context.store.clock.now() - job.createdAt
    const delay = this.context.store.switches.bulkDelayMs
    return age >= delay ? 'JobComplete' : age >= delay / 2 ? 'InProgress' : 'UploadComplete'
  }

  private shown(job: Job): Record<string, unknown> {
    const state = this.stateOf(job)
    const created = new Date(job.createdAt).toISOString().replace('Z', '+0000')
    return {
      id: job.id,
      operation: job.operation,
      object: job.object,
      createdById: this.context.store.userId,
      createdDate: created,
      systemModstamp: created,
      state,
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: Number(job.version.slice(1)),
      lineEnding: 'LF',
      columnDelimiter: 'COMMA',
      ...(state === 'JobComplete'
        ? { jobType: 'V2Query', numberRecordsProcessed: job.lines.length, retries: 0, totalProcessingTime: 100 }
        : {}),
      ...(state === 'Failed' ? { errorMessage: 'QUERY_TIMEOUT: Your query request was running for too long.' } : {}),
    }
  }

  /** The header on each page; the literal `null` when nothing follows. */
  private results(call: Call, job: Job): Answer {
    const { switches } = this.context.store
    if (this.stateOf(job) !== 'JobComplete') return refuse(400, 'INVALIDJOBSTATE', 'The job has no results yet')
    const session = switches.locatorsEndWithSession
      ? `.${Buffer.from(String(call.headers.authorization)).toString('base64url').slice(-12)}`
      : ''
    const locator = call.url.searchParams.get('locator')
    const offset = locator === null ? 0 : offsetOf(locator, session, job.lines.length)
    const asked = Number(call.url.searchParams.get('maxRecords') ?? switches.bulkPageSize)
    if (!Number.isInteger(asked) || asked < 1)
      return refuse(400, 'INVALID_MAXRECORDS', 'maxRecords must be a positive number')
    const lines = job.lines.slice(offset, offset + Math.min(asked, switches.bulkPageSize))
    const end = offset + lines.length
    const csv = Buffer.from([job.header.map(quoted).join(','), ...lines, ''].join('\n'), 'utf8')
    const zipped = /\bgzip\b/.test(String(call.headers['accept-encoding'] ?? ''))
    return {
      status: 200,
      bytes: zipped ? gzipSync(csv) : csv,
      headers: {
        'content-type': 'text/csv',
        ...(zipped ? { 'content-encoding': 'gzip' } : {}),
        'sforce-numberofrecords': String(lines.length),
        ...(switches.bulkLocatorHeader
          ? {
              'sforce-locator':
                end < job.lines.length ? `${Buffer.from(String(end)).toString('base64url')}${session}` : 'null',
            }
          : {}),
      },
    }
  }
}

function columnsOf(query: Query): string[] {
  if (query.offset > 0) return refuse(400, 'API_ERROR', 'OFFSET is not supported in Bulk Query')
  return query.select.map((item) =>
    item.kind === 'field' ? item.path : refuse(400, 'API_ERROR', 'Only fields are supported in Bulk Query'),
  )
}

function quoted(value: string | number | boolean): string {
  return `"${String(value).replaceAll('"', '""')}"`
}

/**
 * A locator is good for the job it came from, and for its session when the org is like that
 * (docs/reference/salesforce.md#rotation-session).
 */
function offsetOf(locator: string, session: string, most: number): number {
  const offset = Number(Buffer.from(locator.split('.')[0] ?? '', 'base64url').toString('utf8'))
  const good = Number.isInteger(offset) && offset > 0 && offset < most && locator.endsWith(session)
  return good ? offset : refuse(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator')
}
