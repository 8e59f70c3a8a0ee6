import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { aFewAtOnce } from '../../../src/connector/calls/side-by-side.ts'
import { send, shaped } from '../transport/api.ts'
import type { HubspotContext } from '../transport/api.ts'
import {
  portalDefault,
  readEveryType,
  readOutOfEveryType,
  typesOfUnit,
  unsubscribeFromEveryType,
} from '../fields/every-type.ts'
import type { SubscriptionType } from '../fields/every-type.ts'
import { batchSize, notOffered, paths, singlesAtOnce } from '../transport/endpoints.ts'
import { readErrorBody } from '../transport/errors.ts'
import { Definitions, PreferenceBatch, WideStatusBatch, WideStatuses } from '../transport/schemas.ts'
import type { WideStatus } from '../transport/schemas.ts'
import { batchReadScope, batchWriteScope } from '../transport/scopes.ts'

/** Business units of the portal; `undefined` stands for the portal default (docs/reference/hubspot.md#pref-units). */
export type Units = readonly (string | undefined)[]

/**
 * What the vendor shows for one address, in its own words, and the subscription types when they alone say so; null when
 * it is not opted out everywhere.
 */
export type OptOut = { readonly value: string; readonly by: readonly string[] } | null

/**
 * Units named by the subscription definitions. Whether a call without a unit covers all is UNSURE, so each unit
 * gets its own call; a portal without brands, or one that hides definitions, has only the default.
 */
export async function readUnits(ctx: HubspotContext): Promise<Units> {
  const answer = await send(ctx, { method: 'GET', path: paths.definitions, accept: [400, ...notOffered] })
  if (answer.status >= 400) return [undefined]
  const units = new Set(
    shaped(answer, Definitions).results.map((definition) => definition.businessUnitId ?? portalDefault),
  )
  units.delete(portalDefault)
  return [undefined, ...units]
}

/**
 * Reads whether each address is opted out of everything, in every unit. `types`, where given, is asked for only when
 * an address is not shown as out of all: then it is out too when each type says so, which is how it is opted out where
 * an account has no "unsubscribe from all" (docs/reference/hubspot.md#pref-not-offered).
 */
export async function readOptOuts(
  ctx: HubspotContext,
  emails: readonly string[],
  units: Units,
  types?: () => Promise<readonly SubscriptionType[] | null>,
): Promise<Map<string, OptOut>> {
  const shown = new Map<string, NonNullable<OptOut>[]>(emails.map((email) => [email, []]))
  for (const unit of units) {
    const wide = wideOptOuts(await readUnit(ctx, emails, unit), unit ?? portalDefault)
    const left = emails.filter((email) => !wide.has(email))
    const every = types === undefined || left.length === 0 ? null : await types()
    const byType = every === null ? [] : await readOutOfEveryType(ctx, left, unit, typesOfUnit(every, unit, units))
    for (const [email, value] of wide) shown.get(email)?.push({ value, by: [] })
    for (const [email, by] of byType)
      if (by.length > 0) shown.get(email)?.push({ value: `${by.join(',')} UNSUBSCRIBED`, by })
  }
  return new Map([...shown].map(([email, seen]) => [email, seen.length === units.length ? together(seen) : null]))
}

/** Per address that is out of everything in the unit: how HubSpot says so. */
function wideOptOuts(read: ReadonlyMap<string, readonly WideStatus[]>, unit: string): Map<string, string> {
  const out = new Map<string, string>()
  for (const [email, statuses] of read) {
    const seen = statuses.find((status) => isOptOut(status, email, unit))
    if (seen !== undefined) out.set(email, `${seen.wideStatusType ?? 'PORTAL_WIDE'} ${seen.status ?? 'UNSUBSCRIBED'}`)
  }
  return out
}

const together = (seen: readonly NonNullable<OptOut>[]): OptOut => ({
  value: [...new Set(seen.map(({ value }) => value))].join(', '),
  by: seen.flatMap(({ by }) => by),
})

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
      accept: [400, ...notOffered],
    })
    for (const result of answer.status >= 400 ? [] : shaped(answer, WideStatusBatch).results)
      read.set(result.subscriberIdString.toLowerCase(), result.wideStatuses ?? [])
  }
  // The account's tier may refuse the batch although the scope was granted, and a 207 leaves addresses out
  // (docs/reference/hubspot.md#pref-tier): those are asked singly.
  const left = emails.filter((email) => !read.has(email))
  await aFewAtOnce(left, singlesAtOnce, async (email) => {
    const answer = await send(ctx, {
      method: 'GET',
      path: paths.unsubscribeAll(email),
      query,
      accept: [400, ...notOffered],
    })
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

/** What came of opting addresses out: who HubSpot refused and why, who went type by type, and who was out already. */
interface Unsubscribed {
  readonly refused: ReadonlyMap<string, string>
  readonly byType: ReadonlySet<string>
  readonly unchanged: ReadonlySet<string>
}

/**
 * Opts each address out of everything (docs/reference/hubspot.md#pref-calls): in one call where the account offers it,
 * else out of each type on its own (docs/reference/hubspot.md#pref-not-offered). Errors of the whole call are thrown,
 * a missing scope among them. Repeating is harmless: "already unsubscribed" as a 400 counts as done
 * (docs/reference/hubspot.md#pref-v3).
 */
export async function unsubscribeAll(
  ctx: HubspotContext,
  emails: readonly string[],
  units: Units,
): Promise<Unsubscribed> {
  const refused = new Map<string, string>()
  const wrote = new Set<string>()
  const byType = new Set<string>()
  const inBatches = emails.length > 1 && ctx.access.scopes.includes(batchWriteScope)
  for (const unit of units) {
    const query = { channel: 'EMAIL', businessUnitId: unit }
    const left = inBatches ? await unsubscribeInBatches(ctx, emails, query) : emails
    for (const email of emails) if (!left.includes(email)) wrote.add(email)
    const refusedAll: string[] = []
    await aFewAtOnce(left, singlesAtOnce, async (email) => {
      const reason = await unsubscribeOne(ctx, email, query)
      if (reason === 'not-offered') refusedAll.push(email)
      else wrote.add(email)
      if (reason !== null && reason !== 'not-offered') refused.set(email, reason.refusal)
    })
    const every = refusedAll.length === 0 ? null : await readEveryType(ctx)
    const types = every === null ? null : typesOfUnit(every, unit, units)
    await aFewAtOnce(refusedAll, singlesAtOnce, async (email) => {
      byType.add(email)
      const done = await unsubscribeFromEveryType(ctx, email, unit, types)
      if (done.wrote) wrote.add(email)
      if (done.refusal !== null) refused.set(email, done.refusal)
    })
  }
  return { refused, byType, unchanged: new Set(emails.filter((email) => !wrote.has(email) && !refused.has(email))) }
}

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
      accept: [400, ...notOffered],
    })
    const batch = answer.status >= 400 ? null : shaped(answer, PreferenceBatch)
    const done = new Set(batch?.results.map((result) => result.subscriberIdString?.toLowerCase() ?? ''))
    const clean = batch !== null && (batch.errors ?? []).length === 0 && done.size === 0
    if (!clean) left.push(...slice.filter((email) => !done.has(email)))
  }
  return left
}

/** Null when the call was answered; a 403 for want of a scope shows again with the first type. */
async function unsubscribeOne(
  ctx: HubspotContext,
  email: string,
  query: Record<string, string | undefined>,
): Promise<'not-offered' | { refusal: string } | null> {
  const call = { method: 'POST', path: paths.unsubscribeAll(email), query, accept: [400, ...notOffered] } as const
  const answer = await send(ctx, call)
  if (notOffered.includes(answer.status)) return 'not-offered'
  if (answer.status < 400) {
    // docs/reference/hubspot.md#pref-200-errors: a 200 may still carry failures. An empty body carries none.
    const failures = answer.json === null ? [] : (shaped(answer, PreferenceBatch).errors ?? [])
    return failures.length === 0 ? null : { refusal: 'HubSpot reports that one address could not be unsubscribed' }
  }
  const body = readErrorBody(JSON.stringify(answer.json))
  if (/already (been )?unsubscribed/i.test(body.message ?? '')) return null
  return { refusal: `HubSpot answered ${answer.status} to the unsubscribe of one address` }
}

/** Proves that statuses can be reached with our scopes; throws `forbidden` when not. */
export async function probePreferences(ctx: HubspotContext): Promise<void> {
  const answer = await send(ctx, { method: 'GET', path: paths.definitions })
  if (answer.status >= 400)
    throw new ConnectorError('unexpected-response', 'HubSpot did not show its subscription types.')
}
