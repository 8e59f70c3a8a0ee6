import { firstInFrench } from '../../connector/long-date.ts'

export type Language = 'en' | 'fr'

/** How figures, dates and durations are written. */
export interface Format {
  number(value: number): string
  /** Share of a base, one decimal; of an empty base it is unknown. */
  share(part: number, base: number): string
  /** `Wed 25 Nov 2026`. */
  longDate(at: Date): string
  /** `25 Nov 2026`. */
  date(at: Date): string
  /** A calendar day written YYYY-MM-DD, as `25 Nov 2026`. */
  day(day: string): string
  /** `25 Nov 2026, 08:12`. */
  dateTime(at: Date): string
  /** `08:12`. */
  time(at: Date): string
  /** `2026-11-25 08:12:07.120 +01:00`, for proofs. */
  proof(at: Date): string
  /** `4 s ago` within a day, else the date and time. */
  relative(at: Date, now: Date): string
  /** `0.9 s`, `4 min 12 s`, `2 days`. */
  duration(ms: number): string
  /** `Wed 25 Nov 2026, 08:12`. */
  longDateTime(at: Date): string
  /** `25/11/2026`, as it is typed into a field. */
  typedDay(at: Date): string
  /** Colon with the blanks of the language. */
  colon: string
  list(items: readonly string[]): string
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

type DateParts = Readonly<Record<string, string | undefined>>

/** `3 Dec 2026`, `1er déc. 2026`. */
function shortDate(language: Language, { day, month, year }: DateParts): string {
  const text = `${day} ${month} ${year}`
  return language === 'fr' ? firstInFrench(text) : text
}

export function openFormat(language: Language, timeZone: string): Format {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const numbers = new Intl.NumberFormat(locale)
  const shares = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const dates = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const typed = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone })
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const parts = (format: Intl.DateTimeFormat, at: Date) =>
    Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value])) as DateParts
  const short = (part: DateParts) => shortDate(language, part)
  const words = language === 'fr' ? { day: 'jour', days: 'jours' } : { day: 'day', days: 'days' }

  const format: Format = {
    number: (value) => numbers.format(value),
    share: (part, base) => (base === 0 ? (language === 'fr' ? 'inconnu' : 'unknown') : shares.format(part / base)),
    longDate: (at) => `${parts(dates, at)['weekday']} ${short(parts(dates, at))}`,
    date: (at) => short(parts(dates, at)),
    day: (day) => short(parts(days, new Date(`${day}T00:00:00Z`))),
    dateTime: (at) => `${short(parts(dates, at))}${language === 'fr' ? ' à ' : ', '}${format.time(at)}`,
    typedDay: (at) => typed.format(at),
    time: (at) => `${parts(dates, at)['hour']}:${parts(dates, at)['minute']}`,
    proof: (at) => proofText(at, timeZone),
    relative: (at, now) => {
      const ms = now.getTime() - at.getTime()
      if (ms < -minuteMs || ms >= dayMs) return format.dateTime(at)
      const text =
        ms < minuteMs
          ? `${Math.max(0, Math.floor(ms / 1_000))} s`
          : ms < hourMs
            ? `${Math.floor(ms / minuteMs)} min`
            : `${Math.floor(ms / hourMs)} h`
      return language === 'fr' ? `il y a ${text}` : `${text} ago`
    },
    duration: (ms) => {
      if (ms < 10_000) return `${seconds.format(ms / 1_000)} s`
      if (ms < minuteMs) return `${Math.floor(ms / 1_000)} s`
      if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min ${Math.floor((ms % minuteMs) / 1_000)} s`
      if (ms < 2 * dayMs) return `${Math.floor(ms / hourMs)} h ${Math.floor((ms % hourMs) / minuteMs)} min`
      const count = Math.floor(ms / dayMs)
      return `${numbers.format(count)} ${count === 1 ? words.day : words.days}`
    },
    longDateTime: (at) => `${format.longDate(at)}${language === 'fr' ? ' à ' : ', '}${format.time(at)}`,
    colon: language === 'fr' ? '\u00A0: ' : ': ',
    list: (items) => lists.format(items),
  }
  return format
}

function proofText(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'longOffset',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const offset = (part['timeZoneName'] ?? '').replace('GMT', '') || '+00:00'
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}.${part['fractionalSecond']} ${offset}`
}
