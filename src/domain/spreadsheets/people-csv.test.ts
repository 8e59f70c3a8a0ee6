import { expect, it } from 'vitest'
import { peopleCsv } from './people-csv.ts'

it.each([
  ['=1+1'],
  ['+33639981234'],
  ['-1'],
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
