import { describe, expect, it } from 'vitest'
import { functionsOfTitle } from './job-function.ts'
import { coreOfTitle } from './title-core.ts'
import { groupTitles } from './title-groups.ts'

describe('the core of a title (B1f)', () => {
  it.each([
    ['gender', 'Scrapeuse', 'Scrapeur'],
    ['level', 'Senior Zorbist', 'Zorbist'],
    ['place', 'Zorbist - Lyon', 'ZORBIST'],
    ['number', 'Zorbists', 'zorbist'],
    ['employer', 'Zorbist chez Exempla', 'Zorbist'],
    ['the word that leads', 'Responsable zorbing', 'Cheffe zorbing'],
  ])('is one whatever the %s', (_name, one, other) => {
    expect(coreOfTitle(one)).toBe(coreOfTitle(other))
  })

  it.each([
    ['another field beside the unknown word', 'Responsable zorbing', 'Responsable zorbing marketing'],
    ['a role alone and another', 'Directeur', 'Manager'],
    ['a job of before', 'Ancien zorbist', 'Zorbist'],
  ])('differs by %s', (_name, one, other) => {
    expect(coreOfTitle(one)).not.toBe(coreOfTitle(other))
  })

  it('groups titles, the most people first, and one answer settles a group', () => {
    const groups = groupTitles([
      { title: 'Manager', count: 4 },
      { title: 'Zorbist', count: 2 },
      { title: 'Senior zorbist, Paris', count: 3 },
    ])
    expect(groups).toEqual([
      { key: '~senior zorbist paris', titles: ['Senior zorbist, Paris', 'Zorbist'], people: 5 },
      { key: '~manager', titles: ['Manager'], people: 4 },
    ])
    const own = { '~zorbistes': ['research' as const], dsi: ['legal' as const] }
    expect(['Zorbiste confirmée', 'Zorbist marketing', 'DSI'].map((title) => functionsOfTitle(title, own))).toEqual([
      ['research'],
      [],
      ['legal'],
    ])
  })

  it('never takes the place of what the words of a title say', () => {
    expect(functionsOfTitle('Acheteuse', { '~acheteur': ['hr'] })).toEqual(['purchasing'])
  })
})
