import type { FormerCustomerFields } from '../../../src/domain/connections/former-customer.ts'
import type { Row } from '../transport/api.ts'
import { flag, text } from '../transport/rows.ts'
import type { Source } from './signal-source.ts'

/** What the opportunities of one person say. */
export interface Deals {
  open: boolean
  won: boolean
  /** Close date of the last one won (YYYY-MM-DD); null = not read, or none shown. */
  lastWonOn: string | null
}

export const noDeals: Deals = { open: false, won: false, lastWonOn: null }

/**
 * The roles of persons in opportunities (docs/reference/salesforce.md#deals). Close dates are read only where a field
 * says when relationships end.
 */
export function dealSource(fields: FormerCustomerFields | undefined): Source {
  return {
    object: 'OpportunityContactRole',
    needs: ['ContactId', 'OpportunityId'],
    person: (object) => (object === 'Contact' ? 'ContactId' : null),
    select: [
      'Opportunity.IsClosed',
      'Opportunity.IsWon',
      ...(fields === undefined || fields.endProperty === '' ? [] : ['Opportunity.CloseDate']),
    ],
    where: 'OpportunityId != null',
    act: () => null,
  }
}

/** The same with one more opportunity. One that was won and shows no date makes the last date unknown. */
export function withDeal(deals: Deals, row: Row): Deals {
  if (!flag(row, 'Opportunity.IsWon')) return flag(row, 'Opportunity.IsClosed') ? deals : { ...deals, open: true }
  const on = text(row, 'Opportunity.CloseDate')?.slice(0, 10) ?? null
  const known = deals.won ? deals.lastWonOn : on
  return { ...deals, won: true, lastWonOn: known === null || on === null ? null : known > on ? known : on }
}
