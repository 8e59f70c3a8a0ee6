import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { createFirstSeenIndex } from './first-seen-index.ts'

const hashOf = (text: string) => createHash('sha256').update(text).digest()

it('gives the row that named somebody first, also where hashes begin alike and the table is half full', () => {
  const seen = createFirstSeenIndex(1_000)
  expect(
    Array.from({ length: 1_000 }, (_, row) => seen(hashOf(`a${row}`), row + 2)).every((first) => first === null),
  ).toBe(true)
  expect(Array.from({ length: 1_000 }, (_, row) => seen(hashOf(`a${row}`), row + 5_000))).toEqual(
    Array.from({ length: 1_000 }, (_, row) => row + 2),
  )
  const alike = (last: number) => {
    const hash = Buffer.alloc(32)
    hash[15] = last
    return hash
  }
  expect([seen(alike(1), 7), seen(alike(2), 8), seen(alike(1), 9)]).toEqual([null, null, 7])
})
