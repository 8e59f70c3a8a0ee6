import { parsePhoneNumberFromString, type CountryCode, type NumberType, type PhoneNumber } from 'libphonenumber-js/max'

/** What the library makes of a text. */
export interface ParsedNumber {
  phone: PhoneNumber
  isPossible: boolean
  /** Undefined = of no range that the library knows. */
  type: NumberType
}

/** The texts read last: each rule about a record asks for the same few numbers, and reading one is most of its cost. */
const known = new Map<string, ParsedNumber | null>()
const keptTexts = 500

/**
 * Reads a text as a phone number, as one of `country` (ISO, null = not said) when it has no prefix. Null when it is
 * none.
 */
export function parseNumber(text: string, country: string | null): ParsedNumber | null {
  const key = `${country}\n${text}`
  const read = known.get(key)
  if (read !== undefined) return read
  const phone = parsePhoneNumberFromString(text, (country ?? undefined) as CountryCode | undefined)
  const parsed =
    phone === undefined ? null : { phone, isPossible: phone.isPossible(), type: phone.getType() as NumberType }
  if (known.size >= keptTexts) known.clear()
  known.set(key, parsed)
  return parsed
}
