import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { HttpResponse } from '../../../src/connector/deps/http.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { assertRunning, exchange, parseJson, shaped } from '../transport/api.ts'
import type { Row } from '../transport/api.ts'
import { readCsvPage } from './csv-page.ts'
import type { ObjectFields } from '../fields/describe.ts'
import { jobPatienceMs, jobPausesMs, jobReturnMs, pageSize, paths } from '../transport/endpoints.ts'
import { errorFor } from '../transport/errors.ts'
import type { SalesforceSystem } from '../fields/system.ts'

const Job = z.object({
  id: z.string().regex(/^[A-Za-z0-9]+$/),
  state: z.enum(['Open', 'UploadComplete', 'InProgress', 'JobComplete', 'Failed', 'Aborted']),
})
/**
 * Answers about a job that is no longer there for us: gone, another API version, a locator of an ended session
 * (docs/reference/salesforce.md#bulk-query, #rotation-session).
 */
const lost: ReadonlySet<number> = new Set([400, 404, 409])

/**
 * Makes a Bulk 2.0 query job that also gives deleted rows (docs/reference/salesforce.md#bulk-query); gives its id.
 * Throws ConnectorError.
 */
export async function makeJob(system: SalesforceSystem, soql: string): Promise<string> {
  const response = await exchange(system, {
    method: 'POST',
    path: paths.queryJobs,
    body: { operation: 'queryAll', query: soql },
  })
  if (!isOk(response)) throw errorFor(response)
  return shaped({ json: parseJson(response), status: response.status }, Job).id
}

/**
 * Looks a few times whether the job has ended well. Throws `not-ready` when it has not, with the delay after which to
 * come back: the longer it has taken, the later. Throws `cursor-lost` when the job is gone, another kind when it
 * failed.
 */
export async function awaitJob(system: SalesforceSystem, id: string, madeAt: Date): Promise<void> {
  for (const pauseMs of [...jobPausesMs, null]) {
    const { state } = shaped(await ofJob(system, id), Job)
    if (state === 'JobComplete') return
    if (state === 'Failed' || state === 'Aborted')
      throw new ConnectorError('unavailable', `Salesforce ended the query job (${state}).`)
    if (pauseMs !== null)
      await pause(pauseMs, undefined, system.deps.signal === undefined ? {} : { signal: system.deps.signal }).catch(
        () => assertRunning(system.deps.signal),
      )
  }
  const ageMs = system.deps.clock.now().getTime() - madeAt.getTime()
  if (ageMs > jobPatienceMs) throw new ConnectorError('unavailable', 'Salesforce does not end the query job.')
  throw new ConnectorError('not-ready', 'Salesforce is preparing its records for reading; reading goes on by itself.', {
    retryAfterMs: Math.min(Math.max(ageMs, jobReturnMs.least), jobReturnMs.most),
  })
}

async function ofJob(system: SalesforceSystem, id: string): Promise<{ json: unknown; status: number }> {
  const response = await exchange(system, { method: 'GET', path: `${paths.queryJobs}/${id}` })
  if (!isOk(response)) throw failureOf(response)
  return { json: parseJson(response), status: response.status }
}

/** `next` is null after the last page. */
export interface JobPage {
  rows: Row[]
  next: string | null
}

/**
 * One page of results; `locator` empty = the first. Throws `cursor-lost` when job or locator are no longer known, and
 * `unexpected-response` when the page is not whole or does not say what follows: a missing locator is no end
 * (docs/reference/salesforce.md#bulk-query).
 */
export async function jobPage(
  system: SalesforceSystem,
  id: string,
  locator: string,
  fields: ObjectFields,
): Promise<JobPage> {
  const query = new URLSearchParams({ maxRecords: String(pageSize), ...(locator === '' ? {} : { locator }) })
  const response = await exchange(system, {
    method: 'GET',
    path: `${paths.queryJobs}/${id}/results?${query}`,
    accept: 'text/csv',
  })
  if (!isOk(response)) throw failureOf(response)
  const rows = readCsvPage(response.body, fields)
  const count = response.headers.get('sforce-numberofrecords')
  const next = response.headers.get('sforce-locator')
  if (count !== null && Number(count) !== rows.length)
    throw new ConnectorError('unexpected-response', 'Salesforce gave a page of results that is not whole.')
  if (next === null || next === '' || next === locator || (next !== 'null' && rows.length === 0)) {
    throw new ConnectorError('unexpected-response', 'Salesforce gave a page of results that does not say what follows.')
  }
  return { rows, next: next === 'null' ? null : next }
}

/** The org forgets jobs by itself after 7 days, so a refusal to delete one is borne. */
export async function deleteJob(system: SalesforceSystem, id: string): Promise<void> {
  try {
    await exchange(system, { method: 'DELETE', path: `${paths.queryJobs}/${id}` })
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
  }
}

function isOk({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300
}

function failureOf(response: HttpResponse): ConnectorError {
  if (!lost.has(response.status)) return errorFor(response)
  return new ConnectorError('cursor-lost', 'Salesforce no longer knows the query job or its position.', {
    status: response.status,
  })
}
