import type { Connection } from 'jsforce'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { assertRunning, tokenRefused } from '../transport/api.ts'
import { clientName, version } from '../transport/endpoints.ts'
import { errorForCode } from '../transport/errors.ts'
import type { SalesforceSystem } from './system.ts'

/** jsforce waits up to 30 minutes for an answer (docs/reference/salesforce.md#jsforce-timeout). */
const deadlineMs = 30_000

/**
 * One jsforce call, loaded when first used: its own deadline, one renewal of the token, no refresh function (its
 * refresh loop has no end, docs/reference/salesforce.md#jsforce-401), and our errors. Counted as one call; jsforce
 * never repeats a POST.
 */
export async function withJsforce<T>(
  system: SalesforceSystem,
  call: (connection: Connection) => Promise<T>,
): Promise<T> {
  const token = await system.access.token()
  try {
    return await once(system, token, call)
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== 'auth-expired') throw error
  }
  try {
    return await once(system, await system.access.renewToken(token), call)
  } catch (error) {
    throw error instanceof ConnectorError && error.kind === 'auth-expired' ? tokenRefused() : error
  }
}

async function once<T>(
  system: SalesforceSystem,
  accessToken: string,
  call: (connection: Connection) => Promise<T>,
): Promise<T> {
  assertRunning(system.deps.signal)
  await system.deps.budget.take(system.deps.lane, 1)
  const jsforce = await import('jsforce')
  const connection = new jsforce.Connection({
    instanceUrl: await system.access.baseUrl(),
    accessToken,
    version,
    callOptions: { client: clientName },
    logLevel: 'NONE',
  })
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new ConnectorError('unavailable', 'Salesforce did not answer in time.')),
    deadlineMs,
  )
  try {
    return await Promise.race([call(connection), late.promise])
  } catch (error) {
    throw error instanceof ConnectorError ? error : translated(error)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * jsforce names its errors by errorCode; `ERROR_HTTP_<status>` for bodies that are not JSON
 * (docs/reference/salesforce.md#jsforce-errors).
 */
function translated(error: unknown): ConnectorError {
  const name = error instanceof Error ? error.name : ''
  if (name === 'INVALID_SESSION_ID') return errorForCode(401, name)
  const [, status] = /^ERROR_HTTP_(\d+)$/.exec(name) ?? []
  if (status !== undefined) return errorForCode(Number(status), null)
  if (name === 'REQUEST_LIMIT_EXCEEDED') return errorForCode(403, name)
  if (/^[A-Z][A-Z_]+$/.test(name)) return errorForCode(400, name)
  return new ConnectorError('unavailable', 'Salesforce could not be reached.', { cause: error })
}
