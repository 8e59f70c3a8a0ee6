import { linkedInPage } from '../linkedin.ts'
import { linesOf, type Line } from '../numbers/lines.ts'

/** What tells a person again beside their addresses. */
export type TraceKind = 'mobile' | 'linkedin' | 'phone' | 'company'
/** The name with the address tells somebody who is held again from who shares the address; nobody comes back by it. */
type RememberedKind = TraceKind | 'address'

/** What is compared, in a form that is the same however a system writes it. */
interface Trace<Kind = TraceKind> {
  kind: Kind
  text: string
}

export interface Traced {
  firstName: string | null
  lastName: string | null
  country: string | null
  phone: string | null
  mobile: string | null
  linkedin?: string | null
  /** Domains of addresses that the organisation gave. */
  domains: readonly string[]
  /** Addresses that are nobody's role. */
  addresses?: readonly string[]
}

/**
 * By what a person would be known again who comes back under another address (docs/reference/promises.md#kept): the
 * mobile, the page at LinkedIn, the name with the phone, the name with the domain of the company. The same likeness as
 * that of "one person or two?". What a record shows meets what a record that went is remembered by. `home`: the
 * company's own country, null = not said.
 */
export const tracesShown = (record: Traced, home: string | null): Trace[] => tracesOf(record, home, shownBy)

/** What a record is remembered by, as of `tracesShown`, and the name with each address. */
export const tracesRemembered = (record: Traced, home: string | null): Trace<RememberedKind>[] => {
  const name = nameKey(record)
  return [
    ...tracesOf(record, home, rememberedBy),
    ...(name === null ? [] : (record.addresses ?? [])).map((text) => ({
      kind: 'address' as const,
      text: `${name}|${text}`,
    })),
  ]
}

function tracesOf(record: Traced, home: string | null, textsOf: (line: Line) => string[]): Trace[] {
  const name = nameKey(record)
  const page = record.linkedin == null ? null : linkedInPage(record.linkedin)
  const lines = linesOf(record, home)
  const mobiles = lines.filter(({ isMobile }) => isMobile).flatMap(textsOf)
  const found: Trace[] = [
    ...mobiles.map((text): Trace => ({ kind: 'mobile', text })),
    ...(page === null ? [] : [{ kind: 'linkedin', text: page } as const]),
    ...(name === null
      ? []
      : [
          ...lines.flatMap(textsOf).map((text): Trace => ({ kind: 'phone', text: `${name}|${text}` })),
          ...record.domains.map((domain): Trace => ({ kind: 'company', text: `${name}|${domain}` })),
        ]),
  ]
  return [...new Map(found.map((trace) => [`${trace.kind} ${trace.text}`, trace])).values()]
}

/**
 * Two lines whose countries are known are one where all digits are the same; where one country is unknown, where those
 * that follow country and zeros are. So a line of a known country shows these under a mark of its own, which only lines
 * without one are remembered by.
 */
function shownBy({ digits, known, national }: Line): string[] {
  return known ? [`+${digits}`, ofKnown(national)] : [national]
}
function rememberedBy({ digits, known, national }: Line): string[] {
  return known ? [`+${digits}`, national] : [national, ofKnown(national)]
}
const ofKnown = (national: string): string => `known ${national}`

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
