import type { NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import { openFormat, type Format } from '../../ui/format.ts'

/** How figures and dates are written on a paper for a person, in each language that they may read. */
export type PaperFormat = Pick<Format, 'number' | 'date' | 'day' | 'dateTime' | 'list' | 'colon'>

export function paperFormat(language: NoticeLanguage, timeZone: string): PaperFormat {
  if (language === 'fr' || language === 'en') return openFormat(language, timeZone)
  const numbers = new Intl.NumberFormat(language)
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone })
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone })
  const lists = new Intl.ListFormat(language, { type: 'conjunction' })
  return {
    number: (value) => numbers.format(value),
    date: (at) => dates.format(at),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    dateTime: (at) => times.format(at),
    list: (items) => lists.format(items),
    colon: ': ',
  }
}
