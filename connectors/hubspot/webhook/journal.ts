import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { HttpResponse } from '../../../src/connector/deps/http.ts'
import type { Cursor } from '../../../src/connector/records.ts'
import { urlOf } from '../../../src/connector/deps/vendor.ts'
import type { SignalBatch, VendorEvent } from '../../../src/connector/webhook.ts'
import { errorFor } from '../transport/errors.ts'
import { journalPauseMs, paths } from '../transport/endpoints.ts'
import { journalEvent } from './journal-event.ts'
import { watchedProperties } from '../transport/project-files.ts'
import { journalScopes } from '../transport/scopes.ts'
import type { HubspotSystem } from '../read/system.ts'

const Pointer = z.object({ url: z.url(), currentOffset: z.string().min(1) })
const File = z.object({ journalEvents: z.array(z.unknown()) })

/**
 * A message of the journal's own calls: a token of the app, no budget (they are exempt,
 * docs/reference/hubspot.md#journal).
 */
type Call = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<HttpResponse>

/**
 * HubSpot's journal (docs/reference/hubspot.md#journal, #journal-envelope), for installations that HubSpot cannot push
 * to: our account's entries, one file after the other. The position is the offset of the last file. Throws
 * `cursor-lost` when it is older than the three days that HubSpot keeps, `forbidden` when the journal is not open to
 * this app: polling goes on in both cases.
 */
export async function* readJournal(
  system: HubspotSystem,
  from: Cursor | null,
  signal: AbortSignal,
): AsyncGenerator<SignalBatch> {
  const call = caller(system, signal)
  await subscribe(call, system.access.accountId)
  let offset = typeof from?.['offset'] === 'string' ? from['offset'] : null
  while (!signal.aborted) {
    const pointer = await nextFile(call, system.access.accountId, offset)
    if (pointer === null) {
      yield { events: [], next: null }
      await pause(journalPauseMs, undefined, { signal }).catch(() => undefined)
      continue
    }
    offset = pointer.currentOffset
    const file = await system.deps.http({ method: 'GET', url: pointer.url, signal })
    if (file.status < 200 || file.status >= 300) throw errorFor(file)
    yield batchOf(parsed(file, File).journalEvents, offset, system.access.accountId)
  }
}

/** Where the file after `offset` lies, or the latest; null while there is none. Throws ConnectorError. */
async function nextFile(call: Call, accountId: string, offset: string | null): Promise<z.infer<typeof Pointer> | null> {
  const query = `?installPortalId=${encodeURIComponent(accountId)}`
  const path = offset === null ? paths.journal('latest') : paths.journalAfter(offset)
  const response = await call('GET', `${path}${query}`)
  const { status } = response
  if (offset !== null && (status === 404 || status === 410 || status === 400))
    throw new ConnectorError(
      'cursor-lost',
      'HubSpot no longer keeps the journal since we last read it; everything is read again.',
      { status },
    )
  if (status === 204 || (offset === null && status === 404)) return null
  if (status < 200 || status >= 300) throw refusalOf(response)
  return parsed(response, Pointer)
}

function batchOf(entries: readonly unknown[], offset: string, accountId: string): SignalBatch {
  const read = entries.map((entry) => journalEvent(entry, accountId, offset))
  const events = read.filter((event): event is VendorEvent => event !== null)
  // An entry we cannot read may hide an objection: what changed is read at once.
  return { events, next: { offset }, gap: events.length < entries.length }
}

function caller(system: HubspotSystem, signal: AbortSignal): Call {
  let token: string | null = null
  return async (method, path, body) => {
    const send = (bearer: string) =>
      system.deps.http({
        method,
        url: `${urlOf(system.deps.vendor, 'api')}${path}`,
        signal,
        headers: {
          authorization: `Bearer ${bearer}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    const { access } = system
    if (access.appToken === undefined)
      throw new ConnectorError('forbidden', 'The journal needs a token of the app itself; polling goes on.', {
        missing: 'client credentials',
      })
    token ??= await access.appToken(journalScopes)
    const response = await send(token)
    if (response.status !== 401) return response
    token = await access.appToken(journalScopes)
    return send(token)
  }
}

/**
 * Asked for at each start, which repeats nothing: the call is an upsert. A journal that others subscribed is read all
 * the same.
 */
async function subscribe(call: Call, portalId: string): Promise<void> {
  const contacts = {
    subscriptionType: 'OBJECT',
    portalId: Number(portalId),
    objectTypeId: '0-1',
    actions: ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'],
    properties: watchedProperties,
    objectIds: [],
  }
  for (const subscription of [contacts, { subscriptionType: 'GDPR_PRIVACY_DELETION', portalId: Number(portalId) }]) {
    const response = await call('POST', paths.journalSubscriptions, subscription)
    if (response.status === 401 || response.status === 403 || response.status === 404) throw refusalOf(response)
    if (response.status >= 500 || response.status === 429) throw errorFor(response)
  }
}

function refusalOf(response: HttpResponse): ConnectorError {
  if (response.status === 401 || response.status === 403 || response.status === 404) {
    return new ConnectorError(
      'forbidden',
      `HubSpot's journal is not open to this app (${response.status}); polling goes on.`,
      { status: response.status, missing: journalScopes[0] ?? '' },
    )
  }
  return errorFor(response)
}

function parsed<T>(response: HttpResponse, schema: z.ZodType<T>): T {
  try {
    const result = schema.safeParse(JSON.parse(response.body))
    if (result.success) return result.data
  } catch {
    // told below
  }
  throw new ConnectorError('unexpected-response', "HubSpot's journal has another shape than documented.", {
    status: response.status,
  })
}
