import { latinDigits } from '../../app/latin-digits.ts'
import { parseNumber } from '../parse-number.ts'
import { mayBeMobile, readNumber, type WrittenNumber } from './read-number.ts'

/** A number of a record as it is compared with those of others. */
export interface Line {
  /** Digits alone: with the country in front where it is known, else as typed. */
  digits: string
  /** The number or its record names the country. */
  known: boolean
  /** What follows country and leading zeros. */
  national: string
  /** Reaches one person, as far as anybody can tell. */
  isMobile: boolean
}

interface Numbered {
  phone: string | null
  mobile: string | null
  country: string | null
}

/**
 * The lines of a record, each once. A fixed line is no mobile, in whichever field it stands; what cannot be told is one
 * in the field for mobiles. Numbers that are too short to tell a line are left out. `home`: the company's own country,
 * null = not said.
 */
export function linesOf({ phone, mobile, country }: Numbered, home: string | null): Line[] {
  const lines = [
    lineOf({ raw: phone ?? '', country }, home, mayBeMobile),
    lineOf({ raw: mobile ?? '', country }, home, (written) => !isFixedLine(written, home)),
  ].filter((line) => line !== null)
  return [...Map.groupBy(lines, ({ digits }) => digits).values()].map((same) => ({
    ...(same[0] as Line),
    isMobile: same.some(({ isMobile }) => isMobile),
  }))
}

function lineOf(
  written: WrittenNumber,
  home: string | null,
  mobile: (written: WrittenNumber, home: string | null) => boolean,
): Line | null {
  const read = readNumber(written, home)
  const known = read !== null && !read.guessed
  const typed = read === null ? written.raw : (parseNumber(read.number, null)?.phone.nationalNumber ?? read.number)
  const national = digitsOf(typed).replace(/^0+/u, '')
  if (national.length < fewestDigits) return null
  return { digits: digitsOf(known ? read.number : written.raw), known, national, isMobile: mobile(written, home) }
}
/** Lines of seven digits are the shortest that belong to a subscriber alone. */
const fewestDigits = 7

/** A line of a place and not of a person. Where fixed lines and mobiles look alike, as in America, none is known. */
function isFixedLine(written: WrittenNumber, home: string | null): boolean {
  const read = readNumber(written, home)
  if (read === null || read.isMobile || mayBeMobile(written, home)) return false
  return fixedTypes.has(parseNumber(read.number, null)?.type ?? '')
}
const fixedTypes: ReadonlySet<string> = new Set(['FIXED_LINE', 'SHARED_COST', 'TOLL_FREE', 'PREMIUM_RATE', 'UAN'])

const digitsOf = (text: string): string => latinDigits(text).replace(/\D/gu, '')
