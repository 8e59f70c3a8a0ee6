import { describe, expect, it } from 'vitest'
import { headersOf, partsOf, readPart } from './mime.ts'
import { addressesIn } from './reports.ts'

describe('MIME in small', () => {
  it('joins folded lines and passes over what is no header', () => {
    expect(headersOf('A: 1\r\n 2\r\nnonsense\r\nB:\r\n: x\r\nA: 3')).toEqual(
      new Map([
        ['a', ['1 2', '3']],
        ['b', ['']],
      ]),
    )
  })
  it('ends at the closing boundary', () => {
    expect(
      partsOf(
        readPart('Content-Type: multipart/x; boundary=b\r\n\r\nbefore\r\n--b\r\nA: 1\r\n\r\none\r\n--b--\r\nafter'),
      ).map((part) => part.body),
    ).toEqual(['one\r'])
  })
  it('takes addresses, not names', () => {
    expect(addressesIn('"x@y.example.test" <a@b.example.test>, c@d.example.test (e@f.example.test)')).toEqual([
      'a@b.example.test',
      'c@d.example.test',
      'e@f.example.test',
    ])
  })
})
