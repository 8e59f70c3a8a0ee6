import { isAllowed } from './tables/verdicts.ts'
import type { BasisResult } from './basis.ts'
import type { ConsentResult } from './consent.ts'
import type { Ask, ContactFacts, SaleFact } from './facts.ts'
import { customerChannels } from './tables/countries.ts'

// What the person did gives a basis of its own: bought something, or agreed.

/** B3 gives its own basis, also where legitimate interest would do; what the sale lacks is told where it is missed. */
export function withCustomer(base: BasisResult, facts: ContactFacts, ask: Ask, today: string): BasisResult {
  if (ask.purpose !== 'prospecting' || base.basis === 'not_personal' || base.rule === 'A15') return base
  const soft = softOptIn(facts, ask, today)
  const rule = facts.countries.includes('FR') ? 'FR7' : base.rule
  if (soft.met)
    return { ...base, verdict: 'ALLOW', basis: 'soft_opt_in', rule, rules: [...new Set([rule, 'B3'])], unlockedBy: [] }
  return soft.rule === null || isAllowed(base.verdict) ? base : { ...base, rules: [...base.rules, soft.rule] }
}

/**
 * Step 6: a valid consent carries what nothing else does; one basis per purpose, so it is looked at only then, and
 * where it is what ended an objection. A lost consent or exception for customers is not replaced by an interest (CN11).
 */
export function withConsent(
  base: BasisResult,
  consent: ConsentResult,
  facts: ContactFacts,
  lifted: boolean,
): BasisResult {
  if (isAllowed(base.verdict) && lifted && !consent.valid) {
    const rules = [...base.rules, consent.rule ?? 'E7']
    return { ...base, verdict: 'NEED_CONSENT', basis: null, rules, unlockedBy: ['consent'] }
  }
  if (isAllowed(base.verdict) && !lifted) {
    const rescued =
      (facts.recordedBasis === 'consent' || facts.recordedBasis === 'soft_opt_in') &&
      !consent.valid &&
      base.basis === 'legitimate_interest'
    return rescued
      ? {
          ...base,
          verdict: 'REVIEW',
          basis: null,
          rule: 'CN11',
          rules: [...base.rules, 'CN11'],
          unlockedBy: ['review', 'consent'],
        }
      : base
  }
  if (base.rule === 'A15' || base.rule === 'I12') return base
  if (consent.valid)
    return { ...base, verdict: 'ALLOW', basis: 'consent', rule: 'E1', rules: [...base.rules, 'E1'], unlockedBy: [] }
  return consent.rule === null ? base : { ...base, rules: [...base.rules, consent.rule] }
}

interface SoftOptIn {
  met: boolean
  /** Row of docs/reference/law.md#b3 that the nearest sale fails; null without sales or when met. */
  rule: string | null
}

/**
 * Existing customer, similar own product, refusal offered then: all of docs/reference/law.md#b3, on a channel where
 * every country the contact may belong to has the exception (B4).
 */
function softOptIn(facts: ContactFacts, ask: Ask, today: string): SoftOptIn {
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
