import { dayOf } from '../../domain/app/day.ts'
import type { Format } from '../ui/format.ts'

/**
 * The day of a consent on paper. Of one that somebody of ours recorded (its form is how it was given) nothing but the
 * day is known: it is the same in every time zone.
 */
export const consentDay = (f: Format, { givenAt, form, act }: { givenAt: Date; form: string; act: string }): string =>
  form === act ? f.day(dayOf(givenAt)) : f.date(givenAt)
