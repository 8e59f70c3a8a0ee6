import { noticeLanguages } from '../decisions/tables/countries.ts'

/**
 * The language in which a notice counts for somebody (docs/reference/law.md#d, #s-kaspr), among those that are written:
 * the person's own, else one that is read in every country that may be theirs. Null when there is none, or nothing is
 * known of the person.
 */
export function noticeLanguageOf(
  language: string | null,
  countries: readonly string[],
  written: readonly string[],
): string | null {
  if (language !== null) return written.includes(language) ? language : null
  if (countries.length === 0 || countries.includes('ZZ')) return null
  return (
    written.find((one) => countries.every((country) => noticeLanguages.get(country)?.includes(one) ?? true)) ?? null
  )
}
