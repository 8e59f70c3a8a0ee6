import { linkedInPage } from './linkedin.ts'
import { mayBeMobile, nationalDigits } from './numbers/read-number.ts'

/** What tells a person again beside their addresses. */
export type TraceKind = 'mobile' | 'linkedin' | 'phone' | 'company'

/** What is compared, in a form that is the same however a system writes it. */
interface Trace {
  kind: TraceKind
  text: string
}

interface Traced {
  firstName: string | null
  lastName: string | null
  country: string | null
  phone: string | null
  mobile: string | null
  linkedin?: string
  /** Domains of addresses that the organisation gave. */
  domains: readonly string[]
}

/**
 * By what a person would be known again who comes back under another address (docs/reference/promises.md#kept): the
 * mobile, the page at LinkedIn, the name with the phone, the name with the domain of the company. The same likeness as
 * that of "one person or two?". `home`: the company's own country, null = not said.
 */
export function tracesOf(record: Traced, home: string | null): Trace[] {
  const { phone, mobile, country, linkedin, domains } = record
  const name = nameKey(record)
  const numbers = [phone, mobile].flatMap((raw) => {
    const written = { raw: raw ?? '', country }
    const digits = nationalDigits(written, home)
    return digits === null ? [] : [{ digits, isMobile: raw === mobile || mayBeMobile(written, home) }]
  })
  const page = linkedin === undefined ? null : linkedInPage(linkedin)
  const found: Trace[] = [
    ...numbers.flatMap(({ digits, isMobile }): Trace[] => (isMobile ? [{ kind: 'mobile', text: digits }] : [])),
    ...(page === null ? [] : [{ kind: 'linkedin', text: page } as const]),
    ...(name === null
      ? []
      : [
          ...numbers.map(({ digits }): Trace => ({ kind: 'phone', text: `${name}|${digits}` })),
          ...domains.map((domain): Trace => ({ kind: 'company', text: `${name}|${domain}` })),
        ]),
  ]
  return [...new Map(found.map((trace) => [`${trace.kind} ${trace.text}`, trace])).values()]
}

/**
 * Both names in one order, as one system may have them the other way round, without capitals, accents, hyphens and the
 * like: as `name_key` of the records. Null unless both are there.
 */
function nameKey({ firstName, lastName }: Pick<Traced, 'firstName' | 'lastName'>): string | null {
  const plain = [firstName, lastName].map((name) =>
    (name ?? '')
      .normalize('NFD')
      .toLowerCase()
      .replace(/[\u0300-\u036f''’ .-]/gu, ''),
  )
  return plain.includes('') ? null : plain.toSorted((a, b) => (a < b ? -1 : 1)).join('|')
}
