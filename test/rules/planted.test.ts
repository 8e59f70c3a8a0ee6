import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bugs } from '../../scripts/planted/bugs.mjs'

const root = join(import.meta.dirname, '../..')

it('every fault of "npm run planted" has one place to be planted', () => {
  const places = bugs.map(({ rule, file, find }) => [
    rule,
    readFileSync(join(root, file), 'utf8').split(find).length - 1,
  ])
  expect(places).toEqual(bugs.map(({ rule }) => [rule, 1]))
})
