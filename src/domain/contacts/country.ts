import { normalTitle } from '../titles/job-function.ts'
import { parseNumber } from './parse-number.ts'

/** Names that CRM users type, beyond those of `Intl` in French, English and the country's own language. */
const extraNames: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  angleterre: 'GB',
  'grande bretagne': 'GB',
  'grande-bretagne': 'GB',
  scotland: 'GB',
  wales: 'GB',
  usa: 'US',
  'u s a': 'US',
  'united states of america': 'US',
  'etats unis': 'US',
  hollande: 'NL',
  holland: 'NL',
  'czech republic': 'CZ',
  'republique tcheque': 'CZ',
  'france metropolitaine': 'FR',
  fra: 'FR',
  deu: 'DE',
  bel: 'BE',
  gbr: 'GB',
  ita: 'IT',
  esp: 'ES',
  che: 'CH',
  nld: 'NL',
  lux: 'LU',
  suisse: 'CH',
}

const codes =
  `AD AE AR AT AU BE BG BR CA CH CI CL CM CN CY CZ DE DK DZ EE EG ES FI FR GB GR HK HR HU IE IL IN IS IT JP KR LI LT LU LV MA MC MT MX NL NO NZ PL PT RO RS RU SA SE SG SI SK SN TN TR UA US ZA`.split(
    ' ',
  )

const byName: ReadonlyMap<string, string> = new Map([
  ...codes.flatMap((code) =>
    ['fr', 'en', 'de', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'da', 'fi'].flatMap((language) => {
      const name = new Intl.DisplayNames([language], { type: 'region' }).of(code)
      return name === undefined ? [] : [[normalTitle(name), code] as const]
    }),
  ),
  ...Object.entries(extraNames),
])

/**
 * ISO code of what a CRM's country field says ("FR", "France", "FRANCE ", "Deutschland"); null when it says nothing
 * known.
 */
export function countryOf(raw: string | null): string | null {
  if (raw === null) return null
  const text = normalTitle(raw)
  const code = text.toUpperCase()
  if (code === 'UK') return 'GB'
  return codes.includes(code) ? code : (byName.get(text) ?? null)
}

/** ISO code that an international phone number belongs to. A number without prefix tells nothing. */
export function countryOfPhone(raw: string | null): string | null {
  return raw === null ? null : (parseNumber(raw, null)?.phone.country ?? null)
}

/**
 * Countries a person may belong to: explicit fields first, else the company's, else phone prefixes, never the ending of
 * an address (docs/reference/promises.md#decide). A text that cannot be read is a country of its own, `ZZ`, so that the
 * strictest rule counts.
 */
export function countriesOf(
  fields: readonly (string | null)[],
  companies: readonly (string | null)[],
  phones: readonly (string | null)[],
): string[] {
  const named = (texts: readonly (string | null)[]) => [
    ...new Set(texts.flatMap((text) => (text === null || text.trim() === '' ? [] : [countryOf(text) ?? 'ZZ']))),
  ]
  const explicit = named(fields)
  if (explicit.length > 0) return explicit
  const ofCompany = named(companies)
  return ofCompany.length > 0 ? ofCompany : [...new Set(phones.flatMap((phone) => countryOfPhone(phone) ?? []))]
}
