import { send, shaped } from '../transport/api.ts'
import type { RemoteSale } from '../../../src/connector/records.ts'
import type { HubspotContext } from '../transport/api.ts'
import { notThere, paths } from '../transport/endpoints.ts'
import { Pipelines } from '../transport/schemas.ts'

/** What a stage says of itself, by its id: labels are the portal's own words and decide nothing. */
export type Stages = ReadonlyMap<string, Readonly<Record<string, string>>>

/** None where the account has no pipelines of that kind. */
export async function readStages(ctx: HubspotContext, type: 'deals' | 'tickets'): Promise<Stages> {
  const answer = await send(ctx, { method: 'GET', path: paths.pipelines(type), accept: notThere })
  if (notThere.includes(answer.status)) return new Map()
  const { results } = shaped(answer, Pipelines)
  return new Map(results.flatMap(({ stages }) => stages.map(({ id, metadata }) => [id, metadata ?? {}] as const)))
}

type DealState = 'open' | 'won' | 'lost'

/**
 * How a deal stands (docs/reference/hubspot.md#deal-states): by HubSpot's own reckoning, else by its stage; null = it
 * cannot be told.
 */
export function dealState(
  { hs_is_closed: closed, hs_is_closed_won: won, dealstage }: Readonly<Record<string, string | null | undefined>>,
  stages: Stages,
): DealState | null {
  if (won === 'true') return 'won'
  if (closed === 'true') return 'lost'
  if (closed === 'false') return 'open'
  const stage = stages.get(dealstage ?? '')
  if (stage?.['isClosed'] === 'false') return 'open'
  if (stage?.['isClosed'] !== 'true') return null
  const probability = Number(stage['probability'])
  return probability === 1 ? 'won' : probability === 0 ? 'lost' : null
}

/** Whether a ticket waits for an answer (docs/reference/hubspot.md#ticket-states); null = its stage does not say. */
export function isTicketOpen(stageId: string | null | undefined, stages: Stages): boolean | null {
  const { ticketState, isClosed } = stages.get(stageId ?? '') ?? {}
  if (ticketState === 'OPEN' || ticketState === 'CLOSED') return ticketState === 'OPEN'
  return isClosed === 'true' || isClosed === 'false' ? isClosed === 'false' : null
}

/** What is known of the deals of one contact or company. */
export interface Deals {
  open: number
  /** Close dates of those that were won (YYYY-MM-DD); null = one shows none. */
  wonOn: readonly (string | null)[]
  /** Those that were won. */
  sales: readonly RemoteSale[]
  /** Some could not be told. */
  unclear: boolean
}

/** HubSpot counts the lost ones too (docs/reference/hubspot.md#deal-states). */
export function hasDeals(count: string | null | undefined): boolean {
  return Number(count ?? 0) > 0
}
