import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { iconNames, iconTable } from '../../../scripts/icons.mjs'

it('the table of icons holds what their package gives, and nothing else', () => {
  const table = readFileSync(join(import.meta.dirname, '../../../src/http/ui/tables/icon-paths.ts'), 'utf8')
  expect(table).toBe(iconTable(iconNames()))
})
