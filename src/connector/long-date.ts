/** `1er décembre 2026`: in French the first of a month is an ordinal, which Intl does not write. */
export const firstInFrench = (text: string): string => text.replace(/\b1 (?=\p{L})/u, '1er ')

/**
 * A moment with its month in words, in one of the languages that people read; `options`: time zone, and the style of
 * the time where it is told.
 */
export function longDate(
  language: string,
  at: Date,
  options: Pick<Intl.DateTimeFormatOptions, 'timeZone' | 'timeStyle'>,
): string {
  const locale = language === 'en' ? 'en-GB' : language === 'fr' ? 'fr-FR' : language
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...options }).format(at)
  return language === 'fr' ? firstInFrench(text) : text
}
