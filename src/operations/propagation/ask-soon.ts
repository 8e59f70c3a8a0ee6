import type { Connector } from '../../connector/contract.ts'
import { lookAgainMs } from '../../domain/propagation/states.ts'
import type { PropagationResult } from '../../store/propagation/propagation-results.ts'
import type { App } from '../app/app.ts'

/**
 * What our user may not see or do at a CRM is asked for again by one of those that wait; it wakes the others when it
 * gets through.
 */
export function oneAsksSoon(app: App, { kind }: Connector, results: readonly PropagationResult[]): PropagationResult[] {
  const first = results.find(({ reason }) => reason === 'scope-missing')
  const soon = new Date(app.clock.now().getTime() + lookAgainMs)
  return results.map((result) => (kind === 'crm' && result === first ? { ...result, nextAttemptAt: soon } : result))
}
