import { describe, expect, it } from 'vitest'
import { withOldFunctions, withoutOldFunctions } from './stored-functions.ts'

const offer = { id: 'a', name: 'A', audience: 'business' as const, productFamily: null, assessment: null }

describe('functions in stored settings (docs/decisions/0064-functions-of-titles.md)', () => {
  it('reads a function of release 0.1 as all that it was split into', () => {
    expect(
      withoutOldFunctions({ offers: [{ ...offer, functions: ['it', 'marketing'] }], titles: { sherpa: 'quality' } }),
    ).toEqual({
      offers: [
        {
          ...offer,
          functions: ['it', 'it_security', 'marketing', 'communication', 'product'],
          borderline: [],
        },
      ],
      titles: { sherpa: ['quality', 'qhse'] },
    })
  })

  it.each([
    ['finer functions', ['it'], ['it_security'], { sherpa: ['it'], '~ninja': ['other'] }],
    ['functions that 0.1 does not know', ['communication'], [], { sherpa: ['qhse', 'quality'] }],
  ] as const)('gives back %s as they were saved', (_name, functions, borderline, titles) => {
    const settings = { offers: [{ ...offer, functions: [...functions], borderline: [...borderline] }], titles }
    expect(withoutOldFunctions(withOldFunctions(settings))).toEqual(settings)
  })

  it('leaves release 0.1 only what it knows, and nobody to mail who is not concerned', () => {
    expect(
      withOldFunctions({
        offers: [
          { ...offer, functions: ['it', 'privacy'], borderline: [] },
          { ...offer, id: 'b', functions: ['communication'], borderline: ['marketing'] },
        ],
        titles: { sherpa: ['qhse'], ninja: ['communication', 'marketing'] },
      }),
    ).toEqual({
      offers: [
        { ...offer, functions: ['it'], concerned: ['it', 'privacy'], borderline: [] },
        {
          ...offer,
          id: 'b',
          functions: ['management'],
          audience: 'consumer',
          concerned: ['communication'],
          intendedFor: 'business',
          borderline: ['marketing'],
        },
      ],
      titles: { ninja: 'marketing' },
      titleFunctions: { sherpa: ['qhse'], ninja: ['communication', 'marketing'] },
    })
  })
})
