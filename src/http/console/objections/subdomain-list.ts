import type { Subdomain } from '../../../store/objections/domain-orders.ts'
import type { View } from '../app/view.ts'

/** More of them are counted only. */
const shown = 8

/** `fr.acme.test (12 people), be.acme.test (3 people) and 4 more sub-domains`: those of most people first. */
export function subdomainList({ t, f }: View, found: readonly Subdomain[]): string {
  const named = found.slice(0, shown).map((one) => t.companies.subdomain(one))
  const rest = found.length - named.length
  return f.list(rest === 0 ? named : [...named, t.companies.more(rest)])
}
