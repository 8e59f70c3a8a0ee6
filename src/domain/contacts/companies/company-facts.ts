/** What a system says of the company of a person. Null = the system shows nothing of it. */
export interface CompanyFacts {
  /** The system's own id of the company; null = it has no record of its own. */
  id: string | null
  name: string | null
  /** Host name, lower case, without `www`. */
  domain: string | null
  /** As typed there. */
  country: string | null
  industry: string | null
  /** People who work there. */
  headcount: number | null
  /** Value of the field that an admin named for the legal form, as the system shows it. */
  legalForm: string | null
  parentId: string | null
}

/** `unread`: there is one, and our user may not see it. */
export type ShownCompany = CompanyFacts | 'unread'

/** A whole number that a system keeps as a number or as text (`12`, `12.0`); anything else is unknown. */
export function headcountOf(value: string | null): number | null {
  const number = value === null || value.trim() === '' ? Number.NaN : Number(value)
  return Number.isInteger(number) && number >= 0 ? number : null
}

/** Host name of a domain or a page as typed; null = none can be read. */
export function domainOf(typed: string | null): string | null {
  const text = typed?.trim().toLowerCase() ?? ''
  const host = URL.parse(text.includes('://') ? text : `https://${text}`)?.hostname ?? ''
  return host.includes('.') ? host.replace(/^www\./u, '') : null
}
