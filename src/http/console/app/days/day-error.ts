import { isCalendarDay } from '../../../../domain/app/day.ts'
import type { Texts } from '../../../locales/texts.ts'

/** What a sentence about a day is drawn from: a view of the page has it. */
interface Reader {
  t: Texts
  /** The calendar day where the company is. */
  today: string
}

/** A day as it is typed into a field: `25/11/2026` for 2026-11-25; what is no day stays as it is. */
export const shownDay = (value: string): string => (isCalendarDay(value) ? value.split('-').reverse().join('/') : value)

/**
 * The sentence under a day that is refused: how a date is written where `value` is none, else `other`, which says what
 * the form wants of a day or that one is missing.
 */
export const dayError = ({ t }: Pick<Reader, 't'>, value: string | undefined, other: string): string =>
  value === undefined || value.trim() === '' || isCalendarDay(value.trim()) ? other : t.common.days.unreadable

/** The sentence under a day that is to come, where only one that has come is taken; null = it is not to come. */
export const notYetError = ({ t, today }: Reader, value: string | undefined): string | null =>
  value !== undefined && isCalendarDay(value) && value > today ? t.common.days.notYet(shownDay(value)) : null

/** As `dayError`, of a day that must have come. */
export const pastError = (view: Reader, value: string | undefined, other: string): string =>
  notYetError(view, value) ?? dayError(view, value, other)

/** As `dayError`, of the day on which something reached us. */
export const receivedError = (view: Reader, value: string | undefined, other: string): string =>
  value !== undefined && isCalendarDay(value) && value > view.today
    ? view.t.common.days.future(shownDay(value))
    : dayError(view, value, other)
