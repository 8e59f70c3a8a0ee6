import { describe, expect, it } from 'vitest'
import { functionsOfTitle } from '../titles/job-function.ts'
import { Offers, relatedness, type Offer } from './offer.ts'

const software: Offer = {
  id: 'software',
  name: 'Software',
  functions: ['it', 'it_security', 'finance'],
  borderline: ['management', 'external_accountant'],
  audience: 'business',
  productFamily: 'erp',
  assessment: null,
}
const judge = (titles: readonly string[], own: Parameters<typeof functionsOfTitle>[1]) =>
  relatedness(
    titles.map((title) => functionsOfTitle(title, own)),
    software,
  )
const faultsOf = (offers: unknown) =>
  Offers.safeParse(offers).error?.issues.map(({ path, message }) => ({ path, message })) ?? []

describe('does an offer concern the person (B1)', () => {
  it.each([
    ['software to an IT director (B1a)', ['DSI'], 'related'],
    ['accounting software to a finance director (B1b)', ['Directrice financière'], 'related'],
    ['software to a production director', ['Directeur de production'], 'unrelated'],
    ['one of two functions is enough', ['DAF / DRH'], 'related'],
    ['neither of two', ['Responsable production et qualité'], 'unrelated'],
    ['no title (B1f)', [], 'unknown'],
    ['a title nobody mapped (B1f)', ['Couteau suisse'], 'unknown'],
    ['one system knows, the other does not', ['DSI', 'Manager'], 'unknown'],
    ['two systems, one function in two words', ['CTO', 'Responsable informatique'], 'related'],
    ['two systems, two functions', ['CTO', 'DRH'], 'conflict'],
    ['two functions that both concern: still not the same person', ['CTO', 'DAF'], 'conflict'],
    ['a conflict beside an unknown title', ['CTO', 'Manager', 'DRH'], 'conflict'],
    ['a function that a person declares for each contact (B1f)', ['PDG'], 'borderline'],
    ['an outside professional', ['Expert-comptable'], 'borderline'],
    ['a concerned function beside a borderline one', ['Gérant / DSI'], 'related'],
    ['an occupation that is none of the functions', ['Infirmière'], 'unrelated'],
    ['two systems, two names of one job', ['RSSI', 'DSI'], 'related'],
    ['two parts of what was one function, one of them concerned', ['Expert-comptable', 'Comptable'], 'conflict'],
    ['a borderline function beside an unknown title', ['PDG', 'Manager'], 'unknown'],
    ['a second function in one system only', ['DAF', 'DAF / DRH'], 'conflict'],
  ] as const)('%s', (_name, titles, expected) => {
    expect(judge(titles, {})).toBe(expected)
  })

  it('asks the own table first', () => {
    expect([judge(['Couteau suisse'], { 'couteau suisse': ['it'] }), judge(['DSI'], { dsi: ['legal'] })]).toEqual([
      'related',
      'unrelated',
    ])
  })
})

describe('offers of the settings', () => {
  it('takes several offers, the first one leading, and none', () => {
    const lunch = { ...software, id: 'lunch-2', name: 'Lunch', functions: ['administration'] }
    expect([Offers.parse([software, lunch]), Offers.parse([])]).toEqual([[software, lunch], []])
  })

  it.each([
    [
      'without a function',
      { functions: [] },
      'functions',
      'Offer "Software" concerns no function, so nobody could be related to it: choose at least one function.',
    ],
    [
      'with a function both concerned and borderline',
      { borderline: ['it'] },
      'borderline',
      'Offer "Software" calls a function both concerned and borderline: choose one of them.',
    ],
    [
      'with an id in capitals',
      { id: 'ERP 1' },
      'id',
      'must be a short id of small letters, digits and hyphens, such as crm-software',
    ],
  ])('refuses an offer %s', (_name, change, field, message) => {
    expect(faultsOf([{ ...software, ...change }])).toEqual([{ path: [0, field], message }])
  })

  it('refuses the same id twice', () => {
    expect(faultsOf([software, { ...software, name: 'Other' }])).toEqual([
      { path: [1, 'id'], message: 'Offer "Other" has the id software of an earlier offer: give it an id of its own.' },
    ])
  })
})
