import { expect, it } from 'vitest'
import { noticeLanguageOf } from './notice-language.ts'

it.each<[string, string | null, string[], string[], string | null]>([
  ['their own language, whatever the country', 'de', ['FR'], ['fr', 'de'], 'de'],
  ['nothing in their own language', 'de', ['FR'], ['fr'], null],
  ['the language of the country', null, ['FR'], ['en', 'fr'], 'fr'],
  ['a country with several', null, ['BE'], ['en', 'de', 'fr'], 'de'],
  ['one that both countries read', null, ['FR', 'BE'], ['de', 'fr'], 'fr'],
  ['none that both countries read', null, ['FR', 'DE'], ['de', 'fr'], null],
  ['English alone to France (S-KASPR)', null, ['FR'], ['en'], null],
  ['a country without a rule: any', null, ['US'], ['fr'], 'fr'],
  ['an unknown country', null, ['ZZ'], ['fr'], null],
  ['no country', null, [], ['fr'], null],
])('%s', (_what, language, countries, written, expected) => {
  expect(noticeLanguageOf(language, countries, written)).toBe(expected)
})
