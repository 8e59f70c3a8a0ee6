import { classifyPhone } from '../classify-phone.ts'
import { countryOf } from '../country.ts'
import { normalPhone } from '../identity.ts'
import { latinDigits } from '../../app/latin-digits.ts'
import { parseNumber } from '../parse-number.ts'

/** A number of a record as it is typed, and what the record says of its country. */
export interface WrittenNumber {
  raw: string
  country: string | null
}

/** `guessed`: neither the number nor the record names a country, so that it was read as one of the company's own. */
interface ReadNumber {
  /** E.164. */
  number: string
  guessed: boolean
  isMobile: boolean
}

/**
 * Reads a number of a record (docs/decisions/0042-numbers-without-country.md). Where neither the number nor the record
 * names a country, it is one of `home`, the country of the company (null = not said), if it is valid there. Null when
 * it cannot be read.
 */
export function readNumber(written: WrittenNumber, home: string | null): ReadNumber | null {
  const [raw, typed] = [latinDigits(written.raw), written.country]
  const country = countryOf(typed)
  const text = country === null ? raw.replace(outsideLine, '+') : raw
  const number = normalPhone(text, country)
  if (number !== null) return { number, guessed: false, isMobile: isMobile(number, country) }
  if (home === null || namesCountry({ raw, country: typed })) return null
  const guess = validIn(raw, home)
  return guess === null ? null : { number: guess, guessed: true, isMobile: isMobile(guess, home) }
}

/**
 * Whether a number reaches one person as far as anybody can tell: it is a mobile, or it names no country and is one in
 * `home` or in a country whose mobiles are nobody's fixed lines in France. In doubt it is, so that whoever shares it is
 * asked about; nothing is blocked or freed by it.
 */
export function mayBeMobile(written: WrittenNumber, home: string | null): boolean {
  const read = readNumber(written, home)
  const raw = latinDigits(written.raw)
  if (read !== null && (read.isMobile || !read.guessed)) return read.isMobile
  if (namesCountry({ raw, country: written.country })) return false
  return mobileCountries.some((country) => {
    const found = validIn(raw, country)
    return found !== null && isMobile(found, country)
  })
}
const mobileCountries = ['FR', 'DE', 'GB', 'ES', 'IT', 'NL', 'CH', 'LU', 'PT'] as const

/** Nearly everywhere 00 stands for the +. */
const outsideLine = /^[\s(]*00(?=[\s)]*[1-9])/u

/** A country that cannot be read is named all the same: the number is not the company's own country's. */
const namesCountry = ({ raw, country }: WrittenNumber): boolean =>
  (country ?? '').trim() !== '' || raw.trim().startsWith('+') || outsideLine.test(raw)

/**
 * A text as a number (E.164) that exists in `country`. Lines that the library does not know yet are told by the
 * beginning of mobiles.
 */
function validIn(raw: string, country: string): string | null {
  const parsed = parseNumber(raw, country)
  if (parsed?.isPossible !== true) return null
  const { number } = parsed.phone
  return parsed.phone.isValid() || isMobile(number, country) ? number : null
}

/** A mobile belongs to one person, in whichever field a system keeps it. */
const isMobile = (number: string, country: string | null): boolean =>
  classifyPhone(number, country, {}).line === 'mobile'
