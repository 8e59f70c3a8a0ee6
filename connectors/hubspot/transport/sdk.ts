import { ConnectorError } from '../../../src/connector/errors.ts'
import type { HubspotAnswer, HubspotCall, HubspotContext } from './api.ts'
import { sendThrough } from './api.ts'

/** The SDK's raw request has no deadline of its own (docs/reference/libraries.md#sdk-deadlines). */
const deadlineMs = 30_000

/**
 * One call through HubSpot's SDK: `apiRequest` speaks the dated paths, neither throws on a status nor retries
 * (docs/reference/hubspot.md#sdk). Loaded when first used. Budget, renewal and errors are those of every call.
 */
export async function sdkSend(ctx: HubspotContext, call: HubspotCall): Promise<HubspotAnswer> {
  const { Client } = await import('@hubspot/api-client')
  return sendThrough(ctx, call, async (request) => {
    const url = new URL(request.url)
    const client = new Client({
      basePath: url.origin,
      numberOfApiCallRetries: 0,
      accessToken: (request.headers?.['authorization'] ?? '').replace('Bearer ', ''),
    })
    const answer = client.apiRequest({
      method: request.method,
      path: url.pathname + url.search,
      ...(call.body === undefined ? {} : { body: call.body }),
    })
    return withDeadline(
      answer.then(async (response) => ({
        status: response.status,
        headers: response.headers,
        body: await response.text(),
      })),
    )
  })
}

async function withDeadline<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new ConnectorError('unavailable', 'HubSpot did not answer in time.')),
    deadlineMs,
  )
  try {
    return await Promise.race([work, late.promise])
  } catch (cause) {
    throw cause instanceof ConnectorError
      ? cause
      : new ConnectorError('unavailable', 'HubSpot could not be reached.', { cause })
  } finally {
    clearTimeout(timer)
  }
}
