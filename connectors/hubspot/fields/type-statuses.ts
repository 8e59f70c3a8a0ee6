import { send, shaped } from '../transport/api.ts'
import type { HubspotContext } from '../transport/api.ts'
import { paths } from '../transport/endpoints.ts'
import { readErrorBody } from '../transport/errors.ts'
import { Definitions, TypeStatuses } from '../transport/schemas.ts'

/**
 * Sent only when the portal asks for one (docs/reference/hubspot.md#pref-legal: both are required with its data-privacy
 * settings on).
 */
const legalBasis = {
  legalBasis: 'LEGITIMATE_INTEREST_OTHER',
  legalBasisExplanation: 'Objection of the person, recorded by Lawbase',
} as const

/**
 * Subscription types of which each address is opted out, everything included (docs/reference/hubspot.md#pref-status:
 * one status per type).
 */
export async function readTypeOptOuts(
  ctx: HubspotContext,
  emails: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const shown = new Map<string, ReadonlySet<string>>()
  for (const email of emails) {
    const answer = await send(ctx, {
      method: 'GET',
      path: paths.statuses(email),
      query: { channel: 'EMAIL' },
      accept: [400, 404],
    })
    const statuses = answer.status >= 400 ? [] : shaped(answer, TypeStatuses).results
    shown.set(
      email,
      new Set(
        statuses
          .filter((status) => status.status.toUpperCase() === 'UNSUBSCRIBED')
          .map((status) => status.subscriptionId),
      ),
    )
  }
  return shown
}

/**
 * Opts one address out of one subscription type; gives the reason when HubSpot refuses this one. Repeating is harmless.
 */
export async function unsubscribeFromType(ctx: HubspotContext, email: string, type: string): Promise<string | null> {
  const body = { subscriptionId: Number(type), statusState: 'UNSUBSCRIBED', channel: 'EMAIL' }
  const post = (more: object) =>
    send(ctx, { method: 'POST', path: paths.statuses(email), body: { ...body, ...more }, accept: [400, 404] })
  let answer = await post({})
  if (answer.status === 400 && /legalBasis/i.test(JSON.stringify(answer.json))) answer = await post(legalBasis)
  if (answer.status < 400) {
    const failures = answer.json === null ? [] : (shaped(answer, TypeStatuses).errors ?? [])
    return failures.length === 0 ? null : 'HubSpot reports that one address could not be unsubscribed from this type'
  }
  if (/already (been )?unsubscribed/i.test(readErrorBody(JSON.stringify(answer.json)).message ?? '')) return null
  return answer.status === 404
    ? `subscription type ${type} does not exist in this account any more; map the kind again on the page Settings`
    : `HubSpot answered ${answer.status} to the unsubscribe of one address from type ${type}`
}

/** Subscription types of the portal that a kind can be mapped to. */
export async function listTypes(ctx: HubspotContext): Promise<{ id: string; name: string }[]> {
  const answer = await send(ctx, { method: 'GET', path: paths.definitions })
  return shaped(answer, Definitions).results.flatMap(({ id, name, isActive, isInternal }) =>
    id === undefined || isActive === false || isInternal === true ? [] : [{ id, name: name ?? id }],
  )
}
