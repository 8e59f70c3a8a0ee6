import { z } from 'zod'

/** YYYY-MM-DD. */
export const Day = z.iso.date('is not a day such as 2026-11-25')

const isInstant = (text: string): boolean => z.iso.datetime({ offset: true }).safeParse(text).success

const notMoment = 'is not a day such as 2026-11-25 or an instant such as 2026-11-25T09:30:00Z'
const offset = /[+-]\d{4}$/u

/** A day, or an instant with its zone; some vendors write the zone without a colon (+0000). */
export const Moment = z
  .string(notMoment)
  .transform((text) => (offset.test(text) ? `${text.slice(0, -2)}:${text.slice(-2)}` : text))
  .refine((text) => Day.safeParse(text).success || isInstant(text), notMoment)

/** The instant a moment stands for: a day is its first one. */
export function momentOf(text: string): Date {
  return new Date(text.length === 10 ? `${text}T00:00:00.000Z` : text)
}

/** The same, a day being its last one. */
export function endOf(text: string): Date {
  return new Date(text.length === 10 ? `${text}T23:59:59.999Z` : text)
}
