import type { OptOutOrder, OptOutOutcome } from '../../../src/connector/shopper.ts'
import { shopperClientName } from '../transport/endpoints.ts'
import { optOutFields } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { refusalOf, writeOne } from '../records/write-one.ts'

/**
 * Sets Email Opt Out under another client's name: change events repeat the name
 * (docs/reference/salesforce.md#cdc-origin), and a write under ours would be taken for an echo and never be heard.
 */
export async function optOut(
  system: SalesforceSystem,
  orders: readonly OptOutOrder[],
): Promise<readonly OptOutOutcome[]> {
  const outcomes: OptOutOutcome[] = []
  for (const { orderId, record } of orders) {
    const element = await writeOne(
      system,
      'PATCH',
      { attributes: { type: record.object }, id: to18(record.id), [optOutFields.email ?? '']: true },
      shopperClientName,
    )
    outcomes.push(
      element.success ? { orderId, status: 'written' } : { orderId, status: 'refused', ...refusalOf(element) },
    )
  }
  return outcomes
}
