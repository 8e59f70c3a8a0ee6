import { aFewAtOnce } from '../../../src/connector/calls/side-by-side.ts'
import { send, shaped } from '../transport/api.ts'
import type { HubspotContext } from '../transport/api.ts'
import { notThere, paths, singlesAtOnce } from '../transport/endpoints.ts'
import { Definitions, TypeStatuses } from '../transport/schemas.ts'
import { unsubscribeFromType } from './type-statuses.ts'

/** Number of the default unit, which a call without a unit is about (docs/reference/hubspot.md#pref-units). */
export const portalDefault = '0'

/** One subscription type of the account. */
export interface SubscriptionType {
  readonly id: string
  readonly unit: string
  /** Off: nothing is sent by it, so it need not be stopped unless an address still shows as subscribed. */
  readonly active: boolean
}

/** How one address stands in one business unit. */
interface Standing {
  /** Types that must say no there, and those that do not yet. */
  readonly needed: readonly string[]
  readonly open: readonly string[]
}

/**
 * Every subscription type of the account as it is now, asked afresh so that one added later counts. Throws `forbidden`
 * when the scope is missing; null where the account shows no list.
 */
export async function readEveryType(ctx: HubspotContext): Promise<readonly SubscriptionType[] | null> {
  const answer = await send(ctx, { method: 'GET', path: paths.definitions, accept: notThere })
  if (answer.status >= 400) return null
  return shaped(answer, Definitions).results.flatMap(({ id, businessUnitId, isActive }) =>
    id === undefined ? [] : [{ id, unit: businessUnitId ?? portalDefault, active: isActive !== false }],
  )
}

/**
 * The types that say no of each address which says no to every one of these types: empty for the others, and where
 * there is no type at all. One call per address.
 */
export async function readOutOfEveryType(
  ctx: HubspotContext,
  emails: readonly string[],
  unit: string | undefined,
  types: readonly SubscriptionType[],
): Promise<Map<string, readonly string[]>> {
  const shown = new Map<string, readonly string[]>()
  await aFewAtOnce(emails, singlesAtOnce, async (email) => {
    const { needed, open } = await standingOf(ctx, email, unit, types)
    shown.set(email, open.length === 0 ? needed : [])
  })
  return shown
}

/**
 * Opts one address out of each of these types that does not say no yet. `wrote` is false when all did already;
 * `refusal` says which type HubSpot refused.
 */
export async function unsubscribeFromEveryType(
  ctx: HubspotContext,
  email: string,
  unit: string | undefined,
  types: readonly SubscriptionType[] | null,
): Promise<{ wrote: boolean; refusal: string | null }> {
  if (types === null || types.length === 0)
    return {
      wrote: false,
      refusal:
        'HubSpot offers no "unsubscribe from all" in this account and shows no subscription types; opt the person out in HubSpot',
    }
  const { open } = await standingOf(ctx, email, unit, types)
  const refusals: string[] = []
  for (const type of open) {
    const refusal = await unsubscribeFromType(ctx, email, type)
    if (refusal !== null) refusals.push(refusal)
  }
  return { wrote: open.length > 0, refusal: refusals[0] ?? null }
}

/**
 * Types of one unit. Those of a unit that was added since the units were remembered go with the default one, so that
 * none is left out.
 */
export function typesOfUnit(
  types: readonly SubscriptionType[],
  unit: string | undefined,
  units: readonly (string | undefined)[],
): readonly SubscriptionType[] {
  const known = new Set(units.map((one) => one ?? portalDefault))
  return types.filter((type) =>
    unit === undefined ? type.unit === portalDefault || !known.has(type.unit) : type.unit === unit,
  )
}

/**
 * A type that does not show counts as open (docs/reference/hubspot.md#pref-status: never asked is no opt-out); one that
 * is switched off counts only while the address is subscribed to it.
 */
async function standingOf(
  ctx: HubspotContext,
  email: string,
  unit: string | undefined,
  types: readonly SubscriptionType[],
): Promise<Standing> {
  const answer = await send(ctx, {
    method: 'GET',
    path: paths.statuses(email),
    query: { channel: 'EMAIL', businessUnitId: unit },
    accept: [400, 404],
  })
  const statuses = answer.status >= 400 ? [] : shaped(answer, TypeStatuses).results
  const stateOf = (type: string) => statuses.find((one) => one.subscriptionId === type)?.status.toUpperCase()
  const needed = types.filter((type) => type.active || stateOf(type.id) === 'SUBSCRIBED').map(({ id }) => id)
  return { needed, open: needed.filter((id) => stateOf(id) !== 'UNSUBSCRIBED') }
}
