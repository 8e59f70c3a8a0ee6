import { ConnectorError } from '../../../src/connector/errors.ts'
import type { ConnectorErrorKind } from '../../../src/connector/errors.ts'
import type { Row } from '../transport/api.ts'
import { withJob, withoutBulk, withoutJob } from './cursor.ts'
import type { PullCursor } from './cursor.ts'
import { maxJobs } from '../transport/endpoints.ts'
import type { PersonObject } from '../fields/fields.ts'
import { pageByQuery, selectAfter, stampOf, toPage } from './person-page.ts'
import type { Page } from './person-page.ts'
import { awaitJob, jobPage, makeJob } from './query-job.ts'
import type { JobPage } from './query-job.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/** The job waits for these: the grant is for the admin to renew, and a job that runs needs time only. */
const borne: ReadonlySet<ConnectorErrorKind> = new Set(['not-ready', 'auth-expired', 'access-revoked'])

/**
 * The next page of a large object, by a Bulk 2.0 query job in the order of (SystemModstamp, Id)
 * (docs/reference/salesforce.md#bulk-query), so that the last record seen is a position for any reader. The first page
 * is empty: it saves the job. A job whose results are lost is made again from there; after any other trouble the sweep
 * goes on by queries, and what a job garbled is read again.
 */
export async function pageByJob(system: SalesforceSystem, position: PullCursor, object: PersonObject): Promise<Page> {
  const { soql, fields } = await selectAfter(system, position, object)
  let found: JobPage
  try {
    if (position.job === null) return emptyPage(withJob(position, await makeJob(system, soql), system.deps.clock.now()))
    if (position.locator === '')
      await awaitJob(system, position.job, new Date(position.jobMadeAt ?? position.startedAt))
    found = await jobPage(system, position.job, position.locator, fields)
    assertInOrder(position, found.rows, object)
  } catch (error) {
    if (!(error instanceof ConnectorError) || borne.has(error.kind) || system.deps.signal?.aborted === true) throw error
    if (error.kind === 'cursor-lost' && position.jobs < maxJobs) return emptyPage(withoutJob(position))
    return goOnByQueries(system, position, object, error)
  }
  return toPage(system, { ...position, locator: found.next ?? '' }, object, {
    rows: found.rows,
    ended: found.next === null,
  })
}

function emptyPage(position: PullCursor): Page {
  return { position, records: [], tombstones: [] }
}

function assertInOrder(position: PullCursor, rows: readonly Row[], object: PersonObject): void {
  const stamps = [position.stamp ?? '', ...rows.map((row) => stampOf(object, row))]
  if (stamps.some((stamp, index) => stamp < (stamps[index - 1] ?? '')))
    throw new ConnectorError('unexpected-response', 'Salesforce gave results of a query job out of order.')
}

async function goOnByQueries(
  system: SalesforceSystem,
  position: PullCursor,
  object: PersonObject,
  error: ConnectorError,
): Promise<Page> {
  // When the whole org is out of reach this fails too, and the saved position keeps its job.
  const page = await pageByQuery(system, withoutBulk(position, error.kind === 'unexpected-response'), object)
  const { status, missing } = error.details
  system.deps.log.warn(
    { connector: 'salesforce', object, kind: error.kind, status, missing },
    'query jobs do not work here: the sweep goes on by queries',
  )
  return page
}
