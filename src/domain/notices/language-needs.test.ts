import { expect, it } from 'vitest'
import { languageNeeds } from './language-needs.ts'

it('counts people by the language that they need, their own before that of their country', () => {
  expect(
    languageNeeds([
      { language: null, countries: ['FR'], people: 70 },
      { language: 'de', countries: ['FR'], people: 4 },
      { language: null, countries: ['DE'], people: 20 },
      { language: null, countries: ['BE', 'NL'], people: 3 },
      { language: null, countries: ['BE'], people: 5 },
      { language: null, countries: ['PL'], people: 2 },
      { language: null, countries: ['FR', 'DE'], people: 1 },
      { language: null, countries: ['ZZ'], people: 6 },
      { language: null, countries: ['US'], people: 8 },
      { language: null, countries: [], people: 9 },
    ]),
  ).toEqual({
    languages: [
      { code: 'fr', people: 75 },
      { code: 'de', people: 24 },
      { code: 'nl', people: 3 },
      { code: 'pl', people: 2 },
    ],
    unknown: 24,
  })
})
