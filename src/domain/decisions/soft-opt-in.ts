import { customerChannels } from './tables/countries.ts'
import type { Ask, ContactFacts, SaleFact } from './facts.ts'

export interface SoftOptIn {
  met: boolean
  /** Row of docs/reference/law.md#b3 that the nearest sale fails; null without sales or when met. */
  rule: string | null
}

/**
 * Existing customer, similar own product, refusal offered then: all of docs/reference/law.md#b3, on a channel where
 * every country the contact may belong to has the exception (B4).
 */
export function softOptIn(facts: ContactFacts, ask: Ask, today: string): SoftOptIn {
  const countries = facts.countries.length === 0 ? ['ZZ'] : facts.countries
  if (
    facts.sales.length === 0 ||
    !countries.every((country) => customerChannels.get(country)?.includes(ask.channel) ?? false)
  )
    return { met: false, rule: null }
  const lacks = facts.sales.map((sale) => lackOf(sale, ask, today))
  const nearest = lacks.reduce((best, lack) => (best === null || lack === null ? null : lack > best ? lack : best))
  return { met: nearest === null, rule: nearest }
}

function lackOf(sale: SaleFact, ask: Ask, today: string): string | null {
  if (!sale.addressFromCustomer) return 'B3.1'
  if (sale.on > today) return 'B3.2'
  if (!sale.bySameEntity) return 'B3.3'
  if (sale.productFamily === null || sale.productFamily !== ask.offer?.productFamily) return 'B3.4'
  return sale.refusalOffered ? null : 'B3.5'
}
