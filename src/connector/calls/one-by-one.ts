import type { ConnectorDeps } from '../access.ts'
import { ConnectorError } from '../errors.ts'
import type { SuppressionOrder } from '../orders.ts'
import type { Outcome } from '../outcome.ts'

/**
 * Carries orders one after the other. What concerns the whole system ends it there; what came of the orders before goes
 * with the error (`done`), so that nothing is sent again because a later order met a limit. A 429 stops the
 * Connection's whole budget for as long as it says (docs/reference/brokers.md#webhook-schedule).
 */
export async function oneByOne(
  { signal, budget }: Pick<ConnectorDeps, 'signal' | 'budget'>,
  orders: readonly SuppressionOrder[],
  carry: (order: SuppressionOrder) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const done: Outcome[] = []
  for (const order of orders) {
    try {
      if (signal?.aborted === true) throw stopped()
      done.push(await carry(order))
    } catch (error) {
      const failure = error instanceof ConnectorError ? error : signal?.aborted === true ? stopped(error) : null
      if (failure === null) throw error
      const { status, retryAfterMs } = failure.details
      if (status === 429 && retryAfterMs !== undefined) budget.observe({ rateLimitedForMs: retryAfterMs })
      throw new ConnectorError(failure.kind, failure.message, { ...failure.details, done })
    }
  }
  return done
}

const stopped = (cause?: unknown) =>
  new ConnectorError(
    'unavailable',
    'The work was stopped before its end; it is taken up again later.',
    cause === undefined ? {} : { cause },
  )
