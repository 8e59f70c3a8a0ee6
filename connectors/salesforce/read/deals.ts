import type { RemoteSale } from '../../../src/connector/records.ts'
import { dealFacts, type FactNames } from '../../../src/domain/decisions/fields/field-facts.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import type { Row } from '../transport/api.ts'
import { to18 } from '../transport/ids.ts'
import { flag, text } from '../transport/rows.ts'
import type { Source } from './signal-source.ts'

/** What the opportunities of one person say. */
export interface Deals {
  open: boolean
  won: boolean
  /** Close date of the last one won (YYYY-MM-DD); null = none shown. */
  lastWonOn: string | null
  sales: readonly RemoteSale[]
}

export const noDeals: Deals = { open: false, won: false, lastWonOn: null, sales: [] }

/** Further fields of an opportunity that are read: its date, and those an admin named, where our user sees them. */
export async function dealFields(system: SalesforceSystem): Promise<string[]> {
  const visible = await system.fieldsOf('Opportunity')
  const named = dealFacts.flatMap((fact) => system.access.factNames?.[fact] ?? [])
  return [...new Set(['CloseDate', ...named])].filter((name) => visible?.has(name) === true)
}

/** The roles of persons in opportunities (docs/reference/salesforce.md#deals). */
export function dealSource(fields: readonly string[]): Source {
  return {
    object: 'OpportunityContactRole',
    needs: ['ContactId', 'OpportunityId'],
    person: (object) => (object === 'Contact' ? 'ContactId' : null),
    select: ['OpportunityId', ...['IsClosed', 'IsWon', ...fields].map((name) => `Opportunity.${name}`)],
    where: 'OpportunityId != null',
    act: () => null,
  }
}

/** The same with one more opportunity. One that was won and shows no date makes the last date unknown. */
export function withDeal(deals: Deals, row: Row, names: FactNames = {}): Deals {
  if (!flag(row, 'Opportunity.IsWon')) return flag(row, 'Opportunity.IsClosed') ? deals : { ...deals, open: true }
  const on = text(row, 'Opportunity.CloseDate')?.slice(0, 10) ?? null
  const known = deals.won ? deals.lastWonOn : on
  const shown = (fact: 'family' | 'entity') => {
    const name = names[fact]
    return name === undefined ? null : text(row, `Opportunity.${name}`)
  }
  const id = to18(text(row, 'OpportunityId') ?? '')
  return {
    ...deals,
    won: true,
    lastWonOn: known === null || on === null ? null : known > on ? known : on,
    // A person may have several roles in one.
    sales: deals.sales.some((sale) => sale.id === id)
      ? deals.sales
      : [...deals.sales, { id, on, family: shown('family'), entity: shown('entity') }],
  }
}

/**
 * Activated orders billed to a contact (docs/reference/salesforce.md#orders): sales, whatever became of an opportunity.
 * Who keeps the person is read at the removal; here they say what was bought.
 */
export const orderSource = (): Source => ({
  object: 'Order',
  needs: ['BillToContactId', 'StatusCode', 'EffectiveDate'],
  person: (object) => (object === 'Contact' ? 'BillToContactId' : null),
  select: ['Id', 'EffectiveDate'],
  where: "StatusCode = 'Activated'",
  act: () => null,
  automatic: true,
})

/** The same with the sale of one more order. */
export const withOrder = (deals: Deals, row: Row): Deals => ({
  ...deals,
  sales: [
    ...deals.sales,
    {
      id: to18(text(row, 'Id') ?? ''),
      on: text(row, 'EffectiveDate')?.slice(0, 10) ?? null,
      family: null,
      entity: null,
    },
  ],
})
