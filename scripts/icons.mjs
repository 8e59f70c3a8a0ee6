// `npm run icons -- [name …]`: writes src/http/ui/tables/icon-paths.ts anew from the outlines of @tabler/icons, for the
// names that stand in it and those given. The package is 52 MB; what runs needs these few lines of it.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const table = join(import.meta.dirname, '../src/http/ui/tables/icon-paths.ts')
const outlines = join(dirname(createRequire(import.meta.url).resolve('@tabler/icons/package.json')), 'icons/outline')

const pathsOf = (name) =>
  [...readFileSync(join(outlines, `${name}.svg`), 'utf8').matchAll(/<path\s+d="([^"]+)"/gu)].map(([, path]) => path)

const head = `// Written by \`npm run icons\` (scripts/icons.mjs): a new icon is \`npm run icons -- its-name\`.
// Outlines of Tabler Icons, copyright (c) 2020-2026 Paweł Kuna, MIT: docs/licences/tabler-icons.txt.

/** Icon → what its lines are drawn along, on 24 × 24. */
export const iconPaths = {
`

/** The whole file for these names, in the order of the alphabet. */
export const iconTable = (names) =>
  `${head}${[...new Set(names)]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map(
      (name) =>
        `  '${name}': [${pathsOf(name)
          .map((path) => `'${path}'`)
          .join(', ')}],\n`,
    )
    .join('')}} as const\n`

/** The names that stand in the file now. */
export const iconNames = () =>
  [...readFileSync(table, 'utf8').matchAll(/^ {2}'([a-z0-9-]+)':/gm)].map(([, name]) => name)

if (import.meta.main ?? process.argv[1] === import.meta.filename)
  writeFileSync(table, iconTable([...iconNames(), ...process.argv.slice(2)]))
