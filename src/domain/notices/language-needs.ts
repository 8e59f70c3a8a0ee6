import { noticeLanguages } from '../decisions/tables/countries.ts'

/** People who are alike in what is known of the language that they read. `countries`: ISO codes, `ZZ` = unknown. */
export interface PeopleByLanguage {
  language: string | null
  countries: readonly string[]
  people: number
}

/** How many people each language is needed for, the most first; `unknown`: nothing says what they read. */
export interface LanguageNeeds {
  languages: readonly { code: string; people: number }[]
  unknown: number
}

/**
 * The languages that texts to the people of the base are needed in (docs/reference/law.md#d, #s-kaspr): the person's
 * own, else the first one that is read in every country that may be theirs.
 */
export function languageNeeds(groups: readonly PeopleByLanguage[]): LanguageNeeds {
  const needs = new Map<string, number>()
  let unknown = 0
  for (const { language, countries, people } of groups) {
    const code = language ?? languageOfCountries(countries)
    if (code === null) unknown += people
    else needs.set(code, (needs.get(code) ?? 0) + people)
  }
  return {
    languages: [...needs]
      .map(([code, people]) => ({ code, people }))
      .toSorted((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1)),
    unknown,
  }
}

/** Null where a country is not known, or none of its languages is; any language counts elsewhere, so none is needed. */
function languageOfCountries(countries: readonly string[]): string | null {
  const read = countries.map((country) => noticeLanguages.get(country))
  const [first, ...others] = read
  return first?.find((code) => others.every((languages) => languages?.includes(code) ?? false)) ?? null
}
