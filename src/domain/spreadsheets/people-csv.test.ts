import { expect, it } from 'vitest'
import { peopleCsv } from './people-csv.ts'

it.each([
  ['=1+1'],
  ['+33639981234+cmd()'],
  ['+SUM(1)'],
  ['-1+1'],
  ['-A1'],
  ['-cmd|calc'],
  ['@acme!A1'],
  ['@SUM(A1)'],
  ['  =1'],
  ['\t=1'],
  ['＝1'],
  ['\uFEFF=1'],
  ['\n=1'],
  ['`@SUM(A1)'],
  ["'=cmd|' /C calc'!A0"],
])('%j is no formula in what people open', (text) => {
  expect(peopleCsv([['a', text]], ';')).toBe(`\uFEFF"a";"'${text}"\r\n`)
})

it.each([
  ['+33639981234'],
  ['+33 6 39 98 12 34'],
  ['+44 (0)20-7946.0018'],
  ['+33\u00A06\u00A039\u00A098\u00A012\u00A034'],
  ['+33\u202F6\u202F39\u202F98'],
  ['+49/30/1234567'],
  ['+33 1 39 98 12 34 / +33 6 39 98 12 34'],
  ['+33 1 39 98 12 34; +33 6 39 98 12 34'],
  ['+33 1 39 98 12 34 ext. 12'],
  ['+33 1 39 98 12 34 poste 12'],
  ['-1'],
  ['-12,5'],
  ['- Directrice générale'],
  ['-Chef d’équipe'],
  ['@acme'],
  ['-'],
])('%j can run nothing, and comes back as it was', (text) => {
  expect(peopleCsv([['a', text]], ';')).toBe(`\uFEFF"a";"${text}"\r\n`)
})

it('keeps a formula behind a quote from being one', () => {
  expect(peopleCsv([['"=1+1']], ',')).toBe('\uFEFF"\'""=1+1"\r\n')
})

it('doubles quotes and leaves other cells as they are', () => {
  expect(
    peopleCsv(
      [
        ['é "x"', '12-3'],
        ['', 'a;b'],
      ],
      ',',
    ),
  ).toBe('\uFEFF"é ""x""","12-3"\r\n"","a;b"\r\n')
})
