import { ConnectorError } from '../../../src/connector/errors.ts'
import { aFewAtOnce } from '../../../src/connector/calls/side-by-side.ts'
import { send, shaped } from '../transport/api.ts'
import type { HubspotContext } from '../transport/api.ts'
import { chunksOf } from './contacts.ts'
import { batchSize, paths } from '../transport/endpoints.ts'
import { readErrorBody } from '../transport/errors.ts'
import { Definitions, PreferenceBatch, WideStatusBatch, WideStatuses } from '../transport/schemas.ts'
import type { WideStatus } from '../transport/schemas.ts'
import { batchReadScope, batchWriteScope } from '../transport/scopes.ts'

/** Business units of the portal; `undefined` stands for the portal default (docs/reference/hubspot.md#pref-units). */
export type Units = readonly (string | undefined)[]

/** Number of the default unit, which a call without a unit is about (docs/reference/hubspot.md#pref-units). */
const portalDefault = '0'

/** What the vendor shows for one address, in its own words; null when it is not opted out everywhere. */
export type OptOut = string | null

/**
 * Units named by the subscription definitions. Whether a call without a unit covers all is UNSURE, so each unit
 * gets its own call; a portal without brands, or one that hides definitions, has only the default.
 */
export async function readUnits(ctx: HubspotContext): Promise<Units> {
  const answer = await send(ctx, { method: 'GET', path: paths.definitions, accept: [400, 403, 404] })
  if (answer.status >= 400) return [undefined]
  const units = new Set(
    shaped(answer, Definitions).results.map((definition) => definition.businessUnitId ?? portalDefault),
  )
  units.delete(portalDefault)
  return [undefined, ...units]
}

/** Reads whether each address is opted out of everything, in every unit. */
export async function readOptOuts(
  ctx: HubspotContext,
  emails: readonly string[],
  units: Units,
): Promise<Map<string, OptOut>> {
  const shown = new Map<string, string[]>(emails.map((email) => [email, []]))
  for (const unit of units) {
    for (const [email, statuses] of await readUnit(ctx, emails, unit)) {
      const seen = statuses.find((status) => isOptOut(status, email, unit ?? portalDefault))
      if (seen !== undefined)
        shown.get(email)?.push(`${seen.wideStatusType ?? 'PORTAL_WIDE'} ${seen.status ?? 'UNSUBSCRIBED'}`)
    }
  }
  return new Map(
    [...shown].map(([email, seen]) => [email, seen.length === units.length ? [...new Set(seen)].join(', ') : null]),
  )
}

async function readUnit(
  ctx: HubspotContext,
  emails: readonly string[],
  unit: string | undefined,
): Promise<Map<string, readonly WideStatus[]>> {
  const query = { channel: 'EMAIL', businessUnitId: unit }
  const read = new Map<string, readonly WideStatus[]>()
  const inBatches = emails.length > 1 && ctx.access.scopes.includes(batchReadScope)
  for (const slice of inBatches ? chunksOf(emails, batchSize) : []) {
    const answer = await send(ctx, {
      method: 'POST',
      path: paths.unsubscribeAllBatchRead,
      query,
      body: { inputs: slice },
      accept: [400, 403, 404],
    })
    for (const result of answer.status >= 400 ? [] : shaped(answer, WideStatusBatch).results)
      read.set(result.subscriberIdString.toLowerCase(), result.wideStatuses ?? [])
  }
  // The account's tier may refuse the batch although the scope was granted, and a 207 leaves addresses out
  // (docs/reference/hubspot.md#pref-tier): those are asked singly.
  const left = emails.filter((email) => !read.has(email))
  await aFewAtOnce(left, atOnce, async (email) => {
    const answer = await send(ctx, { method: 'GET', path: paths.unsubscribeAll(email), query, accept: [400, 404] })
    read.set(email, answer.status >= 400 ? [] : shaped(answer, WideStatuses).results)
  })
  return read
}

/**
 * An objection to one brand says nothing of the others (docs/reference/hubspot.md#pref-units): its status counts for
 * the unit it names.
 */
function isOptOut(status: WideStatus, email: string, unit: string): boolean {
  const named = status.subscriberIdString?.toLowerCase()
  const elsewhere = status.wideStatusType === 'BUSINESS_UNIT_WIDE' && (status.businessUnitId ?? unit) !== unit
  return (
    (named === undefined || named === email) &&
    !elsewhere &&
    (status.status ?? 'UNSUBSCRIBED').toUpperCase() === 'UNSUBSCRIBED'
  )
}

/**
 * Opts each address out of everything (docs/reference/hubspot.md#pref-calls). Answers a reason for the addresses that
 * HubSpot refused one by one; errors of the whole call are thrown. Repeating is harmless: "already unsubscribed" as a
 * 400 counts as done (docs/reference/hubspot.md#pref-v3).
 */
export async function unsubscribeAll(
  ctx: HubspotContext,
  emails: readonly string[],
  units: Units,
): Promise<Map<string, string>> {
  const refused = new Map<string, string>()
  const inBatches = emails.length > 1 && ctx.access.scopes.includes(batchWriteScope)
  for (const unit of units) {
    const query = { channel: 'EMAIL', businessUnitId: unit }
    const left = inBatches ? await unsubscribeInBatches(ctx, emails, query) : emails
    await aFewAtOnce(left, atOnce, async (email) => {
      const reason = await unsubscribeOne(ctx, email, query)
      if (reason !== null) refused.set(email, reason)
    })
  }
  return refused
}

/** Calls for single addresses that are under way at once; the budget decides how soon each may go. */
const atOnce = 5

/**
 * Addresses that must be done singly: those a batch did not confirm (docs/reference/hubspot.md#pref-200-errors: errors
 * may hide inside a 200).
 */
async function unsubscribeInBatches(
  ctx: HubspotContext,
  emails: readonly string[],
  query: Record<string, string | undefined>,
): Promise<readonly string[]> {
  const left: string[] = []
  for (const slice of chunksOf(emails, batchSize)) {
    const answer = await send(ctx, {
      method: 'POST',
      path: paths.unsubscribeAllBatch,
      query,
      body: { inputs: slice },
      accept: [400, 403, 404],
    })
    const batch = answer.status >= 400 ? null : shaped(answer, PreferenceBatch)
    const done = new Set(batch?.results.map((result) => result.subscriberIdString?.toLowerCase() ?? ''))
    const clean = batch !== null && (batch.errors ?? []).length === 0 && done.size === 0
    if (!clean) left.push(...slice.filter((email) => !done.has(email)))
  }
  return left
}

async function unsubscribeOne(
  ctx: HubspotContext,
  email: string,
  query: Record<string, string | undefined>,
): Promise<string | null> {
  const answer = await send(ctx, { method: 'POST', path: paths.unsubscribeAll(email), query, accept: [400, 404] })
  if (answer.status < 400) {
    // docs/reference/hubspot.md#pref-200-errors: a 200 may still carry failures. An empty body carries none.
    const failures = answer.json === null ? [] : (shaped(answer, PreferenceBatch).errors ?? [])
    return failures.length === 0 ? null : 'HubSpot reports that one address could not be unsubscribed'
  }
  const body = readErrorBody(JSON.stringify(answer.json))
  if (/already (been )?unsubscribed/i.test(body.message ?? '')) return null
  return `HubSpot answered ${answer.status} to the unsubscribe of one address`
}

/** Proves that statuses can be reached with our scopes; throws `forbidden` when not. */
export async function probePreferences(ctx: HubspotContext): Promise<void> {
  const answer = await send(ctx, { method: 'GET', path: paths.definitions })
  if (answer.status >= 400)
    throw new ConnectorError('unexpected-response', 'HubSpot did not show its subscription types.')
}
